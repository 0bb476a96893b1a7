import type { Day } from '../calendar/day.ts';
import type { Directory } from './directory.ts';
import type { PostType } from './types.ts';

/** Posts that act for the branch they stand in, the strongest first. */
const branchRoles = [
  'branch_secretary',
  'branch_deputy_secretary',
  'commissioner_organization',
  'commissioner_publicity',
  'commissioner_discipline',
  'branch_group_leader',
] as const satisfies readonly PostType[];

export type BranchRole = (typeof branchRoles)[number];

export interface BranchAuthority {
  readonly branch: string;
  readonly role: BranchRole;
  /** Of a group leader: the group he or she may act for. */
  readonly group?: string | undefined;
}

/**
 * Posts whose holder sees what lies below the organisation. Discipline posts are not among them: they see
 * what a person forwards. A reader of suggestions sees suggestions, no unit.
 */
const overseeingPosts: ReadonlySet<PostType> = new Set<PostType>([
  'work_committee_secretary',
  'work_committee_deputy_secretary',
  'work_committee_officer',
  'leadership_secretary',
  'leadership_member',
  'organ_secretary',
  'organ_fulltime_deputy',
  'organ_committee_member',
  'party_affairs_officer',
  'general_branch_secretary',
  'administrator',
]);

const unitlessPosts: ReadonlySet<PostType> = new Set<PostType>(['suggestion_reader']);

/** The branches a person may act for, and as what; the strongest role first, then by branch. */
export function branchesOf(dir: Directory, person: string, day: Day): readonly BranchAuthority[] {
  const authorities: BranchAuthority[] = [];
  for (const role of branchRoles) {
    for (const post of dir.postsOf(person, day)) {
      if (post.post === role) authorities.push({ branch: post.org, role, group: post.group });
    }
  }
  return authorities;
}

/** The roles in which a person may act for one branch; empty when it is somebody else's. */
export function rolesIn(dir: Directory, person: string, branch: string, day: Day): readonly BranchRole[] {
  return branchesOf(dir, person, day)
    .filter((authority) => authority.branch === branch)
    .map(({ role }) => role);
}

/** Whether a person may see a unit at all; what of it, the feature decides by the matrix of duties.md f.2. */
export function canSee(dir: Directory, person: string, org: string, day: Day): boolean {
  const known = dir.person(person);
  if (!known || !dir.org(org) || (known.leftOn !== undefined && known.leftOn <= day)) return false;
  return known.branch === org || answersFor(dir, person, org, day);
}

/** Whether a person sees a unit through a post: one held there, or one that oversees it. */
export function answersFor(dir: Directory, person: string, org: string, day: Day): boolean {
  return dir.postsOf(person, day).some((post) => {
    if (unitlessPosts.has(post.post)) return false;
    return post.org === org || (overseeingPosts.has(post.post) && isUnder(dir, org, post.org));
  });
}

/** For whom a person stands in at an organisation, or at one that oversees it (代办). */
export function stoodInFor(dir: Directory, person: string, org: string, day: Day): readonly string[] {
  const lent = dir.postsOf(person, day).flatMap((post) => {
    if (post.standsInFor === undefined) return [];
    const isOver = overseeingPosts.has(post.post) && isUnder(dir, org, post.org);
    return post.org === org || isOver ? [post.standsInFor] : [];
  });
  return [...new Set(lent)];
}

/** These people and whoever acts for one of them that day: nobody decides on behalf of whom it concerns. */
export function withStandIns(dir: Directory, people: Iterable<string>, day: Day): ReadonlySet<string> {
  const all = new Set(people);
  for (const { away, person, from, to } of dir.standIns) {
    if (all.has(away) && from <= day && day < to) all.add(person);
  }
  return all;
}

/** The branches a person may see: the scope of name searches, tables and digests. In code order. */
export function visibleBranches(dir: Directory, person: string, day: Day): readonly string[] {
  const known = dir.person(person);
  if (!known || (known.leftOn !== undefined && known.leftOn <= day)) return [];
  const visible = new Set([known.branch]);
  for (const { org, post } of dir.postsOf(person, day)) {
    if (unitlessPosts.has(post)) continue;
    if (dir.org(org)?.level === 'branch') visible.add(org);
    if (overseeingPosts.has(post)) for (const branch of dir.branchesUnder(org)) visible.add(branch.code);
  }
  return [...visible].sort();
}

/** The branches whose members belong to an organisation itself: the own one, those below a committee. */
export function branchesNear(dir: Directory, org: string): readonly string[] {
  const below = dir.branchesUnder(org);
  const isWork = dir.org(org)?.level === 'work_committee';
  return (isWork ? below.filter(({ code }) => dir.superiorOf(code)?.code === org) : below).map(
    ({ code }) => code,
  );
}

/** Below along any line: approvals, a leading group's management, a work committee's guidance. */
export function isUnder(dir: Directory, org: string, upper: string): boolean {
  if (dir.superiorsOf(org).some((superior) => superior.code === upper)) return true;
  return dir.leadershipOf(org)?.code === upper || dir.workCommitteeOf(org)?.code === upper;
}

/** These organisations and everything below one of them. */
export function withAllBelow(dir: Directory, uppers: ReadonlySet<string>): readonly string[] {
  const isBelow = (org: string): boolean =>
    dir.superiorsOf(org).some(({ code }) => uppers.has(code)) ||
    uppers.has(dir.leadershipOf(org)?.code ?? '') ||
    uppers.has(dir.workCommitteeOf(org)?.code ?? '');
  const below = dir.orgs.filter(({ code }) => !uppers.has(code) && isBelow(code));
  return [...uppers, ...below.map(({ code }) => code)];
}

/** The committee that writes to an organisation: the next higher one that supervises it (duties.md a.2, b.3). */
export function committeeOver(dir: Directory, org: string): string | undefined {
  const level = dir.org(org)?.level;
  const organ =
    level === 'branch' || level === 'general_branch' ? dir.organCommitteeOf(org)?.code : undefined;
  const found = organ ?? dir.workCommitteeOf(org)?.code;
  return found === org ? undefined : found;
}

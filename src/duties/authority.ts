import type { Day } from '../calendar/day.ts';
import type { Directory } from '../org/directory.ts';
import type { PostType } from '../org/types.ts';
import type { DutyInstance } from './instance.ts';

/** `behalf`: somebody above or beside enters for those who owe it, and the trace says so (duties.md T4, T5). */
export interface Authority {
  readonly as: 'own' | 'behalf';
  /** Of a group leader: the one group he or she acts for. */
  readonly group?: string | undefined;
}

export type DutyAct = 'plan' | 'record';

/** Who owes a duty, as a definition or the rules of an instance say it. */
export type OwedBy = Pick<DutyInstance['rules'], 'level' | 'post' | 'coverage'>;

/** Who acts beside the holder of a post: deputies, and those who prepare its work. */
const colleagues: Partial<Record<PostType, readonly PostType[]>> = {
  branch_secretary: ['branch_deputy_secretary'],
  branch_group_leader: ['branch_secretary', 'branch_deputy_secretary'],
  commissioner_organization: ['branch_secretary', 'branch_deputy_secretary'],
  organ_secretary: ['organ_fulltime_deputy', 'party_affairs_officer'],
  organ_fulltime_deputy: ['organ_secretary', 'party_affairs_officer'],
  party_affairs_officer: ['organ_fulltime_deputy'],
  work_committee_secretary: ['work_committee_deputy_secretary', 'work_committee_officer'],
  work_committee_deputy_secretary: ['work_committee_secretary', 'work_committee_officer'],
  work_committee_officer: ['work_committee_deputy_secretary'],
};

/** What happened in a branch may also be written down by these. */
const branchRecorders: readonly PostType[] = [
  'branch_secretary',
  'branch_deputy_secretary',
  'commissioner_organization',
  'commissioner_publicity',
];

const organOfficers: readonly PostType[] = ['party_affairs_officer', 'organ_fulltime_deputy'];
const workCommitteeOfficers: readonly PostType[] = ['work_committee_officer'];

/** The posts of the owing organisation itself that may do this, the owner's first; for the refusal that names them. */
export function actingPosts(owed: OwedBy, act: DutyAct): readonly PostType[] {
  // What everybody owes is entered for all by those who keep the branch's records, never by one of the many.
  const owners = owed.coverage === undefined ? owed.post : owed.post.filter(() => owed.level !== 'branch');
  const beside = owners.flatMap((post) => colleagues[post] ?? []);
  const recorders = act === 'record' && owed.level === 'branch' ? branchRecorders : [];
  return [...new Set([...owners, ...beside, ...recorders])].filter((post) => post !== 'member');
}

/** Whether and as what a person may act for the organisation that owes a duty; undefined: it is somebody else's. */
export function authorityOver(
  directory: Directory,
  person: string,
  org: string,
  owed: OwedBy,
  act: DutyAct,
  day: Day,
): Authority | undefined {
  const held = directory.postsOf(person, day);
  const posts = actingPosts(owed, act);
  const own = held.filter((one) => one.org === org && posts.includes(one.post));
  const ledGroup = own.find(({ post }) => post === 'branch_group_leader');
  if (own.length > 0) {
    const leadsOnly = ledGroup !== undefined && own.every(({ post }) => post === 'branch_group_leader');
    return { as: 'own', ...(leadsOnly ? { group: ledGroup.group } : {}) };
  }
  const above = officersAbove(directory, org, act);
  const isAbove = held.some((one) => one.org === above?.org && above.posts.includes(one.post));
  return isAbove ? { as: 'behalf' } : undefined;
}

/** A leading group's meetings are prepared by the organ committee it manages; what a branch did, its superior may enter. */
function officersAbove(
  directory: Directory,
  org: string,
  act: DutyAct,
): { readonly org: string; readonly posts: readonly PostType[] } | undefined {
  const level = directory.org(org)?.level;
  if (level === 'leadership_group') {
    const managed = directory.managedBy(org);
    return managed && { org: managed.code, posts: organOfficers };
  }
  if (act === 'plan' || level === 'work_committee') return undefined;
  const organ = level === 'organ_committee' ? undefined : directory.organCommitteeOf(org);
  if (organ) return { org: organ.code, posts: organOfficers };
  const work = directory.workCommitteeOf(org);
  return work && { org: work.code, posts: workCommitteeOfficers };
}

/** The organisations for which a person plans or keeps records as one of their own, or prepares them. */
export function ownOrgs(directory: Directory, person: string, day: Day): readonly string[] {
  const held = directory.postsOf(person, day);
  const prepared = held
    .filter(({ post }) => organOfficers.includes(post))
    .map(({ org }) => directory.leadershipOf(org)?.code)
    .filter((code) => code !== undefined);
  return [...new Set([...held.map(({ org }) => org), ...prepared])];
}

import type { Day } from '../../src/calendar/day.ts';
import type { ApprovalKind } from '../../src/duties/approvals.ts';
import { ownersOf } from '../../src/duties/deciding.ts';
import type { DutyInstance } from '../../src/duties/instance.ts';
import type { Directory } from '../../src/org/directory.ts';
import type { PostAt } from '../../src/org/posts.ts';
import { reachableHolders } from '../../src/org/posts.ts';
import { withStandIns } from '../../src/org/scope.ts';
import type { Person, PostType } from '../../src/org/types.ts';

export type RequestKind = 'extend' | 'waive' | 'system_fault' | 'void' | 'online' | ApprovalKind;

/** Up to here the deputy decides, beyond it the secretary (duties.md T10). */
export const shortExtension = 10;

export interface Decider extends PostAt {
  readonly people: readonly Person[];
}

/** What has to be decided, and by whom it was asked. */
export interface Matter {
  readonly kind: RequestKind;
  readonly instance: DutyInstance;
  /** Working days from the original due day to the one asked for. */
  readonly days: number;
  readonly requester: string;
  /** Of a void: the organisation whose officer asks; the second person is of the same one. */
  readonly asksFor?: string | undefined;
}

/** The post that decides and who holds it now; a vacant one passes it up. Undefined where nobody is left. */
export function deciderOf(directory: Directory, matter: Matter, today: Day): Decider | undefined {
  const barred = withStandIns(
    directory,
    [matter.requester, ...ownersOf(directory, matter.instance, today)],
    today,
  );
  for (const { org, post } of stepsOf(directory, matter)) {
    const people = reachableHolders(directory, org, post, today).people.filter(
      ({ code }) => !barred.has(code),
    );
    if (people.length > 0) return { org, post, people };
  }
  return undefined;
}

/** The posts that may decide it, the proper one first (duties.md T10, T11, T13). */
function stepsOf(directory: Directory, { kind, instance, days, asksFor }: Matter): readonly PostAt[] {
  const { orgCode, rules, reminder } = instance;
  const work = directory.workCommitteeOf(orgCode)?.code;
  if (kind === 'void') {
    const isOrgan = directory.org(asksFor ?? '')?.level === 'organ_committee';
    const posts: readonly PostType[] = isOrgan
      ? ['organ_fulltime_deputy', 'organ_secretary', 'party_affairs_officer']
      : ['work_committee_deputy_secretary', 'work_committee_secretary', 'work_committee_officer'];
    return asksFor === undefined ? [] : posts.map((post) => ({ org: asksFor, post }));
  }
  const organ = rules.level === 'branch' ? directory.organCommitteeOf(orgCode)?.code : undefined;
  // Terms are extended by the superior organisation itself, never by its deputy (duties.md T10).
  const isShort = kind !== 'waive' && reminder !== 'R_TERM' && days <= shortExtension;
  const steps = (org: string | undefined, deputy: PostType, secretary: PostType): readonly PostAt[] =>
    org === undefined ? [] : (isShort ? [deputy, secretary] : [secretary]).map((post) => ({ org, post }));
  return [
    ...steps(organ, 'organ_fulltime_deputy', 'organ_secretary'),
    ...steps(work, 'work_committee_deputy_secretary', 'work_committee_secretary'),
    // Nobody stands above the work committee: its deputy stands in for its secretary.
    ...(work === undefined || isShort
      ? []
      : [{ org: work, post: 'work_committee_deputy_secretary' as const }]),
  ];
}

/** The post by which this person may allow it unasked (duties.md d.5 rule 6); nobody allows it to himself. */
export function grantingPost(
  directory: Directory,
  person: string,
  instance: DutyInstance,
  today: Day,
): { readonly deciderOrg: string; readonly deciderPost: PostType } | undefined {
  if (withStandIns(directory, [...ownersOf(directory, instance, today)], today).has(person)) return undefined;
  const matter: Matter = { kind: 'online', instance, days: 0, requester: person };
  const held = directory.postsOf(person, today);
  const steps = stepsOf(directory, matter);
  const superior = steps[0]?.org;
  const step = steps.find(
    ({ org, post }) => org === superior && held.some((one) => one.org === org && one.post === post),
  );
  return step && { deciderOrg: step.org, deciderPost: step.post };
}

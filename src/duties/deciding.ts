import type { Day } from '../calendar/day.ts';
import type { WorkCalendar } from '../calendar/workdays.ts';
import type { Directory } from '../org/directory.ts';
import { type PostAt, reachableHolders } from '../org/posts.ts';
import { withAllBelow, withStandIns } from '../org/scope.ts';
import type { Person, PostType } from '../org/types.ts';
import type { ApprovalKind } from './approvals.ts';
import type { DutyInstance } from './instance.ts';
import { ownerRoute } from './route.ts';

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

/** As much of a request as says who decides it. */
export interface Routed {
  readonly kind: string;
  readonly newDay: string | null;
  readonly requestedBy: string;
  readonly deciderOrg: string;
  readonly deciderPost: string;
}

interface View {
  readonly directory: Directory;
  readonly calendar: Pick<WorkCalendar, 'workdaysBetween'>;
  readonly today: Day;
}

/** Everybody who owes it: nobody decides what he or she owes. */
export function ownersOf(directory: Directory, instance: DutyInstance, today: Day): ReadonlySet<string> {
  const { orgCode, rules, assignee } = instance;
  const route = ownerRoute({ directory, instance, day: today });
  const holders = rules.post.flatMap((post) => directory.holders(orgCode, post, today));
  return new Set([
    ...route.hearers.map(({ person }) => person.code),
    ...holders.map(({ person }) => person.code),
    ...(assignee === null ? [] : [assignee]),
  ]);
}

function barredFrom(directory: Directory, requester: string, instance: DutyInstance, today: Day) {
  return withStandIns(directory, [requester, ...ownersOf(directory, instance, today)], today);
}

/** The post that decides and who holds it now; a vacant one passes it up. Undefined where nobody is left. */
export function deciderOf(directory: Directory, matter: Matter, today: Day): Decider | undefined {
  const barred = barredFrom(directory, matter.requester, matter.instance, today);
  return firstReached(directory, stepsOf(directory, matter), barred, today);
}

function firstReached(
  directory: Directory,
  steps: readonly PostAt[],
  barred: ReadonlySet<string>,
  today: Day,
): Decider | undefined {
  for (const { org, post } of steps) {
    const people = reachableHolders(directory, org, post, today).people.filter(
      ({ code }) => !barred.has(code),
    );
    if (people.length > 0) return { org, post, people };
  }
  return undefined;
}

/** Working days from the day it was first due: extensions add up. */
export function daysGranted({ calendar }: Pick<View, 'calendar'>, instance: DutyInstance, day: Day): number {
  return calendar.workdaysBetween(instance.originalHeldBy ?? instance.heldBy, day);
}

/** Who decides it at this moment: the post it went to, and while nobody there can, the next one that may. */
export function deciderNow(view: View, request: Routed, instance: DutyInstance): Decider | undefined {
  const { directory, today } = view;
  const barred = barredFrom(directory, request.requestedBy, instance, today);
  return firstReached(directory, stepsFrom(view, request, instance), barred, today);
}

function stepsFrom(view: View, request: Routed, instance: DutyInstance): readonly PostAt[] {
  const { requestedBy: requester, newDay, deciderOrg } = request;
  const kind = request.kind as RequestKind;
  const isMoved = kind === 'extend' || kind === 'system_fault';
  const days = isMoved && newDay !== null ? daysGranted(view, instance, newDay as Day) : 0;
  const steps = stepsOf(view.directory, { kind, instance, days, requester, asksFor: deciderOrg });
  const stored = { org: deciderOrg, post: request.deciderPost as PostType };
  const at = steps.findIndex(({ org, post }) => org === stored.org && post === stored.post);
  return [stored, ...steps.slice(at + 1)];
}

/** Everybody who may decide it now. Whoever is away may still act in the post that is kept. */
export function decidersNow(view: View, request: Routed, instance: DutyInstance): ReadonlySet<string> {
  const { directory, today } = view;
  const barred = barredFrom(directory, request.requestedBy, instance, today);
  const steps = stepsFrom(view, request, instance);
  const found = firstReached(directory, steps, barred, today);
  const people = [...steps.slice(0, 1), ...(found ? [found] : [])].flatMap(({ org, post }) =>
    directory
      .holders(org, post, today)
      .flatMap((holder) => [holder.person.code, directory.attending(holder, today).person.code]),
  );
  return new Set(people.filter((code) => !barred.has(code)));
}

/** Where a request may have gone that reaches one of these people: their own organisations and those below. */
export function desksOf(directory: Directory, people: readonly string[], today: Day): readonly string[] {
  const own = new Set(people.flatMap((person) => directory.postsOf(person, today).map(({ org }) => org)));
  return withAllBelow(directory, own);
}

export function mayDecide(view: View, person: string, request: Routed, instance: DutyInstance): boolean {
  return decidersNow(view, request, instance).has(person);
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

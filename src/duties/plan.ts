import { addDays, addMonths, type Day, partsOf } from '../calendar/day.ts';
import { dueDay } from '../calendar/deadlines.ts';
import { nextPeriod, type Period, periodEnd, periodOf, periodStart } from '../calendar/periods.ts';
import type { WorkCalendar } from '../calendar/workdays.ts';
import { hash32 } from '../core/ids.ts';
import type { Directory } from '../org/directory.ts';
import type { Org } from '../org/types.ts';
import type { DutyDef } from './duty-def.ts';
import { type DutyInstance, instanceKey, instanceNumber } from './instance.ts';
import type { Profiles } from './profiles.ts';
import { stageDays } from './stages.ts';

export interface PlanScope {
  readonly directory: Directory;
  readonly calendar: WorkCalendar;
  /** Instances due before this day are never made (design §4, go-live). */
  readonly goLiveOn: Day;
  /** The catalogue's row as it holds for one organisation; undefined where it was switched off. */
  readonly definitionOf?: ((org: string, duty: DutyDef) => DutyDef | undefined) | undefined;
  /** Absent: those of the product. */
  readonly profiles?: Profiles | undefined;
}

/** An instance as it will be made, but for its state. */
export type PlannedInstance = DutyInstance;

/** How long before its window an instance is made, so that people can plan ahead. */
const horizonDays = 31;

/** A branch founded in the last ten working days of a period owes its first duty in the next one (duties.md b.8). */
const foundingGraceWorkdays = 10;

/** A branch has a committee from seven full members on (BR ch. 6). */
const committeeMembers = 7;

/** The periods of a duty that may have to be made on a day: those since `since`, the current and the next one. */
export function periodsAround(duty: DutyDef, since: Day, today: Day): readonly Period[] {
  if (!('every' in duty.cadence)) return [];
  const last = nextPeriod(periodOf(today, duty.cadence.every));
  const before = periodOf(addDays(periodStart(periodOf(since, duty.cadence.every)), -1), duty.cadence.every);
  const periods: Period[] = [];
  for (let period = before; period <= last; period = nextPeriod(period)) periods.push(period);
  return periods;
}

/** The instances of one duty in one period, for every organisation that owes it; in roster order. */
export function planPeriod(duty: DutyDef, period: Period, scope: PlanScope): readonly PlannedInstance[] {
  const planFor = periodPlan(duty, period, scope);
  return scope.directory.orgs.flatMap((org) => planFor(org) ?? []);
}

/** The same, organisation by organisation; undefined where one does not owe it. */
export function periodPlan(
  duty: DutyDef,
  period: Period,
  scope: PlanScope,
): (org: Org) => PlannedInstance | undefined {
  const { directory, calendar, definitionOf } = scope;
  const drafts = new Map<DutyDef, PlannedInstance | undefined>();
  return (org) => {
    if (org.level !== duty.owner.level || !owes(org, period, calendar)) return undefined;
    const definition = definitionOf ? definitionOf(org.code, duty) : duty;
    if (!definition || !applies(definition, directory, org)) return undefined;
    // The dates are the same for everybody under the same rules: worked out once.
    if (!drafts.has(definition)) drafts.set(definition, draftOf(definition, period, scope));
    const draft = drafts.get(definition);
    return draft && forOrg(draft, definition, org.code);
  };
}

/** Whether it is time to make the instances of a period. */
export function isWithinHorizon(planned: readonly PlannedInstance[], today: Day): boolean {
  return planned.some(({ opensOn }) => addDays(opensOn, -horizonDays) <= today);
}

export interface PlannedTerms {
  readonly planned: readonly PlannedInstance[];
  /** Organisations whose term had ended before go-live: a finding each, no instance. */
  readonly expired: readonly { readonly org: string; readonly endedOn: Day }[];
}

/** Elections (owed by whose term ends) and term notices (owed by the superior of a branch whose term ends). */
export function planTerms(duty: DutyDef, scope: PlanScope, today: Day): PlannedTerms {
  const planned: PlannedInstance[] = [];
  const expired: { org: string; endedOn: Day }[] = [];
  if (!('on' in duty.cadence) || duty.cadence.on === 'event') return { planned, expired };
  const { directory, calendar, goLiveOn, definitionOf } = scope;
  const isNotice = duty.cadence.on === 'branch_term';
  for (const org of directory.orgs) {
    if (org.level !== (isNotice ? 'branch' : duty.owner.level)) continue;
    if (org.electedOn === undefined || org.termYears === undefined) continue;
    const termEndOn = addMonths(org.electedOn, 12 * org.termYears);
    if (termEndOn < goLiveOn) {
      if (!isNotice) expired.push({ org: org.code, endedOn: termEndOn });
      continue;
    }
    const owner = isNotice
      ? (directory.organCommitteeOf(org.code) ?? directory.workCommitteeOf(org.code))
      : org;
    const definition = owner && definitionOf ? definitionOf(owner.code, duty) : duty;
    if (!owner || !definition) continue;
    const heldBy = dueDay(definition.heldBy.rule, { termEndOn }, definition.heldBy.shift, calendar);
    if (heldBy < goLiveOn) continue;
    const { eventOn: rule } = definition;
    const eventOn = rule ? dueDay(rule.rule, { termEndOn }, rule.shift, calendar) : termEndOn;
    const period = isNotice ? `ev:${org.code}-term-${org.electedOn}` : `ev:term-${org.electedOn}`;
    const draft = withWindow(
      bare(definition, period, heldBy, recordByOf(definition, period, heldBy, calendar), eventOn),
      scope,
    );
    const instance = { ...forOrg(draft, definition, owner.code), subject: isNotice ? org.code : null };
    if (isWithinHorizon([instance], today)) planned.push(instance);
  }
  return { planned, expired };
}

/** An instance a person opens by hand: something happened, and it is due by a rule or by a day given. */
export function planEvent(
  duty: DutyDef,
  event: {
    readonly id: string;
    readonly org: string;
    readonly on: Day;
    readonly heldBy?: Day | undefined;
    readonly assignee?: string | undefined;
    readonly issuer?: string | undefined;
  },
  calendar: WorkCalendar,
): PlannedInstance {
  const period = `ev:${event.id}`;
  const heldBy = event.heldBy ?? dueDay(duty.heldBy.rule, { eventOn: event.on }, duty.heldBy.shift, calendar);
  const draft = bare(duty, period, heldBy, recordByOf(duty, period, heldBy, calendar), event.on);
  return {
    ...forOrg({ ...draft, opensOn: event.on }, duty, event.org),
    state: 'open',
    assignee: event.assignee ?? null,
    issuer: event.issuer ?? null,
  };
}

function draftOf(duty: DutyDef, period: Period, scope: PlanScope): PlannedInstance | undefined {
  const { calendar, goLiveOn } = scope;
  const heldBy = dueDay(duty.heldBy.rule, { period }, duty.heldBy.shift, calendar);
  if (heldBy < goLiveOn) return undefined;
  return withWindow(bare(duty, period, heldBy, recordByOf(duty, period, heldBy, calendar), null), scope);
}

/** By when the record of what is held by a day is due. */
export function recordByOf(duty: DutyDef, period: Period, heldBy: Day, calendar: WorkCalendar): Day {
  const anchors = period.startsWith('ev:') ? { heldOn: heldBy } : { period, heldOn: heldBy };
  return dueDay(duty.recordBy.rule, anchors, 'next', calendar);
}

function bare(
  duty: DutyDef,
  period: Period,
  heldBy: Day,
  recordBy: Day,
  eventOn: Day | null,
): PlannedInstance {
  return {
    key: '',
    number: '',
    orgCode: '',
    duty: duty.id,
    period,
    state: 'planned',
    heldBy,
    recordBy,
    originalHeldBy: null,
    reminder: duty.reminder,
    escalation: duty.escalation,
    rules: {
      level: duty.owner.level,
      post: duty.owner.post,
      ...(duty.ladder ? { ladder: duty.ladder } : {}),
      ...(duty.coverage ? { coverage: duty.coverage } : {}),
      ...(duty.acceptedBy ? { acceptedBy: duty.acceptedBy } : {}),
    },
    eventOn,
    subject: null,
    assignee: null,
    issuer: null,
    suggestedMonth: null,
    opensOn: heldBy,
    level: -1,
    overdueKind: null,
    clockFrom: null,
    round: 0,
    reasonCode: null,
    reason: null,
    heldOn: null,
    recordedAt: null,
    daysLate: null,
    explanation: null,
    version: 0,
  };
}

/** The window opens with the period, or with the first reminder where that comes earlier. */
function withWindow(
  draft: PlannedInstance,
  { calendar, profiles }: Pick<PlanScope, 'calendar' | 'profiles'>,
): PlannedInstance {
  const [first] = stageDays(draft, [], { calendar, slips: calendar, profiles });
  const start = draft.period.startsWith('ev:') ? draft.heldBy : periodStart(draft.period);
  return { ...draft, opensOn: first && first.on < start ? first.on : start };
}

function forOrg(draft: PlannedInstance, duty: DutyDef, org: string): PlannedInstance {
  return {
    ...draft,
    key: instanceKey(org, duty.id, draft.period),
    number: instanceNumber(org, duty.short, draft.period),
    orgCode: org,
    suggestedMonth: duty.heavy ? suggestedMonth(duty, draft, org) : null,
  };
}

/**
 * A month for yearly work that would otherwise crowd into December (duties.md e.2): meetings that belong to the
 * last quarter in October or November, the rest from May on, spread by organisation and duty.
 */
function suggestedMonth(duty: DutyDef, draft: PlannedInstance, org: string): string | null {
  if (partsOf(draft.heldBy).month !== 12) return null;
  const months = duty.heldBy.rule === 'Y:12-31' ? [10, 11] : [5, 6, 7, 8, 9, 10];
  const month = months[hash32(`${org}/${duty.id}`) % months.length] ?? 11;
  return `${draft.period}-${String(month).padStart(2, '0')}`;
}

function owes(org: Org, period: Period, calendar: WorkCalendar): boolean {
  if (org.dissolvedOn !== undefined && org.dissolvedOn <= periodEnd(period)) return false;
  if (org.foundedOn === undefined) return true;
  const graceFrom = calendar.addWorkdays(addDays(periodEnd(period), 1), -foundingGraceWorkdays);
  return org.foundedOn < graceFrom;
}

function applies(duty: DutyDef, directory: Directory, org: Org): boolean {
  return duty.applicable.every((condition) => {
    const members = directory.membersOf(org.code);
    return condition === 'committee'
      ? members.filter(({ status }) => status === 'full').length >= committeeMembers
      : members.some(({ group }) => group !== undefined);
  });
}

import { addDays, addMonths, type Day } from '../../calendar/day.ts';
import { dueDay } from '../../calendar/deadlines.ts';
import { type Period, periodEnd, periodStart } from '../../calendar/periods.ts';
import type { WorkCalendar } from '../../calendar/workdays.ts';
import type { Directory } from '../../org/directory.ts';
import type { Org } from '../../org/types.ts';
import type { DutyDef } from '../catalogue/duty-def.ts';
import type { DutyInstance } from '../instance.ts';
import type { Profiles } from '../profiles.ts';
import { bare, forOrg, withWindow } from './draft.ts';

export interface PlanScope {
  readonly directory: Directory;
  readonly calendar: WorkCalendar;
  /** Instances due before this day are never made (design §4, go-live). */
  readonly goLiveOn: Day;
  /** Where organisations have rules of their own: the row that holds on a day; undefined where it is switched off. */
  readonly definitionOf?: ((org: string, duty: DutyDef, day: Day) => DutyDef | undefined) | undefined;
  /** Absent: those of the product. */
  readonly profiles?: Profiles | undefined;
}

/** How long before its window an instance is made, so that people can plan ahead. */
const horizonDays = 31;

/** A branch founded in the last ten working days of a period owes its first duty in the next one (duties.md b.8). */
const foundingGraceWorkdays = 10;

/** A branch has a committee from seven full members on (BR ch. 6). */
const committeeMembers = 7;

/** The instances of one duty in one period, for every organisation that owes it; in roster order. */
export function planPeriod(duty: DutyDef, period: Period, scope: PlanScope): readonly DutyInstance[] {
  const planFor = periodPlan(duty, period, scope);
  return scope.directory.orgs.flatMap((org) => planFor(org) ?? []);
}

/** The same, organisation by organisation; undefined where one does not owe it. */
export function periodPlan(
  duty: DutyDef,
  period: Period,
  scope: PlanScope,
): (org: Org) => DutyInstance | undefined {
  const { directory, calendar, definitionOf } = scope;
  const drafts = new Map<DutyDef, DutyInstance | undefined>();
  const owes = owing(period, calendar);
  // The rules of its first day hold for all of a period: what runs is not changed on the way.
  const rulesOn = periodStart(period);
  return (org) => {
    if (org.level !== duty.owner.level || !owes(org)) return undefined;
    const definition = definitionOf ? definitionOf(org.code, duty, rulesOn) : duty;
    if (!definition || !applies(definition, directory, org)) return undefined;
    // The dates are the same for everybody under the same rules: worked out once.
    if (!drafts.has(definition)) drafts.set(definition, draftOf(definition, period, scope));
    const draft = drafts.get(definition);
    return draft && forOrg(draft, definition, org.code);
  };
}

/** The day from which an instance may be made. */
export function makeOn({ opensOn }: Pick<DutyInstance, 'opensOn'>): Day {
  return addDays(opensOn, -horizonDays);
}

export interface PlannedTerms {
  readonly planned: readonly DutyInstance[];
  /** Organisations whose term had ended before go-live: a finding each, no instance. */
  readonly expired: readonly { readonly org: string; readonly endedOn: Day }[];
}

/**
 * Elections (owed by whose term ends) and term notices (owed by the superior of a branch whose term ends) that may be
 * made by a day. No organisation's own rules move them (overrides/checks.ts).
 */
export function planTerms(duty: DutyDef, scope: PlanScope, until: Day): PlannedTerms {
  const planned: DutyInstance[] = [];
  const expired: { org: string; endedOn: Day }[] = [];
  if (!('on' in duty.cadence) || duty.cadence.on === 'event') return { planned, expired };
  const { directory, goLiveOn } = scope;
  const isNotice = duty.cadence.on === 'branch_term';
  const draftFor = termDrafts(duty, scope);
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
    if (!owner) continue;
    const draft = draftFor(termEndOn);
    if (draft.heldBy < goLiveOn || makeOn(draft) > until) continue;
    const period = isNotice ? `ev:${org.code}-term-${org.electedOn}` : `ev:term-${org.electedOn}`;
    planned.push({
      ...forOrg({ ...draft, period }, duty, owner.code),
      subject: isNotice ? org.code : null,
    });
  }
  return { planned, expired };
}

/** The dates of terms that end on the same day: worked out once. */
function termDrafts(duty: DutyDef, scope: PlanScope): (termEndOn: Day) => DutyInstance {
  const { calendar } = scope;
  const drafts = new Map<Day, DutyInstance>();
  return (termEndOn) => {
    const known = drafts.get(termEndOn);
    if (known) return known;
    const { heldBy: held, eventOn: event } = duty;
    const heldBy = dueDay(held.rule, { termEndOn }, held.shift, calendar);
    const eventOn = event ? dueDay(event.rule, { termEndOn }, event.shift, calendar) : termEndOn;
    const period = 'ev:term';
    const draft = withWindow(bare(duty, period, heldBy, eventOn, calendar), scope);
    drafts.set(termEndOn, draft);
    return draft;
  };
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
    /** The organisation it is about, where that is not the one that owes it. */
    readonly subject?: string | undefined;
  },
  calendar: WorkCalendar,
): DutyInstance {
  const period = `ev:${event.id}`;
  const heldBy = event.heldBy ?? dueDay(duty.heldBy.rule, { eventOn: event.on }, duty.heldBy.shift, calendar);
  const draft = bare(duty, period, heldBy, event.on, calendar);
  return {
    ...forOrg({ ...draft, opensOn: event.on }, duty, event.org),
    state: 'open',
    assignee: event.assignee ?? null,
    issuer: event.issuer ?? null,
    subject: event.subject ?? null,
  };
}

function draftOf(duty: DutyDef, period: Period, scope: PlanScope): DutyInstance | undefined {
  const { calendar, goLiveOn } = scope;
  const heldBy = dueDay(duty.heldBy.rule, { period }, duty.heldBy.shift, calendar);
  if (heldBy < goLiveOn) return undefined;
  return withWindow(bare(duty, period, heldBy, null, calendar), scope);
}

/** Which organisations owe what is due in a period: those that were there in time and still are at its end. */
function owing(period: Period, calendar: WorkCalendar): (org: Org) => boolean {
  const end = periodEnd(period);
  const graceFrom = calendar.addWorkdays(addDays(end, 1), -foundingGraceWorkdays);
  return ({ foundedOn, dissolvedOn }) =>
    (dissolvedOn === undefined || dissolvedOn > end) && (foundedOn === undefined || foundedOn < graceFrom);
}

function applies(duty: DutyDef, directory: Directory, org: Org): boolean {
  return duty.applicable.every((condition) => {
    const members = directory.membersOf(org.code);
    return condition === 'committee'
      ? members.filter(({ status }) => status === 'full').length >= committeeMembers
      : members.some(({ group }) => group !== undefined);
  });
}

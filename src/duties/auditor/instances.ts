import type { Day } from '../../calendar/day.ts';
import type { RosterOrg } from '../../org/types.ts';
import type { AuditedDuty } from './audited-duty.ts';
import { ruleDay } from './due-days.ts';
import type { AuditedAct, History } from './history.ts';
import type { Clocks } from './pauses.ts';
import type { Seats } from './seats.ts';
import { monthsLater, type Span, type SpanUnit, spansTouching } from './spans.ts';
import { shanghaiDay, step, type WorkingDays } from './working-days.ts';

/** A duty of one organisation for one period, one event or one term. */
export interface Instance {
  readonly key: string;
  readonly org: RosterOrg;
  readonly duty: AuditedDuty;
  readonly period: string;
  /** The first day of its period, or the day of its event. */
  readonly first: Day;
  readonly heldBy: Day;
  readonly span?: Span | undefined;
  readonly eventOn?: Day | undefined;
  readonly termEnd?: Day | undefined;
  /** The moment somebody opened it by hand; what the calendar opens was always there. */
  readonly openedAt?: Date | undefined;
  readonly openedOn?: Day | undefined;
  readonly assignee?: string | undefined;
  readonly issuer?: string | undefined;
  readonly history: History;
}

/** What holds for one organisation on a day in place of the catalogue's row by its own rule; undefined: not owed there. */
export type LocalRule = (org: string, duty: AuditedDuty, day: Day) => AuditedDuty | undefined;

export interface InstanceSource {
  readonly duties: readonly AuditedDuty[];
  readonly localRule?: LocalRule | undefined;
  readonly histories: ReadonlyMap<string, History>;
  readonly goLiveOn: Day;
  readonly to: Day;
  readonly days: WorkingDays;
  readonly seats: Seats;
  readonly clocks: Clocks;
}

interface Due {
  readonly span: Span;
  readonly heldBy: Day;
  /** An organisation founded on this day or later owes nothing for the period. */
  readonly tenthLast: Day;
  /** The roster that decides whether it applies is the one of this day. */
  readonly madeOn: Day;
}

const fullMembersOfCommittee = 7;

/** What one organisation owes, organisation by organisation; the dates of periods are worked out once for all. */
export function instancesOf(source: InstanceSource): (org: RosterOrg) => readonly Instance[] {
  const periodic = new Map(source.duties.map((duty) => [duty.id, duesOf(duty, source)]));
  const opened = openedBy(source.histories);
  return (org) =>
    source.duties.flatMap((duty) => {
      // A periodic duty may be owed once more on an event: a paper that came in late is read by a day of its own. The
      // event says who owes it: what an organ committee files is read by the work committee.
      const onEvent = (): readonly Instance[] =>
        (opened.get(`${org.code}/${duty.id}`) ?? []).flatMap((act) => eventOf(duty, org, act, source));
      const isOwed = isOwedBy(duty, org);
      const instances =
        !isOwed || ('on' in duty.cadence && duty.cadence.on === 'event')
          ? onEvent()
          : 'every' in duty.cadence
            ? [...periodicOf(duty, org, periodic.get(duty.id) ?? [], source), ...onEvent()]
            : termsOf(duty, org, source);
      return instances.filter((one) => one.heldBy >= source.goLiveOn && !isForgiven(one, source));
    });
}

function isOwedBy(duty: AuditedDuty, org: RosterOrg): boolean {
  if (duty.owner.level === org.level) return true;
  return (
    'on' in duty.cadence &&
    duty.cadence.on === 'branch_term' &&
    duty.owner.level === 'organ_committee' &&
    org.level === 'work_committee'
  );
}

/** What lay wholly in an outage and is not caught up with: the system missed it, nobody else did. */
function isForgiven({ duty, first, heldBy }: Instance, { clocks }: InstanceSource): boolean {
  return duty.catchUp !== undefined && duty.catchUp !== 'once_late' && clocks.isDownThroughout(first, heldBy);
}

const unitDays: Readonly<Record<SpanUnit, number>> = { month: 1, quarter: 3, half: 6, year: 12 };

function duesOf(duty: AuditedDuty, { days, goLiveOn, to }: InstanceSource): readonly Due[] {
  if (!('every' in duty.cadence)) return [];
  const unit = duty.cadence.every;
  const months = unitDays[unit];
  return spansTouching(unit, monthsLater(goLiveOn, -months), monthsLater(to, months)).map((span) => {
    const before = monthsLater(span.first, -months);
    return {
      span,
      heldBy: ruleDay(duty.heldBy.rule, { span }, duty.heldBy.shift, days),
      tenthLast: days.walk(step(span.last, 1), -10),
      madeOn: before < goLiveOn ? goLiveOn : before,
    };
  });
}

function periodicOf(
  duty: AuditedDuty,
  org: RosterOrg,
  dues: readonly Due[],
  { seats, histories, days, localRule }: InstanceSource,
): readonly Instance[] {
  const { foundedOn, dissolvedOn } = org;
  return dues
    .filter(({ tenthLast }) => foundedOn === undefined || foundedOn < tenthLast)
    .filter(({ span }) => dissolvedOn === undefined || dissolvedOn > span.last)
    .filter(({ madeOn }) => applies(duty, org, madeOn, seats))
    .flatMap(({ span, heldBy }) => {
      const local = localRule ? localRule(org.code, duty, span.first) : duty;
      if (!local) return [];
      const key = `${org.code}/${duty.id}/${span.period}`;
      const isOwn = local.heldBy.rule !== duty.heldBy.rule || local.heldBy.shift !== duty.heldBy.shift;
      return {
        key,
        org,
        duty: local,
        period: span.period,
        first: span.first,
        heldBy: isOwn ? ruleDay(local.heldBy.rule, { span }, local.heldBy.shift, days) : heldBy,
        span,
        history: histories.get(key) ?? [],
      };
    });
}

function applies(duty: AuditedDuty, org: RosterOrg, day: Day, seats: Seats): boolean {
  return (duty.applicable ?? []).every((condition) => {
    const members = seats.members(org, day);
    return condition === 'committee'
      ? members.filter((one) => one.status === 'full').length >= fullMembersOfCommittee
      : members.some((one) => one.group !== undefined);
  });
}

function openedBy(histories: ReadonlyMap<string, History>): ReadonlyMap<string, readonly AuditedAct[]> {
  const opened = new Map<string, AuditedAct[]>();
  for (const history of histories.values()) {
    const act = history.find((one) => one.kind === 'opened');
    if (!act) continue;
    const key = `${act.org}/${act.duty}`;
    opened.set(key, [...(opened.get(key) ?? []), act]);
  }
  return opened;
}

function eventOf(
  general: AuditedDuty,
  org: RosterOrg,
  act: AuditedAct,
  { days, histories, localRule }: InstanceSource,
): readonly Instance[] {
  const { eventOn } = act;
  if (eventOn === undefined) return [];
  const duty = localRule ? localRule(org.code, general, eventOn) : general;
  if (!duty || (act.heldBy === undefined && duty.heldBy.rule === 'given')) return [];
  const key = `${org.code}/${duty.id}/${act.period}`;
  return [
    {
      key,
      org,
      duty,
      period: act.period,
      first: eventOn,
      heldBy: act.heldBy ?? ruleDay(duty.heldBy.rule, { eventOn }, duty.heldBy.shift, days),
      eventOn,
      openedAt: act.at,
      openedOn: shanghaiDay(act.at),
      assignee: act.assignee,
      issuer: act.issuer,
      history: histories.get(key) ?? [],
    },
  ];
}

/** The end of the organisation's own term, or of each branch's for which it must send the notice. */
function termsOf(duty: AuditedDuty, org: RosterOrg, source: InstanceSource): readonly Instance[] {
  const isNotice = 'on' in duty.cadence && duty.cadence.on === 'branch_term';
  const ending = isNotice ? branchesNoticedBy(org, source.seats) : [org];
  return ending.flatMap((one) => {
    if (one.electedOn === undefined || one.termYears === undefined) return [];
    const termEnd = monthsLater(one.electedOn, one.termYears * 12);
    const period = `ev:${isNotice ? `${one.code}-` : ''}term-${one.electedOn}`;
    const key = `${org.code}/${duty.id}/${period}`;
    const onDay = (rule: AuditedDuty['heldBy']): Day =>
      ruleDay(rule.rule, { termEnd }, rule.shift, source.days);
    const eventOn = duty.eventOn && onDay(duty.eventOn);
    const heldBy = onDay(duty.heldBy);
    // The end of a term and its notice are no organisation's own to move.
    if ([org, one].some((gone) => gone.dissolvedOn !== undefined && gone.dissolvedOn <= termEnd)) return [];
    const history = source.histories.get(key) ?? [];
    return [{ key, org, duty, period, first: eventOn ?? heldBy, heldBy, eventOn, termEnd, history }];
  });
}

function branchesNoticedBy(org: RosterOrg, seats: Seats): readonly RosterOrg[] {
  const below = seats.below(org).filter((one) => one.level === 'branch');
  return org.level === 'organ_committee'
    ? below
    : below.filter((branch) => seats.nearest(branch, 'organ_committee') === undefined);
}

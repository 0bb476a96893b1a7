import { addDays, addMonths, type Day, dayOf, instantAt } from '../../calendar/day.ts';
import { nextPeriod, periodOf, periodStart } from '../../calendar/periods.ts';
import type { WorkCalendar } from '../../calendar/workdays.ts';
import type { Directory } from '../../org/directory.ts';
import type { Org } from '../../org/types.ts';
import type { DutyDef } from '../catalogue/duty-def.ts';
import { type DutyInstance, instanceKey } from '../instance.ts';
import { isOutage, type Pause, pausedCalendar, pausesOf } from '../pauses.ts';
import { type PlanScope, periodPlan, planEvent, planTerms } from '../planning/plan.ts';
import type { Profiles } from '../profiles.ts';
import type { ForecastAct } from './acts.ts';
import { type ForecastLine, ForecastRun, type Owed, type RunScene } from './run.ts';
import { DigestDays, softLines } from './soft.ts';

export type { ForecastAct } from './acts.ts';
export type { ForecastLine } from './run.ts';

export interface ForecastInput {
  readonly directory: Directory;
  readonly calendar: WorkCalendar;
  readonly duties: readonly DutyDef[];
  /** Absent: those of the product. */
  readonly profiles?: Profiles | undefined;
  readonly definitionOf?: PlanScope['definitionOf'];
  readonly acts?: readonly ForecastAct[] | undefined;
  /** Without an organisation: the system itself was down. */
  readonly pauses?: readonly Pause[] | undefined;
  readonly goLiveOn: Day;
  /** Lines from this day to `to`, both included. */
  readonly from: Day;
  readonly to: Day;
  /** When a person's digest leaves on a day; absent: the last moment it may. */
  readonly digestAt?: ((person: string, day: Day) => Date) | undefined;
}

/** A ladder of 20 working days and the longest window of a soft line (a year and a month) lie within it. */
const monthsLookedBack = 18;

/**
 * Every line of a stretch of days, organisation by organisation, worked out by plan, stages, ladder and route alone:
 * no database, no queue. First what opens a digest, then the soft lines that ride on one. Holders of posts follow
 * their days; who is a member is as the directory has it.
 */
export function* forecast(input: ForecastInput): Generator<ForecastLine> {
  const { from, to, directory } = input;
  const isAskedFor = ({ day }: ForecastLine): boolean => from <= day && day <= to;
  const sceneOf = scenes(input);
  const digests = new DigestDays();
  const owedBy = planner(input, input.duties);
  for (const org of directory.orgs) {
    const scene = sceneOf(org);
    for (const owed of owedBy(org)) {
      for (const line of runOf(owed, scene).lines) {
        digests.add(line.to, line.day);
        if (isAskedFor(line)) yield line;
      }
    }
  }
  // An organisation's own rule may make any duty a soft one.
  const soft = planner(
    input,
    input.duties.filter(({ reminder }) => input.definitionOf || reminder === 'R_SOFT'),
  );
  for (const org of directory.orgs) {
    const scene = sceneOf(org);
    for (const owed of soft(org)) {
      if (owed.planned.reminder !== 'R_SOFT') continue;
      const run = owed.acts.length > 0 ? runOf(owed, scene) : undefined;
      for (const line of softLines(owed, run, scene, digests)) if (isAskedFor(line)) yield line;
    }
  }
}

function runOf({ planned, acts, openedAt }: Owed, scene: RunScene): ForecastRun {
  const since = scene.directory.org(planned.orgCode)?.foundedOn;
  const from = since !== undefined && since > scene.goLiveOn ? since : scene.goLiveOn;
  return new ForecastRun(planned, from, scene).run(acts, openedAt);
}

function scenes(input: ForecastInput): (org: Org) => RunScene {
  const { directory, calendar, profiles, goLiveOn, to, pauses = [] } = input;
  const down = new Set<Day>();
  for (const { from, to: last } of pauses.filter(isOutage)) {
    for (let day = from; day <= last; day = addDays(day, 1)) down.add(day);
  }
  const common = {
    directory,
    calendar,
    goLiveOn,
    to,
    isDown: (day: Day) => down.has(day),
    digestAt: input.digestAt ?? ((_person: string, day: Day) => instantAt(day, '09:58')),
  };
  return ({ code }) => {
    const slips = pausedCalendar(calendar, pausesOf(directory, code, pauses));
    return { ...common, calendars: { calendar, slips, profiles } };
  };
}

/** What each organisation owes; the dates of a period are worked out once for all of them. */
function planner(input: ForecastInput, duties: readonly DutyDef[]): (org: Org) => readonly Owed[] {
  const { directory, calendar, profiles, goLiveOn, definitionOf, to } = input;
  const scope: PlanScope = { directory, calendar, goLiveOn, profiles, definitionOf };
  const acts = actsByInstance(input.acts ?? []);
  const horizon = addMonths(input.from, -monthsLookedBack);
  const isRecent = ({ heldBy, key }: DutyInstance): boolean =>
    heldBy >= horizon || (acts.get(key) ?? []).some(({ at }) => dayOf(at) >= horizon);
  const owed = (planned: DutyInstance): Owed[] =>
    isRecent(planned) ? [{ planned, acts: acts.get(planned.key) ?? [] }] : [];

  const plans = duties.flatMap((duty) =>
    periodsOf(duty, goLiveOn, to).map((period) => periodPlan(duty, period, scope)),
  );
  const terms = new Map<string, Owed[]>();
  for (const duty of duties) {
    for (const planned of planTerms(duty, scope, to).planned) {
      terms.set(planned.orgCode, [...(terms.get(planned.orgCode) ?? []), ...owed(planned)]);
    }
  }
  const opened = openedBy(input, duties, acts);
  return (org) => [
    ...plans.flatMap((planFor) => {
      const planned = planFor(org);
      return planned ? owed(planned) : [];
    }),
    ...(terms.get(org.code) ?? []),
    ...(opened.get(org.code) ?? []),
  ];
}

/** From the period that may still be due when the bot goes live to the one after the last day: reminders run ahead. */
function periodsOf(duty: DutyDef, goLiveOn: Day, to: Day): readonly string[] {
  if (!('every' in duty.cadence)) return [];
  const unit = duty.cadence.every;
  const last = nextPeriod(periodOf(to, unit));
  const periods: string[] = [];
  const first = periodOf(addDays(periodStart(periodOf(goLiveOn, unit)), -1), unit);
  for (let period = first; period <= last; period = nextPeriod(period)) periods.push(period);
  return periods;
}

function openedBy(
  { calendar, goLiveOn, definitionOf }: ForecastInput,
  duties: readonly DutyDef[],
  acts: ReadonlyMap<string, readonly ForecastAct[]>,
): ReadonlyMap<string, readonly Owed[]> {
  const byId = new Map(duties.map((duty) => [duty.id, duty]));
  const opened = new Map<string, Owed[]>();
  for (const history of acts.values()) {
    const act = history.find(({ kind }) => kind === 'opened');
    const general = byId.get(act?.duty ?? '');
    if (!act?.eventOn || !general) continue;
    const duty = definitionOf ? definitionOf(act.org, general, act.eventOn) : general;
    if (!duty || (act.heldBy === undefined && duty.heldBy.rule === 'given')) continue;
    const { org, period, eventOn, heldBy, assignee, issuer, at } = act;
    const event = { id: period.slice('ev:'.length), org, on: eventOn, heldBy, assignee, issuer };
    const planned = planEvent(duty, event, calendar);
    if (planned.heldBy < goLiveOn) continue;
    const owed = { planned, acts: history.filter(({ kind }) => kind !== 'opened'), openedAt: at };
    opened.set(org, [...(opened.get(org) ?? []), owed]);
  }
  return opened;
}

function actsByInstance(acts: readonly ForecastAct[]): ReadonlyMap<string, readonly ForecastAct[]> {
  const byKey = new Map<string, ForecastAct[]>();
  for (const act of [...acts].sort((a, b) => a.at.getTime() - b.at.getTime())) {
    const key = instanceKey(act.org, act.duty, act.period);
    const known = byKey.get(key);
    if (known) known.push(act);
    else byKey.set(key, [act]);
  }
  return byKey;
}

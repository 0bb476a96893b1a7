import { addDays, type Day, dayFrom } from '../../calendar/day.ts';
import { type Deadline, dueDay, parseDeadline } from '../../calendar/deadlines.ts';
import { partsOfPeriod, periodEnd } from '../../calendar/periods.ts';
import type { WorkCalendar } from '../../calendar/workdays.ts';
import type { PostType } from '../../org/types.ts';
import { undoneSubjects } from '../coverage.ts';
import { deciderNow } from '../deciding.ts';
import { type DutyInstance, isStill, undatedStates } from '../instance.ts';
import { ladderOf } from '../ladder.ts';
import type { LocalDuty, Override } from '../overrides/local-rules.ts';
import type { OverrideField } from '../overrides/strictness.ts';
import { type OverridePart, partsOfOverrides } from '../overrides/words.ts';
import { isOutage, pausedCalendar, pausesOf } from '../pauses.ts';
import { type Hearer, routeStage } from '../route.ts';
import { isStopped, type StageDay, stageDays, stageName } from '../stages.ts';
import { asOfToday } from './as-of.ts';
import type {
  ExplainedStage,
  ExplainInput,
  Explanation,
  KeptLine,
  PassedDays,
  ToldGroup,
  WaitingDate,
} from './explanation.ts';

export function explain(whole: ExplainInput): Explanation {
  const input = asOfToday(whole);
  const { instance, local, directory, calendar, today, marks } = input;
  const pauses = pausesOf(directory, instance.orgCode, input.pauses);
  const slips = pausedCalendar(calendar, pauses);
  const ladder = ladderOf(directory, instance);
  const days = stageDays(instance, ladder, { calendar, slips });
  const undone = undoneSubjects(directory, instance, today, marks);
  const route = { directory, instance, ladder, toldAbove: new Set<string>(), undone };
  const handled = new Map(input.handled.map((row) => [row.stage, row]));
  const known = days.map((day) => stageName(day.stage, instance.round));
  const past = [...new Set([...handled.keys(), ...input.lines.map(({ stage }) => stage)])].filter(
    (stage) => !known.includes(stage),
  );
  const told = (stage: string): readonly ToldGroup[] =>
    grouped(input.lines.filter((line) => line.stage === stage));
  const other = past.map((name) => ofRound(name, handled.get(name), told(name)));
  const wouldHear = (day: StageDay): readonly ToldGroup[] =>
    grouped(
      routeStage({ ...route, day: day.on > today ? day.on : today }, day).hearers.map(expected(day.on)),
    );
  return {
    instance,
    duty: local.duty,
    prescribed: prescribedFor(instance, local),
    due: dueOf(input),
    pauses: pauses.filter(({ from, to }) => to >= instance.heldBy && from <= (days.at(-1)?.on ?? to)),
    undone: undone?.length,
    onlineAllowed: input.onlineAllowed,
    waiting: waitingDate(input),
    stages: [
      ...other.filter((stage) => stage.round < instance.round),
      ...days.map((day): ExplainedStage => {
        const name = stageName(day.stage, instance.round);
        const row = handled.get(name);
        const on = row?.onDay ?? day.on;
        const outcome = row?.outcome ?? untold(instance, day);
        const wasDown = pauses.some((pause) => isOutage(pause) && pause.from <= on && on <= pause.to);
        return {
          ...ofRound(name, row, told(name)),
          on,
          outcome: wasDown && silent.has(outcome) ? 'down' : outcome,
          wouldHear: outcome === 'planned' ? wouldHear(day) : [],
        };
      }),
      // Of this round what has no day of its own: that it is over, that somebody asked again.
      ...other.filter((stage) => stage.round >= instance.round),
    ],
  };
}

/** Whoever decides it now: a post that cannot has passed it on. */
function waitingDate({
  requests,
  instance,
  directory,
  calendar,
  today,
}: ExplainInput): WaitingDate | undefined {
  const request = isStill(instance.state) ? undefined : requests.find(({ decidedOn }) => decidedOn === null);
  if (!request) return undefined;
  const decider = deciderNow({ directory, calendar, today }, request, instance);
  const { org, post } = decider ?? { org: request.deciderOrg, post: request.deciderPost as PostType };
  return { org, post, kind: request.kind, newDay: request.newDay as Day | null, askedOn: request.askedOn };
}

/** What was late, dated or extended before the rule was entered goes on as it was planned. */
function prescribedFor(instance: DutyInstance, { duty, prescribedBy }: LocalDuty): readonly OverridePart[] {
  const isOlder = (field: OverrideField): boolean =>
    (field === 'reminder' || field === 'escalation') && duty[field] !== instance[field];
  const stated = Object.entries(prescribedBy) as [OverrideField, Override][];
  return partsOfOverrides(stated.filter(([field]) => !isOlder(field)));
}

/** Outcomes after which nobody heard of the stage. */
const silent: ReadonlySet<string> = new Set(['overtaken', 'not_owed', 'off', 'ended']);

/** What there is to say of a stage that was not dealt with. */
function untold(instance: DutyInstance, day: StageDay): 'planned' | 'stopped' | 'off' | 'ended' {
  const { state } = instance;
  if (!isStill(state)) return isStopped(instance, day) ? 'stopped' : 'planned';
  return state === 'waived' || state === 'not_applicable' || state === 'void' ? 'ended' : 'off';
}

function ofRound(
  name: string,
  row: ExplainInput['handled'][number] | undefined,
  told: readonly ToldGroup[],
): ExplainedStage {
  const [stage = name, round] = name.split('+');
  const outcome = row?.outcome ?? 'told';
  return { stage, round: Number(round ?? 0), on: row?.onDay, outcome, told, wouldHear: [] };
}

function expected(on: Day): (hearer: Hearer) => KeptLine {
  return ({ post, fallback, standsInFor }) => ({
    stage: '',
    post,
    fallback: fallback ?? [],
    isLent: standsInFor !== undefined,
    fate: 'waiting',
    on,
    bookedOn: on,
    reason: null,
  });
}

/** The same fate of several people in one post is one entry with their number. */
function grouped(lines: readonly KeptLine[]): readonly ToldGroup[] {
  const groups = new Map<string, ToldGroup>();
  for (const { post, fate, on, reason, fallback, isLent } of lines) {
    const key = [post, fate, on, reason, isLent, ...fallback.map((passed) => passed.from)].join('|');
    const known = groups.get(key);
    groups.set(key, { post, fate, on, reason, fallback, isLent, count: (known?.count ?? 0) + 1 });
  }
  return [...groups.values()];
}

function dueOf({ instance, local, calendar }: ExplainInput): Explanation['due'] {
  const { heldBy, period, originalHeldBy } = instance;
  const { rule: text, shift } = local.duty.heldBy;
  const rule = text === 'given' ? undefined : parseDeadline(text);
  const first = originalHeldBy ?? heldBy;
  const start = rule && startOf(rule, period, instance.eventOn);
  const common = { rule, shift, isProvisional: calendar.isProvisional(heldBy) };
  if (!rule || start === undefined) return { ...common, nominal: undefined, passed: [], isGiven: !rule };
  const isCounted = rule.form === 'offset' && rule.unit === 'wd';
  const nominal = isCounted ? undefined : start;
  const event = instance.eventOn ?? undefined;
  const anchors = period.startsWith('ev:') ? { eventOn: event, termEndOn: event } : { period };
  const computed = dueDay(text, anchors, shift, calendar);
  if (computed !== first) {
    // What may still be planned anew (`movable` in replan.ts).
    const isUndated = undatedStates.has(instance.state) && instance.round === 0;
    const isAwaited = local.prescribedBy.heldBy !== undefined && isUndated;
    return { ...common, nominal, passed: [], isGiven: !isAwaited, comes: isAwaited ? computed : undefined };
  }
  const [from, to] = first < start ? [first, start] : [start, first];
  const passed = isCounted
    ? daysOff(calendar, addDays(from, 1), addDays(to, -1), true)
    : daysOff(calendar, from, to, false);
  return { ...common, nominal, passed, isGiven: false };
}

/** The day a rule names before it is shifted; of a rule in working days, the day it counts from. */
function startOf(rule: Deadline, period: string, eventOn: Day | null): Day | undefined {
  if (period.startsWith('ev:')) {
    if (eventOn === null || rule.form !== 'offset') return undefined;
    // Of a term or an event the day itself is kept; months and calendar days are not told apart from here.
    return rule.unit === 'wd' || rule.count === 0 ? eventOn : undefined;
  }
  if (rule.form === 'date') {
    return dayFrom(partsOfPeriod(period).year + rule.yearsOn, rule.month, rule.date);
  }
  if (rule.form === 'offset' && rule.unit !== 'wd') return undefined;
  return periodEnd(period);
}

/** Days off in a stretch, both ends included; `onlyNamed`: holidays and the days made up for, without plain weekends. */
function daysOff(calendar: WorkCalendar, from: Day, to: Day, onlyNamed: boolean): readonly PassedDays[] {
  const passed: PassedDays[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) {
    const kind = calendar.describe(day);
    if (kind.kind === 'workday' || (kind.kind === 'weekend' && onlyNamed)) continue;
    if (kind.kind === 'make_up' && !onlyNamed) continue;
    const last = passed.at(-1);
    const isNext = last && addDays(last.to, 1) === day && last.kind === kind.kind && last.name === kind.name;
    if (isNext) passed[passed.length - 1] = { ...last, to: day };
    else passed.push({ ...kind, from: day, to: day });
  }
  return passed;
}

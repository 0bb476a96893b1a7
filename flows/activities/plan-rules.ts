import { type Day, instantAt, timeOf } from '../../src/calendar/day.ts';
import { formatDay, formatDayTime, formatPeriod } from '../../src/calendar/format.ts';
import type { WorkCalendar } from '../../src/calendar/workdays.ts';
import { readWhen, type WhenReading } from '../../src/calendar/zh-dates.ts';
import { readLabels } from '../../src/commands/labels.ts';
import { foldTraditional } from '../../src/commands/traditional.ts';
import { type Refusal, refuse } from '../../src/core/errors.ts';
import type { Activity } from '../../src/duties/activities/activity.ts';
import type { DutyDef } from '../../src/duties/catalogue/catalogue.ts';
import type { DutyInstance } from '../../src/duties/instance.ts';
import { hasBegun } from './items.ts';
import { placeWord, planLabels, text } from './text.ts';

export interface PlanFields {
  readonly startsAt: Date;
  readonly heldOn: Day;
  readonly place: string;
  readonly topic: string;
  /** As typed; empty when nobody was named. */
  readonly speaker: string;
}

export type PlanReading =
  | { readonly kind: 'plan'; readonly fields: PlanFields }
  | {
      readonly kind: 'ask';
      readonly question: string;
      /** Each with the line as it would read with that answer. */
      readonly options: readonly { readonly label: string; readonly line: string }[];
    };

export interface Moment {
  readonly now: Date;
  readonly today: Day;
  readonly calendar: WorkCalendar;
}

export const longestField = 200;

/** What a kind of meeting cannot do without, and a complete line of it for refusals. */
export interface PlanNeeds {
  readonly example: string;
  readonly needsTopic: boolean;
  readonly needsPlace: boolean;
}

/** What follows the name of a meeting: a date with a time, a place, a topic, perhaps a speaker. Exact, or asked back. */
export function readPlan(line: string, at: Moment, needs: PlanNeeds): PlanReading | Refusal {
  const when = readWhen(line, { now: at.now, calendar: at.calendar });
  if (when.kind === 'none') return refuse('when_missing', text.no.whenMissing(needs.example));
  if (when.kind === 'ask') {
    const options = ahead(when.options, at);
    if (options.length === 0) return refuse('when_unclear', when.question);
    return {
      kind: 'ask',
      question: when.question,
      options: options.map((option) => askOption(option, when.rest)),
    };
  }
  if (!when.time)
    return refuse('time_missing', text.no.timeMissing(formatDay(when.day, at.calendar, at.today)));
  const startsAt = instantAt(when.day, when.time);
  if (startsAt <= at.now) return refuse('past', text.no.past(formatDayTime(startsAt, at.calendar, at.today)));
  return readWords(when.rest, { startsAt, heldOn: when.day }, needs);
}

type Ask = Extract<WhenReading, { kind: 'ask' }>;

/** What is past is not offered: it would only be refused. */
export function ahead(options: Ask['options'], at: Pick<Moment, 'now' | 'today'>): Ask['options'] {
  return options.filter(({ day, time }) =>
    time === undefined ? day >= at.today : instantAt(day, time) > at.now,
  );
}

function askOption(option: Ask['options'][number], rest: string): { label: string; line: string } {
  return { label: option.label, line: `${option.day} ${option.time ?? ''} ${rest}` };
}

function readWords(
  rest: string,
  when: Pick<PlanFields, 'startsAt' | 'heldOn'>,
  { example, needsPlace, needsTopic }: PlanNeeds,
): PlanReading | Refusal {
  const { head, parts } = placedBehindSpeaker(readLabels(rest, planLabels));
  const words = wordsIn(head);
  const isPlaced = words[0] !== undefined && placeWord.test(foldTraditional(words[0]));
  const place =
    parts.place ?? (isPlaced || (needsPlace && words.length > Number(needsTopic)) ? words.shift() : '');
  const topic = parts.topic ?? words.join(' ');
  if (needsPlace && !place) return refuse('place_missing', text.no.placeMissing(example));
  if (needsTopic && !topic) return refuse('topic_missing', text.no.topicMissing(example));
  return checkLengths({ ...when, place: place ?? '', topic, speaker: parts.speaker ?? '' });
}

/** 主讲 罗启平 三楼会议室: where no place stands in front, what follows the name and names one is the place. */
function placedBehindSpeaker({ head, parts }: LabelledPlan): LabelledPlan {
  const isPlace = (word: string): boolean => placeWord.test(foldTraditional(word));
  const [speaker = '', ...words] = wordsIn(parts.speaker ?? '');
  const at = words.findIndex(isPlace);
  if (at < 0 || parts.place !== undefined || isPlace(wordsIn(head)[0] ?? '')) return { head, parts };
  const behind = words.slice(at + 1).join(' ');
  return {
    head: [head, behind].filter((part) => part !== '').join(' '),
    parts: { ...parts, speaker: [speaker, ...words.slice(0, at)].join(' '), place: words[at] ?? '' },
  };
}

type LabelledPlan = ReturnType<typeof readLabels<keyof typeof planLabels>>;

function wordsIn(line: string): string[] {
  return line.split(/[\s，,、；;]+/u).filter((word) => word !== '');
}

export function checkLengths(fields: PlanFields): PlanReading | Refusal {
  const isTooLong = [fields.place, fields.topic, fields.speaker].some((field) => field.length > longestField);
  return isTooLong ? refuse('too_long', text.no.fieldTooLong) : { kind: 'plan', fields };
}

/**
 * Which period a planned activity counts for: of those begun by that day the nearest that it meets in time, so that
 * nothing new is missed over something old; where it is late for all of them, what is owed longest. The others are
 * offered beside it. Instances that an activity already serves are not passed in, nor those of later periods.
 */
export function choosePeriod(
  open: readonly DutyInstance[],
  heldOn: Day,
): { readonly chosen: DutyInstance; readonly others: readonly DutyInstance[] } | undefined {
  const begun = open.filter((instance) => hasBegun(instance, heldOn));
  const chosen = begun.find(({ heldBy }) => heldOn <= heldBy) ?? begun[0];
  return chosen && { chosen, others: begun.filter(({ key }) => key !== chosen.key) };
}

/** Which period a meeting counts for that is over already: what is owed longest is settled first. */
export function oldestBegun(open: readonly DutyInstance[], heldOn: Day): DutyInstance | undefined {
  return open.find((instance) => hasBegun(instance, heldOn));
}

/** One-line warnings that stand above the buttons. */
export function planWarnings(activity: Activity, instance: DutyInstance, at: Moment): readonly string[] {
  const warnings: string[] = [];
  if (activity.heldOn > instance.heldBy)
    warnings.push(text.warnLate(formatDay(instance.heldBy, at.calendar, at.today)));
  return [...warnings, ...dayWarnings(activity.heldOn, at)];
}

/** What is to be said of the day itself. */
export function dayWarnings(day: Day, { calendar, today }: Moment): readonly string[] {
  return [
    ...(calendar.isWorkday(day) ? [] : [text.warnHoliday(formatDay(day, calendar, today))]),
    ...(calendar.isProvisional(day) ? [text.warnProvisional] : []),
  ];
}

/** Publishing is refused, or allowed with what still has to be true at this moment. */
export function checkPublish(
  activity: Activity,
  instance: DutyInstance,
  reason: string,
  at: Moment,
): Refusal | undefined {
  if (activity.state !== 'draft') return refuse('draft_gone', text.no.draftGone);
  if (activity.startsAt <= at.now)
    return refuse('past', text.no.past(formatDayTime(activity.startsAt, at.calendar, at.today)));
  if (activity.heldOn > instance.heldBy && reason.trim() === '')
    return refuse('reason_missing', text.no.reasonMissing);
  if (reason.length > longestField) return refuse('too_long', text.no.fieldTooLong);
  return undefined;
}

/** `2月主题党日` */
export function itemName(instance: Pick<DutyInstance, 'period'>, duty: DutyDef, today: Day): string {
  const period = instance.period.startsWith('ev:') ? '' : formatPeriod(instance.period, today);
  return text.periodDuty(period, duty.name.brief);
}

/** A date-time picker's value, `2026-02-12 15:00 +0800`, or with a T; undefined when it is none. */
export function readPickedMoment(value: unknown): Date | undefined {
  const match = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2})/.exec(typeof value === 'string' ? value : '');
  return match?.[1] && match[2] ? instantAt(match[1] as Day, match[2]) : undefined;
}

export function pickedValue(activity: Pick<Activity, 'heldOn' | 'startsAt'>): string {
  return `${activity.heldOn} ${timeOf(activity.startsAt)}`;
}

import { type Day, instantAt } from '../../src/calendar/day.ts';
import { formatDay, formatDayTime } from '../../src/calendar/format.ts';
import { readWhen } from '../../src/calendar/zh-dates.ts';
import { readLabels } from '../../src/commands/labels.ts';
import { type Refusal, refuse } from '../../src/core/errors.ts';
import type { Activity } from '../../src/duties/activity.ts';
import type { Moment } from './plan-rules.ts';
import { recordLabels, text } from './text.ts';

/** The “four haves” of a theme day and where it was held; duties.md b.4. */
export interface RecordFields {
  readonly place: string;
  readonly topic: string;
  readonly speaker: string;
  readonly discussion: string;
  readonly takeaway: string;
}

export interface RecordReading {
  /** Only what was typed. */
  readonly fields: Partial<RecordFields>;
  /** When it was held, for a meeting that was never scheduled here. */
  readonly heldOn?: Day | undefined;
  readonly startsAt?: Date | undefined;
  /** Who was there, as typed after 出席. */
  readonly roll?: string | undefined;
}

const longestMinutes = 1000;

/** What follows `/记录`. A date stands before the first label; the rest is labelled and free. */
export function readRecord(line: string, at: Moment): RecordReading | Refusal {
  const { head, parts } = readLabels(line, recordLabels);
  const { roll, ...fields } = parts;
  if (Object.values(parts).some((part) => part.length > longestMinutes)) {
    return refuse('too_long', text.no.fieldTooLong);
  }
  const when = readWhen(head, { now: at.now, calendar: at.calendar });
  if (when.kind === 'ask') return refuse('when_unclear', when.question);
  if (when.kind === 'none') return { fields, roll };
  if (when.day > at.today)
    return refuse('future', text.no.future(formatDay(when.day, at.calendar, at.today)));
  return { fields, roll, heldOn: when.day, startsAt: instantAt(when.day, when.time ?? '09:00') };
}

/** What is known already, completed by what was typed; the names of what is still missing. */
export function completeFields(
  known: Partial<RecordFields>,
  typed: Partial<RecordFields>,
): { readonly fields: RecordFields; readonly missing: readonly (keyof RecordFields)[] } {
  const pick = (name: keyof RecordFields): string => (typed[name]?.trim() || known[name]?.trim()) ?? '';
  const fields = {
    place: pick('place'),
    topic: pick('topic'),
    speaker: pick('speaker'),
    discussion: pick('discussion'),
    takeaway: pick('takeaway'),
  };
  const missing = (Object.keys(fields) as (keyof RecordFields)[]).filter((name) => fields[name] === '');
  return { fields, missing };
}

export function partNames(names: readonly (keyof typeof text.partNames)[]): string {
  return names.map((name) => text.partNames[name]).join('、');
}

/** A record needs a meeting that has begun and a roll that is closed. */
export function checkRecordable(activity: Activity, at: Moment): Refusal | undefined {
  if (activity.state === 'recorded') return refuse('recorded', text.no.recorded);
  if (activity.startsAt > at.now) {
    return refuse('not_started', text.no.notStarted(formatDayTime(activity.startsAt, at.calendar, at.today)));
  }
  return undefined;
}

export function knownFields(activity: Activity): Partial<RecordFields> {
  const { place, topic, speaker } = activity;
  return { place, topic, speaker, discussion: activity.discussion ?? '', takeaway: activity.takeaway ?? '' };
}

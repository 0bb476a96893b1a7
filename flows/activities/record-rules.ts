import { type Day, dayOf, instantAt } from '../../src/calendar/day.ts';
import { formatDay, formatDayTime } from '../../src/calendar/format.ts';
import { readWhen } from '../../src/calendar/zh-dates.ts';
import { readLabels } from '../../src/commands/labels.ts';
import { type Refusal, refuse } from '../../src/core/errors.ts';
import type { Activity } from '../../src/duties/activities/activity.ts';
import type { DutyDef } from '../../src/duties/catalogue/catalogue.ts';
import type { DutyInstance } from '../../src/duties/instance.ts';
import { askedBy, type RecordField, type RecordFields } from '../../src/duties/record-fields.ts';
import type { Moment } from './plan-rules.ts';
import { fieldWords, rollWords, text } from './text.ts';

export interface RecordReading {
  /** Only what was typed. */
  readonly fields: RecordFields;
  /** When it was held, for a meeting that was never scheduled here. */
  readonly heldOn?: Day | undefined;
  readonly startsAt?: Date | undefined;
  /** Who was there, as typed after 出席. */
  readonly roll?: string | undefined;
}

export const longestMinutes = 1000;

/** Held in time, recorded after the day for it: counted as in the digests. */
export function isLateEntry({ state, recordedAt, recordBy }: DutyInstance): boolean {
  return state === 'done' && recordedAt !== null && dayOf(recordedAt) > recordBy;
}

/** What people label whether or not this meeting is asked for it: it ends the field before it, and is kept. */
const usualFields = ['topic', 'lead_speaker', 'agenda', 'discussion_notes', 'takeaway', 'minutes'] as const;

function wordsFor(name: RecordField): readonly string[] {
  return fieldWords[name] ?? [text.fieldNames[name]];
}

/** What follows `/记录`. A date stands before the first label; the rest is labelled and free. */
export function readRecord(line: string, duties: readonly DutyDef[], at: Moment): RecordReading | Refusal {
  const names = askedBy(duties).map(({ name }) => name);
  const further = usualFields.filter((name) => !names.includes(name));
  const labels = Object.fromEntries([
    ...names.map((name) => [name, wordsFor(name)] as const),
    // Of what is not asked for only a word that stands apart is a label: 学条例，讨论了三项.
    ...further.map((name) => [name, wordsFor(name).map((word) => `${word}(?=[\\s:：])`)] as const),
    ['roll', rollWords] as const,
  ]) as Record<RecordField | 'roll', readonly string[]>;
  const { head, parts } = readLabels(line, labels);
  const { roll, ...fields } = parts;
  if (Object.values(parts).some((part) => (part ?? '').length > longestMinutes)) {
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
  duties: readonly DutyDef[],
  known: RecordFields,
  typed: RecordFields,
): { readonly fields: RecordFields; readonly missing: readonly RecordField[] } {
  const asked = askedBy(duties);
  const wordsOf = (name: RecordField): string => typed[name]?.trim() || known[name]?.trim() || '';
  const given = Object.keys({ ...known, ...typed }) as RecordField[];
  const names = new Set([...asked.map(({ name }) => name), ...given]);
  const fields: RecordFields = Object.fromEntries(
    [...names].map((name) => [name, wordsOf(name)]).filter(([, value]) => value !== ''),
  );
  const missing = asked.filter(({ name, isRequired }) => isRequired && fields[name] === undefined);
  return { fields, missing: missing.map(({ name }) => name) };
}

export function partNames(names: readonly (keyof typeof text.partNames)[]): string {
  return names.map((name) => text.partNames[name]).join('、');
}

/** A record needs a meeting that has begun. */
export function checkRecordable(activity: Activity, at: Moment): Refusal | undefined {
  if (activity.state === 'recorded') return refuse('recorded', text.no.recorded);
  if (activity.startsAt > at.now) {
    return refuse('not_started', text.no.notStarted(formatDayTime(activity.startsAt, at.calendar, at.today)));
  }
  return undefined;
}

/** Where it was is asked again only of a meeting that was never planned here. */
export function knownFields({ place, topic, speaker, notes }: Activity): RecordFields {
  return { place: place || text.placeUnknown, topic, lead_speaker: speaker, ...notes };
}

/** What of a record is a column of the activity, and what its notes. */
export function columnsOf({ place, topic, lead_speaker, ...notes }: RecordFields) {
  return { place: place ?? '', topic: topic ?? '', speaker: lead_speaker ?? '', notes };
}

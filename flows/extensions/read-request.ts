import type { Day } from '../../src/calendar/day.ts';
import type { WorkCalendar } from '../../src/calendar/workdays.ts';
import { readWhen, type WhenOption } from '../../src/calendar/zh-dates.ts';
import type { ReasonCode } from '../../src/duties/instance.ts';
import { codeWords, spanWords, untilWords, wordBreaks } from './text.ts';

export interface Moment {
  readonly now: Date;
  readonly calendar: WorkCalendar;
}

/** `D01B01-TD-2602` in front of a line, in any case; without it the whole line is the rest. */
export function readNumber(line: string): { readonly number: string | undefined; readonly rest: string } {
  const [, number, rest = ''] =
    /^([A-Z0-9]+-[A-Z]{2}-[A-Z0-9-]+)(?![A-Z0-9])\s*[,，:：]?\s*(.*)$/isu.exec(line) ?? [];
  return number === undefined
    ? { number, rest: line.trim() }
    : { number: number.toUpperCase(), rest: rest.trim() };
}

export type DayReading =
  | { readonly kind: 'day'; readonly day: Day; readonly rest: string }
  | {
      readonly kind: 'ask';
      readonly question: string;
      readonly options: readonly WhenOption[];
      readonly rest: string;
    }
  | { readonly kind: 'none'; readonly rest: string };

/** The words in which a date may be typed before the reason begins: 3月 9日, 下周五 下午. */
const mostDateWords = 3;

/**
 * The day in front, then the reason, which may speak of other dates. Where no date stands in front the whole text
 * is looked at, and what is not certain is asked back. `isFirstOfTwo`: another date follows, so that the shortest
 * reading is the right one.
 */
export function readDayFirst(typed: string, at: Moment, isFirstOfTwo = false): DayReading {
  const text = typed.replace(untilWords, '');
  const words = text.split(wordBreaks);
  const heads = Array.from({ length: Math.min(mostDateWords, words.length) }, (_, before) => before + 1);
  if (!isFirstOfTwo) heads.reverse();
  const read = heads.map((count) => {
    const when = readWhen(words.slice(0, count).join(''), at);
    const isDate = when.kind !== 'none' && when.rest.replace(/[\s,，;；]/gu, '') === '';
    return { when: isDate ? when : undefined, rest: trimmed(words.slice(count).join('')) };
  });
  // Two dates in a row belong to different things: the first that is certain comes before what is not.
  const found = read.find(({ when }) => when?.kind === 'moment') ?? read.find(({ when }) => when);
  const when = found?.when ?? readWhen(text, at);
  if (when.kind === 'none') return { kind: 'none', rest: typed.trim() };
  const rest = found ? found.rest : trimmed(when.rest);
  return when.kind === 'moment'
    ? { kind: 'day', day: when.day, rest }
    : { kind: 'ask', question: when.question, options: when.options, rest };
}

function trimmed(text: string): string {
  return text.replace(/^[\s,，;；]+|[\s,，;；]+$/gu, '');
}

/** Two days, `7月6日至7月10日` or `7月6日 7月10日`, and what follows them; undefined where they are not certain. */
export function readSpan(
  typed: string,
  at: Moment,
): { readonly from: Day; readonly to: Day; readonly rest: string } | undefined {
  const first = readDayFirst(typed.replace(spanWords, ' '), at, true);
  if (first.kind !== 'day') return undefined;
  const second = readDayFirst(first.rest, at);
  return second.kind === 'day' ? { from: first.day, to: second.day, rest: second.rest } : undefined;
}

/** Which standard reason the words give; `other` with the words themselves where none fits (duties.md c.2). */
export function codeOf(words: string): ReasonCode {
  return codeWords.find(([, pattern]) => pattern.test(words))?.[0] ?? 'other';
}

/** A date picker's value, `2026-03-09` or `2026-03-09 +0800`; undefined when it is none. */
export function pickedDay(value: unknown): Day | undefined {
  const match = /^(\d{4}-\d{2}-\d{2})(?:$|[ T])/.exec(typeof value === 'string' ? value : '');
  return match?.[1] as Day | undefined;
}

import { addDays, type Day, dayOf, instantAt, partsOf, weekday as weekdayOf } from './day.ts';
import { formatDay } from './format.ts';
import { whenText } from './text.ts';
import type { WorkCalendar } from './workdays.ts';
import { findDays } from './zh-dates-finder.ts';
import type { DayPhrase } from './zh-dates-forms.ts';
import { type DayAnswer, resolveDay, type Today } from './zh-dates-resolve.ts';
import { findTimes, type TimePhrase } from './zh-dates-times.ts';
import { cutOut, dayMark, fold, hideQuotations, numberOf } from './zh-dates-tokens.ts';

export type WhenNote = 'holiday' | 'weekend' | 'make_up' | 'past' | 'provisional';

export interface WhenOption {
  readonly label: string;
  readonly day: Day;
  readonly time?: string | undefined;
}

/** A day (and time) that was read for certain, a question to ask back, or nothing that stands as a date. */
export type WhenReading =
  | {
      readonly kind: 'moment';
      readonly day: Day;
      readonly time?: string | undefined;
      readonly matched: string;
      readonly rest: string;
      readonly notes: readonly WhenNote[];
    }
  | {
      readonly kind: 'ask';
      readonly code: string;
      readonly question: string;
      /** Likeliest first; empty where the person has to write it again. */
      readonly options: readonly WhenOption[];
      /** The days it may be, also where only the time is in doubt; empty where no day was named. */
      readonly days: readonly Day[];
      readonly matched: string;
      readonly rest: string;
    }
  | { readonly kind: 'none' };

interface Question {
  readonly code: string;
  readonly question: string;
}

/** Phrases that may as well be part of a topic give way to one that can only be the date. */
function givesWay({ said, doubt }: DayPhrase): boolean {
  const isOutline =
    said.form === 'end' || said.form === 'week' || said.form === 'weekend' || said.form === 'vague';
  return doubt !== undefined || isOutline || said.form === 'festival';
}

function isPlainWeekday({ said, until }: DayPhrase): boolean {
  return said.form === 'weekday' && said.weeksOn === undefined && until === undefined;
}

function chooseDays(found: readonly DayPhrase[]): DayPhrase[] {
  const firm = found.filter((phrase) => !givesWay(phrase));
  if (firm.length === 0) return [...found];
  // 下周 … 周五: the two words belong together, so the week must not be dropped in silence.
  return firm.some(isPlainWeekday) ? found.filter((p) => !givesWay(p) || p.said.form === 'week') : firm;
}

/** A month named elsewhere in the text that is not the month of the day read from a bare 12日. */
function namesOtherMonth(text: string, day: Day): boolean {
  const { month } = partsOf(day);
  for (const [, relative, named] of text.matchAll(
    /(下下个?|下个?|上个?)月|(?<![\d年])(\d{1,2}|[一二三四五六七八九十]{1,2})月/g,
  )) {
    if (relative !== undefined || (named !== undefined && numberOf(named) !== month)) return true;
  }
  return false;
}

function combineDays(phrases: readonly DayPhrase[], answers: readonly DayAnswer[]): DayAnswer {
  const [only] = answers;
  const different = new Set(answers.map((answer) => [answer.ask?.code, ...answer.days].join()));
  if (only === undefined || different.size === 1) return only ?? { days: [] };
  // 周四（2月12日）: a plain weekday beside a date only has to agree with it.
  const dates = answers.filter((_, i) => !phrases[i] || !isPlainWeekday(phrases[i]));
  const said = phrases.flatMap((p) =>
    isPlainWeekday(p) && p.said.form === 'weekday' ? [p.said.weekday] : [],
  );
  const [date] = dates;
  const agree = date?.days.length === 1 && date.days.every((day) => said.every((w) => w === weekdayOf(day)));
  if (dates.length === 1 && date && agree) return date;
  return {
    days: [...new Set(answers.flatMap((answer) => answer.days))],
    ask: { code: 'several_days', question: whenText.severalDays },
  };
}

interface TimeAnswer {
  /** Undefined stands for a day without a time. */
  readonly times: readonly (string | undefined)[];
  readonly ask?: Question | undefined;
}

function combineTimes(found: readonly TimePhrase[], saidOf: (phrase: TimePhrase) => string): TimeAnswer {
  const [first] = found;
  if (first === undefined) return { times: [undefined] };
  const said = saidOf(first);
  const times = [...new Set(found.flatMap((phrase) => phrase.times))];
  const isOne = found.every((phrase) => phrase.times.join() === first.times.join());
  if (!isOne) return { times, ask: { code: 'several_times', question: whenText.severalTimes } };
  switch (first.doubt) {
    case 'hour_missing':
      return { times, ask: { code: 'hour_missing', question: whenText.hourMissing(said) } };
    case 'impossible':
      return { times, ask: { code: 'no_such_time', question: whenText.noSuchTime(said) } };
    case 'about':
    case 'numbers':
      return { times, ask: { code: 'about_time', question: whenText.timeAbout(said) } };
    case undefined:
      return times.length > 1
        ? { times, ask: { code: 'half_of_day', question: whenText.halfOfDay(said) } }
        : { times };
  }
}

function notesOf(day: Day, time: string | undefined, now: Date, { today, calendar }: Today): WhenNote[] {
  const { kind } = calendar.describe(day);
  const isPast = day < today || (time !== undefined && instantAt(day, time) < now);
  return [
    ...(kind === 'workday' ? [] : [kind]),
    ...(isPast ? ['past' as const] : []),
    ...(calendar.isProvisional(day) ? ['provisional' as const] : []),
  ];
}

/**
 * Reads the day and time a person typed. What is not certain is asked back, never guessed. Weeks begin on
 * Monday; `rest` is the text without the phrase that was read.
 */
export function readWhen(text: string, at: { now: Date; calendar: WorkCalendar }): WhenReading {
  const today = dayOf(at.now);
  const here: Today = { today, calendar: at.calendar };
  const visible = hideQuotations(fold(text));
  const sliceOf = ({ from, to }: { from: number; to: number }): string => text.slice(from, to).trim();

  const phrases = chooseDays(findDays(visible, partsOf(today).year));
  let withoutDays = visible;
  for (const { from, to } of phrases) {
    withoutDays = withoutDays.slice(0, from) + dayMark.repeat(to - from) + withoutDays.slice(to);
  }
  const foundTimes = findTimes(withoutDays);
  const firmTimes = foundTimes.filter((phrase) => phrase.doubt === undefined);
  const timePhrases = firmTimes.length > 0 ? firmTimes : foundTimes;
  if (phrases.length === 0 && firmTimes.length === 0) return { kind: 'none' };

  const answers = phrases.map((phrase) => {
    const answer = resolveDay(phrase, sliceOf(phrase), here);
    const [day] = answer.days;
    const isBare = phrase.said.form === 'date_of_month' && phrase.said.monthsOn === undefined;
    if (!isBare || answer.ask || !day || !namesOtherMonth(withoutDays, day)) return answer;
    return { days: answer.days, ask: { code: 'month_unclear', question: whenText.monthUnclear } };
  });
  const days = combineDays(phrases, answers);
  const times = combineTimes(timePhrases, sliceOf);

  const spans = [...phrases, ...timePhrases].sort((a, b) => a.from - b.from);
  const [first, last] = [spans[0], spans.at(-1)];
  if (!first || !last) return { kind: 'none' };
  const isOnePiece = spans.every((span, i) => {
    const next = spans[i + 1];
    return !next || text.slice(span.to, next.from).trim() === '';
  });
  const matched = isOnePiece ? text.slice(first.from, last.to).trim() : spans.map(sliceOf).join(' ');
  const rest = cutOut(text, spans);

  const [day] = days.days;
  const [time] = times.times;
  if (phrases.length > 0 && day && !days.ask && !times.ask) {
    return { kind: 'moment', day, time, matched, rest, notes: notesOf(day, time, at.now, here) };
  }
  const isDayMissing = phrases.length === 0;
  const dayOptions = isDayMissing ? [today, addDays(today, 1)] : days.days;
  const timeOptions = times.times.length === 0 ? [] : times.times;
  const options = dayOptions
    .flatMap((d) =>
      timeOptions.map(
        (t): WhenOption => ({ label: formatDay(d, at.calendar, today) + (t ?? ''), day: d, time: t }),
      ),
    )
    .filter(
      (option) => !isDayMissing || option.time === undefined || instantAt(option.day, option.time) >= at.now,
    );
  const missing = { code: 'day_missing', question: whenText.dayMissing(timePhrases.map(sliceOf).join(' ')) };
  const asked = isDayMissing ? missing : (days.ask ?? times.ask ?? missing);
  return { kind: 'ask', ...asked, options, days: days.days, matched, rest };
}

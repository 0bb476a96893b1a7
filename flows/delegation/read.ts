import { addDays, type Day } from '../../src/calendar/day.ts';
import type { WorkCalendar } from '../../src/calendar/workdays.ts';
import { readWhen } from '../../src/calendar/zh-dates.ts';
import { text } from './text.ts';

export interface Wish {
  readonly name: string;
  /** Both included. */
  readonly from: Day | undefined;
  readonly to: Day | undefined;
  /** A post that was named behind the days. */
  readonly post: string;
}

interface Moment {
  readonly now: Date;
  readonly today: Day;
  readonly calendar: WorkCalendar;
}

/** `张三 3月1日到3月20日 [岗位]`, `张三 到3月20日`, `张三 3月5日`; a day that is not certain is left out. */
export function readWish(line: string, at: Moment): Wish {
  const [, name = '', rest = ''] = /^(\S+?)[\s,，]+(.*)$/su.exec(`${line.trim()} `) ?? [];
  const words = rest.trim().split(/[\s,，]+/u);
  for (let count = words.length; count > 0; count -= 1) {
    const span = spanOf(words.slice(0, count).join(''), at);
    if (span) return { name, ...span, post: words.slice(count).join('') };
  }
  return { name, from: undefined, to: undefined, post: '' };
}

function spanOf(typed: string, { now, today, calendar }: Moment): { from: Day; to: Day } | undefined {
  const ends = typed.replace(text.fillers, '').split(text.between);
  const days = ends.map((part) => {
    const when = readWhen(part, { now, calendar });
    return when.kind === 'moment' && when.rest.trim() === '' ? when.day : undefined;
  });
  const [first, last] = days;
  if (ends.length === 1) return first && { from: first, to: first };
  if (ends.length !== 2 || last === undefined) return undefined;
  // 到3月20日 alone begins today.
  return ends[0] === '' ? { from: today, to: last } : first && { from: first, to: last };
}

/** Both included as people say it; the last one excluded as it is kept. */
export function lastDay(toOn: string): Day {
  return addDays(toOn as Day, -1);
}

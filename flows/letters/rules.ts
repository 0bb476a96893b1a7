import type { Day } from '../../src/calendar/day.ts';
import type { WorkCalendar } from '../../src/calendar/workdays.ts';
import { readWhen } from '../../src/calendar/zh-dates.ts';
import { type Refusal, refuse } from '../../src/core/errors.ts';
import { text } from './text.ts';

export interface Moment {
  readonly now: Date;
  readonly today: Day;
  readonly calendar: WorkCalendar;
}

/** A week to do it, three more days to answer, unless the person says otherwise. */
const usualDays = 5;
const usualReplyDays = 3;

export interface LetterDays {
  readonly doBy: Day;
  readonly replyBy: Day;
}

/**
 * `[期限]`, or two days: by when it is done, by when the slip comes back. Unless the person says otherwise nobody is
 * asked for it before its own due day.
 */
export function readDays(line: string, at: Moment, dueOn?: Day): LetterDays | Refusal {
  const words = line
    .trim()
    .split(/\s+/u)
    .filter((word) => word !== '');
  const days: Day[] = [];
  for (const word of words.slice(0, 2)) {
    const when = readWhen(word, at);
    if (when.kind === 'ask') return refuse('when_unclear', when.question);
    if (when.kind === 'none') break;
    if (when.day < at.today) return refuse('past', text.no.past(word));
    days.push(when.day);
  }
  const inAWeek = at.calendar.addWorkdays(at.today, usualDays);
  const [doBy = dueOn !== undefined && dueOn > inAWeek ? dueOn : inAWeek, asked] = days;
  const replyBy = asked ?? at.calendar.addWorkdays(doBy, usualReplyDays);
  return replyBy < doBy ? refuse('order', text.no.order) : { doBy, replyBy };
}

export interface ReplyLine {
  readonly number: string;
  readonly day: Day;
  readonly result: string;
}

const longestResult = 200;

/** `函号 [日期] 结果`; without a day it came today. */
export function readReply(line: string, at: Moment): ReplyLine | Refusal {
  const [number = '', ...rest] = line.trim().split(/\s+/u);
  if (number === '') return refuse('missing', text.no.missingNumber(text.replyExample));
  const [first = '', ...words] = rest;
  const when = first === '' ? undefined : readWhen(first, at);
  const isDay = when?.kind === 'moment' && when.rest.trim() === '';
  const day = isDay ? when.day : at.today;
  const result = (isDay ? words : rest).join(' ').trim();
  return checkReply({ number: number.toUpperCase(), day, result }, at.today);
}

export function checkReply(reply: ReplyLine, today: Day): ReplyLine | Refusal {
  if (reply.day > today) return refuse('future', text.no.future);
  if (reply.result === '') return refuse('missing', text.no.resultMissing(text.replyExample));
  return [...reply.result].length > longestResult ? refuse('too_long', text.no.resultTooLong) : reply;
}

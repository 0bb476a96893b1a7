import { daysAgo, show } from '../dates.ts';
import { text } from '../text.ts';

const GAP_MS = 15 * 60_000;
const RUN_MS = 5 * 60_000;

/** Times are told at the first message, on a new day, and after a long silence. */
export const needsStamp = (at: number, before: number | undefined): boolean =>
  before === undefined || at - before > GAP_MS || daysAgo(before, at) !== 0;

export const isRun = (at: number, before: number | undefined): boolean =>
  before !== undefined && at - before < RUN_MS;

export function stamp(at: number, now: number): string {
  const ago = daysAgo(at, now);
  const time = show('time', at);
  if (ago === 0) return `${text.chat.today} ${time}`;
  if (ago === 1) return `${text.chat.yesterday} ${time}`;
  return `${show(Math.abs(ago) < 300 ? 'day' : 'fullDay', at)} ${show('weekday', at)} ${time}`;
}

/** For the conversation list: the time today, the day before that. */
export function shortStamp(at: number, now: number): string {
  const ago = daysAgo(at, now);
  return ago === 0 ? show('time', at) : ago === 1 ? text.chat.yesterday : show('day', at);
}

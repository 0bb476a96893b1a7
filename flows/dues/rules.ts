import { type Day, partsOf } from '../../src/calendar/day.ts';
import type { Period } from '../../src/calendar/periods.ts';
import { foldTraditional } from '../../src/commands/traditional.ts';
import { monthSaid, said } from './text.ts';

/** `/党费 …` as it was meant. Names in simplified characters; nothing else of the line is kept. */
export interface DuesLine {
  readonly act: 'own' | 'received' | 'all' | 'not_received' | 'unclear';
  readonly names: readonly string[];
  /** Absent: the month that is open. */
  readonly period: Period | undefined;
}

/** A month without a year is the latest one that has begun: 12月 said in January is last December. */
export function readDues(typed: string, today: Day): DuesLine {
  const line = foldTraditional(typed);
  const { year, month } = partsOf(today);
  const match = monthSaid.exec(line);
  const rest = (match ? line.replace(match[0], ' ') : line).trim();
  const groups = match?.groups ?? {};
  const named = Number(groups.month ?? 0);
  const periodAt = (ofYear: number, ofMonth: number): Period =>
    `${ofYear}-${String(ofMonth).padStart(2, '0')}` as Period;
  let period: Period | undefined;
  if (groups.present !== undefined) period = periodAt(year, month);
  if (groups.last !== undefined) period = month === 1 ? periodAt(year - 1, 12) : periodAt(year, month - 1);
  if (named >= 1 && named <= 12) {
    period = periodAt(
      groups.year === undefined ? (named > month ? year - 1 : year) : Number(groups.year),
      named,
    );
  }
  return { ...actOf(rest), period };
}

function actOf(rest: string): Pick<DuesLine, 'act' | 'names'> {
  if (said.own.test(rest)) return { act: 'own', names: [] };
  for (const [pattern, act] of [
    [said.all, 'all'],
    [said.notReceived, 'not_received'],
    [said.received, 'received'],
  ] as const) {
    const match = pattern.exec(rest);
    if (!match) continue;
    const after = rest.slice(match[0].length).trim();
    if (act !== 'all') return { act, names: namesIn(after) };
    if (after === '') return { act, names: [] };
    return said.except.test(after)
      ? { act, names: namesIn(after.replace(said.except, '')) }
      : { act: 'unclear', names: [] };
  }
  return { act: 'unclear', names: [] };
}

function namesIn(words: string): readonly string[] {
  return words.split(/[\s，,、；;。:：]+/u).filter((word) => word !== '');
}

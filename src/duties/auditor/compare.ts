import type { Day } from '../../calendar/day.ts';
import type { ExpectedLine } from './expect.ts';

/** A line as the ledger has it. */
export interface BookedLine extends Omit<ExpectedLine, 'day'> {
  /** Day of the message that carried it, or the day it is booked for. */
  readonly day: Day;
  readonly state: 'carried' | 'withdrawn' | 'waiting';
  readonly reason?: string | undefined;
}

export interface Difference {
  readonly kind: 'missing' | 'extra' | 'wrong_day' | 'wrong_post';
  readonly line: ExpectedLine | BookedLine;
  readonly detail: string;
}

/** What makes a line itself; `kind` follows from the stage, so a line under a wrong kind is another line. */
function keyOf(line: ExpectedLine | BookedLine): string {
  return `${line.instance}|${line.stage}|${line.kind}|${line.to}`;
}

function byKey(lines: readonly BookedLine[]): ReadonlyMap<string, readonly BookedLine[]> {
  const grouped = new Map<string, BookedLine[]>();
  for (const line of lines) grouped.set(keyOf(line), [...(grouped.get(keyOf(line)) ?? []), line]);
  return grouped;
}

function absence(booked: readonly BookedLine[]): string {
  const withdrawn = booked[0];
  return withdrawn
    ? `withdrawn on ${withdrawn.day}: ${withdrawn.reason ?? 'no reason recorded'}`
    : 'never booked';
}

function differencesOf(line: ExpectedLine, booked: readonly BookedLine[]): readonly Difference[] {
  const [found, ...again] = booked.filter((one) => one.state !== 'withdrawn');
  if (!found) return [{ kind: 'missing', line, detail: absence(booked) }];
  const differences: Difference[] = again.map((twin) => ({
    kind: 'extra',
    line: twin,
    detail: `booked before for ${found.day}`,
  }));
  if (found.day !== line.day)
    differences.push({
      kind: 'wrong_day',
      line: found,
      detail: `${found.state} ${found.day}, due ${line.day}`,
    });
  // No rule says for which of several posts a closing line comes: it goes to whoever was told.
  if (found.post !== line.post && line.kind !== 'closing')
    differences.push({ kind: 'wrong_post', line: found, detail: `as ${found.post}, due as ${line.post}` });
  return differences;
}

/**
 * Where the ledger departs from the rules. A line withdrawn and not expected is as it should be: it was booked in
 * the morning and settled before the digest. A waiting line counts for the day it is booked for.
 */
export function compareLines(
  expected: readonly ExpectedLine[],
  booked: readonly BookedLine[],
): readonly Difference[] {
  const inLedger = byKey(booked);
  const due = new Set(expected.map(keyOf));
  const unexpected = booked.filter((line) => line.state !== 'withdrawn' && !due.has(keyOf(line)));
  return [
    ...expected.flatMap((line) => differencesOf(line, inLedger.get(keyOf(line)) ?? [])),
    ...unexpected.map((line): Difference => ({ kind: 'extra', line, detail: `${line.state} ${line.day}` })),
  ];
}

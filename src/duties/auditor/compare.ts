import type { Day } from '../../calendar/day.ts';
import type { ExpectedLine } from './scene.ts';

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

/** Lines by key, each group in the order of its days: after an extension a stage may be told again. */
function byKey<Line extends ExpectedLine | BookedLine>(
  lines: readonly Line[],
): ReadonlyMap<string, readonly Line[]> {
  const grouped = new Map<string, Line[]>();
  for (const line of lines) {
    const group = grouped.get(keyOf(line));
    if (group) group.push(line);
    else grouped.set(keyOf(line), [line]);
  }
  for (const group of grouped.values()) if (group.length > 1) group.sort((a, b) => (a.day < b.day ? -1 : 1));
  return grouped;
}

function absence(booked: readonly BookedLine[]): string {
  const withdrawn = booked.find((line) => line.state === 'withdrawn');
  return withdrawn
    ? `withdrawn on ${withdrawn.day}: ${withdrawn.reason ?? 'no reason recorded'}`
    : 'never booked';
}

/**
 * What a person asked not to hear (免打扰, 标记已了解), or did for the own group already, is no omission; nor is what
 * a post was told whose present holder hears it otherwise, or what nobody can receive.
 */
const noOmission: ReadonlySet<string> = new Set([
  'muted',
  'known',
  'group_planned',
  'post_left',
  'no_account',
]);

function isUnwanted(booked: readonly BookedLine[]): boolean {
  return booked.some(({ state, reason = '' }) => state === 'withdrawn' && noOmission.has(reason));
}

function differencesOf(due: readonly ExpectedLine[], booked: readonly BookedLine[]): readonly Difference[] {
  const standing = booked.filter((one) => one.state !== 'withdrawn');
  // One booked on its very day is that one; the others answer to each other in the order of their days.
  const left = due.filter((line) => !standing.some((one) => one.day === line.day));
  const spare = standing.filter((one, at) => {
    const isTwin = standing.findIndex((other) => other.day === one.day) !== at;
    return isTwin || !due.some((line) => line.day === one.day);
  });
  const differences: Difference[] = [];
  for (const line of due) {
    const found = standing.find((one) => one.day === line.day);
    if (found) differences.push(...wrongPost(line, found));
  }
  left.forEach((line, at) => {
    const found = spare[at];
    if (!found) {
      if (!isUnwanted(booked)) differences.push({ kind: 'missing', line, detail: absence(booked) });
    } else {
      const detail = `${found.state} ${found.day}, due ${line.day}`;
      differences.push({ kind: 'wrong_day', line: found, detail }, ...wrongPost(line, found));
    }
  });
  const twins = spare.slice(left.length);
  return [
    ...differences,
    ...twins.map((twin): Difference => ({ kind: 'extra', line: twin, detail: twice(twin) })),
  ];
}

function twice({ day }: BookedLine): string {
  return `booked once more for ${day}`;
}

/** No rule says for which of several posts a closing line comes: it goes to whoever was told. */
function wrongPost(line: ExpectedLine, found: BookedLine): readonly Difference[] {
  if (found.post === line.post || line.kind === 'closing') return [];
  return [{ kind: 'wrong_post', line: found, detail: `as ${found.post}, due as ${line.post}` }];
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
  const due = byKey(expected);
  const unexpected = booked.filter((line) => line.state !== 'withdrawn' && !due.has(keyOf(line)));
  return [
    ...[...due].flatMap(([key, lines]) => differencesOf(lines, inLedger.get(key) ?? [])),
    ...unexpected.map((line): Difference => ({ kind: 'extra', line, detail: `${line.state} ${line.day}` })),
  ];
}

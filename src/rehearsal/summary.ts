import { type Day, mondayOf } from '../calendar/day.ts';
import type { LedgerRow } from './ledger.ts';

export interface Summary {
  readonly counts: Readonly<Record<string, number>>;
  /** Messages that are not replies, per person and week in which the person got any. */
  readonly perPersonWeek: { readonly median: number; readonly p99: number; readonly max: number };
  readonly wallSeconds: number;
}

export function summarise(rows: readonly LedgerRow[], wallSeconds: number): Summary {
  const counts: Record<string, number> = {};
  const weeks = new Map<string, number>();
  for (const row of rows) {
    const kind =
      row.event === 'message'
        ? `${row.event}.${row.channel}.${row.status}`
        : `${row.event}.${row.kind ?? row.to}`;
    counts[kind] = (counts[kind] ?? 0) + 1;
    if (row.event !== 'message' || row.channel === 'reply' || row.status !== 'accepted') continue;
    const day = row.at.slice(0, 10) as Day;
    const week = mondayOf(day);
    for (const person of row.to as readonly string[]) {
      const key = `${person} ${week}`;
      weeks.set(key, (weeks.get(key) ?? 0) + 1);
    }
  }
  const sorted = [...weeks.values()].sort((a, b) => a - b);
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return {
    counts: Object.fromEntries(Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1))),
    perPersonWeek: { median: at(0.5), p99: at(0.99), max: at(1) },
    wallSeconds,
  };
}

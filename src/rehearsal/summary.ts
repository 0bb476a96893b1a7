import { type Day, mondayOf } from '../calendar/day.ts';
import type { LedgerRow } from './ledger.ts';

export interface Summary {
  readonly counts: Readonly<Record<string, number>>;
  /** Messages that are not replies, per person and week in which the person got any. */
  readonly perPersonWeek: { readonly median: number; readonly p99: number; readonly max: number };
  readonly wallSeconds: number;
}

/** Counts a ledger as it comes, a part at a time. */
export class Tally {
  readonly #counts = new Map<string, number>();
  /** Messages by person and week. */
  readonly #weeks = new Map<string, number>();

  add(rows: readonly LedgerRow[]): void {
    for (const row of rows) {
      const isMessage = row.event === 'message';
      const kind = isMessage ? `${row.channel}.${row.status}` : `${row.kind ?? row.to}`;
      increase(this.#counts, `${row.event}.${kind}`);
      if (!isMessage || row.channel === 'reply' || row.status !== 'accepted') continue;
      const week = mondayOf(row.at.slice(0, 10) as Day);
      for (const person of row.to as readonly string[]) increase(this.#weeks, `${person} ${week}`);
    }
  }

  of(event: 'line' | 'message'): number {
    let sum = 0;
    for (const [kind, count] of this.#counts) if (kind.startsWith(`${event}.`)) sum += count;
    return sum;
  }

  summary(wallSeconds: number): Summary {
    const sorted = [...this.#weeks.values()].sort((a, b) => a - b);
    const at = (share: number): number =>
      sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
    return {
      counts: Object.fromEntries([...this.#counts].sort(([a], [b]) => (a < b ? -1 : 1))),
      perPersonWeek: { median: at(0.5), p99: at(0.99), max: at(1) },
      wallSeconds,
    };
  }
}

function increase(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

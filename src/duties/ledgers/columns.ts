import type { Column, Sheet } from '../../exports/sheet.ts';
import type { LedgerKind } from './query.ts';
import { ledgerText as text } from './text.ts';

/** Widths by ledger, in the order of its columns; the columns themselves are those of duties.md g.1. */
const widths: Readonly<Record<LedgerKind, readonly number[]>> = {
  duty: [6, 18, 24, 24, 10, 8, 12, 12, 10, 8, 18, 10, 24],
  activity: [12, 18, 36, 12, 8, 8, 8, 8, 12, 24],
  talk: [6, 20, 12, 12, 12, 14],
  election: [34, 8, 12, 12, 12, 12, 12, 12, 32],
  dues: [14, 12, 12],
  urging: [26, 36, 30, 14, 14, 14, 36],
  rectification: [40, 8, 12, 36, 10, 12, 16, 12, 10],
};

function columnsOf(kind: LedgerKind): readonly Column[] {
  return text.columns[kind].map((title, at) => ({ title, width: widths[kind][at] ?? 12 }));
}

export function sheetOf(kind: LedgerKind, name: string, rows: Sheet['rows']): Sheet {
  return { name, columns: columnsOf(kind), rows };
}

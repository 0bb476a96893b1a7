import { printable } from './printable.ts';
import type { Sheet, Value } from './sheet.ts';

/** Without it a spreadsheet program reads Chinese as something else. */
const byteOrderMark = '\uFEFF';

/** With these in front a cell would be a formula, in full width too; an apostrophe says that it is text. */
const formula = /^\s*[=+\-@＝＋－＠]/u;

/** The bytes of a .csv. Several sheets stand in one file, each row with the name of its sheet in front. */
export function csv(sheets: readonly Sheet[], sheetTitle: string): Uint8Array {
  const [first] = sheets;
  const isOne = sheets.length <= 1;
  const header = (first?.columns ?? []).map(({ title }) => title);
  const rows = sheets.flatMap(({ name, rows: all }) => all.map((row) => (isOne ? row : [name, ...row])));
  const lines = [isOne ? header : [sheetTitle, ...header], ...rows].map((row) => row.map(fieldOf).join(','));
  return Buffer.from(`${byteOrderMark}${lines.join('\r\n')}\r\n`);
}

function fieldOf(value: Value): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = printable(value);
  const safe = formula.test(text) ? `'${text}` : text;
  return /[",]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

import { writeFile } from 'node:fs/promises';
import type { LedgerRow } from './ledger.ts';

const rowsAtOnce = 1000;

/** The ledger of design §5.4 as a file of JSON lines, written as it comes; nothing is written before its first rows. */
export class LedgerFile {
  readonly #path: string;
  #isBegun = false;

  constructor(path: string) {
    this.#path = path;
  }

  async append(rows: readonly LedgerRow[]): Promise<void> {
    await writeFile(this.#path, textsOf(rows), { flag: this.#isBegun ? 'a' : 'w' });
    this.#isBegun = true;
  }
}

function* textsOf(rows: readonly LedgerRow[]): Generator<string> {
  for (let from = 0; from < rows.length; from += rowsAtOnce) {
    const part = rows.slice(from, from + rowsAtOnce);
    yield part.map((row) => `${JSON.stringify(row)}\n`).join('');
  }
}

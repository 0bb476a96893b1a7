import { closeSync, existsSync, openSync, readFileSync, readSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type { Change } from '../../src/sandbox/changes.ts';

export interface JournalEntry {
  readonly at: number;
  readonly c: Change;
}

/** Every whole line the platform wrote before it was killed. */
export function readJournal(file: string): JournalEntry[] {
  const text = readFileSync(file, 'utf8');
  return text
    .slice(0, text.lastIndexOf('\n') + 1)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as JournalEntry);
}

/** Resolves when `lines` more lines than now are in the journal; looks about every millisecond. */
export async function moreLines(file: string, lines: number, signal: AbortSignal): Promise<void> {
  let offset = existsSync(file) ? readFileSync(file).length : 0;
  let left = lines;
  const block = Buffer.alloc(1 << 16);
  while (left > 0 && !signal.aborted) {
    if (existsSync(file)) {
      const fd = openSync(file, 'r');
      const size = readSync(fd, block, 0, block.length, offset);
      closeSync(fd);
      offset += size;
      for (let at = 0; at < size; at += 1) if (block[at] === 10) left -= 1;
      if (size > 0) continue;
    }
    await pause(1);
  }
}

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Entry, openJournal, replayJournal } from './journal.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'journal-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const tick = (n: number): Entry => ({ n, at: n, c: { t: 'clock' } });

it('writes what belongs together in one piece, even when something goes wrong inside', () => {
  const file = join(folder, 'journal');
  const journal = openJournal(file);
  journal.append(tick(1));
  const before = readFileSync(file, 'utf8');
  const act = () =>
    journal.together(() => {
      journal.append(tick(2));
      journal.together(() => journal.append(tick(3)));
      expect(readFileSync(file, 'utf8')).toBe(before);
      throw new Error('half way');
    });
  expect(act).toThrow('half way');
  const found: number[] = [];
  replayJournal(file, (entry) => found.push(entry.n));
  expect(found).toEqual([1, 2, 3]);
  journal.close();
});

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase, rowsOf } from '../../db/client.ts';
import { takeOwnerLock } from '../../db/owner-lock.ts';

const holder = fileURLToPath(new URL('./holder.ts', import.meta.url));

let dataDir: string;
const children: ChildProcess[] = [];
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'shoushi-'));
});
afterEach(async () => {
  for (const child of children.splice(0)) await end(child);
  await rm(dataDir, { recursive: true, force: true });
});

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}

/** Starts a process that holds the folder; resolves with the last row it told once it told `rows` of them. */
async function startHolder(rows: number): Promise<{ child: ChildProcess; told: () => number }> {
  const child = spawn(process.execPath, ['--import', 'tsx', holder, dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  let text = '';
  const told = (): number => Number(text.slice(0, text.lastIndexOf('\n')).split('\n').at(-1) ?? 0);
  await new Promise<void>((resolve, reject) => {
    child.once('exit', () => reject(new Error('the holder ended early')));
    child.stdout.on('data', (chunk) => {
      text += String(chunk);
      if (told() >= rows) resolve();
    });
  });
  return { child, told };
}

const ownerFile = (): string => join(dataDir, 'owner.json');
const inUse = { kind: 'conflict', code: 'data_dir_in_use' };

describe('the owner lock', () => {
  it('refuses a second process while the first lives, and lets it in afterwards', async () => {
    const { child, told } = await startHolder(5);
    await expect(openDatabase({ dataDir })).rejects.toMatchObject(inUse);
    await expect(openDatabase({ dataDir })).rejects.toThrow(`process ${child.pid}`);
    await end(child);

    const database = await openDatabase({ dataDir });
    const rows = rowsOf<{ n: number }>(await database.db.execute(sql`select n from notes order by n`));
    // What was told was committed; one more may have been on its way.
    expect(rows.length).toBeGreaterThanOrEqual(told());
    expect(rows.map((row) => row.n)).toEqual(rows.map((_, index) => index + 1));
    await database.close();
    expect(await readdir(dataDir)).toEqual(['pg']);
  });

  it('refuses the same process twice, and opens again after a close', async () => {
    const first = await takeOwnerLock(dataDir);
    await expect(takeOwnerLock(dataDir)).rejects.toMatchObject(inUse);
    await first.release();
    const second = await takeOwnerLock(dataDir);
    expect(JSON.parse(await readFile(ownerFile(), 'utf8'))).toMatchObject({ pid: process.pid });
    await second.release();
    expect(await readdir(dataDir)).toEqual([]);
  });

  it.each([
    ['a dead process', { pid: 2 ** 22 + 1, host: hostname(), startedAt: 'x' }],
    ['a recycled pid', { pid: process.pid, host: hostname(), startedAt: 'long ago' }],
    ['a half-written file', undefined],
  ])('takes over from %s', async (_, left) => {
    await writeFile(ownerFile(), left ? JSON.stringify(left) : '{"pid":');
    const lock = await takeOwnerLock(dataDir);
    expect(JSON.parse(await readFile(ownerFile(), 'utf8'))).toMatchObject({ pid: process.pid });
    await lock.release();
    expect(await readdir(dataDir)).toEqual([]);
  });

  it('does not judge a process of another machine', async () => {
    await writeFile(ownerFile(), JSON.stringify({ pid: 1, host: 'elsewhere', startedAt: '' }));
    await expect(takeOwnerLock(dataDir)).rejects.toThrow('delete owner.json');
  });

  it('goes to exactly one of many that race for what a dead process left', async () => {
    for (let round = 0; round < 30; round += 1) {
      await writeFile(
        ownerFile(),
        JSON.stringify({ pid: 2 ** 22 + 1, host: hostname(), startedAt: `${round}` }),
      );
      const outcomes = await Promise.allSettled(Array.from({ length: 12 }, () => takeOwnerLock(dataDir)));
      const won = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
      const lost = outcomes.flatMap((outcome) =>
        outcome.status === 'rejected' ? [outcome.reason.code] : [],
      );
      expect(won.length).toBe(1);
      expect(new Set(lost)).toEqual(new Set(['data_dir_in_use']));
      await won[0]?.release();
      expect(await readdir(dataDir)).toEqual([]);
    }
  });
});

import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../db/client.ts';
import { orgRelations, orgs, people, postAssignments, rosterImports } from '../../db/schema/org.ts';
import { SimulatedClock } from '../../src/core/clock.ts';
import { AppError } from '../../src/core/errors.ts';
import { readRoster } from '../../src/org/roster/read.ts';
import { type ExitCode, runRosterCommand } from '../../src/org/roster-command.ts';
import { type TestDatabase, testDatabase } from '../harness/db.ts';
import { rosterAt, smallRosterPath } from './roster-fixture.ts';
import { type Cell, workbook } from './workbook.ts';

let test: TestDatabase;
let database: Database;
let folder: string;
beforeAll(async () => {
  test = await testDatabase();
  database = test.database;
});
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'roster-'));
  await cp(smallRosterPath, folder, { recursive: true });
});
afterEach(async () => {
  await rm(folder, { recursive: true });
  for (const table of [orgs, orgRelations, people, postAssignments, rosterImports]) {
    await database.db.delete(table);
  }
});
afterAll(() => test.close());

interface Run {
  readonly code: ExitCode;
  readonly out: string;
  readonly err: string;
  readonly opened: number;
}

async function run(...argv: readonly string[]): Promise<Run> {
  const lines = { out: [] as string[], err: [] as string[] };
  let opened = 0;
  const code = await runRosterCommand(argv, {
    out: (line) => lines.out.push(line),
    err: (line) => lines.err.push(line),
    clock: new SimulatedClock(new Date('2026-02-02T09:05:00+08:00'), 0),
    by: 'test',
    openDb: async () => {
      opened++;
      return { db: database.db, close: async () => undefined };
    },
  });
  return { code, out: lines.out.join('\n'), err: lines.err.join('\n'), opened };
}

async function edit(file: string, change: (text: string) => string): Promise<void> {
  const path = join(folder, file);
  const before = await readFile(path, 'utf8');
  const after = change(before);
  if (after === before) throw new Error(`${file} was not changed`);
  await writeFile(path, after);
}

describe('npm run roster', () => {
  it('explains itself, and says so when the usage is wrong', async () => {
    expect(await run('--help')).toMatchObject({ code: 0, err: '' });
    for (const argv of [
      [],
      ['look', folder],
      ['check'],
      ['check', folder, folder],
      ['check', folder, '--fast'],
    ]) {
      const wrong = await run(...argv);
      expect(wrong.code).toBe(2);
      expect(wrong.err).toContain('用法');
    }
    expect(await run('check', join(folder, 'nowhere'))).toMatchObject({ code: 2 });
    expect(await run('check', join(folder, 'orgs.csv'))).toMatchObject({ code: 2 });
  });

  it('checks without touching the database', async () => {
    const checked = await run('check', folder);
    expect(checked).toMatchObject({ code: 0, opened: 0 });
    expect(checked.out).toContain('组织 13 个（其中党支部 10 个），党员 139 人，任职 70 条');
  });

  it('imports, says what changed, and is quiet about nothing', async () => {
    const first = await run('import', folder);
    expect(first.code).toBe(0);
    expect(first.out).toContain('党员：新增 139，变更 0，停用 0。');
    expect((await run('import', folder)).out).toContain('完全一致');
  });

  it('lists what is missing and ends it only when told to', async () => {
    await run('import', folder);
    await edit('people.csv', (text) => text.replace(/^P000139.*\n?/m, ''));
    const refused = await run('import', folder);
    expect(refused.code).toBe(1);
    expect(refused.out).toMatch(/名册里没有：党员 P000139 /);
    expect(refused.out).toContain('--confirm-missing');
    const ended = await run('import', folder, '--confirm-missing');
    expect(ended.code).toBe(0);
    expect(ended.out).toContain('党员：新增 0，变更 0，停用 1。');
  });

  it('reports a broken roster row by row and leaves the database alone', async () => {
    await run('import', folder);
    const before = await database.db.select().from(people).orderBy(people.code);
    await edit('people.csv', (text) =>
      text.replace('罗启平', '罗启明').replace('正式党员,离退休', '正式党员,劳模'),
    );
    await edit('orgs.csv', (text) => text.replace('D01B03,省发展', 'D01B02,省发展'));
    const broken = await run('import', folder);
    expect(broken).toMatchObject({ code: 1, opened: 0, err: '' });
    expect(broken.out).toContain('orgs.csv 第 7 行“组织编码”：编码“D01B02”与第 6 行重复');
    expect(broken.out).toContain('people.csv 第 42 行“标签”：不认识的标签“劳模”');
    expect(await database.db.select().from(people).orderBy(people.code)).toEqual(before);
  });

  it('leaves a database that does not open to whoever runs it', async () => {
    const owned = new AppError('conflict', 'owned', 'another process owns the folder');
    const running = runRosterCommand(['import', folder], {
      out: () => undefined,
      err: () => undefined,
      clock: new SimulatedClock(new Date(0), 0),
      by: 'test',
      openDb: () => Promise.reject(owned),
    });
    await expect(running).rejects.toBe(owned);
  });
});

describe('reading files', () => {
  it('refuses GBK with the way to save as UTF-8, and says which file', async () => {
    // "编码" in GBK.
    await writeFile(join(folder, 'people.csv'), Buffer.from([0xb1, 0xe0, 0xc2, 0xeb, 0x0a]));
    const answer = await run('check', folder);
    expect(answer.code).toBe(1);
    expect(answer.out).toContain('people.csv 第 1 行');
    expect(answer.out).toContain('CSV UTF-8');
  });

  it('refuses UTF-16, missing files and unclosed quotes in one go', async () => {
    await writeFile(join(folder, 'people.csv'), Buffer.from('\ufeff人员编码', 'utf16le'));
    await edit('orgs.csv', (text) => text.replace('D01W,省', 'D01W,"省'));
    await rm(join(folder, 'posts.csv'));
    const read = await readRoster(folder);
    if (!('problems' in read)) throw new Error('it was read');
    expect(read.problems.map((p) => [p.file, p.code])).toEqual([
      ['orgs.csv', 'unreadable'],
      ['people.csv', 'encoding'],
      ['posts.csv', 'missing_file'],
    ]);
  });

  it('does not care about the byte-order mark or Windows line ends', async () => {
    const before = await rosterAt(folder);
    for (const file of ['orgs.csv', 'people.csv', 'posts.csv']) {
      await edit(file, (text) => text.replace('\ufeff', '').replace(/\r?\n/g, '\r\n'));
    }
    expect(await rosterAt(folder)).toEqual(before);
  });

  it('reads the same roster from one workbook', async () => {
    const read = await readRoster(folder);
    if (!('sheets' in read)) throw new Error('the demo roster does not read');
    const { sheets } = read;
    const cells = (grid: readonly (readonly string[])[]): Cell[][] => grid.map((row) => row.map(typed));
    const path = join(folder, '名册.XLSX');
    const book = { 说明: [['x']], People: cells(sheets.people.grid), 组织: cells(sheets.orgs.grid) };
    await writeFile(path, workbook(book));
    expect((await run('check', path)).out).toContain('没有名为“posts、岗位”的工作表');
    await writeFile(path, workbook({ ...book, posts: cells(sheets.posts.grid) }));
    expect(await rosterAt(path)).toEqual(await rosterAt(folder));
    await writeFile(path, 'not a workbook');
    expect((await run('check', path)).code).toBe(1);
  });
});

/** As Excel would hold it: a day as a date cell, digits as a number. */
function typed(text: string): Cell {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return { serial: Date.parse(text) / 86_400_000 + 25_569 };
  return /^\d+$/.test(text) ? Number(text) : text;
}

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { addYear } from './calendar-add.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'calendar-add-'));
});
afterEach(() => vi.restoreAllMocks());
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Tables that are refused here are refused before any database is opened. */
async function add(path: string) {
  const lines: string[] = [];
  vi.spyOn(console, 'error').mockImplementation((line) => lines.push(String(line)));
  const code = await addYear(path);
  return { code, err: `${lines.join('\n')}\n` };
}

describe('npm run calendar -- add', () => {
  const table = { year: 2027, status: 'announced', source: '测试', holidays: [], makeUpDays: [] };
  const newYear = { name: '元旦', from: '2027-01-01', to: '2027-01-03' };

  it.each([
    ['no JSON', '{', ['不是 JSON']],
    ['a field that is missing', { ...table, source: undefined }, ['source']],
    ['a day that does not exist', { ...table, makeUpDays: ['2027-02-30'] }, ['makeUpDays 第 1 项']],
    ['a field nobody knows', { ...table, note: 'x' }, ['note']],
    [
      'days of another year',
      { ...table, year: 2026, holidays: [newYear] },
      ['2027-01-01', '2027-01-03', '2026 年'],
    ],
    ['no holiday', table, ['holidays']],
    [
      'a make-up day in the week',
      { ...table, holidays: [newYear], makeUpDays: ['2027-02-08'] },
      ['2027-02-08', '周末'],
    ],
    ['a day twice', { ...table, holidays: [newYear, newYear] }, ['2027-01-01', '2027 年的表']],
  ])('refuses %s in a sentence that names the file', async (_, content, named) => {
    const path = join(folder, 'year.json');
    await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
    const ran = await add(path);
    expect(ran).toMatchObject({ code: 1 });
    for (const words of [path, ...named]) expect(ran.err).toContain(words);
    expect(ran.err).not.toMatch(/calendar_|invalid|^\s+at /im);
  });

  it('refuses a file that is not there', async () => {
    const ran = await add(join(folder, 'nowhere.json'));
    expect(ran).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^找不到文件 .*nowhere\.json\n/),
    });
  });
});

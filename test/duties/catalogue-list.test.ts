import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { dutyOverrides } from '../../db/schema/index.ts';
import { traceCorrections } from '../../src/cli/rule-trace.ts';
import { SimulatedClock } from '../../src/core/clock.ts';
import { readCatalogue } from '../../src/duties/catalogue/catalogue.ts';
import { runCatalogueCommand } from '../../src/duties/catalogue/command.ts';
import { importRoster } from '../../src/org/roster/import.ts';
import { type TestDatabase, testDatabase } from '../harness/db.ts';
import { rosterAt, smallRosterPath } from '../org/roster-fixture.ts';

const catalogue = readCatalogue(new URL('../../flows/', import.meta.url));
const clock = new SimulatedClock(new Date('2026-03-02T09:05:00+08:00'), 0);

let test: TestDatabase;
beforeAll(async () => {
  test = await testDatabase();
  await importRoster(test.database.db, await rosterAt(smallRosterPath), { at: clock.now(), by: 'test' });
});
afterEach(() => test.database.db.delete(dutyOverrides));
afterAll(() => test.close());

async function list(...words: readonly string[]) {
  const lines = { out: [] as string[], err: [] as string[] };
  const code = await runCatalogueCommand(
    { help: false, words: ['list', ...words] },
    {
      out: (line) => lines.out.push(line),
      err: (line) => lines.err.push(line),
      catalogue,
      clock,
      by: 'test',
      trace: traceCorrections,
      openDb: async () => ({ db: test.database.db, close: async () => undefined }),
    },
  );
  return { code, out: lines.out, err: lines.err.join('\n') };
}

type Change = (typeof dutyOverrides.$inferInsert)['change'];

async function prescribes(org: string, from: string, change: Change, duty = 'branch_theme_day') {
  await test.database.db.insert(dutyOverrides).values({
    ...{ orgCode: org, duty, fromOn: from, change, reason: '年初任务集中', document: `${org}〔2026〕3号` },
    ...{ importedBy: 'test', importedAt: clock.now() },
  });
}

/** The lines of one duty, by its two letters. */
function linesOf(out: readonly string[], short: string): readonly string[] {
  const at = out.findIndex((line) => line.startsWith(`${short}  `));
  const next = out.findIndex((line, index) => index > at && !line.startsWith('    '));
  return out.slice(at, next);
}

const organ = '省发展和改革委员会机关党委';

describe('npm run catalogue -- list 组织编码', () => {
  it('lists what the organisation owes by its level, as the catalogue has it where nobody prescribes anything', async () => {
    const { code, out } = await list('D01B01');
    expect(code).toBe(0);
    expect(out[0]).toBe('省发展和改革委员会办公室党支部（D01B01），按 2026-03-02 的规定：');
    const owed = catalogue.duties.filter(({ owner }) => owner.level === 'branch').length;
    expect(out.at(-2)).toBe(`共 ${owed} 项职责。`);
    const general = (await list()).out;
    expect(linesOf(out, 'TD')).toEqual(linesOf(general, 'TD'));
    expect(out.join('\n')).not.toContain('本级规定：');
    expect((await list('D01W')).out.join('\n')).not.toContain('支部主题党日：');
  });

  it('shows the rules that hold there, and marks each field with who prescribed it, document, first day and reason', async () => {
    await prescribes('D01W', '2026-03-01', {
      heldBy: { rule: 'M+3wd', shift: 'next' },
      escalation: 'E_NONE',
    });
    await prescribes('D01B01', '2026-03-02', { reminder: 'R_SOFT' });
    expect(linesOf((await list('D01B01')).out, 'TD').slice(0, 4)).toEqual([
      'TD  支部主题党日：每月，党支部书记，月结束后3个工作日（遇休息日顺延）',
      '    branch_theme_day；随附提醒；不升级；录入 举行日后3个工作日',
      `    本级规定：应履职期限为月结束后3个工作日（遇休息日顺延），升级档为不升级（${organ}，D01W〔2026〕3号，2026-03-01 起；理由：年初任务集中）`,
      '    本级规定：提醒档为随附提醒（省发展和改革委员会办公室党支部，D01B01〔2026〕3号，2026-03-02 起；理由：年初任务集中）',
    ]);
    const beside = linesOf((await list('D01B02')).out, 'TD');
    expect(beside.filter((line) => line.includes('本级规定'))).toHaveLength(1);
  });

  it('says that a duty is switched off, and does not count it', async () => {
    await prescribes('GW', '2026-03-01', { active: false });
    const { out } = await list('D01B01');
    expect(linesOf(out, 'TD')[0]).toContain('支部主题党日（停用）：');
    expect(linesOf(out, 'TD')[2]).toContain('本级规定：停用（省直属机关工作委员会，');
    expect(out.at(-2)).toMatch(/另有 1 项停用。$/);
  });

  it('names what was entered ahead with its first day, and goes by the old rule until then', async () => {
    await prescribes('D01W', '2026-02-01', { heldBy: { rule: 'M+3wd', shift: 'next' } });
    await prescribes('D01W', '2026-07-01', { heldBy: null, recordBy: { rule: 'held+5wd' } });
    const lines = linesOf((await list('D01B01')).out, 'TD');
    expect(lines[0]).toContain('月结束后3个工作日');
    expect(lines[1]).toContain('录入 举行日后3个工作日');
    expect(lines[3]).toBe(
      `    2026-07-01 起的本级规定：应履职期限恢复为上级的规定，应录入期限为举行日后5个工作日（${organ}，D01W〔2026〕3号；理由：年初任务集中）`,
    );
  });

  it('says what does not hold because it is stricter than the superior agreed to, now and ahead', async () => {
    await prescribes('D01W', '2026-02-01', { heldBy: { rule: 'M-5wd', shift: 'prev' }, reminder: 'R_SOFT' });
    await prescribes('D01B01', '2026-08-01', { recordBy: { rule: 'held+1wd' } });
    const lines = linesOf((await list('D01B01')).out, 'TD');
    expect(lines[0]).toContain('当月最后一个工作日');
    expect(lines.slice(2, 5)).toEqual([
      `    本级规定：提醒档为随附提醒（${organ}，D01W〔2026〕3号，2026-02-01 起；理由：年初任务集中）`,
      `    没有生效：应履职期限为月结束前5个工作日（遇休息日提前）（${organ}，D01W〔2026〕3号，2026-02-01 起；理由：年初任务集中）；严于上级的规定，没有上级同意文号`,
      expect.stringContaining(
        '    没有生效：应录入期限为举行日后1个工作日（省发展和改革委员会办公室党支部，',
      ),
    ]);
  });

  it('refuses an organisation that is not in the roster', async () => {
    expect(await list('D99')).toEqual({ code: 1, out: [], err: '名册里没有组织“D99”，请核对。' });
  });
});

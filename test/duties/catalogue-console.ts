import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dutyOverrides } from '../../db/schema/index.ts';
import { dayOf } from '../../src/calendar/day.ts';
import { traceCorrections } from '../../src/cli/rule-trace.ts';
import { SimulatedClock } from '../../src/core/clock.ts';
import { readCatalogue } from '../../src/duties/catalogue/catalogue.ts';
import { runCatalogueCommand } from '../../src/duties/catalogue/command.ts';
import { localPlan } from '../../src/duties/overrides/local-plan.ts';
import { generateInstances } from '../../src/duties/planning/generate.ts';
import { loadCalendar } from '../../src/duties/year-tables.ts';
import { loadDirectory } from '../../src/org/directory-load.ts';
import { importRoster } from '../../src/org/roster/import.ts';
import { type TestDatabase, testDatabase } from '../harness/db.ts';
import { rosterAt, smallRosterPath } from '../org/roster-fixture.ts';

const header =
  '组织编码,职责项,起始日期,应履职期限,遇休息日,应录入期限,提醒档,升级档,计数方式,是否启用,理由,文号,上级同意文号';
const cells = header.split(',');

/** One line of a CSV file, for the branch committees' meetings of one organ. */
function row(given: Readonly<Record<string, string>>): string {
  const whole: Record<string, string> = {
    ...{ 组织编码: 'D01W', 职责项: '支委会', 起始日期: '2026-03-01' },
    ...{ 理由: '年初任务集中', 文号: '机党〔2026〕3号' },
    ...given,
  };
  return cells.map((title) => whole[title] ?? '').join(',');
}

export const csvHeader = header;
export const csvRow = row;
export const csv = (...rows: readonly string[]): string => [header, ...rows].join('\n');

export interface Asked {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  /** How often the database was opened. */
  readonly opened: number;
}

export interface CatalogueConsole {
  readonly test: TestDatabase;
  readonly catalogue: ReturnType<typeof readCatalogue>;
  run(...words: readonly string[]): Promise<Asked>;
  /** The same where the database cannot be opened. */
  runWithout(database: Error, ...words: readonly string[]): Promise<Asked>;
  file(name: string, text: string | Uint8Array): Promise<string>;
  /** Checks or enters rows as a CSV file. */
  rows(action: 'check' | 'override', ...rows: readonly Readonly<Record<string, string>>[]): Promise<Asked>;
  /** Makes what is owed by now, as the bot does every night. */
  generate(): Promise<void>;
  at(moment: string): void;
  close(): Promise<void>;
}

/** The command beside a database, with the small roster unless it is to be empty. */
export async function openCatalogueConsole({ isEmpty = false } = {}): Promise<CatalogueConsole> {
  const catalogue = readCatalogue(new URL('../../flows/', import.meta.url));
  const test = await testDatabase();
  const { db } = test.database;
  let clock = new SimulatedClock(new Date('2026-02-02T09:05:00+08:00'), 0);
  if (!isEmpty) await importRoster(db, await rosterAt(smallRosterPath), { at: clock.now(), by: 'test' });
  const folder = await mkdtemp(join(tmpdir(), 'overrides-'));
  const ask = async (words: readonly string[], missing?: Error): Promise<Asked> => {
    const lines = { out: [] as string[], err: [] as string[] };
    let opened = 0;
    const code = await runCatalogueCommand(
      { help: words.includes('--help'), words },
      {
        out: (line) => lines.out.push(line),
        err: (line) => lines.err.push(line),
        catalogue,
        clock,
        by: 'test',
        trace: traceCorrections,
        openDb: async () => {
          opened++;
          if (missing) throw missing;
          return { db, close: async () => undefined };
        },
      },
    );
    return { code, out: lines.out.join('\n'), err: lines.err.join('\n'), opened };
  };
  const run: CatalogueConsole['run'] = (...words) => ask(words);
  const file: CatalogueConsole['file'] = async (name, text) => {
    const path = join(folder, name);
    await writeFile(path, text);
    return path;
  };
  return {
    ...{ test, catalogue, run, file },
    runWithout: (missing, ...words) => ask(words, missing),
    rows: async (action, ...rows) => await run(action, await file('rules.csv', csv(...rows.map(row)))),
    generate: async () => {
      const now = clock.now();
      await db.transaction(async (tx) => {
        const calendar = await loadCalendar(tx);
        const directory = await loadDirectory(tx, dayOf(now));
        const { scope, overrides } = await localPlan({
          tx,
          catalogue,
          calendar,
          directory,
          today: dayOf(now),
        });
        const rulesVersion = JSON.stringify(overrides);
        await generateInstances(tx, { ...scope, catalogue, now, rulesVersion });
      });
    },
    at: (moment) => {
      clock = new SimulatedClock(new Date(moment), 0);
    },
    close: async () => {
      await rm(folder, { recursive: true });
      await test.close();
    },
  };
}

export async function forgetRules({ test }: CatalogueConsole): Promise<void> {
  await test.database.db.delete(dutyOverrides);
}

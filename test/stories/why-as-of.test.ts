import { expect, it } from 'vitest';
import { asDay, type Day } from '../../src/calendar/day.ts';
import { readCatalogue } from '../../src/duties/catalogue/catalogue.ts';
import { explain } from '../../src/duties/explain/explain.ts';
import { findInstance, readTrace } from '../../src/duties/explain/store.ts';
import { type ExplanationWords, wordsOf } from '../../src/duties/explain/words.ts';
import { rulesOf } from '../../src/duties/overrides/local-plan.ts';
import { loadCalendar } from '../../src/duties/year-tables.ts';
import { loadDirectory } from '../../src/org/directory-load.ts';
import { openWorld, type World } from '../harness/world.ts';

const number = 'D01B02-TD-2602';

/** As `npm run explain -- NUMBER --day DAY` reads it from the same database. */
async function explainedOn(world: World, today: Day): Promise<ExplanationWords> {
  const instance = await findInstance(world.db, number);
  if (!instance) throw new Error(number);
  const calendar = await loadCalendar(world.db);
  const directory = await loadDirectory(world.db, today);
  const catalogue = readCatalogue(new URL('../../flows/', import.meta.url));
  const local = await rulesOf({ tx: world.db, directory, catalogue, calendar }, instance);
  const trace = await readTrace(world.db, instance);
  return wordsOf(
    { directory, calendar, today },
    explain({ instance, local, directory, calendar, today, ...trace }),
  );
}

it('npm run explain --day：那一天以后的提醒还没有到，那一天以后的申请和办结还没有', async () => {
  const world = await openWorld({ startAt: '2026-02-25T18:00', goLiveOn: '2026-02-25' });
  await world.moveTo('2026-03-03T12:00');
  await world.person('黎柏').says(`/延期 ${number} 3月9日 岗位空缺，组织委员3月6日补选`);
  await world.moveTo('2026-03-04T12:00');
  await world.forgetsPast();
  await world.person('黎柏').says(`/记录 ${number} 3月4日 已召开`);
  await world.person('黎柏').sees('已登记');
  await world.moveTo('2026-03-05T12:00');
  await world.forgetsPast();

  const early = await explainedOn(world, asDay('2026-02-26'));
  expect(early.stages.join('\n')).toContain('提前2个工作日提醒 2月26日：2月26日告诉党支部书记');
  expect(early.stages.join('\n')).toContain('先告诉承办人 3月2日：还没有到；届时告诉党支部书记');
  expect(early.stages.join('\n')).toContain('第1级 3月4日：还没有到；届时告诉党支部书记；届时告诉党务干部');
  expect(early.stages.join('\n')).not.toContain('销项');
  expect(early.facts.map(([label]) => label)).not.toContain('状态');
  expect(early.facts.map(([label]) => label)).not.toContain('申请');

  const between = await explainedOn(world, asDay('2026-03-03'));
  expect(between.stages.join('\n')).toContain('先告诉承办人 3月2日：3月2日告诉党支部书记');
  expect(between.stages.join('\n')).toContain('第1级 3月4日：还没有到');
  expect(between.facts).toContainEqual([
    '申请',
    '已申请延期到3月9日（周一），3月3日（周二）起等机关党委专职副书记决定，同意以前期限不变',
  ]);

  const now = await explainedOn(world, asDay('2026-03-05'));
  expect(now.facts[0]).toEqual(['状态', expect.stringContaining('已办结')]);
  expect(now.stages.join('\n')).toContain('销项');
});

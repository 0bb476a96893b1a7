import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { dutyInstances } from '../../db/schema/index.ts';
import { flows } from '../../flows/index.ts';
import { asDay, type Day } from '../../src/calendar/day.ts';
import { announcedCalendar } from '../../src/calendar/tables.ts';
import { createLogger } from '../../src/core/logger.ts';
import type { Directory } from '../../src/org/directory.ts';
import type { Entry } from '../../src/rehearsal/entries.ts';
import { rehearse } from '../../src/rehearsal/rehearse.ts';
import { viewCard } from '../harness/card-view.ts';
import { Control } from '../harness/control.ts';
import { onlyDuties } from '../harness/duties.ts';
import { demoRoster } from '../harness/records.ts';

const [from, to] = [asDay('2026-01-01'), asDay('2026-12-31')];
const organ = 'D01W';
const secretary = 'P000025';
/** Seven talks in seven months; two branches are left. */
const talks = new Map(
  ['D01B01', 'D01B02', 'D01B03', 'D01B04', 'D01B06', 'D01B08', 'D01B09'].map((branch, at) => [
    announcedCalendar().shift(`2026-${String(at + 3).padStart(2, '0')}-16` as Day, 'next'),
    branch,
  ]),
);

/** Whoever may enter it enters it on both sides the same day: that is both confirmations. */
function talked(directory: Directory, day: Day): readonly Entry[] {
  const branch = talks.get(day);
  const [head] = branch === undefined ? [] : directory.holders(branch, 'branch_secretary', day);
  const own = directory.person(secretary);
  const [one, other] = [own?.account, head?.person.account];
  if (!own || !head || one === undefined || other === undefined) return [];
  return [
    { account: one, line: `/谈话 ${head.person.code} ${day}` },
    { account: other, line: `/谈话 ${own.code} ${day}` },
  ];
}

/** The demo roster with a secretary in each of the nine branches. */
async function wholeRoster(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'roster-'));
  await cp(demoRoster, folder, { recursive: true });
  const posts = join(folder, 'posts.csv');
  await writeFile(
    posts,
    `${(await readFile(posts, 'utf8')).trimEnd()}\r\nD01B05,党支部书记,P000072,2025-12-18,\r\n`,
  );
  return folder;
}

describe('四个一', () => {
  it('a year of one organ: seven of nine heads talked with, shown as 7/9, names only to those who talk', async () => {
    const roster = await wholeRoster();
    const seen = new Map<string, string>();
    const { differences } = await rehearse({
      ...{ roster, from, to, behaviour: 'silent', seed: 1, calendar: announcedCalendar() },
      flows: flows.map((flow) => ({ ...onlyDuties(flow, ['organ_talk_branch_heads']), daily: {} })),
      log: createLogger('silent'),
      alsoTyped: (day, directory) => talked(directory, day),
      onEnd: async ({ db, url, settled }) => {
        const control = new Control(url);
        const { users } = await control.state();
        for (const name of ['陈博', '夏成超', '卢磊', '廖晓森']) {
          const user = users.find((one) => one.name === name);
          if (!user) throw new Error(name);
          await control.post('/say', { as: user.open_id, text: '/谈话进度' });
          await settled();
          const inbox = await control.inbox(user.open_id);
          const answers = inbox.filter(({ sender }) => sender.type === 'app');
          seen.set(name, viewCard(answers.at(-1)?.content ?? '{}').text);
        }
        const rows = await db.select().from(dutyInstances).where(eq(dutyInstances.orgCode, organ));
        const year = rows.filter(({ period }) => period === '2026');
        expect(year.map(({ state, level }) => [state, level])).toEqual([['overdue', 0]]);
      },
    });
    await rm(roster, { recursive: true, force: true });
    expect(differences).toEqual([]);
    expect(seen.get('陈博')).toContain('与支部书记谈心谈话：7/9');
    for (const name of ['夏成超', '卢磊', '廖晓森']) expect(seen.get(name)).not.toMatch(/熊艳松|看未谈名单/u);
  });
});

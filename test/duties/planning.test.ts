import { and, eq, like } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { dutyInstances, dutyPlans, dutyStages, timers } from '../../db/schema/index.ts';
import { bookTimers } from '../../db/timers.ts';
import { addDays, asDay, type Day, instantAt } from '../../src/calendar/day.ts';
import { announcedCalendar, calendarWith } from '../../src/calendar/tables.ts';
import type { WorkCalendar } from '../../src/calendar/workdays.ts';
import { readCatalogue } from '../../src/duties/catalogue/catalogue.ts';
import { type Generated, generateInstances } from '../../src/duties/planning/generate.ts';
import { stageTimer } from '../../src/duties/stages.ts';
import type { Roster } from '../../src/org/types.ts';
import { type TestDatabase, testDatabase } from '../harness/db.ts';
import { directoryOf } from '../org/roster-fixture.ts';
import { handRoster } from './hand-roster.ts';

const catalogue = readCatalogue(new URL('../../flows/', import.meta.url));
const goLiveOn = asDay('2026-01-01');
const elected: Roster = {
  ...handRoster,
  orgs: handRoster.orgs.map((org) =>
    org.code === 'B1' ? { ...org, electedOn: asDay('2024-04-20'), termYears: 3 } : org,
  ),
};
const directory = directoryOf(elected);

let test: TestDatabase;
beforeAll(async () => {
  test = await testDatabase();
});
beforeEach(() => test.reset());
afterAll(() => test.close());

function planOn(day: string, calendar: WorkCalendar = announcedCalendar()): Promise<Generated> {
  const now = instantAt(asDay(day), '00:05');
  return test.database.db.transaction((tx) =>
    generateInstances(tx, { catalogue, directory, calendar, goLiveOn, now }),
  );
}

/** 2027 as if these days off had been announced. */
function announced(from: string, to: string): WorkCalendar {
  const holidays = [{ name: '放假', from: asDay(from), to: asDay(to) }];
  return calendarWith([{ year: 2027, status: 'announced', source: '测试', holidays, makeUpDays: [] }]);
}

async function themeDay() {
  const key = 'B1/branch_theme_day/2027-02';
  const [row] = await test.database.db.select().from(dutyInstances).where(eq(dutyInstances.key, key));
  const [timer] = await test.database.db
    .select()
    .from(timers)
    .where(and(eq(timers.kind, stageTimer), eq(timers.subject, key)));
  return { key, heldBy: row?.heldBy, version: row?.version, dueAt: timer?.dueAt.toISOString() };
}

describe('planning a day again', () => {
  it('makes nothing twice, whatever was settled meanwhile', async () => {
    expect((await planOn('2026-01-01')).made).toBeGreaterThan(100);
    await test.database.db.delete(timers).where(like(timers.subject, 'B1/%'));
    const again = await planOn('2026-01-01');
    expect(again).toMatchObject({ made: 0, moved: [], opened: [] });
    const left = await test.database.db.select().from(timers).where(like(timers.subject, 'B1/%'));
    expect(left).toEqual([]);
  });

  it('day by day makes what it would have made at once, each period in its time', async () => {
    let made = 0;
    for (let day: Day = goLiveOn; day <= '2026-07-01'; day = addDays(day, 1))
      made += (await planOn(day)).made;
    const found = await test.database.db.select().from(dutyInstances);
    expect(found).toHaveLength(made);
    const early = found.filter(({ opensOn }) => opensOn > addDays(asDay('2026-07-01'), 62));
    expect(early).toEqual([]);
    // The term ends on 2027-04-20: 6 months of reminders, and a month to be seen ahead.
    expect(found.filter(({ period }) => period.startsWith('ev:'))).toEqual([]);
  });

  it('plans a term in the month in which its first reminder is a month ahead', async () => {
    const terms = () =>
      test.database.db.select().from(dutyInstances).where(like(dutyInstances.period, 'ev:%term%'));
    await planOn('2026-01-01');
    for (let month = 2; month <= 9; month += 1) {
      await planOn(`2026-${String(month).padStart(2, '0')}-01`);
    }
    const found = await terms();
    expect(found.length).toBeGreaterThan(0);
    const marks = await test.database.db.select().from(dutyPlans).where(eq(dutyPlans.period, 'terms'));
    expect(new Set(marks.map(({ againOn }) => againOn))).toEqual(new Set(['2026-10-01']));
    expect((await planOn('2026-09-02')).made).toBe(0);
  });
});

describe('a year announced later', () => {
  it('moves due days that fall on new days off, and says so once', async () => {
    await planOn('2027-01-04');
    expect(await themeDay()).toMatchObject({ heldBy: '2027-02-26', version: 0 });
    const march = async () =>
      (await test.database.db.select().from(dutyInstances).where(eq(dutyInstances.period, '2027-Q1'))).map(
        ({ key, version }) => `${key} ${version}`,
      );
    const before = await march();
    const { moved } = await planOn('2027-01-05', announced('2027-02-25', '2027-02-28'));
    expect(await themeDay()).toMatchObject({ heldBy: '2027-02-24', version: 1 });
    expect(moved.find(({ instance }) => instance.key === 'B1/branch_theme_day/2027-02')?.from).toBe(
      '2027-02-26',
    );
    expect(await march()).toEqual(before);
    expect((await planOn('2027-01-06', announced('2027-02-25', '2027-02-28'))).moved).toEqual([]);
  });

  it('sets a reminder anew where days off come between it and a due day that stays', async () => {
    await planOn('2027-01-04');
    const { key } = await themeDay();
    const { db } = test.database;
    // As on 2 February, after the opening line was told.
    const at = instantAt(asDay('2027-02-01'), '06:00');
    await db
      .insert(dutyStages)
      .values({ instanceKey: key, stage: 'open', onDay: '2027-02-01', outcome: 'told', at });
    await bookTimers(db, [
      { kind: stageTimer, subject: key, dueAt: instantAt(asDay('2027-02-19'), '06:00') },
    ]);
    const { moved } = await planOn('2027-02-02', announced('2027-02-22', '2027-02-24'));
    expect(moved.filter(({ instance }) => instance.key === key)).toEqual([]);
    expect(await themeDay()).toMatchObject({
      heldBy: '2027-02-26',
      version: 1,
      dueAt: instantAt(asDay('2027-02-16'), '06:00').toISOString(),
    });
  });
});

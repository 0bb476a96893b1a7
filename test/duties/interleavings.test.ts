import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dutyInstances } from '../../db/schema/index.ts';
import { asDay, instantAt } from '../../src/calendar/day.ts';
import { announcedCalendar } from '../../src/calendar/tables.ts';
import { type DutyInstance, isSettled } from '../../src/duties/instance.ts';
import { type LifecycleEvent, transition } from '../../src/duties/lifecycle.ts';
import { applyTransition, toInstance } from '../../src/duties/store.ts';
import { type TestDatabase, testDatabase } from '../harness/db.ts';
import { directoryOf } from '../org/roster-fixture.ts';
import { handRoster } from './hand-roster.ts';
import { themeDay } from './instance-fixture.ts';

const calendar = announcedCalendar();
const day = asDay('2026-03-03');
const at = instantAt(day, '10:00');
const submitted = themeDay({
  ...{ orgCode: 'B1', state: 'submitted', level: 0, overdueKind: 'no_record' },
  ...{ heldOn: asDay('2026-02-27'), recordedAt: at },
});

/** What two people and a clock do in the same millisecond: approve, approve again, re-confirm, return, lapse. */
const sameMoment: readonly LifecycleEvent[] = [
  { type: 'accept' },
  { type: 'accept' },
  { type: 'submit', heldOn: asDay('2026-02-27'), at },
  { type: 'submit', heldOn: asDay('2026-02-27'), at },
  { type: 'record', heldOn: asDay('2026-02-27'), on: day, at },
  { type: 'return', recordBy: asDay('2026-03-06') },
  { type: 'lapse', level: 1, kind: 'no_record' },
  { type: 'waive', reasonCode: 'other', reason: null },
];
const order = fc.shuffledSubarray([...sameMoment], { minLength: 2 });

const atOnce = 5;

describe('approved and re-confirmed in the same millisecond', () => {
  it('in 10,000 orders ends in one state, settled at most once, and nothing moves it afterwards', () => {
    fc.assert(
      fc.property(order, (events) => {
        let instance: DutyInstance = submitted;
        let settled = 0;
        for (const event of events) {
          const step = transition(instance, event, calendar);
          if (isSettled(instance.state)) expect(step).toBeUndefined();
          if (!step) continue;
          settled += step.settles ? 1 : 0;
          instance = { ...instance, ...step.changes };
        }
        expect(settled).toBe(isSettled(instance.state) ? 1 : 0);
        // An approval that came first is never undone by whoever confirms once more.
        const [first] = events.filter(({ type }) => type === 'accept' || type === 'return');
        if (first?.type === 'accept') expect(instance.state).toBe('done');
      }),
      { numRuns: 10_000, seed: 7 },
    );
  });

  describe('against the database', () => {
    let test: TestDatabase;
    beforeAll(async () => {
      test = await testDatabase();
    });
    afterAll(() => test.close());

    it('in 1,000 orders each act in a transaction of its own comes to what the pure machine says', async () => {
      const { db } = test.database;
      const directory = directoryOf(handRoster);
      const orders = fc.sample(order, { numRuns: 1_000, seed: 11 });
      const { key: _key, number: _number, ...row } = submitted;
      const settle = async (events: readonly LifecycleEvent[], turn: number): Promise<void> => {
        const key = `B1/branch_theme_day/${turn}`;
        await db.insert(dutyInstances).values({ ...row, key, number: `N${turn}`, createdAt: at });
        const steps = await Promise.all(
          events.map((event) =>
            db.transaction((tx) => applyTransition({ tx, now: at, calendar, directory }, key, event)),
          ),
        );
        const [stored] = (await db.delete(dutyInstances).where(eq(dutyInstances.key, key)).returning()).map(
          toInstance,
        );
        const moved = steps.flatMap((step) => (step ? [step.transition] : []));
        expect(moved.filter(({ settles }) => settles)).toHaveLength(
          isSettled(stored?.state ?? 'open') ? 1 : 0,
        );
        expect(stored?.version).toBe(moved.length);
      };
      // Several at once, as on a busy morning: each has its own row, and none may wait for another's for ever.
      for (let turn = 0; turn < orders.length; turn += atOnce) {
        const some = orders.slice(turn, turn + atOnce);
        await Promise.all(some.map((events, at) => settle(events, turn + at)));
      }
    }, 60_000);
  });
});

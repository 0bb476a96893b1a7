import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { outbox } from '../../db/schema/index.ts';
import { announcedCalendar } from '../../src/calendar/tables.ts';
import { SimulatedClock } from '../../src/core/clock.ts';
import { stableId } from '../../src/core/ids.ts';
import { createLogger } from '../../src/core/logger.ts';
import { startWorkspace } from '../../src/rehearsal/workspace.ts';
import { type TestDatabase, testDatabase } from '../harness/db.ts';

let test: TestDatabase;
beforeAll(async () => {
  test = await testDatabase();
});
afterAll(() => test.close());

describe('the clock of a workspace after a kill', () => {
  it('stands where its database was, although the journal knew only of the evening before', async () => {
    const left = new Date('2026-02-03T01:20:00Z');
    await test.database.db.insert(outbox).values({
      id: stableId('left'),
      dedupeKey: 'left',
      kind: 'digest.digest',
      channel: 'digest',
      personCode: 'P1',
      subject: {},
      instanceKeys: [],
      state: 'sending',
      bookedAt: left,
      notBefore: left,
      sendingAt: left,
    });
    const workspace = await startWorkspace({
      database: test.database,
      redisUrl: process.env.TEST_REDIS_URL,
      queuePrefix: `{chaos-clock-${process.pid}}`,
      clock: new SimulatedClock(new Date('2026-02-02T12:00:00Z'), 0),
      calendar: announcedCalendar(),
      flows: [],
      host: '127.0.0.1',
      port: 0,
      log: createLogger('silent'),
    });
    const answer = await fetch(`${workspace.url}/_sandbox/clock`);
    await workspace.stop();
    expect(await answer.json()).toMatchObject({ now: '2026-02-03T09:20:00+08:00' });
  });
});

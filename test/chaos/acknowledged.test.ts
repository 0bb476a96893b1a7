import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { dutyInstances, lines, outbox } from '../../db/schema/index.ts';
import { flows } from '../../flows/index.ts';
import { asDay, dayOf, instantAt } from '../../src/calendar/day.ts';
import { announcedCalendar } from '../../src/calendar/tables.ts';
import { SimulatedClock } from '../../src/core/clock.ts';
import { createLogger } from '../../src/core/logger.ts';
import { SlidingWindow } from '../../src/core/sliding-window.ts';
import { carryOut } from '../../src/engine/carry-out.ts';
import { Engine } from '../../src/engine/engine.ts';
import { Registry } from '../../src/engine/registry.ts';
import type { ChatPort } from '../../src/notices/chat-port.ts';
import { deliver } from '../../src/notices/delivery.ts';
import { bookLines } from '../../src/notices/lines.ts';
import { digestPace, relayDue } from '../../src/notices/relay.ts';
import { importRoster } from '../../src/org/roster/import.ts';
import { themeDay } from '../duties/instance-fixture.ts';
import { type TestDatabase, testDatabase } from '../harness/db.ts';
import { demoRoster } from '../harness/records.ts';
import { directoryOf, rosterAt } from '../org/roster-fixture.ts';

const day = asDay('2026-03-02');
const calendar = announcedCalendar();
const registry = new Registry(flows);
const branch = 'D01B01';
const secretary = 'P000001';

let test: TestDatabase;
let clock: SimulatedClock;
let sent: string[];
let engine: Engine;
let directory: ReturnType<typeof directoryOf>;
beforeAll(async () => {
  test = await testDatabase();
});
afterAll(() => test.close());

const accept = async (uuid: string) => {
  sent.push(uuid);
  return { kind: 'accepted', messageId: `om_${uuid}` } as const;
};
const chat: ChatPort = {
  send: (_target, _card, uuid) => accept(uuid),
  sendText: () => accept('text'),
  sendFile: () => accept('file'),
  reply: (_message, _card, uuid) => accept(uuid),
  patch: () => accept('patch'),
  urge: () => accept('urge'),
};

/** The theme day of February has slipped, and the secretary's line of that morning waits for the digest. */
async function slipped(): Promise<string> {
  const { db } = test.database;
  await test.reset();
  sent = [];
  clock = new SimulatedClock(instantAt(day, '06:00'), 0);
  const roster = await rosterAt(demoRoster);
  await importRoster(db, roster, { at: clock.now(), by: 'test' });
  directory = directoryOf(roster, day);
  engine = new Engine({
    ...{ db, clock, calendar, registry, log: createLogger('silent') },
    directory: async () => directory,
    committed: () => undefined,
  });
  const slip = themeDay({ orgCode: branch, state: 'overdue', level: 0, overdueKind: 'not_held' });
  await db.insert(dutyInstances).values({ ...slip, createdAt: clock.now() });
  const { key: instanceKey, number, duty, period, heldBy } = slip;
  const facts = { number, heldBy, role: 'owner', level: 0, late: 1, on: day, overdueKind: 'not_held' };
  const line = { kind: 'overdue', stage: 'L0', person: secretary, orgCode: branch, duty, period } as const;
  const draft = { ...line, instanceKey, post: 'branch_secretary', facts: { ...facts, next: null } };
  await bookLines(db, [draft], clock.now(), calendar);
  return instanceKey;
}

/** What a worker is given: from here on nobody asks the relay again. */
async function takenByWorker(): Promise<readonly string[]> {
  clock.set(instantAt(day, '10:05'));
  const jobs: string[] = [];
  await relayDue({
    db: test.database.db,
    clock,
    pace: new SlidingWindow(digestPace),
    enqueue: async (work) => {
      for (const one of work) if ('notices' in one) jobs.push(...one.notices);
    },
  });
  return jobs;
}

const work = (ids: readonly string[]) =>
  deliver(
    {
      ...{ db: test.database.db, clock, calendar, chat, log: createLogger('silent') },
      composer: () => engine.composer(),
    },
    ids,
  );

/** The secretary enters what was held. */
async function settle(instance: string): Promise<void> {
  const now = clock.now();
  const { catalogue, commands } = registry;
  const scene = { now, today: dayOf(now), calendar, directory, catalogue, commands };
  await test.database.db.transaction((tx) =>
    carryOut(
      { ...scene, tx },
      [{ do: 'transition', instance, event: { type: 'record', heldOn: day, on: day, at: now } }],
      secretary,
    ),
  );
}

const closings = () => test.database.db.select().from(lines).where(eq(lines.kind, 'closing'));

describe('a notice acknowledged while a worker already holds its job', () => {
  let instance: string;
  beforeEach(async () => {
    instance = await slipped();
  });

  it('does not leave, and the ledger says why; who never heard hears of no end', async () => {
    const jobs = await takenByWorker();
    expect(jobs).toHaveLength(1);
    await settle(instance);
    await work(jobs);
    expect(sent).toEqual([]);
    expect(await test.database.db.select().from(outbox)).toMatchObject([
      { state: 'suppressed', reason: 'nothing_left' },
    ]);
    expect(await test.database.db.select().from(lines)).toMatchObject([
      { state: 'withdrawn', reason: 'settled' },
    ]);
  });

  it('whichever commits first in the same moment, what left is closed once and what did not is not', async () => {
    for (let round = 0; round < 20; round += 1) {
      instance = await slipped();
      const jobs = await takenByWorker();
      const both = [() => settle(instance), () => work(jobs)];
      await Promise.all((round % 2 === 0 ? both : both.toReversed()).map((act) => act()));
      expect([round, sent.length, (await closings()).length]).toEqual([
        round,
        sent.length,
        sent.length === 0 ? 0 : 1,
      ]);
      const [row] = await test.database.db.select().from(outbox).where(eq(outbox.personCode, secretary));
      expect(row?.state).toBe(sent.length === 0 ? 'suppressed' : 'accepted');
    }
  });
});

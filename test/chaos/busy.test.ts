import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { dutyInstances, lines, outbox, people } from '../../db/schema/index.ts';
import { announcedCalendar } from '../../src/calendar/tables.ts';
import { SimulatedClock } from '../../src/core/clock.ts';
import { createLogger } from '../../src/core/logger.ts';
import type { ChatPort, SendResult } from '../../src/notices/chat-port.ts';
import { type DeliveryPorts, deliver } from '../../src/notices/delivery.ts';
import { carryLines } from '../../src/notices/lines.ts';
import { bookNotices } from '../../src/notices/outbox.ts';
import { withdrawLines } from '../../src/notices/withdrawn-lines.ts';
import { type TestDatabase, testDatabase } from '../harness/db.ts';

const hourMs = 3_600_000;
const begin = new Date('2026-02-02T01:10:00Z');

let test: TestDatabase;
let clock: SimulatedClock;
let answers: SendResult[];
let cards: object[];
beforeAll(async () => {
  test = await testDatabase();
});
afterAll(() => test.close());

const send = async (card: object): Promise<SendResult> => {
  cards.push(card);
  return answers.shift() ?? { kind: 'accepted', messageId: `om_${cards.length}` };
};
const chat: ChatPort = {
  send: (_target, card) => send(card),
  sendText: () => send({}),
  sendFile: () => send({}),
  reply: (_message, card) => send(card),
  patch: () => send({}),
  urge: () => send({}),
};

/** A digest of lines, as the flow draws it: what it carries is what is waiting at this moment. */
function ports(): DeliveryPorts {
  return {
    db: test.database.db,
    clock,
    calendar: announcedCalendar(),
    chat,
    log: createLogger('silent'),
    composer: async () => async (tx, notices) => {
      const composed = new Map();
      for (const { id, personCode, content } of notices) {
        const carried = await carryLines(tx, [{ person: personCode ?? '', id }]);
        const card = content ?? { stages: [...carried.values()].flat().map((line) => line.stage) };
        composed.set(id, { kind: 'card', card });
      }
      return composed;
    },
  };
}

const ledger = async () => (await test.database.db.select().from(outbox))[0];
const work = async () => deliver(ports(), [(await ledger())?.id ?? '']);

beforeEach(async () => {
  await test.reset();
  clock = new SimulatedClock(begin, 0);
  answers = [];
  cards = [];
  const { db } = test.database;
  await db
    .insert(people)
    .values({ code: 'P1', name: 'P1', account: 'ou_1', status: 'full', tags: [], branchCode: 'B' });
  await bookNotices(
    db,
    [{ key: 'digest:P1', kind: 'digest.digest', channel: 'digest', to: { person: 'P1' }, subject: {} }],
    begin,
  );
});

describe('a platform that is busy for longer than it remembers a uuid', () => {
  it('gets the notice when it has time again, because it certainly never had it', async () => {
    answers = [{ kind: 'busy', retryAfterMs: hourMs, code: 99991403 }];
    expect(await work()).toBe('later');
    expect(await ledger()).toMatchObject({ state: 'queued', reason: 'busy:99991403', sendingAt: null });
    clock.set(new Date(begin.getTime() + hourMs));
    expect(await work()).toBe('settled');
    expect(await ledger()).toMatchObject({ state: 'accepted', messageId: 'om_2' });
  });

  it('stays honest when an earlier attempt had no answer', async () => {
    answers = [
      { kind: 'no_answer', detail: 'reset' },
      { kind: 'busy', retryAfterMs: hourMs, code: 99991403 },
    ];
    await work();
    clock.set(new Date(begin.getTime() + 60_000));
    await work();
    expect(await ledger()).toMatchObject({ state: 'sending' });
    clock.set(new Date(begin.getTime() + 2 * hourMs));
    await work();
    expect(await ledger()).toMatchObject({ state: 'unknown' });
    expect(cards).toHaveLength(2);
  });

  it('says then what is true then', async () => {
    const { db } = test.database;
    const line = {
      kind: 'reminder',
      personCode: 'P1',
      orgCode: 'B',
      duty: 'd',
      period: '2026-02',
      post: 'p',
    };
    const booked = { ...line, facts: {}, bookedAt: begin, state: 'waiting' };
    await db.insert(lines).values([
      { ...booked, id: '00000000-0000-4000-8000-000000000001', instanceKey: 'B/d/1', stage: 'open' },
      { ...booked, id: '00000000-0000-4000-8000-000000000002', instanceKey: 'B/d/2', stage: '5wd' },
    ]);
    answers = [{ kind: 'busy', retryAfterMs: 1_000, code: 0 }];
    await work();
    await withdrawLines(db, ['B/d/1'], 'settled');
    clock.set(new Date(begin.getTime() + 1_000));
    await work();
    expect(cards).toEqual([{ stages: ['open', '5wd'] }, { stages: ['5wd'] }]);
    const [left] = await db.select().from(lines).where(eq(lines.instanceKey, 'B/d/1'));
    expect(left).toMatchObject({ state: 'withdrawn' });
  });

  it('does not tell anybody that something is over of which that person never heard', async () => {
    const { db } = test.database;
    const line = {
      personCode: 'P1',
      orgCode: 'B',
      duty: 'd',
      period: '2026-02',
      post: 'p',
      facts: {},
      bookedAt: begin,
    };
    const instance = {
      key: 'B/d/1',
      number: 'B-D-1',
      orgCode: 'B',
      duty: 'd',
      period: '2026-02',
      heldBy: '2026-02-28',
      recordBy: '2026-03-04',
      reminder: 'R_MONTH',
      escalation: 'E_MONTH',
      rules: { level: 'branch', recordBy: 'held+3wd', post: ['branch_secretary'] },
      opensOn: '2026-02-01',
      createdAt: begin,
    };
    await db.insert(dutyInstances).values({ ...instance, state: 'overdue' });
    const slip = { ...line, kind: 'overdue', instanceKey: 'B/d/1', stage: 'L0', state: 'waiting' };
    await db.insert(lines).values({ ...slip, id: '00000000-0000-4000-8000-000000000001' });
    // Settled between the departure and the platform's answer, when the line counted as told.
    const settle = async () => {
      await db.update(dutyInstances).set({ state: 'done' }).where(eq(dutyInstances.key, 'B/d/1'));
      const closing = {
        ...slip,
        kind: 'closing',
        stage: 'closing',
        id: '00000000-0000-4000-8000-000000000002',
      };
      await db.insert(lines).values(closing);
    };
    const busy: SendResult = { kind: 'busy', retryAfterMs: 1_000, code: 0 };
    const slow: ChatPort = { ...chat, send: () => settle().then(() => busy) };
    const id = (await ledger())?.id ?? '';
    await deliver({ ...ports(), chat: slow }, [id]);
    const states = await db
      .select({ stage: lines.stage, state: lines.state, reason: lines.reason })
      .from(lines);
    expect(states).toEqual(
      expect.arrayContaining([
        { stage: 'L0', state: 'withdrawn', reason: 'settled' },
        { stage: 'closing', state: 'withdrawn', reason: 'never_told' },
      ]),
    );
  });
});

import { eq, sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { liveCards } from '../../db/schema/index.ts';
import { SimulatedClock } from '../../src/core/clock.ts';
import { createLogger } from '../../src/core/logger.ts';
import { SlidingWindow } from '../../src/core/sliding-window.ts';
import type { JobQueue, QueueJob } from '../../src/engine/queue-port.ts';
import type { ChatPort, SendResult } from '../../src/notices/chat-port.ts';
import {
  keepLive,
  type LiveCardClaim,
  type LiveCardPorts,
  type LiveCardRow,
  patchLive,
  touchLive,
} from '../../src/notices/live-cards.ts';
import { type DeliveryWork, digestPace, jobOf, relayDue, releaseClaims } from '../../src/notices/relay.ts';
import { openQueue } from '../../src/queue/queue.ts';
import { type TestDatabase, testDatabase } from '../harness/db.ts';
import { emptyRedis } from '../harness/redis.ts';

const begin = new Date('2026-02-12T07:10:00Z');
const roll = { kind: 'attendance.roll', subject: 'A1' };
const leaseMs = 60_000;

let test: TestDatabase;
let queue: JobQueue;
let clock: SimulatedClock;
/** What people see of the card: the change it was last drawn for. */
let seen: number;
beforeAll(async () => {
  test = await testDatabase();
});
afterAll(() => test.close());
beforeEach(async () => {
  await test.reset();
  clock = new SimulatedClock(begin, 0);
  seen = 0;
  const redisUrl = await emptyRedis();
  const log = createLogger('silent');
  queue = await openQueue({ redisUrl, prefix: '{live}', database: test.database, log });
  const card = { ...roll, messageId: 'om_roll', person: 'P1' };
  await test.database.db.transaction((tx) => keepLive(tx, [card], begin, true));
});
afterEach(() => queue.close());

const touch = (): Promise<void> => test.database.db.transaction((tx) => touchLive(tx, [roll]));

/** Draws what is wanted at that moment; `during` happens between the drawing and the platform's answer. */
function ports(during: () => Promise<SendResult | undefined> = async () => undefined): LiveCardPorts {
  const never = async (): Promise<never> => {
    throw new Error('nothing but a patch');
  };
  const patch = async (messageId: string, card: object): Promise<SendResult> => {
    const answer = await during();
    if (answer) return answer;
    seen = (card as { wanted: number }).wanted;
    return { kind: 'accepted', messageId };
  };
  const chat: ChatPort = { send: never, sendText: never, sendFile: never, reply: never, patch, urge: never };
  const draw = async (_db: unknown, card: LiveCardRow): Promise<object> => ({ wanted: card.wanted });
  return { db: test.database.db, clock, chat, draw };
}

function relay(enqueue: (work: readonly DeliveryWork[]) => Promise<void>): Promise<Date | undefined> {
  const pace = new SlidingWindow(digestPace);
  return relayDue({ db: test.database.db, clock, pace, enqueue });
}

const throughQueue = (): Promise<Date | undefined> => relay((work) => queue.add('delivery', work.map(jobOf)));

type CardWork = Extract<DeliveryWork, { cards: unknown }>;

async function claimed(): Promise<CardWork> {
  const all: DeliveryWork[] = [];
  await relay(async (work) => {
    all.push(...work);
  });
  const [one] = all;
  if (!one || !('cards' in one)) throw new Error('no card was claimed');
  return one;
}

function cardOf(job: Pick<QueueJob, 'data'>): LiveCardClaim {
  const [card] = (job.data as CardWork).cards;
  if (!card) throw new Error('a job without a card');
  return card;
}

async function row(): Promise<LiveCardRow | undefined> {
  const [found] = await test.database.db.select().from(liveCards).where(eq(liveCards.messageId, 'om_roll'));
  return found;
}

async function expectUpToDate(wanted: number): Promise<void> {
  expect(await row()).toMatchObject({ wanted, shown: wanted, retryAt: null });
  expect(seen).toBe(wanted);
}

it('an answer that comes while the job of the one before is ending is shown without waiting', async () => {
  let jobs = 0;
  await queue.work('delivery', 3, async (job) => {
    jobs += 1;
    await patchLive(ports(), cardOf(job));
    // The card has been let go, its job is still there: the relay is faster than the queue.
    if (jobs < 4) {
      await touch();
      await throughQueue();
    }
  });
  await touch();
  await throughQueue();
  await queue.idle();
  expect(jobs).toBe(4);
  await expectUpToDate(4);
});

it('a few share a job; where one fails, the job runs again and shows none of them twice', async () => {
  const { db } = test.database;
  const others = ['om_2', 'om_3', 'om_4', 'om_5', 'om_6', 'om_7'];
  const cards = others.map((messageId) => ({ ...roll, messageId, person: messageId }));
  await keepLive(db, cards, begin, true);
  await touch();
  const shown: string[] = [];
  let isDown = true;
  const alive = ports();
  const patch = async (messageId: string, card: object): Promise<SendResult> => {
    if (messageId === 'om_4' && isDown) {
      isDown = false;
      throw new Error('killed');
    }
    shown.push(messageId);
    return alive.chat.patch(messageId, card);
  };
  const sizes: number[] = [];
  await queue.work('delivery', 1, async (job) => {
    const { cards } = job.data as CardWork;
    sizes.push(cards.length);
    for (const card of cards) await patchLive({ ...alive, chat: { ...alive.chat, patch } }, card);
  });
  await throughQueue();
  await queue.idle();
  expect(sizes.sort()).toEqual([2, 5, 5]);
  expect(shown.sort()).toEqual([...others, 'om_roll'].sort());
});

it('while the platform has no room for it, it is tried again at that moment and with what is true then', async () => {
  let tries = 0;
  const waits = async (): Promise<SendResult | undefined> => {
    tries += 1;
    if (tries > 2) return undefined;
    await touch();
    return { kind: 'busy', retryAfterMs: 3, code: 0 };
  };
  await queue.work('delivery', 1, async (job) => {
    await patchLive(ports(waits), cardOf(job));
    // The moment comes before the job is over.
    const next = await throughQueue();
    if (next && next.getTime() - clock.now().getTime() < 10) {
      clock.set(next);
      await throughQueue();
    }
  });
  await touch();
  await throughQueue();
  await queue.idle();
  expect(tries).toBe(3);
  await expectUpToDate(3);
});

it('whoever comes too late leaves the card to the one whose turn it is', async () => {
  await touch();
  const slow = await claimed();
  clock.set(new Date(begin.getTime() + leaseMs));
  await touch();
  const next = await claimed();
  expect(jobOf(next).id).not.toBe(jobOf(slow).id);
  await patchLive(ports(), cardOf(jobOf(slow)));
  expect(seen).toBe(0);
  await patchLive(ports(), cardOf(jobOf(next)));
  await expectUpToDate(2);
});

it('an older card put over a newer one is put right', async () => {
  await touch();
  const slow = await claimed();
  // On its way for more than a minute, and meanwhile another has drawn and shown the change after it.
  const overtaken = async (): Promise<undefined> => {
    clock.set(new Date(begin.getTime() + leaseMs));
    await touch();
    await patchLive(ports(), cardOf(jobOf(await claimed())));
    expect(seen).toBe(2);
    return undefined;
  };
  await patchLive(ports(overtaken), cardOf(jobOf(slow)));
  expect(seen).toBe(1);
  await patchLive(ports(), cardOf(jobOf(await claimed())));
  await expectUpToDate(3);
});

it('a process that dies in the middle leaves it to the next one, at once when that one is alone', async () => {
  await touch();
  const lost = await claimed();
  expect(await relay(async () => undefined)).toEqual(new Date(begin.getTime() + leaseMs));
  // The platform has it and nobody noted it: the same job, run again, shows it again.
  const dies = async (): Promise<undefined> => {
    await test.database.db.execute(sql`select 1`);
    throw new Error('killed');
  };
  await expect(patchLive(ports(dies), cardOf(jobOf(lost)))).rejects.toThrow('killed');
  await releaseClaims(test.database.db, clock.now());
  await touch();
  const next = await claimed();
  await patchLive(ports(), cardOf(jobOf(next)));
  await expectUpToDate(2);
});

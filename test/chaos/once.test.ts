import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Db } from '../../db/client.ts';
import { outbox, people } from '../../db/schema/index.ts';
import { announcedCalendar } from '../../src/calendar/tables.ts';
import { SimulatedClock } from '../../src/core/clock.ts';
import { createLogger } from '../../src/core/logger.ts';
import { SlidingWindow } from '../../src/core/sliding-window.ts';
import type { ChatPort } from '../../src/notices/chat-port.ts';
import { type DeliveryPorts, deliver } from '../../src/notices/delivery.ts';
import { expectedSpan } from '../../src/notices/expected.ts';
import { carrierFor } from '../../src/notices/lines.ts';
import { bookNotices } from '../../src/notices/outbox.ts';
import { digestPace, relayDue } from '../../src/notices/relay.ts';
import { type TestDatabase, testDatabase } from '../harness/db.ts';

const begin = new Date('2026-02-02T01:10:00Z');

let test: TestDatabase;
let clock: SimulatedClock;
/** What really reached people: the platform drops a repetition of a uuid. */
let reached: Map<string, number>;
beforeAll(async () => {
  test = await testDatabase();
});
afterAll(() => test.close());

const accept = async (uuid: string) => {
  reached.set(uuid, (reached.get(uuid) ?? 0) + 1);
  return { kind: 'accepted', messageId: `om_${uuid}` } as const;
};
const chat: ChatPort = {
  send: (_target, _card, uuid) => accept(uuid),
  sendText: (_target, _text, uuid) => accept(uuid),
  sendFile: (_target, _file, uuid) => accept(uuid),
  reply: (_message, _card, uuid) => accept(uuid),
  patch: () => accept('patch'),
  urge: () => accept('urge'),
};

function ports(db: Db): DeliveryPorts {
  return {
    db,
    clock,
    calendar: announcedCalendar(),
    chat,
    log: createLogger('silent'),
    composer: async () => async (_tx, notices) =>
      new Map(notices.map(({ id }) => [id, { kind: 'card', card: { config: {} } }])),
  };
}

/** The database does what it is asked and, this once, says that it did not: the answer was lost. */
function losesAnswer(db: Db, ofTransaction: number): Db {
  let count = 0;
  return new Proxy(db, {
    get(target, name) {
      if (name !== 'transaction') return Reflect.get(target, name);
      return async (work: Parameters<Db['transaction']>[0]) => {
        const done = await target.transaction(work);
        count += 1;
        if (count === ofTransaction) throw new Error('Connection terminated unexpectedly');
        return done;
      };
    },
  });
}

beforeEach(async () => {
  await test.reset();
  clock = new SimulatedClock(begin, 0);
  reached = new Map();
});

async function person(code: string): Promise<void> {
  await test.database.db
    .insert(people)
    .values({ code, name: code, account: `ou_${code}`, status: 'full', tags: [], branchCode: 'B' });
}

describe('one digest', () => {
  const book = () => bookNotices(test.database.db, [carrierFor('P1', 'digest', begin)], begin);
  const rows = () => test.database.db.select().from(outbox);

  it('is one, though fifty build it at once and fifty workers take it', async () => {
    await person('P1');
    await Promise.all(Array.from({ length: 50 }, book));
    const [row, ...more] = await rows();
    expect(more).toEqual([]);
    await Promise.all(Array.from({ length: 50 }, () => deliver(ports(test.database.db), [row?.id ?? ''])));
    // Whoever finds it on its way repeats it under the same uuid, of which the platform shows one.
    expect([...reached.keys()]).toEqual([row?.id]);
    expect(await rows()).toMatchObject([{ state: 'accepted' }]);
  });

  it('is one, though the database applied a write and reported an error, before the wire or after it', async () => {
    for (const transaction of [1, 2]) {
      await test.reset();
      reached = new Map();
      await person('P1');
      await book();
      const [row] = await rows();
      const id = row?.id ?? '';
      const lossy = losesAnswer(test.database.db, transaction);
      await expect(deliver(ports(lossy), [id])).rejects.toThrow('Connection terminated');
      // The job is tried again, and the lease hands the row out again.
      await deliver(ports(lossy), [id]);
      await deliver(ports(lossy), [id]);
      expect([...reached.keys()]).toEqual([id]);
      expect(await rows()).toMatchObject([{ state: 'accepted' }]);
    }
  });

  it('is booked once, though its booking was reported as failed and made again', async () => {
    await person('P1');
    const lossy = losesAnswer(test.database.db, 1);
    const bookIn = () =>
      lossy.transaction((tx) => bookNotices(tx, [carrierFor('P1', 'digest', begin)], begin));
    await expect(bookIn()).rejects.toThrow('Connection terminated');
    await bookIn();
    expect(await rows()).toHaveLength(1);
  });
});

describe('a wave of 1,500 digests', () => {
  it('lets the one urgent card of that minute go first, keeps its pace, and loses and repeats nothing', async () => {
    const { db } = test.database;
    const wave = Array.from({ length: 1500 }, (_, at) => carrierFor(`P${at}`, 'digest', begin));
    const urgent = carrierFor('P9999', 'direct', new Date(begin.getTime() + 1_000));
    await bookNotices(db, [...wave, urgent], begin);
    const [row] = await db.select().from(outbox).where(eq(outbox.kind, 'digest.direct'));
    const pace = new SlidingWindow(digestPace);
    const left: { readonly id: string; readonly at: number }[] = [];
    const relay = {
      db,
      clock,
      pace,
      enqueue: async (work: readonly object[]) => {
        const ids = work.flatMap((one) => ('notices' in one ? (one.notices as readonly string[]) : []));
        for (const id of ids) left.push({ id, at: clock.now().getTime() - begin.getTime() });
        const done = sql.join(
          ids.map((id) => sql`${id}::uuid`),
          sql`, `,
        );
        await db.execute(sql`update outbox set state = 'accepted' where id in (${done})`);
      },
    };
    for (let turn = 0; turn < 300 && left.length < 1501; turn += 1) {
      const next = await relayDue(relay);
      if (next && next > clock.now()) clock.set(next);
    }
    expect(left).toHaveLength(1501);
    expect(new Set(left.map(({ id }) => id)).size).toBe(1501);
    // As soon as its moment had come, with more than a thousand others before it in the row.
    const place = left.findIndex(({ id }) => id === row?.id);
    expect(left[place]?.at).toBeLessThanOrEqual(2_000);
    expect(place).toBeLessThan(120);
    // Whoever releases a wave is told by when it will have left.
    const { until } = expectedSpan(1501, begin, announcedCalendar());
    const last = Math.max(...left.map(({ at }) => at));
    expect(begin.getTime() + last).toBeLessThanOrEqual(until.getTime());
    expect(begin.getTime() + last).toBeGreaterThan(until.getTime() - 60_000);
    for (const { at } of left) {
      expect(left.filter((other) => other.at > at - 1_000 && other.at <= at).length).toBeLessThanOrEqual(41);
    }
  });
});

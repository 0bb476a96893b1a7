import { count, eq } from 'drizzle-orm';
import type { Db } from '../../db/client.ts';
import { migrate } from '../../db/migrate.ts';
import { outbox, people } from '../../db/schema/index.ts';
import { flows } from '../../flows/index.ts';
import { startApp } from '../../src/app.ts';
import { announcedCalendar } from '../../src/calendar/tables.ts';
import { buildCard } from '../../src/cards/card.ts';
import { button, buttons, text } from '../../src/cards/elements.ts';
import { SimulatedClock } from '../../src/core/clock.ts';
import { createLogger } from '../../src/core/logger.ts';
import { stepTo } from '../../src/core/step.ts';
import { bookNotices } from '../../src/notices/outbox.ts';
import { makePlace, type Place } from '../chaos/place.ts';
import { sendDirectly } from './delivery-limit.ts';
import { accounts, app, type Platform, startPlatform } from './platform.ts';
import { type Backend, type Bench, byRate, type Result } from './result.ts';

/** One job of the relay takes so many to the platform side by side; the direct code gets the same. */
const concurrency = 50;
const warmUp = 300;
const messages = 3_000;

/**
 * Our own budget (50 a second, 1,000 a minute, 5 a second per person) and the platform's run on the clock, and so
 * does the booked moment of a notice. Fifty notices every three simulated seconds use the budget up and never meet
 * it; the clock jumps from one moment to the next, so the real time that passes is work alone.
 */
const perMoment = concurrency;
const momentMs = 3_000;
const begin = new Date('2026-02-02T01:05:00Z');

export const card = buildCard({
  title: '今天的提醒',
  subtitle: '2月2日（周一）',
  tone: 'todo',
  summary: '2月主题党日 2月28日前',
  blocks: [
    text('**2月主题党日** 2月28日（周六，调休上班）前；还有 15 个工作日'),
    buttons([button({ label: '安排', name: 'plan', action: 'activities.plan', payload: { instance: 'x' } })]),
  ],
});

async function book(db: Db, name: string, total: number, from: Date): Promise<Date> {
  const at = (n: number): Date => new Date(from.getTime() + Math.floor(n / perMoment) * momentMs);
  const drafts = Array.from({ length: total }, (_, n) => ({
    key: `${name}:${n}`,
    kind: 'bench',
    channel: 'reply' as const,
    to: { person: `P${n % accounts.length}` },
    subject: {},
    card,
    notBefore: at(n),
  }));
  await bookNotices(db, drafts, begin);
  return at(total);
}

async function throughTheProduct(place: Place, platform: Platform): Promise<number> {
  const database = await place.open();
  const { db } = database;
  const clock = new SimulatedClock(begin, 0);
  await migrate(database);
  const members = accounts.map((account, n) => ({ code: `P${n}`, name: `P${n}`, account }));
  await db
    .insert(people)
    .values(members.map((member) => ({ ...member, status: 'full', tags: [], branchCode: 'B' })));
  const warm = await book(db, 'warm', warmUp, new Date(begin.getTime() + 60_000));
  const end = await book(db, 'counted', messages, warm);
  const running = await startApp({
    database,
    redisUrl: place.env.REDIS_URL,
    queuePrefix: place.env.QUEUE_PREFIX ?? '{bench}',
    clock,
    calendar: announcedCalendar(),
    credentials: { ...app, domain: platform.url, transport: 'ws' },
    flows,
    log: createLogger('warn'),
    role: 'all',
    isAlone: true,
  });
  try {
    await stepTo(clock, new Date(warm.getTime() - 1), running.settled);
    const startedAt = performance.now();
    await stepTo(clock, end, running.settled);
    const elapsed = performance.now() - startedAt;
    const [accepted] = await db.select({ n: count() }).from(outbox).where(eq(outbox.state, 'accepted'));
    if (accepted?.n !== warmUp + messages) throw new Error(`only ${accepted?.n} were accepted`);
    return (messages * 1000) / elapsed;
  } finally {
    await running.stop();
    clock.stop();
    await database.close();
  }
}

async function inPlace(
  backend: Backend,
  measure: (place: Place, platform: Platform) => Promise<number>,
): Promise<number> {
  const place = await makePlace(backend);
  const platform = await startPlatform();
  try {
    return await measure(place, platform);
  } finally {
    await platform.stop();
    await place.remove();
  }
}

export const delivery: Bench = {
  name: 'delivery',
  run: async (backend): Promise<readonly Result[]> => {
    const limit = await inPlace(backend, (place, platform) =>
      sendDirectly({ place, platform, card, warmUp, messages, concurrency }),
    );
    const ours = await inPlace(backend, throughTheProduct);
    const note = `${messages} cards booked to accepted, ${concurrency} at a time on both sides`;
    return [byRate({ name: 'delivery', backend, ours, limit, unit: 'messages/s', note })];
  },
};

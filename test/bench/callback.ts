import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { count, eq } from 'drizzle-orm';
import type { Database } from '../../db/client.ts';
import { migrate } from '../../db/migrate.ts';
import { attendances, liveCards } from '../../db/schema/index.ts';
import { flows } from '../../flows/index.ts';
import { startApp } from '../../src/app.ts';
import { asDay } from '../../src/calendar/day.ts';
import { announcedCalendar } from '../../src/calendar/tables.ts';
import { buildCard } from '../../src/cards/card.ts';
import { text } from '../../src/cards/elements.ts';
import { SimulatedClock } from '../../src/core/clock.ts';
import { createLogger } from '../../src/core/logger.ts';
import { insertActivity, writeRoll } from '../../src/duties/activities/activity-store.ts';
import { bookNotices } from '../../src/notices/outbox.ts';
import { ensureRoster } from '../../src/org/first-roster.ts';
import { makePlace, type Place } from '../chaos/place.ts';
import { drive, driveAt, encryptKey, quantile, type SealedClick, sealedClick } from './callback-clicks.ts';
import { openBareHandler } from './callback-limit.ts';
import { accounts, app, type Platform, startPlatform } from './platform.ts';
import { type Backend, type Bench, byRate, byTime, type Result } from './result.ts';

const members = 500;
const concurrency = 50;
const sustained = 3_000;
const warmUp = 500;
const steadySeconds = 10;
const steadyRate = 50;
const begin = new Date('2026-02-02T02:05:00Z');
const startsAt = new Date('2026-02-12T07:00:00Z');
const activity = '5a17f000-0000-4000-8000-000000000001';
/** What an answer may take when everybody presses at once, and 99 of 100 at a steady pace. */
const burstLimitMs = 1_000;
const steadyLimitMs = 300;

/** Presses of all members in turn; `answer` says which button the last press of each was. */
function clicksOf(name: string, total: number, answer = 'present'): readonly SealedClick[] {
  const value = { action: 'attendance.answer', activity, answer };
  return Array.from({ length: total }, (_, n) =>
    sealedClick(`${name}-${n}`, accounts[n % members] ?? '', value, begin),
  );
}

/** One branch of five hundred, larger than any: its secretary holds the live roll. */
function rosterFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'bench-roster-'));
  const orgs = [
    '组织编码,组织名称,组织类型,上级组织编码,所属党组编码,成立日期,本届选举日期,任期年限',
    'W,省直机关工委,机关工委,,,,,',
    'Z,某厅党组,党组,W,,2010-01-01,,',
    'O,某厅机关党委,机关党委,W,Z,2012-06-01,2024-10-18,5',
    'B,某厅大支部,党支部,O,Z,2015-04-23,2025-09-27,3',
  ];
  const people = accounts
    .slice(0, members)
    .map((account, n) => `P${String(n).padStart(6, '0')},王${n},${account},正式党员,,B,`);
  writeFileSync(join(folder, 'orgs.csv'), `${orgs.join('\n')}\n`);
  writeFileSync(
    join(folder, 'people.csv'),
    `人员编码,姓名,飞书账号,党员状态,标签,所在支部编码,党小组\n${people.join('\n')}\n`,
  );
  writeFileSync(
    join(folder, 'posts.csv'),
    '组织编码,岗位,人员编码,任职日期,免职日期\nB,党支部书记,P000000,2025-01-20,\n',
  );
  return folder;
}

async function prepare(database: Database): Promise<void> {
  await migrate(database);
  const problems = await ensureRoster(database.db, rosterFolder(), begin);
  if (problems.length > 0) throw new Error(problems.join('\n'));
  await database.db.transaction(async (tx) => {
    const fields = { place: '大会议室', topic: '学习条例', speaker: '', lateReason: null, groupName: null };
    const closed = { rollClosedAt: null, rollClosedBy: null, recordedAt: null, recordedBy: null };
    await insertActivity(
      tx,
      {
        id: activity,
        orgCode: 'B',
        duty: 'branch_theme_day',
        state: 'published',
        startsAt,
        heldOn: asDay('2026-02-12'),
        ...fields,
        ...closed,
        notes: {},
        quorum: null,
        onSiteCode: null,
        also: [],
        onlineCounts: [],
        draftedBy: 'P000000',
        publishedAt: begin,
        version: 0,
        createdAt: begin,
      },
      [],
    );
    const roll = Array.from({ length: members }, (_, n) => ({
      person: `P${String(n).padStart(6, '0')}`,
      mark: 'unanswered' as const,
      leaveKind: null,
      markedBy: null,
    }));
    await writeRoll(tx, activity, roll, begin);
    // The secretary's live roll: every answer redraws it on the platform, as often as that allows.
    await bookNotices(
      tx,
      [
        {
          key: 'roll',
          kind: 'bench',
          channel: 'reply',
          to: { person: 'P000000' },
          subject: {},
          card: buildCard({ title: '名单', tone: 'todo', summary: '名单', blocks: [text('名单')] }),
          live: { kind: 'attendance.roll', subject: activity },
        },
      ],
      begin,
    );
  });
}

interface Measured {
  readonly perSecond: number;
  /** Of the processor a click, with all that runs behind; another program's load does not change it. */
  readonly cpuMs: number;
  readonly burst: readonly number[];
  readonly burstMs: number;
  readonly steady: readonly number[];
  /** What became of the secretary's card when all was over. */
  readonly liveRoll?: string;
}

/** Everything from the sealed bytes to the answer, with the live roll being redrawn on the platform beside it. */
async function throughTheProduct(place: Place, platform: Platform): Promise<Measured> {
  const database = await place.open();
  await prepare(database);
  const clock = new SimulatedClock(begin, 1);
  const running = await startApp({
    database,
    redisUrl: place.env.REDIS_URL,
    queuePrefix: place.env.QUEUE_PREFIX ?? '{bench}',
    clock,
    calendar: announcedCalendar(),
    credentials: { ...app, domain: platform.url, transport: 'webhook', encryptKey },
    flows,
    log: createLogger('warn'),
    role: 'all',
    isAlone: true,
  });
  const press = async ({ raw, headers }: SealedClick): Promise<unknown> => {
    const answer = await running.webhook?.(raw, headers);
    if (answer?.status !== 200 || !answer.body.includes('toast')) throw new Error('no answer');
    return answer;
  };
  try {
    await running.settled();
    await press(sealedSign('roll'));
    await running.settled();
    await drive(clicksOf('warm', warmUp), concurrency, press);
    const { perSecond, cpuMs } = await drive(clicksOf('sustained', sustained), concurrency, press);
    await running.settled();
    const from = performance.now();
    const { ms: burst } = await drive(clicksOf('burst', members, 'online'), members, press);
    const burstMs = performance.now() - from;
    await running.settled();
    await expectRoll(database, 'present_online');
    const steady = await driveAt(clicksOf('steady', steadySeconds * steadyRate), steadyRate, press);
    await running.settled();
    await expectRoll(database, 'present');
    const liveRoll = await liveRollOf(database);
    return { perSecond, cpuMs, burst, burstMs, steady, liveRoll };
  } finally {
    await running.stop();
    clock.stop();
    await database.close();
  }
}

/** The secretary's own press: nothing but an answer, so that the path is warm. */
function sealedSign(id: string): SealedClick {
  const value = { action: 'attendance.answer', activity, answer: 'present' };
  return sealedClick(id, accounts[0] ?? '', value, begin);
}

async function expectRoll({ db }: Database, mark: string): Promise<void> {
  const [marked] = await db.select({ n: count() }).from(attendances).where(eq(attendances.mark, mark));
  if (marked?.n !== members) throw new Error(`the roll has ${marked?.n} times ${mark}, not ${members}`);
}

/** The platform takes a card so often a second: what runs behind is given some seconds to catch up. */
async function liveRollOf({ db }: Database): Promise<string> {
  for (let tries = 0; tries < 50; tries += 1) {
    const [live] = await db.select().from(liveCards).where(eq(liveCards.kind, 'attendance.roll'));
    if (!live) return 'live roll gone';
    if (live.wanted === live.shown) return 'live roll up to date';
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return 'live roll BEHIND';
}

async function bare(place: Place): Promise<Measured> {
  const { press, close } = await openBareHandler(place);
  try {
    await drive(clicksOf('warm', warmUp), concurrency, press);
    const { perSecond, cpuMs } = await drive(clicksOf('sustained', sustained), concurrency, press);
    const from = performance.now();
    const { ms: burst } = await drive(clicksOf('burst', members), members, press);
    const burstMs = performance.now() - from;
    const steady = await driveAt(clicksOf('steady', steadySeconds * steadyRate), steadyRate, press);
    return { perSecond, cpuMs, burst, burstMs, steady };
  } finally {
    await close();
  }
}

async function measureOurs(backend: Backend): Promise<Measured> {
  const place = await makePlace(backend);
  const platform = await startPlatform();
  try {
    return await throughTheProduct(place, platform);
  } finally {
    await platform.stop();
    await place.remove();
  }
}

export const callback: Bench = {
  name: 'callback',
  run: async (backend: Backend): Promise<readonly Result[]> => {
    const limitPlace = await makePlace(backend);
    const limit = await bare(limitPlace).finally(() => limitPlace.remove());
    const ours = await measureOurs(backend);
    const slowest = (measured: Measured): number => Math.max(...measured.burst);
    const p99 = (measured: Measured): number => quantile(measured.steady, 0.99);
    const said = (ms: number, most: number): string =>
      `${Math.round(ms)} ms, ${ms <= most ? 'within' : 'ABOVE'} ${most} ms`;
    return [
      byRate({
        name: 'callback',
        backend,
        ours: ours.perSecond,
        limit: limit.perSecond,
        unit: 'clicks/s',
        note: `${sustained} clicks on one activity, ${concurrency} at a time on both sides; processor ${ours.cpuMs.toFixed(2)} ms a click beside ${limit.cpuMs.toFixed(2)}`,
      }),
      byTime({
        name: 'callback.burst',
        backend,
        ours: slowest(ours),
        limit: slowest(limit),
        unit: 'ms',
        note: `${members} clicks at once, the slowest answer: ${said(slowest(ours), burstLimitMs)}; roll exact; ${ours.liveRoll}`,
      }),
      byTime({
        name: 'callback.p99',
        backend,
        ours: p99(ours),
        limit: p99(limit),
        unit: 'ms',
        note: `${steadyRate} clicks a second for ${steadySeconds} s: ${said(p99(ours), steadyLimitMs)}`,
      }),
    ];
  },
};

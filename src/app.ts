import type { Database } from '../db/client.ts';
import { bookTimers } from '../db/timers.ts';
import { addDays, type Day, dayOf, instantAt } from './calendar/day.ts';
import type { WorkCalendar } from './calendar/workdays.ts';
import { paletteOf } from './commands/palette.ts';
import type { Clock } from './core/clock.ts';
import type { FeishuCredentials } from './core/config.ts';
import { stableId } from './core/ids.ts';
import { Lifecycle } from './core/lifecycle.ts';
import type { Logger } from './core/logger.ts';
import { Pulse } from './core/pulse.ts';
import { SlidingWindow } from './core/sliding-window.ts';
import { auditTimer, generateTimer, goLiveDay } from './duties/planning/generate.ts';
import { noteAlive } from './duties/planning/outage.ts';
import { claimDue, releaseTimerClaims } from './duties/planning/planner.ts';
import type { Flow } from './engine/define.ts';
import { Engine } from './engine/engine.ts';
import type { InboundHandler } from './engine/inbound-port.ts';
import { showLate } from './engine/late-answer.ts';
import type { JobQueue, QueueJob } from './engine/queue-port.ts';
import { Registry } from './engine/registry.ts';
import { connectFeishu, type FeishuConnection } from './feishu/connect.ts';
import { deliver } from './notices/delivery.ts';
import { type LiveCardPorts, patchLive } from './notices/live-cards.ts';
import { type DeliveryWork, digestPace, jobOf, relayDue, releaseClaims } from './notices/relay.ts';
import type { Directory } from './org/directory.ts';
import { directoryOn, isCurrent, type OrgRows, readOrgRows } from './org/directory-load.ts';
import { openQueue } from './queue/queue.ts';

export interface AppOptions {
  readonly database: Database;
  readonly redisUrl?: string | undefined;
  readonly queuePrefix: string;
  readonly clock: Clock;
  readonly calendar: WorkCalendar;
  readonly credentials: FeishuCredentials;
  readonly flows: readonly Flow[];
  readonly log: Logger;
  readonly role: 'all' | 'gateway' | 'worker' | 'planner' | 'web';
  /** Nobody else works on this database: what a dead process left half done is taken up at once. */
  readonly isAlone: boolean;
  readonly goLiveOn?: string | undefined;
  /** A second opinion on each day, in the night after it; a rehearsal has one on the whole. */
  readonly auditsNightly?: boolean | undefined;
  /** One piece of work after the other, and only while somebody waits for it: every time the same comes first. */
  readonly inOrder?: boolean | undefined;
  /** Real milliseconds between looks for work that other processes left; a simulated clock needs none. */
  readonly pollMs?: number | undefined;
}

export interface App {
  /** Everything that is due by now is done, here and in the queues. */
  settled(): Promise<void>;
  health(): Promise<Readonly<Record<string, unknown>>>;
  readonly webhook: FeishuConnection['webhook'];
  stop(): Promise<void>;
}

/** Jobs of up to fifty notices each. */
const deliveryConcurrency = 3;
const timerConcurrency = 2;

/** The composition root: the only place that builds adapters and joins them to ports. */
export async function startApp(options: AppOptions): Promise<App> {
  const { database, clock, calendar, log, role } = options;
  const { db } = database;
  const lifecycle = new Lifecycle(log);
  const registry = new Registry(options.flows);
  const queue = await openQueue({
    redisUrl: options.redisUrl,
    prefix: options.queuePrefix,
    database,
    isAlone: options.isAlone,
    log,
    onFailure: (name, job, error) => log.error({ err: error, queue: name, job: job.id }, 'job gave up'),
  });
  const plans = role === 'all' || role === 'planner';
  const works = role === 'all' || role === 'worker';
  const receives = role === 'all' || role === 'gateway';

  let turns = 0;
  const pace = new SlidingWindow(digestPace);
  const pulseOf = (name: string, task: () => Promise<Date | undefined>): Pulse =>
    new Pulse(name, clock, log, task, options.inOrder);
  const relay = pulseOf('relay', () =>
    relayDue({ db, clock, pace, enqueue: (work) => enqueueDeliveries(queue, work) }),
  );
  const planner = pulseOf('planner', () =>
    claimDue({
      db,
      clock,
      due: (kind, timers) => {
        const subjects = timers.map((timer) => timer.subject);
        const id = stableId(timers.map(({ subject, version }) => `${kind} ${subject} ${version}`).join());
        return queue.add('escalation', [{ id, data: { kind, subjects } }]);
      },
    }),
  );
  const engine = new Engine({
    db,
    clock,
    calendar,
    registry,
    log,
    directory: directoryOf(database, clock),
    committed: () => {
      turns += 1;
      relay.nudge();
      planner.nudge();
    },
  });
  const handling = new Set<Promise<unknown>>();
  const handler: InboundHandler = {
    handle: (event) => {
      const answering = engine.handle(event);
      const ports = { db, chat, log, touched: () => relay.nudge() };
      const work = showLate(ports, event, answering).finally(() => handling.delete(work));
      handling.add(work);
      return answering;
    },
  };
  const feishu = await connectFeishu({ credentials: options.credentials, clock, log, handler });
  const chat = feishu.chat;

  const deliverJob = async (job: QueueJob): Promise<void> => {
    turns += 1;
    const work = job.data as DeliveryWork;
    if ('cards' in work) {
      const ports: LiveCardPorts = { db, clock, chat, draw: (at, row) => engine.drawLive(at, row) };
      for (const card of work.cards) await patchLive(ports, card);
      relay.nudge();
    } else {
      const ports = { db, clock, calendar, chat, log, composer: () => engine.composer() };
      if ((await deliver(ports, work.notices)) === 'later') relay.nudge();
    }
  };
  const fire = async (job: QueueJob): Promise<void> => {
    const { kind, subjects } = job.data;
    await engine.fire(String(kind), Array.isArray(subjects) ? subjects.map(String) : []);
  };

  await db.transaction(async (tx) => {
    await goLiveDay(tx, (options.goLiveOn ?? dayOf(clock.now())) as Day);
    if (plans) await noteAlive(tx, clock.now());
    await bookTimers(tx, [{ kind: generateTimer, subject: 'all', dueAt: clock.now() }]);
    await bookTimers(tx, firstOfDaily(options.flows, clock.now()), { keepEarlier: true });
    if (options.auditsNightly) {
      const tonight = instantAt(addDays(dayOf(clock.now()), 1), '01:20');
      await bookTimers(tx, [{ kind: auditTimer, subject: 'all', dueAt: tonight }], { keepEarlier: true });
    }
  });
  if (options.isAlone) {
    await releaseTimerClaims(db);
    await releaseClaims(db, clock.now());
  }

  await lifecycle.start({ name: 'queue', stop: () => queue.close() });
  if (works) {
    const atOnce = (most: number): number => (options.inOrder ? 1 : most);
    await queue.work('delivery', atOnce(deliveryConcurrency), deliverJob);
    await queue.work('escalation', atOnce(timerConcurrency), fire);
    await queue.work('digest', atOnce(timerConcurrency), deliverJob);
  }
  if (receives) await lifecycle.start({ name: 'feishu', start: feishu.start, stop: feishu.stop });
  else await lifecycle.start({ name: 'feishu', stop: feishu.stop });
  if (receives) {
    await feishu.syncSlashCommands(paletteOf(registry.commands));
  }
  const pulses = [...(plans || works ? [relay] : []), ...(plans ? [planner] : [])];
  for (const pulse of pulses) {
    await lifecycle.start({
      name: 'pulse',
      start: async () => pulse.start(options.pollMs),
      stop: () => pulse.stop(),
    });
  }

  return {
    webhook: feishu.webhook,
    settled: async () => {
      let seen: number;
      do {
        seen = turns;
        // The platform gives up on a slow answer; the work behind it goes on all the same.
        await Promise.allSettled(handling);
        await planner.idle();
        // What a timer books is there before anybody looks for what may leave.
        if (options.inOrder) await queue.idle();
        await relay.idle();
        await queue.idle();
      } while (seen !== turns || handling.size > 0 || planner.isBusy() || relay.isBusy());
    },
    health: async () => ({
      feishu: feishu.health(),
      database: database.driver,
      queue: options.redisUrl ? 'redis' : 'embedded',
      pending: { delivery: await queue.pending('delivery'), timers: await queue.pending('escalation') },
    }),
    stop: () => lifecycle.stop(),
  };
}

/** The next moment of everything that comes every day. */
function firstOfDaily(flows: readonly Flow[], now: Date) {
  return flows.flatMap(({ daily = {} }) =>
    Object.entries(daily).map(([kind, time]) => {
      const today = instantAt(dayOf(now), time);
      return { kind, subject: 'all', dueAt: today > now ? today : instantAt(addDays(dayOf(now), 1), time) };
    }),
  );
}

async function enqueueDeliveries(queue: JobQueue, work: readonly DeliveryWork[]): Promise<void> {
  for (const lane of ['delivery', 'digest'] as const) {
    const jobs = work.filter((one) => one.lane === lane).map(jobOf);
    if (jobs.length > 0) await queue.add(lane, jobs);
  }
}

/** Today's picture of the organisation, read again when it has changed and drawn anew when a day begins. */
function directoryOf(database: Database, clock: Clock): () => Promise<Directory> {
  let rows: Promise<OrgRows> | undefined;
  let drawn: { readonly directory: Directory; readonly from: OrgRows } | undefined;
  return async () => {
    const today = dayOf(clock.now());
    if (rows === undefined || !(await isCurrent(database.db, await rows))) {
      rows = readOrgRows(database.db);
      rows.catch(() => {
        rows = undefined;
      });
    }
    const known = await rows;
    if (drawn?.directory.onDay !== today || drawn.from !== known)
      drawn = { directory: directoryOn(known, today), from: known };
    return drawn.directory;
  };
}

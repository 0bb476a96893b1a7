import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Database } from '../../db/client.ts';
import { type OwnerLock, takeOwnerLock } from '../../db/owner-lock.ts';
import { type App, startApp } from '../app.ts';
import { dayOf } from '../calendar/day.ts';
import type { WorkCalendar } from '../calendar/workdays.ts';
import type { SimulatedClock } from '../core/clock.ts';
import type { Logger } from '../core/logger.ts';
import { stepTo } from '../core/step.ts';
import type { Flow } from '../engine/define.ts';
import { loadDirectory } from '../org/directory-load.ts';
import { type Kept, type Sandbox, startSandbox } from '../sandbox/server.ts';
import { engineText } from '../text/engine.ts';
import { latestMoment } from './latest-moment.ts';
import { seedFrom, workspaceApp } from './seed.ts';

export interface WorkspaceOptions {
  /** Migrated, with a roster. */
  readonly database: Database;
  readonly redisUrl?: string | undefined;
  readonly queuePrefix: string;
  readonly clock: SimulatedClock;
  readonly calendar: WorkCalendar;
  readonly flows: readonly Flow[];
  readonly host: string;
  readonly port: number;
  readonly log: Logger;
  readonly goLiveOn?: string | undefined;
  readonly auditsNightly?: boolean | undefined;
  readonly inOrder?: boolean | undefined;
  /** Keeps the workspace's chats and clock over a restart. */
  readonly journalFile?: string | undefined;
  /** How much of its past the workspace holds in memory. */
  readonly kept?: Kept | undefined;
}

export interface RunningWorkspace {
  readonly url: string;
  readonly sandbox: Sandbox;
  readonly app: App;
  /** All that is due now is done, on both sides of the wire. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

/** The real bot beside the local workspace, on one simulated clock, talking over HTTP and WebSocket as always. */
export async function startWorkspace(options: WorkspaceOptions): Promise<RunningWorkspace> {
  const { clock, log } = options;
  let app: App | undefined;
  const settled = async (): Promise<void> => {
    do {
      await sandbox.settled();
      await app?.settled();
    } while (sandbox.pendingWork());
  };
  const lock = await ownJournal(options);
  const known = await latestMoment(options.database.db);
  if (known && known > clock.now()) clock.set(known);
  const directory = await loadDirectory(options.database.db, dayOf(clock.now()));
  const sandbox = await startSandbox({
    clock,
    time: {
      now: () => clock.now(),
      rate: () => clock.rate,
      idle: true,
      setRate: (rate) => clock.setRate(rate),
      advanceTo: (to) => stepTo(clock, to, settled),
      nextDue: () => clock.nextWakeAt(),
    },
    seed: seedFrom(directory, engineText.answerTitle),
    host: options.host,
    port: options.port,
    journalFile: options.journalFile,
    kept: options.kept,
    log,
  });
  app = await startApp({
    ...options,
    credentials: { ...workspaceApp, domain: sandbox.url, transport: 'ws' },
    role: 'all',
    isAlone: true,
  });
  const running = app;
  return {
    url: sandbox.url,
    sandbox,
    app: running,
    settled,
    stop: async () => {
      await running.stop();
      await sandbox.close();
      clock.stop();
      await lock?.release();
    },
  };
}

/**
 * Two workspaces on one journal would each hand out the same ids, and each would take the other's work for that of
 * a dead process. An embedded database has locked its folder already.
 */
async function ownJournal(options: WorkspaceOptions): Promise<OwnerLock | undefined> {
  if (options.journalFile === undefined || options.database.driver === 'pglite') return undefined;
  const folder = dirname(options.journalFile);
  await mkdir(folder, { recursive: true });
  return await takeOwnerLock(folder, options.log);
}

import { type Database, openDatabase } from '../db/client.ts';
import { migrate } from '../db/migrate.ts';
import { flows } from '../flows/index.ts';
import { type App, startApp } from './app.ts';
import { type Clock, SimulatedClock, SystemClock } from './core/clock.ts';
import { type Config, readConfig } from './core/config.ts';
import { AppError, toAppError } from './core/errors.ts';
import { createLogger, type Logger } from './core/logger.ts';
import { loadCalendar } from './duties/year-tables.ts';
import { resolveAccounts } from './feishu/accounts.ts';
import { ensureRoster } from './org/first-roster.ts';
import { startWorkspace } from './rehearsal/workspace.ts';
import { workspaceTime } from './rehearsal/workspace-time.ts';
import { failureText } from './text/failures.ts';
import { startText } from './text/start.ts';
import { serveWeb } from './web/server.ts';

interface Running {
  readonly url: string;
  stop(): Promise<void>;
}

/** How often a process looks for work that another one left in the database. */
const pollMs = 1_000;

async function run(): Promise<Running> {
  const config = readConfig();
  const log = createLogger(config.logLevel);
  const database = await openDatabase({ url: config.databaseUrl, dataDir: config.dataDir, log });
  try {
    await migrate(database);
    const running = config.feishu
      ? await runLive(config, database, log)
      : await runWorkspace(config, database, log);
    return {
      url: running.url,
      stop: async () => {
        await running.stop();
        await database.close();
      },
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** Without credentials: the local workspace stands in for the platform, on a clock of its own. */
async function runWorkspace(config: Config, database: Database, log: Logger): Promise<Running> {
  const { journalFile, at } = workspaceTime(config);
  const clock = new SimulatedClock(at);
  await loadRoster(config, database, clock, log);
  const calendar = await loadCalendar(database.db);
  const { host, port, queuePrefix, redisUrl, goLiveOn } = config;
  return startWorkspace({
    database,
    redisUrl,
    queuePrefix,
    clock,
    calendar,
    flows,
    host,
    port,
    log,
    goLiveOn,
    auditsNightly: true,
    journalFile,
  });
}

/** With credentials: a real tenant and real time. */
async function runLive(config: Config, database: Database, log: Logger): Promise<Running> {
  const clock = new SystemClock();
  await loadRoster(config, database, clock, log);
  if (!config.feishu) throw new AppError('bug', 'no_credentials', 'a live start needs credentials');
  const app = await startApp({
    database,
    redisUrl: config.redisUrl,
    queuePrefix: config.queuePrefix,
    clock,
    calendar: await loadCalendar(database.db),
    credentials: config.feishu,
    flows,
    log,
    role: config.role,
    isAlone: database.driver === 'pglite',
    goLiveOn: config.goLiveOn,
    auditsNightly: true,
    pollMs,
  });
  const web = await serveWeb({ host: config.host, port: config.port, app });
  return { url: web.url, stop: () => stopBoth(web, app) };
}

async function stopBoth(web: { close(): Promise<void> }, app: App): Promise<void> {
  await web.close();
  await app.stop();
}

async function loadRoster(config: Config, database: Database, clock: Clock, log: Logger): Promise<void> {
  const { feishu } = config;
  const resolve = feishu && ((accounts: readonly string[]) => resolveAccounts(accounts, feishu, clock, log));
  const problems = await ensureRoster(database.db, config.roster, clock.now(), resolve);
  if (problems.length > 0) throw new AppError('invalid', 'roster', problems.join('\n'));
}

function endOnSignal(running: Running): void {
  let isStopping = false;
  const stop = (): void => {
    if (isStopping) process.exit(1);
    isStopping = true;
    void running.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

try {
  const running = await run();
  endOnSignal(running);
  console.log(startText.hint);
  console.log(`ready ${running.url}`);
} catch (cause) {
  const error = toAppError(cause);
  console.error(failureText(error.code, error.message));
  if (error.kind === 'bug') console.error(error.cause ?? error);
  process.exit(1);
}

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { type Database, openDatabase, rowsOf } from '../../db/client.ts';
import { pendingMigrations } from '../../db/migrate.ts';
import type { Config } from '../core/config.ts';
import { AppError } from '../core/errors.ts';
import type { Finding } from '../feishu/checks.ts';
import { checkRedis } from '../queue/backend.ts';
import { doctorText } from '../text/doctor.ts';

const fine = (name: string, detail: string): Finding => ({ ok: true, name, detail, mend: '' });
const broken = (name: string, detail: string, mend: string): Finding => ({ ok: false, name, detail, mend });

/** Looks without changing anything: a data folder that is not there yet is not made. */
export async function databaseFinding(config: Pick<Config, 'databaseUrl' | 'dataDir'>): Promise<Finding> {
  const words = doctorText.database;
  const { databaseUrl: url, dataDir } = config;
  if (!url && !existsSync(join(dataDir, 'pg'))) return fine(words.name, words.fresh(dataDir));
  try {
    const database = await openDatabase({ url, dataDir });
    try {
      return await tablesFinding(database, dataDir);
    } finally {
      await database.close();
    }
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    // The bot at work is the best proof that its database opens.
    if (error.code === 'data_dir_in_use') return fine(words.name, words.inUse(dataDir));
    return broken(words.name, error.message, url ? words.mendServer : words.mendEmbedded);
  }
}

async function tablesFinding(database: Database, dataDir: string): Promise<Finding> {
  const words = doctorText.database;
  const pending = await pendingMigrations(database);
  if (pending < 0) return broken(words.name, words.newer, words.mendNewer);
  const opened = database.url ? words.server(await serverVersion(database)) : words.embedded(dataDir);
  const tables = pending === 0 ? words.current : words.pending(pending);
  return fine(words.name, `${opened}；${tables}`);
}

async function serverVersion(database: Database): Promise<string> {
  const [row] = rowsOf<{ version: string }>(
    await database.db.execute(sql`select current_setting('server_version') as version`),
  );
  return row?.version ?? '';
}

export async function queueFinding(config: Pick<Config, 'redisUrl'>): Promise<Finding> {
  const words = doctorText.queue;
  if (!config.redisUrl) return fine(words.name, words.embedded);
  try {
    await checkRedis(config.redisUrl);
    return fine(words.name, words.redis);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return broken(words.name, error.message, words.mend);
  }
}

const businessOffset = 'GMT+08:00';

/** Our own arithmetic needs no zone data; logs, drivers and spreadsheets do. */
export function timeZoneFinding(now: Date): Finding {
  const words = doctorText.timeZone;
  const offset = new Intl.DateTimeFormat('en', { timeZone: 'Asia/Shanghai', timeZoneName: 'longOffset' })
    .formatToParts(now)
    .find((part) => part.type === 'timeZoneName')?.value;
  return offset === businessOffset
    ? fine(words.name, words.fine)
    : broken(words.name, words.wrong(offset ?? ''), words.mend);
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import postgres from 'postgres';
import { type Database, openDatabase } from '../../db/client.ts';

/** Where one installation keeps what must survive: a folder, and on servers a database and a queue of its own. */
export interface Place {
  readonly backend: 'embedded' | 'servers';
  readonly dataDir: string;
  readonly journal: string;
  readonly env: Readonly<Record<string, string>>;
  /** A look into its database, while no process works on it. */
  open(): Promise<Database>;
  remove(): Promise<void>;
}

/** Other suites use the first numbers. */
const redisNumber = 11;
let made = 0;

/** On the servers of TEST_DATABASE_URL and TEST_REDIS_URL when both are named, or embedded. */
export async function makePlace(wanted?: Place['backend']): Promise<Place> {
  const { TEST_DATABASE_URL: database, TEST_REDIS_URL: redis } = process.env;
  const dataDir = mkdtempSync(join(tmpdir(), 'chaos-'));
  const folder = {
    dataDir,
    journal: join(dataDir, 'workspace.jsonl'),
    env: { DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'warn', NODE_NO_WARNINGS: '1' },
  };
  if (wanted === 'embedded' || !database || !redis) {
    if (wanted === 'servers') throw new Error('TEST_DATABASE_URL and TEST_REDIS_URL name no servers');
    return {
      ...folder,
      backend: 'embedded',
      open: () => openDatabase({ dataDir }),
      remove: async () => rmSync(dataDir, { recursive: true, force: true }),
    };
  }
  made += 1;
  const name = `shoushi_chaos_${process.pid}_${made}`;
  const prefix = `{${name}}`;
  const url = Object.assign(new URL(database), { pathname: `/${name}` }).href;
  const redisUrl = Object.assign(new URL(redis), { pathname: `/${redisNumber}` }).href;
  await onServer(database, `create database ${name}`);
  return {
    ...folder,
    backend: 'servers',
    env: { ...folder.env, DATABASE_URL: url, REDIS_URL: redisUrl, QUEUE_PREFIX: prefix },
    open: () => openDatabase({ url }),
    remove: async () => {
      rmSync(dataDir, { recursive: true, force: true });
      await onServer(database, `drop database if exists ${name} with (force)`);
      await forget(redisUrl, prefix);
    },
  };
}

async function onServer(server: string, statement: string): Promise<void> {
  const client = postgres(server, { max: 1, onnotice: () => undefined });
  try {
    await client.unsafe(statement);
  } finally {
    await client.end();
  }
}

async function forget(redisUrl: string, prefix: string): Promise<void> {
  const client = new Redis(redisUrl);
  try {
    const keys = await client.keys(`${prefix.replaceAll(/[{}]/g, '\\$&')}*`);
    if (keys.length > 0) await client.del(...keys);
  } finally {
    client.disconnect();
  }
}

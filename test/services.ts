import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Redis } from 'ioredis';
import postgres from 'postgres';

/** The suites that differ by backend, on PostgreSQL and Redis. Missing servers are a failure, never a skip. */
const suites = [
  'test/db',
  'test/queue',
  'test/org',
  'test/stories',
  'test/chaos',
  'test/duties/interleavings.test.ts',
];

const databaseUrl = process.env.TEST_DATABASE_URL ?? 'postgres://root@127.0.0.1:5432/test';
const redisUrl = process.env.TEST_REDIS_URL ?? 'redis://127.0.0.1:6379';

async function databaseProblem(): Promise<string | undefined> {
  const client = postgres(databaseUrl, { max: 1, connect_timeout: 5, onnotice: () => undefined });
  try {
    await client`select 1`;
    return undefined;
  } catch (error) {
    return `PostgreSQL does not answer at ${withoutPassword(databaseUrl)} (TEST_DATABASE_URL): ${reason(error)}`;
  } finally {
    await client.end({ timeout: 1 });
  }
}

async function redisProblem(): Promise<string | undefined> {
  const client = new Redis(redisUrl, {
    lazyConnect: true,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  });
  let last: unknown;
  client.on('error', (error) => {
    last = error;
  });
  try {
    await client.ping();
    return undefined;
  } catch (error) {
    return `Redis does not answer at ${withoutPassword(redisUrl)} (TEST_REDIS_URL): ${reason(last ?? error)}`;
  } finally {
    client.disconnect();
  }
}

function withoutPassword(address: string): string {
  const url = new URL(address);
  url.password = '';
  return url.href;
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

const problems = [await databaseProblem(), await redisProblem()].filter((problem) => problem !== undefined);
if (problems.length > 0) {
  for (const problem of problems) console.error(problem);
  process.exitCode = 1;
} else {
  const vitest = fileURLToPath(new URL('../node_modules/vitest/vitest.mjs', import.meta.url));
  const asked = process.argv.slice(2);
  // Half of the time a story waits for the servers: three of them keep two processors busy.
  const how = ['--config', 'test/vitest.config.ts', '--maxWorkers=3'];
  const args = [vitest, 'run', ...how, ...(asked.length > 0 ? asked : suites)];
  const env = { ...process.env, TEST_DATABASE_URL: databaseUrl, TEST_REDIS_URL: redisUrl };
  process.exitCode = spawnSync(process.execPath, args, { env, stdio: 'inherit' }).status ?? 1;
}

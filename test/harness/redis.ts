import { Redis } from 'ioredis';

/** Each worker has a number of its own; the queue's own tests empty number 9, those of chaos use 11. */
const redisDatabase = 5 + Number(process.env.VITEST_POOL_ID ?? 1);

/** An empty database of the server of TEST_REDIS_URL; without one the queue is embedded. */
export async function emptyRedis(): Promise<string | undefined> {
  const server = process.env.TEST_REDIS_URL;
  if (server === undefined) return undefined;
  const url = new URL(`/${redisDatabase}`, server).href;
  const client = new Redis(url);
  await client.flushdb();
  client.disconnect();
  return url;
}

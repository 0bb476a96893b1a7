import { Redis } from 'ioredis';

/** Ours alone: the queue's own tests empty number 9. */
const redisDatabase = 7;

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

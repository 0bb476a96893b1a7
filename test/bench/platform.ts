import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { SimulatedClock } from '../../src/core/clock.ts';
import { createLogger } from '../../src/core/logger.ts';
import { startSandbox } from '../../src/sandbox/server.ts';
import { standaloneTime } from '../../src/sandbox/standalone-time.ts';

export const app = { appId: 'cli_5a17000000000002', appSecret: 'bench-only-not-a-secret' };
export const accounts: readonly string[] = Array.from(
  { length: 1_000 },
  (_, n) => `ou_${n.toString(16).padStart(32, '0')}`,
);

export interface Platform {
  readonly url: string;
  stop(): Promise<void>;
}

const self = fileURLToPath(import.meta.url);

/** A platform of a thousand people in a process of its own, so that its work is not counted as the bot's. */
export async function startPlatform(): Promise<Platform> {
  const child = spawn(process.execPath, ['--import', 'tsx', self], { stdio: ['ignore', 'pipe', 'inherit'] });
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (bytes: Buffer) => {
      const found = /^ready (\S+)$/m.exec(bytes.toString())?.[1];
      if (found) resolve(found);
    });
    child.once('close', () => reject(new Error('the platform did not start')));
  });
  return {
    url,
    stop: async () => {
      const ended = once(child, 'close');
      child.kill('SIGKILL');
      await ended;
    },
  };
}

async function serve(): Promise<void> {
  const clock = new SimulatedClock(new Date('2026-02-02T01:05:00Z'));
  const sandbox = await startSandbox({
    clock,
    time: standaloneTime(clock, async () => undefined),
    seed: {
      app: { ...app, name: 'bench' },
      users: accounts.map((openId, n) => ({ openId, name: `P${n}`, org: 'bench', posts: [] })),
      groups: [],
    },
    host: '127.0.0.1',
    port: 0,
    log: createLogger('warn'),
  });
  process.stdout.write(`ready ${sandbox.url}\n`);
}

if (process.argv[1] === self) await serve();

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { makePlace, type Place } from '../chaos/place.ts';
import { Product } from '../chaos/product.ts';
import { type Backend, type Bench, byTime } from './result.ts';

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

/** Real milliseconds from the spawn. */
interface Times {
  readonly ready: number;
  readonly card: number;
}

async function ours(place: Place): Promise<Times> {
  const startedAt = performance.now();
  const product = new Product(place.env);
  try {
    const { afterMs } = await product.ready;
    let isMoved = false;
    const moved = product.post('/clock', { to: '2026-02-02T10:00:00+08:00' }).finally(() => {
      isMoved = true;
    });
    // The platform's own log is looked into from outside, which costs the product nothing.
    while (!hasMessage(place.journal) && !isMoved) await pause(1);
    const card = performance.now() - startedAt;
    await moved;
    if (!hasMessage(place.journal)) throw new Error(`no card came: ${product.text}`);
    return { ready: afterMs, card };
  } finally {
    await product.kill('SIGTERM');
  }
}

function hasMessage(journal: string): boolean {
  return existsSync(journal) && readFileSync(journal, 'utf8').includes('"c":{"t":"message"');
}

/** One script without a framework: tables, the same roster rows, a server, one card over HTTP. */
async function limit(place: Place): Promise<Times> {
  const startedAt = performance.now();
  const args = [
    place.env.DATABASE_URL ?? place.dataDir,
    path('../../db/demo-roster'),
    path('../../db/migrations'),
  ];
  const child = spawn(process.execPath, [path('./start-limit.mjs'), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'close');
  try {
    return await heard(child, startedAt);
  } finally {
    child.kill('SIGKILL');
    await ended;
  }
}

function heard(child: ChildProcess, startedAt: number): Promise<Times> {
  return new Promise((resolve, reject) => {
    let ready = Number.NaN;
    child.stdout?.on('data', (bytes: Buffer) => {
      const elapsed = performance.now() - startedAt;
      if (bytes.includes('ready')) ready = elapsed;
      if (bytes.includes('sent')) resolve({ ready, card: elapsed });
    });
    child.once('close', () => reject(new Error('the most direct start ended early')));
  });
}

async function inPlace(backend: Backend, measure: (place: Place) => Promise<Times>): Promise<Times> {
  const place = await makePlace(backend);
  try {
    return await measure(place);
  } finally {
    await place.remove();
  }
}

export const start: Bench = {
  name: 'start',
  run: async (backend) => {
    const direct = await inPlace(backend, limit);
    const own = await inPlace(backend, ours);
    const shared = { name: 'start', backend, unit: 'ms' };
    return [
      byTime({
        ...shared,
        ours: own.card,
        limit: direct.card,
        note: 'empty folder to the first digest card',
      }),
      byTime({
        ...shared,
        name: 'start (ready)',
        ours: own.ready,
        limit: direct.ready,
        note: 'empty folder to ready, roster loaded',
      }),
    ];
  },
};

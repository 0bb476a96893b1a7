import { link, readFile, rm, unlink, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { AppError } from '../src/core/errors.ts';
import type { Logger } from '../src/core/logger.ts';

/** Who holds a data folder. `startedAt` tells a process from a later one that was given the same pid. */
export interface Owner {
  readonly pid: number;
  readonly host: string;
  /** Boot and start tick of the process; empty where the system does not tell. */
  readonly startedAt: string;
}

export interface OwnerLock {
  release(): Promise<void>;
}

/**
 * PGlite itself lets a second process open and write the same folder. Takes `owner.json` in `dataDir` or throws
 * the conflict `data_dir_in_use`; what a dead process left behind is taken over.
 */
export async function takeOwnerLock(dataDir: string, log?: Logger): Promise<OwnerLock> {
  const file = join(dataDir, 'owner.json');
  const own = await ownIdentity();
  await take(file, dataDir, own, log);
  return {
    release: async () => {
      const holder = await read(file);
      if (holder && sameOwner(holder, own)) await rm(file, { force: true });
    },
  };
}

async function take(file: string, dataDir: string, own: Owner, log: Logger | undefined): Promise<void> {
  while (!(await create(file, own))) {
    const holder = await read(file);
    if (!holder) continue;
    if (await isAlive(holder)) throw inUse(dataDir, holder);
    await clear(file, holder, dataDir, own, log);
  }
}

/**
 * Removes the lock of a dead process. Two processes that both saw it dead must not both remove "it": the slower
 * one would remove the new owner's lock. So the right to remove is itself a lock, named after the dead process,
 * and what it saw is looked at again once it has that right.
 */
async function clear(
  file: string,
  dead: Owner,
  dataDir: string,
  own: Owner,
  log: Logger | undefined,
): Promise<void> {
  const right = `${file}.${dead.pid}-${dead.startedAt.replaceAll(/[^0-9a-f-]/g, '')}`;
  await take(right, dataDir, own, log);
  try {
    const holder = await read(file);
    if (holder && sameOwner(holder, dead)) {
      await unlink(file);
      log?.warn({ pid: dead.pid }, 'took over the data folder of a dead process');
    }
  } finally {
    await rm(right, { force: true });
  }
}

let attempts = 0;

/** Creates the file with its content in one step (a link), so nobody ever reads a half-written lock. */
async function create(file: string, own: Owner): Promise<boolean> {
  attempts += 1;
  const draft = `${file}.${own.pid}-${attempts}.draft`;
  await writeFile(draft, `${JSON.stringify(own)}\n`);
  try {
    await link(draft, file);
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

async function read(file: string): Promise<Owner | undefined> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
  return parseOwner(text) ?? { pid: 0, host: hostname(), startedAt: '' };
}

function parseOwner(text: string): Owner | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    // Power loss can leave an empty file; nobody alive writes one.
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const { pid, host, startedAt } = value as Partial<Record<keyof Owner, unknown>>;
  const fits = typeof pid === 'number' && typeof host === 'string' && typeof startedAt === 'string';
  return fits ? { pid, host, startedAt } : undefined;
}

async function ownIdentity(): Promise<Owner> {
  return { pid: process.pid, host: hostname(), startedAt: (await startOf(process.pid)) ?? '' };
}

async function isAlive(owner: Owner): Promise<boolean> {
  // Nobody can look into another machine (or container): only a person knows whether that one still runs.
  if (owner.host !== hostname()) return true;
  if (owner.pid <= 0) return false;
  try {
    process.kill(owner.pid, 0);
  } catch (error) {
    // EPERM: it runs, under another user.
    if (errorCode(error) === 'ESRCH') return false;
    if (errorCode(error) !== 'EPERM') throw error;
  }
  if (owner.startedAt === '') return true;
  const startedAt = await startOf(owner.pid);
  return startedAt === owner.startedAt;
}

/** Boot id and start tick of a process, `gone` for a zombie, undefined where there is no /proc. */
async function startOf(pid: number): Promise<string | undefined> {
  try {
    const boot = (await readFile('/proc/sys/kernel/random/boot_id', 'utf8')).trim();
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    // The command name in brackets may hold spaces and brackets; fields count from behind the last one.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' || fields[0] === 'X' ? 'gone' : `${boot}-${fields[19]}`;
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ESRCH') return undefined;
    throw error;
  }
}

function sameOwner(a: Owner, b: Owner): boolean {
  return a.pid === b.pid && a.host === b.host && a.startedAt === b.startedAt;
}

function inUse(dataDir: string, holder: Owner): AppError {
  const elsewhere =
    holder.host === hostname() ? '' : ' If that machine is gone for good, delete owner.json in that folder.';
  return new AppError(
    'conflict',
    'data_dir_in_use',
    `The data folder ${dataDir} is in use by process ${holder.pid} on ${holder.host}.${elsewhere}`,
  );
}

function errorCode(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

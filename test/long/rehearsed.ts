import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

export interface Rehearsed {
  readonly code: number | null;
  /** Undefined where nothing was written. */
  readonly ledger: string | undefined;
  readonly err: string;
}

/** `npm run rehearse` as a person runs it, on a host in this time zone. */
export async function rehearsed(args: readonly string[], zone = 'UTC'): Promise<Rehearsed> {
  const folder = await mkdtemp(join(tmpdir(), 'rehearsal-'));
  const out = join(folder, 'ledger.jsonl');
  const command = ['--import', 'tsx', join(root, 'src/rehearsal/main.ts'), ...args, '--out', out];
  const child = spawn(process.execPath, command, {
    cwd: root,
    env: { PATH: process.env.PATH, TZ: zone },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let err = '';
  child.stderr.on('data', (chunk) => {
    err += String(chunk);
  });
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  const ledger = await readFile(out, 'utf8').catch(() => undefined);
  await rm(folder, { recursive: true, force: true });
  return { code, ledger, err };
}

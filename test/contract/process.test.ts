import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { onlyHere } from './tenant.ts';

const here = onlyHere('starts the workspace as a process');

type Json = Record<string, unknown>;
const ann = 'ou_5a0d0000000000000000000000000001';
const folder = mkdtempSync(join(tmpdir(), 'process-'));
const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

function run(...args: string[]): {
  child: ChildProcess;
  ended: Promise<{ code: number | null; text: string }>;
  ready: Promise<string>;
} {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/sandbox/main.ts', ...args]);
  children.push(child);
  let text = '';
  let tellReady: (url: string) => void = () => undefined;
  const ready = new Promise<string>((resolve) => {
    tellReady = resolve;
  });
  const hear = (bytes: Buffer): void => {
    text += bytes.toString();
    const url = /^ready (\S+)$/m.exec(text)?.[1];
    if (url) tellReady(url);
  };
  child.stdout?.on('data', hear);
  child.stderr?.on('data', hear);
  const ended = new Promise<{ code: number | null; text: string }>((resolve) => {
    child.once('close', (code) => resolve({ code, text }));
  });
  return { child, ended, ready };
}

async function control(url: string, path: string, body?: Json): Promise<Json> {
  const answer = await fetch(
    `${url}/_sandbox${path}`,
    body ? { method: 'POST', body: JSON.stringify(body) } : {},
  );
  return (await answer.json()) as Json;
}

here('npm run sandbox', () => {
  it('helps, and refuses what it cannot do', async () => {
    const [help, port, host] = await Promise.all([
      run('--help').ended,
      run('--port', 'x').ended,
      run('--host', '0.0.0.0').ended,
    ]);
    expect(help).toMatchObject({ code: 0, text: expect.stringContaining('--port') });
    expect(port).toMatchObject({ code: 2, text: expect.stringContaining('"x" is no port') });
    expect(host).toMatchObject({ code: 2, text: expect.stringContaining('--allow-remote') });
  });

  it('goes on after SIGKILL where it was', async () => {
    const args = [
      '--port',
      '0',
      '--rate',
      '0',
      '--start-at',
      '2026-02-02T09:05:00+08:00',
      '--journal',
      join(folder, 'j.jsonl'),
    ];
    const first = run(...args);
    const url = await first.ready;
    await control(url, '/say', { as: ann, text: '一' });
    await control(url, '/clock', { advance: 'P1D' });
    const before = await control(url, `/inbox?open_id=${ann}`);
    first.child.kill('SIGKILL');
    await first.ended;
    const again = await run(...args).ready;
    expect(await control(again, `/inbox?open_id=${ann}`)).toEqual(before);
    expect((await control(again, '/clock')).now).toBe('2026-02-03T09:05:00+08:00');
    const said = await control(again, '/say', { as: ann, text: '二' });
    expect(JSON.stringify(before)).not.toContain(String(said.message_id));
  });
});

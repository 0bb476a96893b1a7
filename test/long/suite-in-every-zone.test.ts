import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

it.each(['UTC', 'Asia/Shanghai', 'America/New_York', 'Asia/Kolkata'])(
  'every test that needs no server passes on a host in %s',
  async (zone) => {
    const child = spawn('npm', ['test'], { cwd: root, env: { ...process.env, TZ: zone }, stdio: 'inherit' });
    expect(await new Promise((resolve) => child.once('close', resolve))).toBe(0);
  },
);

import { spawn } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { takeOwnerLock } from '../db/owner-lock.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const demoRoster = join(root, 'db/demo-roster');

let folder: string;
let dataDir: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shoushi-cli-'));
  dataDir = join(folder, 'data');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A command whose reader goes away before it says anything. */
function runUnread(command: string, args: readonly string[]): Promise<Ran> {
  return run(command, args, {}, (stdout) => stdout.destroy());
}

interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** A command as a person runs it: its own process, in a folder without a .env. */
function run(
  command: string,
  args: readonly string[] = [],
  env: Record<string, string> = {},
  read = (stdout: Readable): unknown => stdout,
): Promise<Ran> {
  const tsx = fileURLToPath(import.meta.resolve('tsx'));
  const { PATH } = process.env;
  const child = spawn(process.execPath, ['--import', tsx, join(root, command), ...args], {
    cwd: folder,
    env: { PATH, DATA_DIR: dataDir, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const told = { out: '', err: '' };
  child.stdout.on('data', (chunk) => {
    told.out += String(chunk);
  });
  child.stderr.on('data', (chunk) => {
    told.err += String(chunk);
  });
  read(child.stdout);
  return new Promise((resolve) => {
    child.once('close', (code) => resolve({ code, ...told }));
  });
}

const commands = [
  'src/cli/roster.ts',
  'src/cli/calendar.ts',
  'src/cli/doctor.ts',
  'src/cli/catalogue.ts',
  'src/cli/ledger.ts',
  'src/sandbox/main.ts',
];

describe('every command', () => {
  it.each(commands)('%s explains itself', async (command) => {
    const ran = await run(command, ['--help']);
    expect(ran).toMatchObject({ code: 0, err: '' });
    expect(ran.out).toContain('npm run');
  });

  it.each(commands)('%s answers wrong usage with its help, not with a stack trace', async (command) => {
    const ran = await run(command, ['--no-such-option']);
    expect(ran).toMatchObject({ code: 2, out: '' });
    expect(ran.err).toContain('--help');
    expect(ran.err).not.toMatch(/^\s+at /m);
  });

  it.each(['src/cli/catalogue.ts', 'src/cli/ledger.ts'])(
    '%s ends quietly without a reader',
    async (command) => {
      expect(await runUnread(command, ['--help'])).toMatchObject({ code: 0, err: '' });
    },
  );

  it.each(['src/cli/calendar.ts', 'src/cli/doctor.ts'])('%s names every wrong setting', async (command) => {
    const args = command.includes('calendar') ? ['check'] : [];
    const ran = await run(command, args, { PORT: 'x', ROLE: 'boss' });
    expect(ran.code).toBe(1);
    expect(ran.err).toMatch(/设置有误.*PORT.*ROLE/s);
    expect(ran.err).not.toMatch(/^\s+at /m);
  });
});

describe('npm run rehearse', () => {
  it('says before it runs where it cannot write', async () => {
    const out = join(folder, 'nowhere/x.jsonl');
    const ran = await run('src/rehearsal/main.ts', ['--roster', demoRoster, '--out', out]);
    expect(ran).toMatchObject({ code: 2, out: '' });
    expect(ran.err).toContain(`写不进 ${out}`);
    expect(ran.err).not.toMatch(/ENOENT|^\s+at /m);
  });

  it('asks for the file', async () => {
    const ran = await run('src/rehearsal/main.ts');
    expect(ran).toMatchObject({ code: 2, out: '' });
    expect(ran.err).toContain('请写明 --out 文件');
  });
});

describe('npm run explain', () => {
  it('looks at days that were, and says how to see what comes', async () => {
    const ran = await run('src/cli/explain.ts', ['D01B01-TD-2602', '--day', '2199-01-01']);
    expect(ran).toMatchObject({ code: 2, out: '' });
    expect(ran.err).toContain('2199-01-01还没有到，只能看到今天为止');
  });
});

describe('npm run doctor', () => {
  it('finds a fresh machine in order, and leaves nothing behind', async () => {
    const ran = await run('src/cli/doctor.ts');
    expect(ran).toMatchObject({ code: 0, err: '' });
    for (const name of ['飞书：没有设置', '数据库：还没有数据', '队列', '时区数据', '日历']) {
      expect(ran.out).toContain(`[正常] ${name}`);
    }
    for (const item of [
      '我的事项 → 待办：事件 ID 填 todo',
      '改期：事件 ID 填 move',
      '帮助：事件 ID 填 help',
    ]) {
      expect(ran.out).toContain(item);
    }
    expect(await readdir(folder)).not.toContain('data');
  });

  it('says how to mend what is out of reach', async () => {
    const ran = await run('src/cli/doctor.ts', [], {
      DATABASE_URL: 'postgres://nobody:pa55@127.0.0.1:1/none',
      REDIS_URL: 'redis://:pa55@127.0.0.1:1',
      FEISHU_APP_ID: 'cli_5a17000000000001',
      FEISHU_APP_SECRET: 'pa55',
      FEISHU_DOMAIN: 'http://127.0.0.1:1',
    });
    expect(ran.code).toBe(1);
    for (const name of ['应用凭证', '数据库', '队列']) expect(ran.out).toContain(`[待办] ${name}`);
    expect(ran.out.match(/办法：/g)).toHaveLength(3);
    expect(ran.out + ran.err).not.toContain('pa55');
  });
});

describe('npm run roster', () => {
  it('imports into the embedded database, and again without a change', async () => {
    expect((await run('src/cli/roster.ts', ['import', demoRoster])).out).toContain('导入完成');
    const again = await run('src/cli/roster.ts', ['import', demoRoster]);
    expect(again).toMatchObject({ code: 0, err: '' });
    expect(again.out).toContain('完全一致');
    expect((await run('src/cli/doctor.ts')).out).toContain('表结构是最新的');
  });

  it('says that the bot is running, in one sentence', async () => {
    const lock = await takeOwnerLock(dataDir);
    const ran = await run('src/cli/roster.ts', ['import', demoRoster]);
    expect(ran.code).toBe(1);
    expect(ran.err).toContain('数据文件夹正被另一个守时进程使用');
    expect(ran.err).not.toMatch(/^\s+at /m);
    expect((await run('src/cli/doctor.ts')).out).toContain('正由运行中的守时使用');
    await lock.release();
  });

  it('checks without any database, and tells rows that are wrong', async () => {
    const broken = await mkdtemp(join(folder, 'roster-'));
    await writeFile(join(broken, 'orgs.csv'), '组织编码\n');
    const ran = await run('src/cli/roster.ts', ['check', broken], { DATABASE_URL: 'nonsense' });
    expect(ran).toMatchObject({ code: 1, err: '' });
    expect(ran.out).toContain('people.csv');
    expect((await run('src/cli/roster.ts', ['check', join(folder, 'nowhere')])).code).toBe(2);
  });
});

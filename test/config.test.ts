import { readFile } from 'node:fs/promises';
import { parseEnv } from 'node:util';
import { describe, expect, it } from 'vitest';
import { readConfig, settingsSchema } from '../src/core/config.ts';
import { AppError } from '../src/core/errors.ts';

const example = parseEnv(await readFile(new URL('../.env.example', import.meta.url), 'utf8'));

function refusal(env: Record<string, string>): string {
  try {
    readConfig(env);
  } catch (error) {
    expect(error).toBeInstanceOf(AppError);
    expect(error).toMatchObject({ kind: 'invalid', code: 'config' });
    return (error as AppError).message;
  }
  throw new Error('these settings were accepted');
}

describe('.env.example', () => {
  it('names exactly the settings there are', () => {
    expect(Object.keys(example).sort()).toEqual(Object.keys(settingsSchema.shape).sort());
    expect(Object.keys(example).length).toBeGreaterThan(10);
  });

  it('shows each default, and nothing where there is none', () => {
    const defaults: Record<string, unknown> = settingsSchema.parse({});
    for (const [name, shown] of Object.entries(example))
      expect([name, shown]).toEqual([name, String(defaults[name] ?? '')]);
  });

  it('copied as it stands, changes nothing', () => {
    expect(readConfig(example)).toEqual(readConfig({}));
  });
});

describe('settings', () => {
  it('run with nothing set: embedded, local workspace, every role', () => {
    const config = readConfig({});
    expect(config).toMatchObject({ port: 3000, host: '127.0.0.1', dataDir: '.data', role: 'all' });
    expect([config.feishu, config.databaseUrl, config.redisUrl]).toEqual([undefined, undefined, undefined]);
    expect(config.startAt.toISOString()).toBe('2026-02-02T01:05:00.000Z');
    expect(Object.isFrozen(config)).toBe(true);
  });

  it.each([
    ['2026-02-02T09:05+08:00', '2026-02-02T01:05:00.000Z'],
    ['2026-02-02T09:05:30+08:00', '2026-02-02T01:05:30.000Z'],
    ['2026-02-02T01:05Z', '2026-02-02T01:05:00.000Z'],
  ])('START_AT may be %s', (typed, moment) => {
    expect(readConfig({ START_AT: typed }).startAt.toISOString()).toBe(moment);
  });

  it.each(['2026-02-02', '2026-02-02 09:05', '2026-02-02T09:05', '2026-02-30T09:05+08:00', 'tomorrow'])(
    'START_AT may not be %s: a moment without its offset would depend on the host',
    (typed) => {
      expect(refusal({ START_AT: typed })).toContain('START_AT: is written like 2026-02-02T09:05+08:00');
    },
  );

  it('are all complained about at once', () => {
    const message = refusal({
      PORT: '99999',
      START_AT: 'soon',
      GO_LIVE_ON: '2026-2-2',
      LOG_LEVEL: 'loud',
      ROLE: 'boss',
      DATABASE_URL: 'mysql://db',
      FEISHU_APP_ID: 'app',
      FEISHU_TRANSPORT: 'webhook',
    });
    const named = [...message.matchAll(/^ {2}([A-Z_]+)/gm)].map((match) => match[1]);
    expect(new Set(named)).toEqual(
      new Set([
        'PORT',
        'START_AT',
        'GO_LIVE_ON',
        'LOG_LEVEL',
        'ROLE',
        'DATABASE_URL',
        'FEISHU_APP_ID',
        'FEISHU_ENCRYPT_KEY',
        'REDIS_URL',
      ]),
    );
    expect(message).toContain('FEISHU_APP_ID and FEISHU_APP_SECRET belong together');
  });

  it('never repeat a value: it may be a secret pasted into the wrong line', () => {
    const secret = 'n0t-for-anybody';
    for (const name of Object.keys(settingsSchema.shape)) {
      const env = { [name]: secret, FEISHU_APP_SECRET: secret, PORT: 'x' };
      expect(refusal(env)).not.toContain(secret);
    }
  });

  it.each([
    [{ REDIS_URL: 'redis://r' }, 'DATABASE_URL'],
    [{ ROLE: 'worker' }, 'DATABASE_URL'],
    [{ DATABASE_URL: 'postgres://d' }, 'REDIS_URL'],
    [{ FEISHU_APP_ID: 'cli_5a17000000000001' }, 'FEISHU_APP_SECRET'],
    [{ FEISHU_APP_SECRET: 's' }, 'FEISHU_APP_ID'],
  ])('%o needs %s', (env, missing) => {
    expect(refusal(env)).toContain(missing);
  });

  it('of a tenant come as one', () => {
    const { feishu } = readConfig({
      FEISHU_APP_ID: 'cli_5a17000000000001',
      FEISHU_APP_SECRET: ' s ',
      FEISHU_DOMAIN: 'https://open.larksuite.com/',
    });
    expect(feishu).toEqual({
      appId: 'cli_5a17000000000001',
      appSecret: 's',
      domain: 'https://open.larksuite.com',
      transport: 'ws',
      encryptKey: undefined,
      verificationToken: undefined,
    });
  });
});

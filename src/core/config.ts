import { existsSync } from 'node:fs';
import { z } from 'zod';
import { AppError } from './errors.ts';

const text = z.string().trim();
const moment = z.union([z.iso.datetime({ offset: true }), z.iso.datetime({ offset: true, precision: -1 })], {
  error: 'is written like 2026-02-02T09:05+08:00',
});

/** Every setting of the product, with a default that runs with nothing set. Names are those of .env.example. */
export const settingsSchema = z.object({
  PORT: z.coerce.number('is a whole number from 0 to 65535').int().min(0).max(65_535).default(3000),
  HOST: text.default('127.0.0.1'),
  DATA_DIR: text.default('.data'),
  ROSTER: text.default('db/demo-roster'),
  START_AT: moment.default('2026-02-02T09:05+08:00'),
  GO_LIVE_ON: z.iso.date('is a day written like 2026-02-02').optional(),
  LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('warn'),
  ROLE: z.enum(['all', 'gateway', 'worker', 'planner', 'web']).default('all'),
  DATABASE_URL: text.regex(/^postgres(?:ql)?:\/\//, 'begins with postgres://').optional(),
  REDIS_URL: text.regex(/^rediss?:\/\//, 'begins with redis://').optional(),
  QUEUE_PREFIX: text.default('{shoushi}'),
  FEISHU_APP_ID: text.regex(/^cli_[0-9a-fA-F]{16}$/, 'looks like cli_ and 16 hexadecimal digits').optional(),
  FEISHU_APP_SECRET: text.optional(),
  FEISHU_DOMAIN: text.regex(/^https?:\/\//, 'begins with https://').default('https://open.feishu.cn'),
  FEISHU_TRANSPORT: z.enum(['ws', 'webhook']).default('ws'),
  FEISHU_ENCRYPT_KEY: text.optional(),
  FEISHU_VERIFICATION_TOKEN: text.optional(),
});

export interface FeishuCredentials {
  readonly appId: string;
  readonly appSecret: string;
  readonly domain: string;
  readonly transport: 'ws' | 'webhook';
  readonly encryptKey?: string | undefined;
  readonly verificationToken?: string | undefined;
}

export interface Config {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  readonly roster: string;
  readonly startAt: Date;
  readonly goLiveOn?: string | undefined;
  readonly logLevel: string;
  readonly role: 'all' | 'gateway' | 'worker' | 'planner' | 'web';
  readonly databaseUrl?: string | undefined;
  readonly redisUrl?: string | undefined;
  readonly queuePrefix: string;
  /** Absent: the local workspace stands in for the platform. */
  readonly feishu?: FeishuCredentials | undefined;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** The process's own environment; a `.env` in the working folder fills in what it does not set. */
function environment(): Environment {
  if (existsSync('.env')) process.loadEnvFile('.env');
  return process.env;
}

/** Settings that only make sense together. Looks at what was given, so that it also speaks when others do not fit. */
function contradictions(given: Environment): readonly string[] {
  const found: string[] = [];
  if (Boolean(given.FEISHU_APP_ID) !== Boolean(given.FEISHU_APP_SECRET)) {
    found.push('FEISHU_APP_ID and FEISHU_APP_SECRET belong together: set both or neither');
  }
  if (given.FEISHU_TRANSPORT === 'webhook' && given.FEISHU_APP_ID && !given.FEISHU_ENCRYPT_KEY) {
    found.push('FEISHU_ENCRYPT_KEY: webhook transport needs it, or anybody could send events');
  }
  if (!given.DATABASE_URL && (given.REDIS_URL || (given.ROLE ?? 'all') !== 'all')) {
    found.push('DATABASE_URL: the embedded database is for one process with role "all" and no Redis');
  }
  if (given.DATABASE_URL && !given.REDIS_URL) found.push('REDIS_URL: needed together with DATABASE_URL');
  return found;
}

/** Reads and checks the environment. Throws one AppError that names every wrong setting at once, never a value. */
export function readConfig(env: Environment = environment()): Config {
  // An empty line of a copied .env.example means "not set".
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()));
  const parsed = settingsSchema.safeParse(given);
  const problems = [
    ...(parsed.error?.issues ?? []).map((issue) => `${issue.path.join('.')}: ${issue.message}`),
    ...contradictions(given),
  ];
  if (!parsed.success || problems.length > 0) {
    throw new AppError('invalid', 'config', `The settings do not fit:\n  ${problems.join('\n  ')}`);
  }
  const s = parsed.data;
  const feishu =
    s.FEISHU_APP_ID && s.FEISHU_APP_SECRET
      ? {
          appId: s.FEISHU_APP_ID,
          appSecret: s.FEISHU_APP_SECRET,
          domain: s.FEISHU_DOMAIN.replace(/\/+$/, ''),
          transport: s.FEISHU_TRANSPORT,
          encryptKey: s.FEISHU_ENCRYPT_KEY,
          verificationToken: s.FEISHU_VERIFICATION_TOKEN,
        }
      : undefined;
  return Object.freeze({
    port: s.PORT,
    host: s.HOST,
    dataDir: s.DATA_DIR,
    roster: s.ROSTER,
    startAt: new Date(s.START_AT),
    goLiveOn: s.GO_LIVE_ON,
    logLevel: s.LOG_LEVEL,
    role: s.ROLE,
    databaseUrl: s.DATABASE_URL,
    redisUrl: s.REDIS_URL,
    queuePrefix: s.QUEUE_PREFIX,
    feishu,
  });
}

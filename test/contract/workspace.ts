import { type Cache, Client, EventDispatcher, LoggerLevel, WSClient } from '@larksuiteoapi/node-sdk';
import WebSocket from 'ws';
import { SimulatedClock } from '../../src/core/clock.ts';
import { createLogger } from '../../src/core/logger.ts';
import { decodeFrame, encodeFrame, type Frame, headerOf } from '../../src/sandbox/frames.ts';
import { type Sandbox, type SandboxSeed, startSandbox } from '../../src/sandbox/server.ts';

export const app = { appId: 'cli_a1b2c3d4e5f60718', appSecret: 'a-secret-of-the-tests', name: '守时' };
export const ann = 'ou_00000000000000000000000000000001';
export const bob = 'ou_00000000000000000000000000000002';
export const cyd = 'ou_00000000000000000000000000000003';
const seed: SandboxSeed = {
  app,
  users: [
    { openId: ann, name: '安然', org: '第一支部', posts: ['支部书记'], email: 'ann@workspace.example' },
    { openId: bob, name: '白晓', org: '第一支部', posts: [] },
    { openId: cyd, name: '单田', org: '第二支部', posts: ['组织委员'] },
  ],
  groups: [
    { name: '第一支部群', members: [ann, bob], withBot: true },
    { name: '没有机器人的群', members: [ann, cyd], withBot: false },
  ],
};

type Json = Record<string, unknown>;

/** A workspace of three people on a frozen clock, and the calls a test makes. */
export class TestWorkspace {
  readonly clock: SimulatedClock;
  readonly sandbox: Sandbox;
  readonly #closers: (() => void)[] = [];

  private constructor(clock: SimulatedClock, sandbox: Sandbox) {
    this.clock = clock;
    this.sandbox = sandbox;
  }

  static async open(
    options: { journalFile?: string; at?: Date; users?: SandboxSeed['users'] } = {},
  ): Promise<TestWorkspace> {
    const clock = new SimulatedClock(options.at ?? new Date('2026-02-02T09:05:00+08:00'), 0);
    const ended: { sandbox?: Sandbox } = {};
    const sandbox = await startSandbox({
      clock,
      time: {
        now: () => clock.now(),
        rate: () => clock.rate,
        idle: true,
        setRate: (rate) => clock.setRate(rate),
        advanceTo: async (to) => {
          for (let next = clock.nextWakeAt(); next && next <= to; next = clock.nextWakeAt()) {
            clock.set(next < clock.now() ? clock.now() : next);
            await ended.sandbox?.settled();
          }
          clock.set(to);
        },
        nextDue: () => clock.nextWakeAt(),
      },
      seed: options.users ? { ...seed, users: [...seed.users, ...options.users] } : seed,
      host: '127.0.0.1',
      port: 0,
      journalFile: options.journalFile,
      log: createLogger('silent'),
    });
    ended.sandbox = sandbox;
    return new TestWorkspace(clock, sandbox);
  }

  client(): Client {
    const tokens = new Map<unknown, unknown>();
    // The SDK keeps tokens per process; two workspaces of one process must not share them.
    const cache = {
      get: async (key: string | symbol) => tokens.get(key),
      set: async (key: string | symbol, value: unknown) => tokens.set(key, value).has(key),
    } as Cache;
    return new Client({
      ...app,
      domain: this.sandbox.url,
      cache,
      loggerLevel: LoggerLevel.fatal,
      logger: silent,
    });
  }

  /** Connects a bot over the long connection; resolves when it is ready. */
  async connect(handlers: Record<string, (event: never) => unknown>): Promise<WSClient> {
    const dispatcher = new EventDispatcher({ logger: silent }).register(handlers as never);
    let ready: () => void = () => undefined;
    const isReady = new Promise<void>((resolve) => {
      ready = resolve;
    });
    const bot = new WSClient({ ...app, domain: this.sandbox.url, logger: silent, onReady: () => ready() });
    this.#closers.push(() => bot.close({ force: true }));
    await bot.start({ eventDispatcher: dispatcher });
    await isReady;
    return bot;
  }

  /** A socket of the long connection without any SDK. */
  async socket(): Promise<WebSocket> {
    const { body } = await this.raw('POST', '/callback/ws/endpoint', {
      AppID: app.appId,
      AppSecret: app.appSecret,
    });
    const socket = new WebSocket((body.data as { URL: string }).URL);
    this.#closers.push(() => socket.terminate());
    socket.on('error', nothing);
    await new Promise<void>((resolve, reject) => {
      socket.once('open', () => resolve());
      socket.once('error', reject);
      socket.once('unexpected-response', (_, answer) => reject(new Error(`HTTP ${answer.statusCode}`)));
    });
    return socket;
  }

  /** Hears every frame's payload as it came, and acknowledges what is whole. */
  async listenRaw(hear: (payload: string, frame: Frame) => unknown): Promise<WebSocket> {
    const socket = await this.socket();
    socket.on('message', (bytes: Buffer) => {
      const frame = decodeFrame(bytes);
      if (frame.method !== 1) return;
      const result = hear(Buffer.from(frame.payload ?? []).toString(), frame);
      if (headerOf(frame, 'sum') !== '1') return;
      const data = Buffer.from(JSON.stringify(result ?? {})).toString('base64');
      socket.send(encodeFrame({ ...frame, payload: Buffer.from(JSON.stringify({ code: 200, data })) }));
    });
    socket.send(encodeFrame(ping));
    return socket;
  }

  async groupId(name: string): Promise<string> {
    const { chats } = (await this.control('/state')).body as { chats: Json[] };
    return String(chats.find((chat) => chat.name === name)?.chat_id);
  }

  async control(
    path: string,
    body?: Json,
    method = body ? 'POST' : 'GET',
  ): Promise<{ status: number; body: Json }> {
    const answer = await fetch(`${this.sandbox.url}/_sandbox${path}`, {
      method,
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    return { status: answer.status, body: (await answer.json()) as Json };
  }

  async token(): Promise<string> {
    const { body } = await this.raw('POST', '/open-apis/auth/v3/tenant_access_token/internal', {
      app_id: app.appId,
      app_secret: app.appSecret,
    });
    return String(body.tenant_access_token);
  }

  async raw(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
    const answer = await fetch(this.sandbox.url + path, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Json };
  }

  /** A call with a valid token. */
  async api(method: string, path: string, body?: unknown) {
    return this.raw(method, `/open-apis${path}`, body, { authorization: `Bearer ${await this.token()}` });
  }

  async inbox(openId: string): Promise<Json[]> {
    return (await this.control(`/inbox?open_id=${openId}`)).body.messages as Json[];
  }

  async close(): Promise<void> {
    for (const close of this.#closers.splice(0)) close();
    await this.sandbox.close();
    this.clock.stop();
  }
}

export const ping: Frame = {
  SeqID: 0,
  LogID: 0,
  service: 1,
  method: 0,
  headers: [{ key: 'type', value: 'ping' }],
};

const nothing = (): void => undefined;
const silent = { error: nothing, warn: nothing, info: nothing, debug: nothing, trace: nothing };

export function buttonCard(title: string, value: Json, more: Json[] = []): Json {
  return {
    schema: '2.0',
    header: { title: { tag: 'plain_text', content: title } },
    body: {
      elements: [
        {
          tag: 'button',
          element_id: 'go',
          name: 'go',
          text: { tag: 'plain_text', content: '好' },
          behaviors: [{ type: 'callback', value }],
        },
        ...more,
      ],
    },
  };
}

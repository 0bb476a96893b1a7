import type { Clock } from '../core/clock.ts';
import type { FeishuCredentials } from '../core/config.ts';
import { AppError } from '../core/errors.ts';
import type { Logger } from '../core/logger.ts';
import type { InboundHandler } from '../engine/inbound-port.ts';
import type { ChatPort } from '../notices/chat-port.ts';
import { createChat } from './chat.ts';
import { createClient, type PlatformClient } from './client.ts';
import { createIntake } from './intake.ts';
import { SendBudget } from './limits.ts';
import { createWebhook, type Webhook } from './receive-http.ts';
import { createLongConnection } from './receive-ws.ts';
import { type SlashCommand, syncSlashCommands } from './slash-commands.ts';
import { fields, text } from './wire.ts';

interface FeishuHealth {
  readonly transport: 'ws' | 'webhook';
  /** `connected` is well; with the webhook there is no connection and the word is `listening`. */
  readonly connection: string;
  readonly hasToken: boolean;
}

export interface FeishuConnection {
  readonly chat: ChatPort;
  health(): FeishuHealth;
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Only with the webhook transport. */
  readonly webhook?: Webhook | undefined;
  syncSlashCommands(commands: readonly SlashCommand[]): Promise<void>;
}

/** How long a start waits for the long connection before it goes on without; the SDK keeps trying. */
const patienceMs = 15_000;

/** Our own open_id; asked again by the next event for as long as the platform has not told it. */
class BotIdentity {
  readonly #client: PlatformClient;
  #openId: string | undefined;
  #asking: Promise<void> | undefined;

  constructor(client: PlatformClient) {
    this.#client = client;
  }

  openId(): string | undefined {
    if (this.#openId === undefined) void this.learn();
    return this.#openId;
  }

  learn(): Promise<void> {
    this.#asking ??= this.#ask().finally(() => {
      this.#asking = undefined;
    });
    return this.#asking;
  }

  async #ask(): Promise<void> {
    const { call, sdk } = this.#client;
    const answer = await call((options) =>
      sdk.request({ method: 'GET', url: '/open-apis/bot/v3/info' }, options),
    );
    if (answer.kind === 'ok') this.#openId = text(fields(answer.body.bot).open_id) || undefined;
  }
}

export async function connectFeishu(parts: {
  readonly credentials: FeishuCredentials;
  readonly clock: Clock;
  readonly log: Logger;
  readonly handler: InboundHandler;
}): Promise<FeishuConnection> {
  const { credentials, clock, log, handler } = parts;
  const client = createClient(credentials, clock, log);
  const budget = new SendBudget(clock);
  const bot = new BotIdentity(client);
  const intake = createIntake(handler, clock, log, () => bot.openId());
  const isWs = credentials.transport === 'ws';
  const socket = isWs
    ? createLongConnection(credentials, { http: client.http, log, intake, secrets: client.secrets })
    : undefined;

  return {
    chat: createChat(client, budget),
    webhook: isWs ? undefined : createWebhook(credentials, clock, log, intake),
    health: () => ({
      transport: credentials.transport,
      connection: socket ? socket.state() : 'listening',
      hasToken: client.hasToken(),
    }),
    start: async () => {
      const failure = await client.warm();
      if (failure && failure.kind === 'busy' && isCredentialCode(failure.code)) {
        throw new AppError(
          'invalid',
          'feishu_credentials',
          `The platform refuses the app's credentials, code ${failure.code}`,
        );
      }
      if (failure) log.warn({ outcome: failure.kind }, 'no token yet');
      await bot.learn();
      if (bot.openId() === undefined) log.warn('the bot does not know its own open_id yet');
      if (socket && !(await socket.start(patienceMs))) log.warn('long connection not ready yet');
    },
    stop: async () => {
      socket?.stop();
      client.close();
    },
    syncSlashCommands: (commands) => syncSlashCommands(client, log, commands),
  };
}

function isCredentialCode(code: number): boolean {
  return code === 10003 || code === 10014 || code === 10015;
}

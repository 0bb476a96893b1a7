import { EventDispatcher, LoggerLevel, WSClient } from '@larksuiteoapi/node-sdk';
import type { FeishuCredentials } from '../core/config.ts';
import type { Logger } from '../core/logger.ts';
import type { PlatformHttp } from './http.ts';
import type { Intake } from './intake.ts';
import { scrub } from './scrub.ts';
import { sdkLogger } from './sdk-log.ts';

export interface LongConnection {
  /** Resolves when the connection stands, or when `patienceMs` have passed without it. */
  start(patienceMs: number): Promise<boolean>;
  stop(): void;
  state(): string;
}

/**
 * Hands every envelope on as it is. The SDK's own dispatch mixes header and event into one object, in which
 * the card's token hides the verification token, and answers unknown events with a sentence.
 */
class WholeEnvelopes extends EventDispatcher {
  readonly #intake: Intake;

  constructor(intake: Intake, logger: ReturnType<typeof sdkLogger>) {
    super({ logger, loggerLevel: LoggerLevel.warn });
    this.#intake = intake;
  }

  override invoke(envelope: unknown): Promise<object> {
    return this.#intake(envelope);
  }
}

/** The SDK gives up for good on answers that may well pass, a busy platform among them. */
const retryAfterGivingUpMs = 60_000;

export function createLongConnection(
  credentials: FeishuCredentials,
  parts: {
    readonly http: PlatformHttp;
    readonly log: Logger;
    readonly intake: Intake;
    readonly secrets: readonly string[];
  },
): LongConnection {
  const { http, log, intake, secrets } = parts;
  const logger = sdkLogger(log, secrets);
  const dispatcher = new WholeEnvelopes(intake, logger);
  let retry: NodeJS.Timeout | undefined;
  let isReady: () => void = () => undefined;

  const socket = new WSClient({
    appId: credentials.appId,
    appSecret: credentials.appSecret,
    domain: credentials.domain,
    httpInstance: http,
    logger,
    loggerLevel: LoggerLevel.info,
    source: 'shoushi',
    // Both are off by default; without them a stuck handshake or a half-open socket is never noticed.
    handshakeTimeoutMs: 15_000,
    wsConfig: { pingTimeout: 20 },
    onReady: () => {
      log.info('long connection ready');
      isReady();
    },
    onReconnecting: () => log.warn('long connection lost'),
    onReconnected: () => log.info('long connection back'),
    onError: (error) => {
      log.error({ detail: scrub(error.message, secrets) }, 'long connection given up');
      retry = setTimeout(() => void open(), retryAfterGivingUpMs);
    },
  });

  async function open(): Promise<void> {
    await socket.start({ eventDispatcher: dispatcher });
  }

  return {
    start: async (patienceMs) => {
      // Patience with a network is measured in real time, whatever the simulated clock says.
      let timer: NodeJS.Timeout | undefined;
      const ready = new Promise<boolean>((resolve) => {
        isReady = () => resolve(true);
        timer = setTimeout(() => resolve(false), patienceMs);
      });
      await open();
      const result = await ready;
      clearTimeout(timer);
      return result;
    },
    stop: () => {
      clearTimeout(retry);
      socket.close({ force: true });
    },
    state: () => socket.getConnectionStatus().state,
  };
}

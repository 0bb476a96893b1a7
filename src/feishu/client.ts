import { Client, LoggerLevel, withTenantToken } from '@larksuiteoapi/node-sdk';
import type { Clock } from '../core/clock.ts';
import type { FeishuCredentials } from '../core/config.ts';
import type { Logger } from '../core/logger.ts';
import { type Failure, failureOf, failureOfError, isStaleToken } from './errors.ts';
import { createHttp, type PlatformHttp } from './http.ts';
import { sdkLogger } from './sdk-log.ts';
import { TenantToken } from './token.ts';
import { type Fields, fields, text } from './wire.ts';

type CallOptions = ReturnType<typeof withTenantToken>;
export type Answer = { readonly kind: 'ok'; readonly body: Fields } | Failure;

export interface PlatformClient {
  readonly sdk: Client;
  readonly http: PlatformHttp;
  readonly secrets: readonly string[];
  /** One API call with a token that is renewed once when it turns out to have died early. */
  call(perform: (options: CallOptions) => Promise<unknown>): Promise<Answer>;
  /** Fetches the token, so that the first notice does not wait for it. */
  warm(): Promise<Failure | undefined>;
  hasToken(): boolean;
  close(): void;
}

/** A token could not be had; what stands in the way of the call is the failure inside. */
class TokenFailure extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super('no tenant token');
    this.name = 'TokenFailure';
    this.failure = failure;
  }
}

export function createClient(credentials: FeishuCredentials, clock: Clock, log: Logger): PlatformClient {
  const { appId, appSecret, domain, encryptKey, verificationToken } = credentials;
  const secrets = [appSecret, encryptKey, verificationToken].filter((secret) => secret !== undefined);
  const http = createHttp();
  const sdk = new Client({
    appId,
    appSecret,
    domain,
    httpInstance: http,
    logger: sdkLogger(log, secrets),
    loggerLevel: LoggerLevel.info,
    source: 'shoushi',
    // The SDK neither shares one token request among callers nor forgets a token that died early.
    disableTokenCache: true,
  });

  const token = new TenantToken(clock, async () => {
    const body = fields(
      await sdk.auth.v3.tenantAccessToken
        .internal({ data: { app_id: appId, app_secret: appSecret } })
        .catch((error: unknown) => {
          throw new TokenFailure(failureOfError(error));
        }),
    );
    const issued = text(body.tenant_access_token);
    if (body.code !== 0 || issued === '') throw new TokenFailure(failureOf(200, body));
    return { token: issued, expiresInMs: Number(body.expire ?? 0) * 1000 };
  });

  async function attempt(
    perform: (options: CallOptions) => Promise<unknown>,
    current: string,
  ): Promise<Answer> {
    try {
      const body = fields(await perform(withTenantToken(current)));
      return body.code === 0 ? { kind: 'ok', body } : failureOf(200, body);
    } catch (error) {
      return failureOfError(error);
    }
  }

  async function call(perform: (options: CallOptions) => Promise<unknown>): Promise<Answer> {
    try {
      const first = await token.get();
      const answer = await attempt(perform, first);
      if (answer.kind === 'ok' || !isStaleToken(answer)) return answer;
      // A refused token means that nothing was done, so the same call may be made again.
      token.evict(first);
      const second = await token.get();
      const again = await attempt(perform, second);
      if (again.kind !== 'ok' && isStaleToken(again)) token.evict(second);
      return again;
    } catch (error) {
      if (error instanceof TokenFailure) return withoutEffect(error.failure);
      throw error;
    }
  }

  return {
    sdk,
    http,
    secrets,
    call,
    warm: async () => {
      try {
        await token.get();
        return undefined;
      } catch (error) {
        if (error instanceof TokenFailure) return error.failure;
        throw error;
      }
    },
    hasToken: () => token.isWarm(),
    close: () => http.close(),
  };
}

/** Without a token the call itself was never made: its effect is known to be none, and it may be tried later. */
function withoutEffect(failure: Failure): Failure {
  if (failure.kind === 'busy') return failure;
  return { kind: 'busy', retryAfterMs: 5_000, code: failure.kind === 'refused' ? failure.code : 0 };
}

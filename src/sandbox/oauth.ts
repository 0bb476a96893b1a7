import { z } from 'zod';
import type { ApiAnswer } from './answers.ts';
import type { Issued } from './logins.ts';
import type { Workspace } from './workspace.ts';

const body = z.object({
  grant_type: z.string(),
  client_id: z.string(),
  client_secret: z.string(),
  code: z.string().optional(),
  redirect_uri: z.string().optional(),
  code_verifier: z.string().optional(),
  refresh_token: z.string().optional(),
  scope: z.string().optional(),
});

const errors: Readonly<Record<number, readonly [string, string]>> = {
  20001: ['invalid_request', 'The request is missing a required parameter.'],
  20002: ['invalid_client', 'The client secret is invalid.'],
  20003: ['invalid_grant', 'The authorization code is invalid.'],
  20004: ['invalid_grant', 'The authorization code has expired.'],
  20008: ['invalid_grant', 'The user does not exist.'],
  20010: ['invalid_grant', 'The user has no permission to use the app.'],
  20026: ['invalid_grant', 'The refresh token is invalid.'],
  20036: ['unsupported_grant_type', 'The grant_type is not supported.'],
  20037: ['invalid_grant', 'The refresh token has expired.'],
  20048: ['invalid_client', 'The app does not exist.'],
  20049: ['invalid_grant', 'PKCE verification failed.'],
  20064: ['invalid_grant', 'The refresh token has been revoked.'],
  20065: ['invalid_grant', 'The authorization code has been used.'],
  20068: ['invalid_scope', 'The scope exceeds what was granted.'],
  20071: ['invalid_grant', 'The redirect_uri does not match.'],
  20073: ['invalid_grant', 'The refresh token has been used.'],
};

function oauthFailure(code: number): ApiAnswer {
  const [error, error_description] = errors[code] ?? ['server_error', 'Please retry.'];
  return { status: 400, body: { code, error, error_description } };
}

/** Tokens for a code or for a refresh token; everything stands at the top level. */
export function exchange(workspace: Workspace, given: unknown): ApiAnswer {
  const parsed = body.safeParse(given);
  if (!parsed.success) return oauthFailure(20001);
  const ask = parsed.data;
  const { world } = workspace;
  if (ask.client_id !== world.app.appId) return oauthFailure(20048);
  if (ask.client_secret !== world.app.appSecret) return oauthFailure(20002);
  const issued = grant(workspace, ask);
  if (typeof issued === 'number') return oauthFailure(issued);
  const { accessToken, expiresIn, scopes, refreshToken, refreshExpiresIn } = issued;
  return {
    status: 200,
    headers: { 'Cache-Control': 'no-store' },
    body: {
      code: 0,
      access_token: accessToken,
      expires_in: expiresIn,
      refresh_token: refreshToken,
      refresh_token_expires_in: refreshExpiresIn,
      token_type: 'Bearer',
      scope: scopes.join(' '),
    },
  };
}

type Grant = Pick<
  z.output<typeof body>,
  'grant_type' | 'code' | 'redirect_uri' | 'code_verifier' | 'refresh_token' | 'scope'
>;

/** What is issued, or the number of what stands against it. */
export function grant({ world, logins, settings }: Workspace, ask: Grant): Issued | number {
  const now = world.now();
  const seconds = settings.user_token_lifetime_seconds;
  if (ask.grant_type === 'authorization_code') {
    if (ask.code === undefined) return 20001;
    const { code, redirect_uri: redirectUri, code_verifier: verifier, scope } = ask;
    return logins.redeem({ code, redirectUri, verifier, scope }, now, seconds);
  }
  if (ask.grant_type !== 'refresh_token') return 20036;
  return ask.refresh_token === undefined ? 20001 : logins.renew(ask.refresh_token, ask.scope, now, seconds);
}

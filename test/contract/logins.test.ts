import { createHash } from 'node:crypto';
import { Client, LoggerLevel } from '@larksuiteoapi/node-sdk';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { onlyHere } from './tenant.ts';
import { ann, app, bob, TestWorkspace } from './workspace.ts';

const here = onlyHere('decides on the consent page');

type Json = Record<string, unknown>;
let workspace: TestWorkspace;
beforeEach(async () => {
  workspace = await TestWorkspace.open();
});
afterEach(async () => {
  await workspace.close();
});

const redirect_uri = 'http://127.0.0.1:9/back?x=1';
const path = '/open-apis/authen/v1/authorize';
const asked = (more: Record<string, string> = {}): URLSearchParams =>
  new URLSearchParams({
    client_id: app.appId,
    response_type: 'code',
    redirect_uri,
    state: 's<1>',
    scope: 'offline_access contact:user.email:readonly',
    ...more,
  });
const show = (query: URLSearchParams) => fetch(`${workspace.sandbox.url}${path}?${query}`);
const decide = async (fields: URLSearchParams): Promise<{ status: number; back: URL | undefined }> => {
  const answer = await fetch(`${workspace.sandbox.url}${path}`, {
    method: 'POST',
    body: fields,
    redirect: 'manual',
  });
  const location = answer.headers.get('location');
  return { status: answer.status, back: location ? new URL(location) : undefined };
};
const codeFor = async (more: Record<string, string> = {}): Promise<string> =>
  (await decide(asked({ as: ann, ...more }))).back?.searchParams.get('code') ?? '';
const token = (body: Json, url = '/open-apis/authen/v2/oauth/token') =>
  workspace.raw('POST', url, {
    grant_type: 'authorization_code',
    client_id: app.appId,
    client_secret: app.appSecret,
    ...body,
  });
const bearer = (given: unknown) => ({ authorization: `Bearer ${String(given)}` });
const whoAmI = (given: unknown) =>
  workspace.raw('GET', '/open-apis/authen/v1/user_info', undefined, bearer(given));

here('the consent page', () => {
  it('shows who may log in, and says nothing that was not asked', async () => {
    const answer = await show(asked({ q: '安' }));
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const html = await answer.text();
    expect(html).toContain('安然');
    expect(html).not.toContain('白晓');
    expect(html).not.toContain('s<1>');
  });

  it('leads back with a code, or with the refusal', async () => {
    const { status, back } = await decide(asked({ as: ann }));
    expect(status).toBe(302);
    expect(back?.href.startsWith('http://127.0.0.1:9/back?x=1&')).toBe(true);
    expect(back?.searchParams.get('state')).toBe('s<1>');
    expect(back?.searchParams.get('code')).toMatch(/^\w{20,}$/);
    const denied = await decide(asked({ deny: '1' }));
    expect(denied.back?.searchParams.get('error')).toBe('access_denied');
    expect(denied.back?.searchParams.has('code')).toBe(false);
  });

  it('refuses what does not fit, without leading anywhere', async () => {
    const refused = async (more: Record<string, string>) => {
      const answer = await decide(asked({ as: ann, ...more }));
      return answer.back === undefined && answer.status === 400;
    };
    expect(await refused({ client_id: 'cli_0' })).toBe(true);
    expect(await refused({ redirect_uri: 'javascript:alert(1)' })).toBe(true);
    expect(await refused({ response_type: 'token' })).toBe(true);
    expect(await refused({ as: 'ou_none' })).toBe(true);
    expect(await refused({ code_challenge: 'x', code_challenge_method: 'S512' })).toBe(true);
    await workspace.control('/config', {
      redirect_urls: ['https://console.example/back'],
      availability: [bob],
    });
    expect(await refused({})).toBe(true);
    expect(await refused({ redirect_uri: 'https://console.example/back' })).toBe(true);
    expect((await show(asked({ client_id: '' }))).status).toBe(400);
  });
});

here('tokens of a person', () => {
  it('come for a code, once, with a refresh token when asked for', async () => {
    const code = await codeFor();
    const { status, body } = await token({ code, redirect_uri });
    expect(status).toBe(200);
    expect(body).toEqual({
      code: 0,
      access_token: expect.stringMatching(/^u-/),
      expires_in: 7200,
      refresh_token: expect.any(String),
      refresh_token_expires_in: 604_800,
      token_type: 'Bearer',
      scope: 'offline_access contact:user.email:readonly',
    });
    expect(await token({ code, redirect_uri })).toMatchObject({
      status: 400,
      body: { code: 20065, error: 'invalid_grant' },
    });
    const bare = await token({ code: await codeFor({ scope: '' }) });
    expect(bare.body).not.toHaveProperty('refresh_token');
    expect((await whoAmI(body.access_token)).body.data).toMatchObject({
      name: '安然',
      open_id: ann,
      email: 'ann@workspace.example',
      tenant_key: expect.any(String),
    });
    expect((await whoAmI(bare.body.access_token)).body.data).not.toHaveProperty('email');
  });

  it('are refused by number', async () => {
    const code = await codeFor();
    const wrong: [Json, number][] = [
      [{ grant_type: undefined, code }, 20001],
      [{ code: undefined }, 20001],
      [{ client_secret: 'x', code }, 20002],
      [{ client_id: 'cli_0', code }, 20048],
      [{ code: 'none' }, 20003],
      [{ code, redirect_uri: 'http://other/' }, 20071],
      [{ code, scope: 'im:message' }, 20068],
      [{ grant_type: 'password', code }, 20036],
      [{ grant_type: 'refresh_token', refresh_token: 'none' }, 20026],
    ];
    for (const [body, number] of wrong) {
      expect(await token(body)).toMatchObject({
        status: 400,
        body: { code: number, error_description: expect.any(String) },
      });
    }
    await workspace.control('/clock', { advance: 'PT5M1S' });
    expect((await token({ code })).body.code).toBe(20004);
  });

  it('of an app without a secret to keep are bound to a verifier', async () => {
    const verifier = 'v'.repeat(43);
    const code_challenge = createHash('sha256').update(verifier).digest('base64url');
    const code = await codeFor({ code_challenge, code_challenge_method: 'S256' });
    expect((await token({ code })).body.code).toBe(20049);
    expect((await token({ code, code_verifier: 'w'.repeat(43) })).body.code).toBe(20049);
    expect((await token({ code, code_verifier: verifier })).body.code).toBe(0);
  });

  it('end, are renewed once each, and serve where a person may ask', async () => {
    await workspace.control('/config', { user_token_lifetime_seconds: 60 });
    const first = (await token({ code: await codeFor() })).body;
    const renew = (refresh_token: unknown) => token({ grant_type: 'refresh_token', refresh_token });
    await workspace.control('/clock', { advance: 'PT1M' });
    expect((await whoAmI(first.access_token)).body.code).toBe(99991677);
    expect((await whoAmI('u-none')).body.code).toBe(99991668);
    expect((await whoAmI(await workspace.token())).body.code).toBe(99991668);
    const second = (await renew(first.refresh_token)).body;
    expect((await whoAmI(second.access_token)).body.code).toBe(0);
    expect((await renew(first.refresh_token)).body.code).toBe(20073);
    const chats = await workspace.raw(
      'GET',
      '/open-apis/im/v1/chats',
      undefined,
      bearer(second.access_token),
    );
    expect(chats.body.code).toBe(99991663);
    const user = await workspace.raw(
      'GET',
      `/open-apis/contact/v3/users/${bob}`,
      undefined,
      bearer(second.access_token),
    );
    expect(user.body.code).toBe(99991679);
    await workspace.control('/clock', { advance: 'P7D' });
    expect((await renew(second.refresh_token)).body.code).toBe(20037);
  });

  it('come the ways the SDK asks for them', async () => {
    const client = new Client({
      ...app,
      domain: workspace.sandbox.url,
      oauthBaseUrl: workspace.sandbox.url,
      disableTokenCache: true,
      loggerLevel: LoggerLevel.fatal,
    } as ConstructorParameters<typeof Client>[0]);
    const { accessToken } = client as unknown as {
      accessToken: {
        retrieveByAuthorizationCode(ask: { code: string; redirectUri?: string }): Promise<Json>;
        refresh(ask: { refreshToken: string }): Promise<Json>;
      };
    };
    const issued = JSON.stringify(await accessToken.retrieveByAuthorizationCode({ code: await codeFor() }));
    expect(issued).toMatch(/"u-\w+"/);
    const plain = workspace.client();
    const older = await plain.authen.v1.oidcAccessToken.create({
      data: { grant_type: 'authorization_code', code: await codeFor() },
    });
    expect(older.data).toMatchObject({ access_token: expect.stringMatching(/^u-/), expires_in: 7200 });
    const again = await plain.authen.v1.oidcRefreshAccessToken.create({
      data: { grant_type: 'refresh_token', refresh_token: older.data?.refresh_token ?? '' },
    });
    expect(again.code).toBe(0);
    const form = new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: app.appId,
      client_secret: app.appSecret,
      code: await codeFor(),
    });
    const answer = await fetch(`${workspace.sandbox.url}/oauth/v3/token`, { method: 'POST', body: form });
    expect(((await answer.json()) as Json).code).toBe(0);
  });
});

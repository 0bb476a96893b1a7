import { afterEach, beforeEach, describe, expect } from 'vitest';
import WebSocket from 'ws';
import { decodeFrame, encodeFrame, headerOf } from '../../src/sandbox/frames.ts';
import { anywhere, openTenant, type Tenant } from './tenant.ts';
import { ping } from './workspace.ts';

type Json = Record<string, unknown>;
let tenant: Tenant;
beforeEach(async () => {
  tenant = await openTenant();
});
afterEach(async () => {
  await tenant.close();
});

const discover = (secret: string) =>
  tenant.raw('POST', '/callback/ws/endpoint', { AppID: tenant.appId, AppSecret: secret }, { locale: 'zh' });
const config = {
  ReconnectCount: expect.any(Number),
  ReconnectInterval: expect.any(Number),
  ReconnectNonce: expect.any(Number),
  PingInterval: expect.any(Number),
};

describe('the long connection of a tenant', () => {
  anywhere('is discovered, opened and answers a ping with its settings', async () => {
    const { status, body } = await discover(tenant.appSecret);
    expect({ status, body }).toMatchObject({
      status: 200,
      body: { code: 0, data: { ClientConfig: config } },
    });
    const { URL: address } = body.data as { URL: string };
    const query = new URL(address).searchParams;
    expect(query.get('device_id')).toMatch(/./);
    expect(query.get('service_id')).toMatch(/^\d+$/);
    const socket = new WebSocket(address);
    const answer = new Promise<Buffer>((resolve, reject) => {
      socket.on('message', resolve).on('error', reject);
    });
    await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
    socket.send(encodeFrame({ ...ping, service: Number(query.get('service_id')) }));
    const frame = decodeFrame(await answer);
    socket.terminate();
    expect([frame.method, headerOf(frame, 'type')]).toEqual([0, 'pong']);
    expect(JSON.parse(Buffer.from(frame.payload ?? []).toString())).toMatchObject(config);
  });

  anywhere('is refused to a wrong secret, with an object in data', async () => {
    const { body } = await discover('wrong');
    expect(body.code).not.toBe(0);
    expect(body.data).toBeTypeOf('object');
    expect(body.data).not.toBeNull();
  });
});

describe('the gateway of a tenant', () => {
  anywhere('knows neither this path nor this verb', async () => {
    const lost = await tenant.api('GET', '/im/v1/no_such_thing');
    expect(lost.status).toBe(404);
    const wrong = await tenant.api('PUT', '/bot/v3/info', {});
    expect(wrong.status).toBeGreaterThanOrEqual(400);
  });

  anywhere('asks for no token where one is got, and takes a body without a charset', async () => {
    const { body } = await tenant.raw(
      'POST',
      '/open-apis/auth/v3/app_access_token/internal',
      { app_id: tenant.appId, app_secret: tenant.appSecret },
      { 'content-type': 'application/json' },
    );
    expect(body).toMatchObject({ code: 0, app_access_token: expect.stringMatching(/./) });
  });
});

describe('the directory of a tenant', () => {
  const data = async (method: string, path: string, body?: unknown): Promise<Json> =>
    (await tenant.api(method, path, body)).body.data as Json;

  anywhere('shows a person under every kind of id it shows at all', async () => {
    const { user } = (await data('GET', `/contact/v3/users/${tenant.me}`)) as { user: Json };
    expect(user).toMatchObject({ open_id: tenant.me, union_id: expect.stringMatching(/^on_/) });
    const path = `/contact/v3/users/${user.union_id}?user_id_type=union_id`;
    expect((await data('GET', path)) as { user: Json }).toMatchObject({ user: { open_id: tenant.me } });
  });

  anywhere('answers for an address nobody has, without an id', async () => {
    const { user_list } = await data('POST', '/contact/v3/users/batch_get_id?user_id_type=open_id', {
      emails: ['nobody-at-all@contract.example'],
    });
    expect(user_list).toMatchObject([{ email: 'nobody-at-all@contract.example' }]);
    expect((user_list as Json[])[0]).not.toHaveProperty('user_id');
  });
});

describe('files of a tenant', () => {
  anywhere('go up, into a message, and come down again', async () => {
    const { body: token } = await tenant.raw('POST', '/open-apis/auth/v3/tenant_access_token/internal', {
      app_id: tenant.appId,
      app_secret: tenant.appSecret,
    });
    const headers = { authorization: `Bearer ${token.tenant_access_token}` };
    const form = new FormData();
    form.append('file_type', 'stream');
    form.append('file_name', 'row.txt');
    form.append('file', new Blob(['row']), 'row.txt');
    const up = await fetch(`${tenant.domain}/open-apis/im/v1/files`, { method: 'POST', headers, body: form });
    const { data } = (await up.json()) as { data: { file_key: string } };
    const { body } = await tenant.api('POST', '/im/v1/messages?receive_id_type=open_id', {
      receive_id: tenant.me,
      msg_type: 'file',
      content: JSON.stringify(data),
    });
    const { message_id } = body.data as { message_id: string };
    const path = `/open-apis/im/v1/messages/${message_id}/resources/${data.file_key}?type=file`;
    const down = await fetch(tenant.domain + path, { headers });
    expect(await down.text()).toBe('row');
    expect(down.headers.get('content-disposition')).toContain('row.txt');
  });
});

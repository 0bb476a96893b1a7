import { Client, LoggerLevel } from '@larksuiteoapi/node-sdk';
import { describe, it } from 'vitest';
import { ann, app, TestWorkspace } from './workspace.ts';

/**
 * Where the contract is held against: the workspace, or a real tenant when all four are set.
 * Against a real tenant only rows that need nothing but the open API are run.
 */
const { CONTRACT_DOMAIN, CONTRACT_APP_ID, CONTRACT_APP_SECRET, CONTRACT_OPEN_ID } = process.env;
const real =
  CONTRACT_DOMAIN && CONTRACT_APP_ID && CONTRACT_APP_SECRET && CONTRACT_OPEN_ID
    ? {
        domain: CONTRACT_DOMAIN,
        appId: CONTRACT_APP_ID,
        appSecret: CONTRACT_APP_SECRET,
        me: CONTRACT_OPEN_ID,
      }
    : undefined;

type Json = Record<string, unknown>;

export interface Tenant {
  readonly domain: string;
  readonly appId: string;
  readonly appSecret: string;
  /** A person the bot may write to. */
  readonly me: string;
  client(): Client;
  raw(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<{ status: number; headers: Headers; body: Json }>;
  /** A call with a valid token. */
  api(
    method: string,
    path: string,
    body?: unknown,
  ): Promise<{ status: number; headers: Headers; body: Json }>;
  close(): Promise<void>;
}

const nothing = (): void => undefined;
const silent = { error: nothing, warn: nothing, info: nothing, debug: nothing, trace: nothing };

export async function openTenant(): Promise<Tenant> {
  const workspace = real ? undefined : await TestWorkspace.open();
  const place = real ?? { ...app, domain: workspace?.sandbox.url ?? '', me: ann };
  const raw: Tenant['raw'] = async (method, path, body, headers = {}) => {
    const answer = await fetch(place.domain + path, {
      method,
      headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Json };
  };
  const token = async (): Promise<string> => {
    const { body } = await raw('POST', '/open-apis/auth/v3/tenant_access_token/internal', {
      app_id: place.appId,
      app_secret: place.appSecret,
    });
    return String(body.tenant_access_token);
  };
  return {
    ...place,
    raw,
    client: () =>
      workspace?.client() ??
      new Client({ ...place, loggerLevel: LoggerLevel.fatal, logger: silent, disableTokenCache: false }),
    api: async (method, path, body) =>
      raw(method, `/open-apis${path}`, body, { authorization: `Bearer ${await token()}` }),
    close: async () => workspace?.close(),
  };
}

/** Sends `me` a message; without an SDK, so that a refusal is an answer like any other. */
export async function sendToMe(tenant: Tenant, msg_type: string, content: unknown) {
  const { status, body } = await tenant.api('POST', '/im/v1/messages?receive_id_type=open_id', {
    receive_id: tenant.me,
    msg_type,
    content: typeof content === 'string' ? content : JSON.stringify(content),
  });
  const { message_id: id, chat_id: chat } = (body.data ?? {}) as Record<string, string>;
  return { status, body, id: String(id), chat: String(chat) };
}

/** A row that a real tenant can be asked, too. */
export const anywhere = it;

/**
 * Rows that need the controls of the workspace or its people: `here('name', rows)`. Against a real tenant they are
 * skipped, each under a name that says why.
 */
export const onlyHere =
  (why: string) =>
  (name: string, rows: () => void): void => {
    if (!real) {
      describe(name, rows);
      return;
    }
    process.stdout.write(`not asked of a tenant: ${name} (${why})\n`);
    describe.skip(`${name} (not asked of a tenant: ${why})`, rows);
  };

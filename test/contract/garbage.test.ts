import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { apiMethods } from '../../src/sandbox/api/methods.ts';
import { onlyHere } from './tenant.ts';
import { ann, buttonCard, TestWorkspace } from './workspace.ts';

const here = onlyHere('floods the gateway with nonsense');

type Json = Record<string, unknown>;
let workspace: TestWorkspace;
let token: string;
let known: readonly string[];
beforeAll(async () => {
  workspace = await TestWorkspace.open();
  token = await workspace.token();
  const sent = await workspace.api('POST', '/im/v1/messages?receive_id_type=open_id', {
    receive_id: ann,
    msg_type: 'interactive',
    content: JSON.stringify(buttonCard('一', {})),
  });
  const data = JSON.stringify(buttonCard('一', {}));
  const card = await workspace.api('POST', '/cardkit/v1/cards', { type: 'card_json', data });
  const { message_id, chat_id } = sent.body.data as { message_id: string; chat_id: string };
  known = [ann, message_id, chat_id, String((card.body.data as Json).card_id), '0', 'go'];
});
afterAll(async () => {
  await workspace.close();
});

const text = fc.oneof(
  fc.string(),
  fc.constantFrom(
    '',
    '{',
    '[]',
    '{}',
    'null',
    '[null]',
    '{"a":[[[]]]}',
    '%',
    '../',
    '\u0000',
    '😀',
    '-1',
    '1e9',
  ),
);
const names = [
  'receive_id',
  'msg_type',
  'content',
  'uuid',
  'card',
  'data',
  'type',
  'sequence',
  'settings',
  'actions',
  'elements',
  'element',
  'partial_element',
  'target_element_id',
  'message_id',
  'chat_id',
  'open_id',
  'open_ids',
  'department_ids',
  'user_id_list',
  'id_list',
  'chat_tabs',
  'chat_top_notice',
  'follow_ups',
  'reaction_type',
  'token',
  'command',
  'description',
  'emails',
  'grant_type',
  'code',
  'client_id',
  'app_id',
  'app_secret',
  'AppID',
  'AppSecret',
];
const body = fc.oneof(
  fc.json(),
  fc.string(),
  fc
    .dictionary(fc.constantFrom(...names), fc.oneof(text, fc.integer(), fc.jsonValue({ maxDepth: 3 })))
    .map((value) => JSON.stringify(value)),
);
const queryNames = [
  'page_size',
  'page_token',
  'user_id_type',
  'receive_id_type',
  'container_id',
  'container_id_type',
  'department_id',
  'type',
  'start_time',
  'succeed_type',
  'member_id_type',
  'client_id',
  'redirect_uri',
];
const query = fc.dictionary(fc.constantFrom(...queryNames), text);
const headers = fc.constantFrom(
  'application/json',
  'application/json; charset=utf-8',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'multipart/form-data',
  'text/plain',
);

here('bad input gets the platform’s own error', () => {
  it.each(apiMethods.map((method) => [`${method.verb} ${method.path}`, method] as const))(
    '%s',
    async (_, method) => {
      await fc.assert(
        fc.asyncProperty(body, query, headers, fc.nat(), async (sent, asked, type, pick) => {
          const path = method.path.replaceAll(/:\w+/g, () =>
            encodeURIComponent(known[pick % known.length] ?? 'x'),
          );
          const answer = await fetch(`${workspace.sandbox.url}${path}?${new URLSearchParams(asked)}`, {
            method: method.verb,
            headers: { authorization: `Bearer ${token}`, 'content-type': type },
            redirect: 'manual',
            ...(method.verb === 'GET' ? {} : { body: sent }),
          });
          expect(answer.status).toBeLessThan(500);
          if (answer.headers.get('content-type')?.startsWith('text/html')) return;
          const said = (await answer.json()) as Json;
          expect(said.code).toEqual(expect.any(Number));
          expect(JSON.stringify(said)).not.toMatch(/\bat .*\.ts:\d+/);
        }),
        { numRuns: 25 },
      );
    },
  );

  it('however deep it nests', async () => {
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
    for (const path of ['/im/v1/messages', '/cardkit/v1/cards', '/message/v4/batch_send/']) {
      const { status, body: said } = await workspace.api('POST', path, deep);
      expect(status).toBeLessThan(500);
      expect(said.code).not.toBe(0);
      const inside = await workspace.api('POST', path, {
        type: 'card_json',
        data: deep,
        content: deep,
        msg_type: 'interactive',
        receive_id: ann,
      });
      expect(inside.status).toBeLessThan(500);
    }
  });
});

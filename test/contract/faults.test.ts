import { afterEach, beforeEach, expect, it } from 'vitest';
import { onlyHere } from './tenant.ts';
import { ann, bob, TestWorkspace } from './workspace.ts';

const here = onlyHere('injects faults');

type Json = Record<string, unknown>;
let workspace: TestWorkspace;
beforeEach(async () => {
  workspace = await TestWorkspace.open();
});
afterEach(async () => {
  await workspace.close();
});

const send = (to = ann, uuid?: string) =>
  workspace.api('POST', '/im/v1/messages?receive_id_type=open_id', {
    receive_id: to,
    msg_type: 'text',
    content: '{"text":"一"}',
    uuid,
  });
const inject = (fault: Json) => workspace.control('/faults', { path: '/open-apis/im/v1/messages', ...fault });

here('injected faults', () => {
  it('answer with a status, a code or a page, as often as told', async () => {
    await inject({ kind: 'http', status: 503, times: 2 });
    expect((await send()).status).toBe(503);
    expect((await send()).status).toBe(503);
    expect((await send()).body.code).toBe(0);
    await inject({ kind: 'code', code: 99991400, status: 429, headers: { 'x-ogw-ratelimit-reset': '3' } });
    const limited = await send();
    expect(limited).toMatchObject({ status: 429, body: { code: 99991400 } });
    expect(limited.headers.get('x-ogw-ratelimit-reset')).toBe('3');
    await inject({ kind: 'http', status: 502, body: '<html>bad gateway</html>' });
    await expect(send()).rejects.toThrow(SyntaxError);
    expect(await workspace.inbox(ann)).toHaveLength(1);
  });

  it('strike one person only', async () => {
    await inject({ kind: 'code', code: 230013, match: bob, times: 9 });
    expect((await send(ann)).body.code).toBe(0);
    expect((await send(bob)).body.code).toBe(230013);
    await workspace.control('/faults', undefined, 'DELETE');
    expect((await send(bob)).body.code).toBe(0);
  });

  it('cut the connection before and after the effect; the uuid tells which', async () => {
    await inject({ kind: 'reset_before' });
    await expect(send(ann, 'a')).rejects.toThrow();
    expect(await workspace.inbox(ann)).toHaveLength(0);
    await inject({ kind: 'reset_after' });
    await expect(send(ann, 'a')).rejects.toThrow();
    const [only] = await workspace.inbox(ann);
    expect((await send(ann, 'a')).body.data).toMatchObject({ message_id: only?.message_id });
    expect(await workspace.inbox(ann)).toHaveLength(1);
    const { requests } = (await workspace.control('/requests?path=/open-apis/im/v1/messages')).body;
    expect(requests).toHaveLength(2);
  });

  it('delay an answer or never give one', async () => {
    await inject({ kind: 'delay', delayMs: 120 });
    const startedAt = performance.now();
    expect((await send()).body.code).toBe(0);
    expect(performance.now() - startedAt).toBeGreaterThan(110);
    await inject({ kind: 'never' });
    const hung = await Promise.race([send(), new Promise((resolve) => setTimeout(resolve, 150, 'nothing'))]);
    expect(hung).toBe('nothing');
  });

  it('kill tokens', async () => {
    const authorization = `Bearer ${await workspace.token()}`;
    await workspace.control('/faults', { kind: 'token_revoke' });
    const info = await workspace.raw('GET', '/open-apis/bot/v3/info', undefined, { authorization });
    expect(info.body.code).toBe(99991663);
    await workspace.control('/config', { token_lifetime_seconds: 200, token_error_status: 401 });
    expect(await workspace.token()).not.toBe(await workspace.token());
    expect((await workspace.raw('GET', '/open-apis/bot/v3/info', undefined, { authorization })).status).toBe(
      401,
    );
  });

  it('double, lose and interrupt events', async () => {
    const heard: Json[] = [];
    await workspace.connect({ 'im.message.receive_v1': (event: Json) => void heard.push(event) });
    await workspace.sandbox.settled();
    await workspace.control('/faults', { kind: 'duplicate_events', path: 'im.message' });
    const { body } = await workspace.control('/say', { as: ann, text: '一' });
    await workspace.sandbox.settled();
    expect(heard.map((event) => event.event_id)).toEqual([body.event_id, body.event_id]);
    await workspace.control('/faults', { kind: 'drop_events', path: 'im.message' });
    await workspace.control('/say', { as: ann, text: '二' });
    await workspace.sandbox.settled();
    expect(heard).toHaveLength(2);
    await workspace.control('/clock', { advance: 'PT15S' });
    expect(heard).toHaveLength(3);
    await workspace.control('/faults', { kind: 'close_sockets' });
    while (((await workspace.control('/state')).body.bot as Json).connections !== 0);
  });

  it('refuse what is no fault', async () => {
    expect((await workspace.control('/faults', { kind: 'meteor' })).status).toBe(400);
    expect((await workspace.control('/faults', { kind: 'http', times: 0 })).status).toBe(400);
    expect((await workspace.control('/faults', { kind: 'http', extra: 1 })).status).toBe(400);
  });
});

here('published limits, when switched on', () => {
  it('lets five a second reach a person and fifty a second pass the gate', async () => {
    await workspace.control('/config', { limits: true });
    const codes = async (count: number, to: (index: number) => string): Promise<unknown[]> => {
      const answers: unknown[] = [];
      for (let index = 0; index < count; index += 1) answers.push((await send(to(index))).body.code);
      return answers;
    };
    expect(await codes(6, () => ann)).toEqual([0, 0, 0, 0, 0, 230020]);
    await workspace.control('/clock', { advance: 'PT1S' });
    expect(await codes(1, () => ann)).toEqual([0]);
    await workspace.control('/clock', { advance: 'PT1S' });
    const many = await codes(51, () => bob);
    expect(many.filter((code) => code === 99991400)).toHaveLength(1);
    const limited = await send();
    expect(limited.status).toBe(429);
    expect(limited.headers.get('x-ogw-ratelimit-reset')).toBe('1');
  });
});

import { afterEach, beforeEach, expect, it } from 'vitest';
import { onlyHere } from './tenant.ts';
import { ann, buttonCard, TestWorkspace } from './workspace.ts';

const here = onlyHere('moves the clock');

type Json = Record<string, unknown>;
let workspace: TestWorkspace;
beforeEach(async () => {
  workspace = await TestWorkspace.open();
});
afterEach(async () => {
  await workspace.close();
});

const markdown = (element_id: string, content: string) => ({ tag: 'markdown', element_id, content });
const plain = (config: Json = {}): Json => ({
  schema: '2.0',
  config,
  body: { elements: [markdown('first', '一'), markdown('second', '二')] },
});
const call = (method: string, path: string, body: unknown) =>
  workspace.api(method, `/cardkit/v1/cards${path}`, body);
const code = async (method: string, path: string, body: unknown) =>
  (await call(method, path, body)).body.code;
const make = async (card: Json = plain()): Promise<string> => {
  const { body } = await call('POST', '', { type: 'card_json', data: JSON.stringify(card) });
  return String((body.data as Json | undefined)?.card_id);
};
const post = (card_id: string) =>
  workspace.api('POST', '/im/v1/messages?receive_id_type=open_id', {
    receive_id: ann,
    msg_type: 'interactive',
    content: JSON.stringify({ type: 'card', data: { card_id } }),
  });
const shown = async (): Promise<Json> => {
  const [message] = await workspace.inbox(ann);
  return JSON.parse(String(message?.content)) as Json;
};
const contents = async (): Promise<unknown[]> =>
  ((await shown()).body as { elements: Json[] }).elements.map((element) => element.content);

here('a card entity', () => {
  it('is made, sent once, and changed piece by piece before everybody’s eyes, with the SDK', async () => {
    const { card, cardElement } = workspace.client().cardkit.v1;
    const card_id = await make();
    expect(card_id).toMatch(/^\d{19}$/);
    expect((await post(card_id)).body.code).toBe(0);
    expect((await post(card_id)).body.code).toBe(230099);
    const path = { card_id };
    const element = { ...path, element_id: 'first' };
    const json = JSON.stringify;
    const done = [
      await cardElement.create({
        path,
        data: {
          type: 'insert_after',
          target_element_id: 'first',
          elements: json([markdown('mid', '中')]),
          sequence: 1,
        },
      }),
      await cardElement.patch({
        path: element,
        data: { partial_element: json({ content: '壹' }), sequence: 2 },
      }),
      await cardElement.update({
        path: { ...path, element_id: 'second' },
        data: { element: json(markdown('second', '贰')), sequence: 3 },
      }),
    ];
    expect(done.map((answer) => answer.code)).toEqual([0, 0, 0]);
    expect(await contents()).toEqual(['壹', '中', '贰']);
    await cardElement.delete({ path: { ...path, element_id: 'mid' }, data: { sequence: 4 } });
    await card.batchUpdate({
      path,
      data: {
        sequence: 5,
        actions: json([
          {
            action: 'partial_update_element',
            params: { element_id: 'first', partial_element: { content: 'A' } },
          },
          { action: 'delete_elements', params: { element_ids: ['second'] } },
          { action: 'add_elements', params: { type: 'append', elements: [markdown('last', 'Z')] } },
          {
            action: 'partial_update_setting',
            params: { settings: { config: { summary: { content: '摘要' } } } },
          },
        ]),
      },
    });
    expect(await contents()).toEqual(['A', 'Z']);
    expect(await shown()).toMatchObject({ config: { summary: { content: '摘要' } } });
    await card.update({ path, data: { card: { type: 'card_json', data: json(plain()) }, sequence: 6 } });
    expect(await contents()).toEqual(['一', '二']);
    const messageId = (await workspace.inbox(ann))[0]?.message_id;
    const converted = await card.idConvert({ data: { message_id: String(messageId) } });
    expect(converted.data).toEqual({ card_id });
  });

  it('takes operations in strictly rising sequence, each uuid once', async () => {
    const id = await make();
    const patch = (sequence: number, uuid?: string) =>
      code('PATCH', `/${id}/elements/first`, { partial_element: '{"content":"x"}', sequence, uuid });
    expect(await patch(0)).toBe(300317);
    expect(await patch(5, 'u')).toBe(0);
    expect(await patch(5)).toBe(300317);
    expect(await patch(4)).toBe(300317);
    expect(await patch(6, 'u')).toBe(200770);
    expect(await patch(6)).toBe(0);
    expect(await patch(2_147_483_648)).toBe(99992402);
  });

  it('streams text for ten minutes while its mode is open', async () => {
    const id = await make(plain({ streaming_mode: true }));
    await post(id);
    let sequence = 0;
    const write = (element: string, content: string) =>
      code('PUT', `/${id}/elements/${element}/content`, { content, sequence: ++sequence });
    const mode = (streaming_mode: boolean) =>
      code('PATCH', `/${id}/settings`, {
        settings: JSON.stringify({ config: { streaming_mode } }),
        sequence: ++sequence,
      });
    expect(await write('first', '一、')).toBe(0);
    expect(await write('first', '一、二')).toBe(0);
    expect((await contents())[0]).toBe('一、二');
    expect(await write('none', 'x')).toBe(300313);
    expect(await mode(false)).toBe(0);
    expect(await write('first', 'x')).toBe(300309);
    expect(await mode(true)).toBe(0);
    await workspace.control('/clock', { advance: 'PT10M1S' });
    expect(await write('first', 'x')).toBe(200850);
    expect(await write('first', 'x')).toBe(300309);
  });

  it('is refused with its own numbers', async () => {
    const create = (data: unknown, type = 'card_json') =>
      code('POST', '', { type, data: typeof data === 'string' ? data : JSON.stringify(data) });
    expect(await create('{')).toBe(200220);
    expect(await create({ ...plain(), schema: '1.0' })).toBe(300303);
    expect(await create(plain({ update_multi: false }))).toBe(300302);
    expect(await create({ ...plain(), body: { elements: [markdown('a', '一'), markdown('a', '二')] } })).toBe(
      300301,
    );
    expect(
      await create({
        ...plain(),
        body: { elements: Array.from({ length: 201 }, (_, i) => markdown(`e${i}`, '')) },
      }),
    ).toBe(300305);
    expect(await create(plain(), 'template')).toBe(200380);
    expect(await create(plain(), 'x')).toBe(10002);
    const id = await make();
    let sequence = 0;
    const next = () => ({ sequence: ++sequence });
    expect(await code('PATCH', '/0/settings', { settings: '{}', ...next() })).toBe(200740);
    expect(await code('PATCH', `/${id}/settings`, { settings: '{', ...next() })).toBe(200220);
    const partial = (text: string) => ({ partial_element: text, ...next() });
    expect(await code('PATCH', `/${id}/elements/first`, partial('{"tag":"hr"}'))).toBe(300312);
    expect(await code('PATCH', `/${id}/elements/none`, partial('{}'))).toBe(300313);
    expect(await code('PATCH', `/${id}/elements/first`, partial('{'))).toBe(200220);
    expect(await code('POST', `/${id}/elements`, { type: 'append', elements: '[]', ...next() })).toBe(300307);
    const twin = JSON.stringify([markdown('first', '又')]);
    expect(await code('POST', `/${id}/elements`, { type: 'append', elements: twin, ...next() })).toBe(300301);
    expect(await code('POST', `/${id}/batch_update`, { actions: '[{"action":"dance"}]', ...next() })).toBe(
      10002,
    );
    await workspace.control('/clock', { advance: 'P14DT1S' });
    expect(await code('PATCH', `/${id}/settings`, { settings: '{}', ...next() })).toBe(200750);
    expect((await post(id)).body.code).toBe(230099);
  });

  it('is left alone while somebody presses it, and follows what the click changed', async () => {
    const id = await make(buttonCard('一', { act: 'go' }));
    const sent = await post(id);
    let during: unknown;
    await workspace.connect({
      'card.action.trigger': async () => {
        during = await code('PATCH', `/${id}/settings`, { settings: '{}', sequence: 1 });
        return { card: { type: 'raw', data: buttonCard('二', { act: 'go' }) } };
      },
    });
    await workspace.control('/click', {
      as: ann,
      message_id: (sent.body.data as Json).message_id,
      value: { act: 'go' },
    });
    expect(during).toBe(200810);
    const partial = JSON.stringify({ text: { tag: 'plain_text', content: '行' } });
    expect(await code('PATCH', `/${id}/elements/go`, { partial_element: partial, sequence: 2 })).toBe(0);
    expect(await shown()).toMatchObject({
      header: { title: { content: '二' } },
      body: { elements: [{ text: { content: '行' } }] },
    });
  });

  it('is made of a card that was sent as a message', async () => {
    const sent = await workspace.api('POST', '/im/v1/messages?receive_id_type=open_id', {
      receive_id: ann,
      msg_type: 'interactive',
      content: JSON.stringify(plain()),
    });
    const { message_id } = sent.body.data as Json;
    const { body } = await call('POST', '/id_convert', { message_id });
    const { card_id } = body.data as Json;
    const partial_element = '{"content":"改"}';
    expect(await code('PATCH', `/${card_id}/elements/first`, { partial_element, sequence: 1 })).toBe(0);
    expect(await contents()).toEqual(['改', '二']);
    const { message_id: said } = (await workspace.control('/say', { as: ann, text: '一' })).body;
    expect(await code('POST', '/id_convert', { message_id: said })).toBe(10002);
  });
});

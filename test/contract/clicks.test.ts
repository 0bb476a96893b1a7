import { afterEach, beforeEach, expect, it } from 'vitest';
import { onlyHere } from './tenant.ts';
import { ann, bob, buttonCard, cyd, TestWorkspace } from './workspace.ts';

const here = onlyHere('clicks as a person');

type Json = Record<string, unknown>;
let workspace: TestWorkspace;
let clicks: Json[];
let answer: (event: Json) => unknown;
beforeEach(async () => {
  workspace = await TestWorkspace.open();
  clicks = [];
  answer = () => ({});
});
afterEach(async () => {
  await workspace.close();
});

const connect = () =>
  workspace.connect({
    'card.action.trigger': (event: Json) => {
      clicks.push(event);
      return answer(event);
    },
  });

async function send(card: unknown, to = ann, type = 'open_id'): Promise<string> {
  const sent = await workspace.api('POST', `/im/v1/messages?receive_id_type=${type}`, {
    receive_id: to,
    msg_type: 'interactive',
    content: JSON.stringify(card),
  });
  expect(sent.body).toMatchObject({ code: 0 });
  return String((sent.body.data as Json).message_id);
}

const press = async (message_id: string, how: Json = { name: 'go' }, as = ann) =>
  workspace.control('/click', { as, message_id, ...how });
const card = buttonCard('题', { act: 'go' });

here('what the clicker is told when the bot fails', () => {
  it('200340 without a connection', async () => {
    expect((await press(await send(card))).body).toMatchObject({
      code: 200340,
      toast: { type: 'error' },
      card_updated: false,
    });
  });

  it('200341 without an answer in time', async () => {
    await workspace.control('/config', { answer_seconds: 0.2 });
    await connect();
    answer = () => new Promise(() => undefined);
    const { body } = await press(await send(card));
    expect(body.code).toBe(200341);
    expect(body.latency_ms).toBeGreaterThanOrEqual(190);
  });

  const badAnswers: [string, () => unknown, number][] = [
    [
      '200671 when the handler throws',
      () => {
        throw new Error('no');
      },
      200671,
    ],
    ['200672 for text', () => 'done', 200672],
    ['200672 for a bad toast', () => ({ toast: { type: 'loud', content: 'x' } }), 200672],
    [
      '200673 for a bad card',
      () => ({ card: { type: 'raw', data: { schema: '2.0', elements: [] } } }),
      200673,
    ],
    [
      '200673 for a card that is too big',
      () => ({ card: { type: 'raw', data: buttonCard('大'.repeat(11_000), {}) } }),
      200673,
    ],
    ['200830 for an older schema', () => ({ card: { type: 'raw', data: { elements: [] } } }), 200830],
    ['108002 for nothing', () => undefined, 108002],
  ];
  it.each(badAnswers)('%s', async (_, bad, code) => {
    await connect();
    answer = bad;
    const id = await send(card);
    const before = await workspace.inbox(ann);
    expect((await press(id)).body).toMatchObject({ code, card_updated: false });
    expect(await workspace.inbox(ann)).toEqual(before);
  });

  it('tolerates nothing when told to', async () => {
    await workspace.control('/config', { empty_callback_answer: 'tolerate' });
    await connect();
    answer = () => undefined;
    expect((await press(await send(card))).body).toMatchObject({ code: 0, status: 200 });
  });
});

here('finding the component', () => {
  it('by element id, name, value; not when absent or disabled', async () => {
    await connect();
    const id = await send(
      buttonCard('题', { act: 'go', n: [1] }, [
        {
          tag: 'button',
          name: 'off',
          disabled: true,
          text: { tag: 'plain_text', content: '关' },
          behaviors: [{ type: 'callback', value: {} }],
        },
        {
          tag: 'button',
          name: 'link',
          text: { tag: 'plain_text', content: '链' },
          behaviors: [{ type: 'open_url', default_url: 'https://x.cn' }],
        },
      ]),
    );
    expect((await press(id, { element_id: 'go' })).body.code).toBe(0);
    expect((await press(id, { value: { n: [1], act: 'go' } })).body.code).toBe(0);
    expect(clicks).toHaveLength(2);
    expect((await press(id, { value: { act: 'go' } })).status).toBe(404);
    expect((await press(id, { name: 'off' })).status).toBe(404);
    expect((await press(id, { name: 'no' })).status).toBe(404);
    expect((await press('om_no')).status).toBe(404);
    expect((await press(id, { name: 'link' })).body).toMatchObject({ status: 200, code: 0 });
    expect((await press(id, {})).status).toBe(400);
    expect(clicks).toHaveLength(2);
  });

  it('in a group every member may press; outside of it, whoever holds a forwarded copy', async () => {
    await connect();
    const { chats } = (await workspace.control('/state')).body as { chats: Json[] };
    const chatId = String(chats.find((chat) => chat.name === '第一支部群')?.chat_id);
    const id = await send(card, chatId, 'chat_id');
    answer = () => ({ card: { type: 'raw', data: buttonCard('新', { act: 'next' }) } });
    expect((await press(id, { name: 'go' }, bob)).body.card_updated).toBe(true);
    expect(String((await workspace.inbox(ann)).at(-1)?.content)).toContain('新');
    answer = () => ({ toast: { type: 'info', content: '不在名单' } });
    expect((await press(id, { name: 'go' }, cyd)).body).toMatchObject({ status: 200, code: 0 });
    expect(JSON.stringify(clicks.at(-1))).toContain(cyd);
  });
});

here('what is chosen', () => {
  const choices = ['a', 'b'].map((value) => ({ text: { tag: 'plain_text', content: value }, value }));
  const callback = { behaviors: [{ type: 'callback', value: { k: 1 } }] };
  const ways: [Json, Json, Json][] = [
    [{ tag: 'select_static', options: choices }, { option: 'b' }, { option: 'b' }],
    [{ tag: 'multi_select_static', options: choices }, { options: ['a', 'b'] }, { options: ['a', 'b'] }],
    [{ tag: 'select_person' }, { option: bob }, { option: bob }],
    [{ tag: 'overflow', options: choices }, { option: 'a' }, { option: 'a' }],
    [
      { tag: 'date_picker' },
      { option: '2026-06-01' },
      { option: '2026-06-01 +0800', timezone: 'Asia/Shanghai' },
    ],
    [{ tag: 'picker_time' }, { option: '09:30' }, { option: '09:30 +0800', timezone: 'Asia/Shanghai' }],
    [{ tag: 'picker_datetime' }, { option: '2026-06-01 09:30' }, { option: '2026-06-01 09:30 +0800' }],
    [{ tag: 'checker', text: { tag: 'plain_text', content: 'x' } }, { checked: true }, { checked: true }],
    [{ tag: 'input' }, { input_value: '字' }, { input_value: '字' }],
  ];
  it.each(ways)('%o', async (component, how, action) => {
    await connect();
    const id = await send(buttonCard('题', {}, [{ element_id: 'pick', ...component, ...callback }]));
    expect((await press(id, { element_id: 'pick', ...how })).body.code).toBe(0);
    expect(clicks[0]?.action).toMatchObject({ tag: component.tag, value: { k: 1 }, ...action });
    expect((await press(id, { element_id: 'pick' })).status).toBe(400);
  });

  it('nothing that is not offered', async () => {
    const id = await send(
      buttonCard('题', {}, [{ tag: 'select_static', element_id: 'pick', options: choices, ...callback }]),
    );
    expect((await press(id, { element_id: 'pick', option: 'c' })).status).toBe(400);
  });
});

here('forms', () => {
  const form = {
    tag: 'form',
    name: 'f',
    elements: [
      { tag: 'input', name: 'note', required: true, max_length: 5 },
      { tag: 'input', name: 'more', default_value: '旧' },
      { tag: 'date_picker', name: 'due', initial_date: '2026-02-12' },
      { tag: 'checker', name: 'yes', text: { tag: 'plain_text', content: '是' } },
      {
        tag: 'button',
        name: 'send',
        form_action_type: 'submit',
        text: { tag: 'plain_text', content: '交' },
        behaviors: [{ type: 'callback', value: { act: 'f' } }],
      },
    ],
  };
  const formCard = { schema: '2.0', body: { elements: [form] } };

  it('sends what was entered over what stood there', async () => {
    await connect();
    const id = await send(formCard);
    expect((await press(id, { name: 'send', form_value: { note: '好', yes: true } })).body.code).toBe(0);
    expect(clicks[0]?.action).toEqual({
      tag: 'button',
      name: 'send',
      value: { act: 'f' },
      form_value: { note: '好', more: '旧', due: '2026-02-12 +0800', yes: true },
      timezone: 'Asia/Shanghai',
    });
  });

  it('blocks a missing field in the client, and what a client cannot send', async () => {
    await connect();
    const id = await send(formCard);
    expect((await press(id, { name: 'send' })).body).toMatchObject({
      code: 'required',
      toast: { type: 'error' },
    });
    expect((await press(id, { name: 'send', form_value: { note: '' } })).body.code).toBe('required');
    expect((await press(id, { name: 'send', form_value: { note: '好', other: 1 } })).status).toBe(400);
    expect((await press(id, { name: 'send', form_value: { note: '太长太长太长' } })).status).toBe(400);
    expect((await press(id, { name: 'send', form_value: { note: '好', due: 'soon' } })).status).toBe(400);
    expect((await press(id, { name: 'note', input_value: 'x' })).status).toBe(400);
    expect(clicks).toEqual([]);
  });
});

here('the life of a card', () => {
  it('is inert when recalled or after fourteen days', async () => {
    await connect();
    const [gone, old] = [await send(card), await send(card)];
    await workspace.api('DELETE', `/im/v1/messages/${gone}`);
    expect((await press(gone)).body).toMatchObject({ code: 230011, toast: { type: 'error' } });
    await workspace.control('/clock', { advance: 'P14D' });
    expect((await press(old)).body.code).toBe(0);
    await workspace.control('/clock', { advance: 'PT1S' });
    expect((await press(old)).body.code).toBe(230031);
    expect(clicks).toHaveLength(1);
  });

  it('is locked while a click waits, and can be updated twice after it', async () => {
    await connect();
    let during: Json = {};
    const id = await send(card);
    answer = async () => {
      during = (await workspace.api('PATCH', `/im/v1/messages/${id}`, { content: JSON.stringify(card) }))
        .body;
      return {};
    };
    await press(id);
    expect(during).toMatchObject({ code: 230099, msg: expect.stringContaining('11310') });
    expect(String(during.msg)).toContain('card action is lock');
    const token = clicks[0]?.token;
    const update = (title: string, by = token) =>
      workspace.api('POST', '/interactive/v1/card/update', { token: by, card: buttonCard(title, {}) });
    expect((await update('一')).body.code).toBe(0);
    expect((await update('二')).body.code).toBe(0);
    expect((await update('三')).body.code).toBe(300040);
    expect(String((await workspace.inbox(ann))[0]?.content)).toContain('二');
    expect((await update('四', 'c-no')).body.code).toBe(300030);
    expect((await update('四', 'no')).body.code).toBe(300020);
  });
});

here('clicks no honest single click would be', () => {
  it('double: the bot hears both, under two ids', async () => {
    await connect();
    const { body } = await press(await send(card), { name: 'go', times: 2 });
    expect(body).toMatchObject({ code: 0, results: [{ code: 0 }, { code: 0 }] });
    expect(clicks).toHaveLength(2);
    expect(clicks[0]?.event_id).not.toBe(clicks[1]?.event_id);
    expect(clicks[0]?.token).not.toBe(clicks[1]?.token);
  });

  it('on a card that was replaced since: reported as it was', async () => {
    await connect();
    const id = await send(card);
    const fresh = { ...buttonCard('新', { act: 'other' }) };
    (fresh.body as { elements: Json[] }).elements = [{ tag: 'hr' }];
    await workspace.api('PATCH', `/im/v1/messages/${id}`, { content: JSON.stringify(fresh) });
    const how = { name: 'go', value: { act: 'go' }, form_value: { note: '旧' } };
    expect((await press(id, how)).status).toBe(404);
    expect((await press(id, { ...how, stale: true })).body.code).toBe(0);
    expect(clicks[0]?.action).toEqual({ tag: 'button', ...how });
  });

  it('with a value nobody offered', async () => {
    await connect();
    const id = await send(card);
    expect((await press(id, { name: 'go', tamper: { value: { act: 'admin' } } })).body.code).toBe(0);
    expect(clicks[0]?.action).toMatchObject({ tag: 'button', name: 'go', value: { act: 'admin' } });
  });
});

here('a later update that comes before the answer', () => {
  const early = async (mode: string): Promise<{ during: Json; after: string }> => {
    await workspace.control('/config', { early_card_update: mode });
    await connect();
    const id = await send(card);
    let during: Json = {};
    answer = async (event) => {
      const update = { token: event.token, card: buttonCard('早', {}) };
      during = (await workspace.api('POST', '/interactive/v1/card/update', update)).body;
      return {};
    };
    expect((await press(id)).body.code).toBe(0);
    return { during, after: String((await workspace.inbox(ann))[0]?.content) };
  };

  it('is refused', async () => {
    const { during, after } = await early('reject');
    expect(during.code).not.toBe(0);
    expect(after).toContain('题');
  });

  it('or taken, and reverted by the answer', async () => {
    const { during, after } = await early('revert');
    expect(during.code).toBe(0);
    expect(after).toContain('题');
  });
});

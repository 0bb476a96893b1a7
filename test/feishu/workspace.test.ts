// The adapter against the local workspace, over the wire, with the SDK as it is.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { flows } from '../../flows/index.ts';
import { buildCard, type CardSpec } from '../../src/cards/card.ts';
import {
  button,
  buttons,
  columns,
  facts,
  fold,
  link,
  list,
  menu,
  note,
  picker,
  rule,
  text,
} from '../../src/cards/elements.ts';
import { checker, choice, date, dateTime, form, multiChoice, textInput } from '../../src/cards/form.ts';
import { paletteOf } from '../../src/commands/palette.ts';
import { Registry } from '../../src/engine/registry.ts';
import { platformChecks } from '../../src/feishu/checks.ts';
import { connectFeishu } from '../../src/feishu/connect.ts';
import { member, type OpenWorkspace, openWorkspace, secretary } from './workspace.ts';

let workspace: OpenWorkspace;
let chat: OpenWorkspace['feishu']['chat'];
let control: OpenWorkspace['control'];

beforeAll(async () => {
  workspace = await openWorkspace();
  ({ control } = workspace);
  ({ chat } = workspace.feishu);
});

afterAll(() => workspace.close());

afterEach(async () => {
  workspace.events.length = 0;
  workspace.state.answer = () => undefined;
  await control('/faults', undefined, 'DELETE');
});

const press = (name: string) =>
  button({ label: '参加', name, action: 'attendance.answer', payload: { to: name } });

function cardWith(blocks: CardSpec['blocks'], title = '主题党日'): object {
  return buildCard({
    title,
    subtitle: '办公室党支部',
    tone: 'todo',
    tag: '还有 5 天',
    summary: '请确认',
    blocks,
    footnote: '依据：条例',
  });
}

describe('inbound', () => {
  it('hears a private message over the long connection', async () => {
    await control('/say', { as: secretary, text: '/主题党日 2月12日' });
    expect(await workspace.nextEvent('message')).toMatchObject({
      account: secretary,
      chatType: 'p2p',
      text: '/主题党日 2月12日',
    });
  });

  it('hears a mention in a group without the mention', async () => {
    const { chats } = await control('/state');
    const group = (chats as { chat_id: string; type: string }[]).find((chat) => chat.type === 'group');
    await control('/say', { as: member, chat_id: group?.chat_id, text: '@守时 待办' });
    expect(await workspace.nextEvent('message')).toMatchObject({
      chatType: 'group',
      text: '待办',
      mentionsBot: true,
    });
  });

  it('answers a click with a toast and a new card', async () => {
    const sent = await chat.send(
      { kind: 'person', account: member },
      cardWith([buttons([press('yes')])]),
      'w-1',
    );
    expect(sent).toMatchObject({ kind: 'accepted' });
    const messageId = sent.kind === 'accepted' ? sent.messageId : '';
    workspace.state.answer = () => ({
      toast: { tone: 'success', text: '已记下' },
      card: cardWith([text('已确认')], '已确认参加'),
    });
    const clicked = await control('/click', { as: member, message_id: messageId, name: 'yes' });
    expect(clicked).toMatchObject({
      status: 200,
      card_updated: true,
      toast: { type: 'success', content: '已记下' },
    });
    expect(workspace.events).toMatchObject([
      { kind: 'click', account: member, messageId, action: 'attendance.answer', payload: { to: 'yes' } },
    ]);
  });

  it('shows an error to the person and nothing worse when the handler fails', async () => {
    const sent = await chat.send(
      { kind: 'person', account: member },
      cardWith([buttons([press('yes')])]),
      'w-2',
    );
    workspace.state.answer = () => {
      throw new Error('broken');
    };
    const clicked = await control('/click', {
      as: member,
      message_id: sent.kind === 'accepted' ? sent.messageId : '',
      name: 'yes',
    });
    expect(clicked).toMatchObject({ code: 200671, card_updated: false });
    await control('/say', { as: member, text: '还在吗' });
  });
});

describe('cards', () => {
  const options = [
    { label: '公务', value: 'official' },
    { label: '事假', value: 'private' },
  ];
  const everything = cardWith([
    text('一'),
    note('二'),
    facts([['时间', '2月12日（周四）15:00']]),
    list(['甲', '<at id=all></at>']),
    rule(),
    columns([[text('左')], { blocks: [buttons([press('in_column')])] }]),
    fold('更多', [list(['丙']), buttons([press('in_fold')])]),
    buttons([
      press('a'),
      press('b'),
      press('c'),
      press('d'),
      link({ label: '看', name: 'page', url: 'https://example.com/' }),
    ]),
    buttons([
      button({
        label: '取消',
        name: 'drop',
        action: 'x.y',
        style: 'danger',
        confirm: { title: '确定？', text: '会告诉大家' },
        disabled: true,
      }),
    ]),
    picker({ name: 'leave', action: 'attendance.leave', options, placeholder: '请假' }),
    menu({ name: 'more', action: 'attendance.more', options }),
    form(
      'details',
      [
        textInput({ name: 'place', label: '地点', value: '三楼', placeholder: '在哪里', required: true }),
        textInput({ name: 'talk', label: '讨论', multiline: true }),
        choice({ name: 'kind', label: '种类', options, value: 'private' }),
        multiChoice({ name: 'absent', label: '请假', options, values: ['official'] }),
        dateTime({ name: 'at', label: '时间', value: '2026-02-12 15:00' }),
        date({ name: 'on', label: '日期', value: '2026-02-12' }),
        checker({ name: 'also', label: '同时作为党课', checked: true }),
      ],
      [press('save'), press('publish')],
    ),
  ]);

  it('of every kind of block are taken by the platform and can be replaced', async () => {
    const sent = await chat.send({ kind: 'person', account: member }, everything, 'w-3');
    expect(sent).toMatchObject({ kind: 'accepted' });
    const messageId = sent.kind === 'accepted' ? sent.messageId : '';
    expect(await chat.patch(messageId, cardWith([text('换了')]))).toEqual({
      kind: 'accepted',
      messageId,
    });
    expect(await chat.reply(messageId, cardWith([text('答')]), 'w-4')).toMatchObject({
      kind: 'accepted',
    });
  });

  it('come back from a form with its values', async () => {
    const sent = await chat.send({ kind: 'person', account: member }, everything, 'w-5');
    const messageId = sent.kind === 'accepted' ? sent.messageId : '';
    await control('/click', {
      as: member,
      message_id: messageId,
      name: 'save',
      form_value: { place: '四楼', absent: ['private'] },
    });
    expect(workspace.events).toMatchObject([
      { kind: 'click', payload: { to: 'save' }, form: { place: '四楼', absent: ['private'] } },
    ]);
  });

  it('that the platform cannot draw are refused for their content', async () => {
    await control('/faults', {
      kind: 'code',
      path: '/open-apis/im/v1/messages',
      code: 230099,
      msg: 'ErrCode: 11310',
    });
    const refused = await chat.send({ kind: 'person', account: member }, cardWith([text('一')]), 'w-6');
    expect(refused).toEqual({ kind: 'refused', code: 230099, reason: 'content', detail: 'ErrCode: 11310' });
  });
});

describe('outbound', () => {
  it('sends once for one uuid, even when the first answer was lost', async () => {
    await control('/faults', { kind: 'reset_after', path: '/open-apis/im/v1/messages', times: 1 });
    const target = { kind: 'person', account: secretary } as const;
    expect((await chat.sendText(target, '一次', 'w-7')).kind).toBe('no_answer');
    expect((await chat.sendText(target, '一次', 'w-7')).kind).toBe('accepted');
    const { messages } = await control(`/inbox?open_id=${secretary}`);
    expect(
      (messages as { content: string }[]).filter(({ content }) => content.includes('一次')),
    ).toHaveLength(1);
  });

  it('says that nobody is there', async () => {
    const nobody = { kind: 'person', account: 'ou_ffffffffffffffffffffffffffffffff' } as const;
    expect((await chat.sendText(nobody, '谁', 'w-8')).kind).toBe('refused');
  });

  it('goes on after the platform forgot the token', async () => {
    // The sixth call to one person within a second would be our own budget's "busy".
    await control('/clock', { advance: 'PT2S' });
    await control('/faults', { kind: 'token_revoke', path: '/open-apis/im/v1/messages' });
    expect((await chat.sendText({ kind: 'person', account: member }, '还行', 'w-9')).kind).toBe('accepted');
  });
});

describe('slash commands', () => {
  const wanted = [
    { command: '待办', description: '看我的待办' },
    { command: '主题党日', description: '安排主题党日' },
  ];
  const changes = async () => {
    const { requests } = await control('/requests?path=/open-apis/application/v7');
    return (requests as { method: string }[])
      .map(({ method }) => method)
      .filter((method) => method !== 'GET');
  };

  it('have a Chinese and an English name each, as far as the platform has room', () => {
    const { commands } = new Registry(flows);
    const palette = paletteOf(commands);
    const room = palette.slice(0, 100).map(({ command }) => command);
    expect(room).toEqual(expect.arrayContaining(commands.map(({ name }) => name)));
    expect(room).toEqual(
      expect.arrayContaining('help mine todo plan move roll leave talk minutes dues'.split(' ')),
    );
    const leftOut = palette.slice(100).map(({ command }) => command);
    for (const alias of leftOut) {
      expect(palette.some(({ description }) => description.endsWith(`/${alias}`))).toBe(true);
    }
  });

  it('are registered, changed and removed, and a second time nothing happens', async () => {
    await workspace.feishu.syncSlashCommands(wanted);
    await workspace.feishu.syncSlashCommands(wanted);
    expect(await changes()).toEqual(['POST', 'POST']);
    await workspace.feishu.syncSlashCommands([{ command: '待办', description: '看待办' }]);
    expect((await changes()).toSorted()).toEqual(['DELETE', 'PATCH', 'POST', 'POST']);
  });
});

describe('health and doctor', () => {
  it('knows that it is connected', () => {
    expect(workspace.feishu.health()).toEqual({
      transport: 'ws',
      connection: 'connected',
      hasToken: true,
    });
  });

  it('finds the platform well', async () => {
    const findings = await platformChecks(workspace.credentials, workspace.clock);
    expect(findings.map(({ name, ok }) => [name, ok])).toEqual([
      ['应用凭证', true],
      ['机器人能力', true],
      ['权限', true],
      ['可用范围', true],
      ['长连接', true],
    ]);
    expect(findings.filter(({ ok }) => !ok).every(({ mend }) => mend !== '')).toBe(true);
  });

  it('stops at a wrong secret with the step that mends it', async () => {
    const findings = await platformChecks({ ...workspace.credentials, appSecret: 'wrong' }, workspace.clock);
    expect(findings).toMatchObject([{ ok: false, name: '应用凭证' }]);
    expect(findings[0]?.mend).toContain('FEISHU_APP_SECRET');
  });

  it('does not start with a wrong secret', async () => {
    const handler = { handle: async () => undefined };
    const wrong = await connectFeishu({
      credentials: { ...workspace.credentials, appSecret: 'wrong' },
      clock: workspace.clock,
      log: workspace.log,
      handler,
    });
    await expect(wrong.start()).rejects.toThrow(/credentials/);
    await wrong.stop();
  });
});

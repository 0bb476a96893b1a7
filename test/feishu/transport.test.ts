import { afterEach, describe, expect, it } from 'vitest';
import { buildCard } from '../../src/cards/card.ts';
import { button, buttons } from '../../src/cards/elements.ts';
import { member, type OpenWorkspace, openWorkspace, secretary, serveWebhook } from './workspace.ts';

const closers: (() => Promise<void> | void)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function open(...how: Parameters<typeof openWorkspace>): Promise<OpenWorkspace> {
  const workspace = await openWorkspace(...how);
  closers.push(workspace.close);
  return workspace;
}

describe('the long connection', () => {
  it('comes back after the platform dropped it, and what was said meanwhile arrives', async () => {
    const { control, nextEvent, feishu } = await open();
    await control('/faults', { kind: 'close_sockets' });
    await control('/say', { as: secretary, text: '还在吗' });
    expect(await nextEvent('message')).toMatchObject({ text: '还在吗' });
    expect(feishu.health().connection).toBe('connected');
  });

  it('carries first contact and the menu', async () => {
    const { control, nextEvent } = await open();
    await control('/enter', { as: member });
    expect(await nextEvent('chat_entered')).toMatchObject({ account: member });
    await control('/menu', { as: member, event_key: 'todo' });
    expect(await nextEvent('menu')).toMatchObject({ account: member, key: 'todo' });
  });

  it('hands a message on every time it comes, always under its own key', async () => {
    const { control, events, nextEvent } = await open();
    const said = await control('/say', { as: member, text: '一次' });
    await nextEvent('message');
    await control('/redeliver', { event_id: said.event_id });
    await control('/redeliver', { event_id: said.event_id, new_event_id: true });
    const messages = () => events.filter((event) => event.kind === 'message');
    await expect.poll(messages).toHaveLength(3);
    expect(new Set(messages().map((event) => event.eventKey)).size).toBe(1);
  });
});

describe('the webhook', () => {
  it('passes the challenge, hears a message and answers a click, encrypted and signed', async () => {
    const keys = { encryptKey: 'an encrypt key of ours', verificationToken: 'verification-token' };
    const { control, nextEvent, feishu, state } = await open({ transport: 'webhook', ...keys });
    const server = await serveWebhook(feishu);
    closers.push(server.close);
    const webhook = {
      event_url: server.url,
      encrypt_key: keys.encryptKey,
      verification_token: keys.verificationToken,
    };
    expect(await control('/config', { transport: 'webhook', webhook })).toMatchObject({
      transport: 'webhook',
    });

    await control('/say', { as: secretary, text: '待办' });
    expect(await nextEvent('message')).toMatchObject({ account: secretary, text: '待办' });

    const card = buildCard({
      title: '主题党日',
      tone: 'todo',
      summary: '请确认',
      blocks: [buttons([button({ label: '参加', name: 'yes', action: 'attendance.answer' })])],
    });
    const sent = await feishu.chat.send({ kind: 'person', account: member }, card, 'u-1');
    state.answer = () => ({ toast: { tone: 'success', text: '已记下' } });
    const messageId = sent.kind === 'accepted' ? sent.messageId : '';
    expect(await control('/click', { as: member, message_id: messageId, name: 'yes' })).toMatchObject({
      toast: { type: 'success', content: '已记下' },
    });
    expect(feishu.health()).toMatchObject({ transport: 'webhook', connection: 'listening' });
  });

  it('with another key is refused by us', async () => {
    const { control, feishu } = await open({ transport: 'webhook', encryptKey: 'ours' });
    const server = await serveWebhook(feishu);
    closers.push(server.close);
    const webhook = { event_url: server.url, encrypt_key: 'theirs', verification_token: '' };
    expect(await control('/config', { transport: 'webhook', webhook })).toMatchObject({
      error: expect.stringContaining('challenge'),
    });
  });
});

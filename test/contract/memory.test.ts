import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { replayJournal } from '../../src/sandbox/journal.ts';
import { snapshot } from '../../src/sandbox/snapshot.ts';
import { emptyState, reduce, type State } from '../../src/sandbox/state.ts';
import { onlyHere } from './tenant.ts';
import { ann, bob, buttonCard, TestWorkspace } from './workspace.ts';

const here = onlyHere('restarts the workspace');

type Json = Record<string, unknown>;
const plain = (state: State): unknown =>
  JSON.parse(
    JSON.stringify(state, (_, value: unknown) => {
      if (value instanceof Map) return [...value].sort(([a], [b]) => (String(a) < String(b) ? -1 : 1));
      return value instanceof Set ? [...value].sort() : value;
    }),
  );

here('what the API did', () => {
  it('is told by the journal, and by the short form of it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'memory-'));
    const journalFile = join(folder, 'journal.jsonl');
    const workspace = await TestWorkspace.open({ journalFile });
    const api = async (method: string, path: string, body?: unknown): Promise<Json> => {
      const answer = await workspace.api(method, path, body);
      expect(answer.body.code, path).toBe(0);
      return answer.body.data as Json;
    };
    const { chat_id } = await api('POST', '/im/v1/chats', { name: '组', user_id_list: [ann, bob] });
    const tab = { tab_name: '台账', tab_type: 'url', tab_content: { url: 'https://example.com/' } };
    await api('POST', `/im/v1/chats/${chat_id}/chat_tabs`, { chat_tabs: [tab] });
    await api('PUT', `/im/v1/chats/${chat_id}`, { description: '新', pin_manage_setting: 'only_owner' });
    const send = (receive_id: unknown, msg_type: string, content: Json) =>
      api('POST', '/im/v1/messages?receive_id_type=chat_id', {
        receive_id,
        msg_type,
        content: JSON.stringify(content),
      });
    const { message_id } = await send(chat_id, 'text', { text: '一' });
    const message = `/im/v1/messages/${message_id}`;
    await api('POST', `${message}/reactions`, { reaction_type: { emoji_type: 'OK' } });
    const { reaction_id } = await api('POST', `${message}/reactions`, {
      reaction_type: { emoji_type: 'DONE' },
    });
    await api('DELETE', `${message}/reactions/${reaction_id}`);
    await api('POST', '/im/v1/pins', { message_id });
    await api('PATCH', `${message}/urgent_sms?user_id_type=open_id`, { user_id_list: [ann, bob] });
    await workspace.control('/read', { as: ann, message_id });
    const data = JSON.stringify(buttonCard('一', { act: 'go' }));
    const { card_id } = await api('POST', '/cardkit/v1/cards', { type: 'card_json', data });
    await send(chat_id, 'interactive', { type: 'card', data: { card_id } });
    const settings = { settings: '{"config":{"summary":{"content":"要"}}}', sequence: 1 };
    await api('PATCH', `/cardkit/v1/cards/${card_id}/settings`, settings);
    const level = { chat_menu_item: { action_type: 'NONE', name: '会议' } };
    await api('POST', `/im/v1/chats/${chat_id}/menu_tree`, { menu_tree: { chat_menu_top_levels: [level] } });
    await api('POST', '/task/v2/tasks', { summary: '留下' });
    const { task } = await api('POST', '/task/v2/tasks', { summary: '删去' });
    await api('DELETE', `/task/v2/tasks/${(task as Json).guid}`);
    await workspace.control('/config', { frozen: [bob] });
    await api('POST', '/message/v4/batch_send/', {
      msg_type: 'text',
      content: { text: '批' },
      open_ids: [ann],
    });
    await workspace.control('/clock', { advance: 'PT1S' });
    await workspace.close();

    const long = emptyState();
    let n = 0;
    replayJournal(journalFile, (entry) => {
      reduce(long, entry.c);
      n = entry.n;
    });
    expect(long.urgentUsed).toEqual({ sms: 2, phone: 0 });
    expect([...(long.unreadUrgents.get(bob) ?? [])]).toEqual([message_id]);
    expect(long.messages.get(String(message_id))?.reactions).toHaveLength(1);
    expect(long.items.size).toBe(1);
    expect(long.settings.frozen).toEqual([bob]);
    const short = emptyState();
    for (const entry of snapshot(long, n, workspace.clock.now().getTime())) {
      reduce(short, JSON.parse(JSON.stringify(entry.c)) as typeof entry.c);
    }
    const drop = (state: State) => ({ ...(plain(state) as Json), unreadUrgents: undefined });
    expect(drop(short)).toEqual(drop(long));
    expect(short.unreadUrgents.get(bob)).toEqual(long.unreadUrgents.get(bob));
    rmSync(folder, { recursive: true });
  });
});

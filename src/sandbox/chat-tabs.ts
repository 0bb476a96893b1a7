import { z } from 'zod';
import { type ApiAnswer, failed } from './answers.ts';
import { invalidChat } from './chat-view.ts';
import type { Chat, ChatTab } from './entities.ts';
import type { Workspace } from './workspace.ts';

const nameMax = 60;

/** A tab as a bot describes it; only these two kinds are a bot's to make. */
export const tabBody = z.object({
  tab_name: z.string().min(1),
  tab_type: z.enum(['doc', 'url']),
  tab_content: z.object({ url: z.string().optional(), doc: z.string().optional() }).optional(),
  tab_config: z.record(z.string(), z.unknown()).optional(),
});

/** The built-in tab with the messages comes first. */
export function chatTabs({ world }: Workspace, chat: Chat): readonly ChatTab[] {
  const digits = BigInt(`0x${world.ids.fixed('tab', chat.chatId, 14)}`);
  return [
    { tab_id: `7${digits.toString().padStart(18, '0').slice(-18)}`, tab_type: 'message' },
    ...(chat.tabs ?? []),
  ];
}

/** The first tab that may not stand like this. */
export function refuseTabs(tabs: readonly z.output<typeof tabBody>[]): ApiAnswer | undefined {
  if (tabs.some((tab) => tab.tab_name.length > nameMax)) {
    return failed(232047, 'The length of the tab name reaches the limit.');
  }
  return tabs.some(({ tab_type, tab_content }) => !tab_content?.[tab_type])
    ? failed(232048, 'The chat tab content is illegal.')
    : undefined;
}

/** Whether these tabs are there and a bot's to change. */
export function refuseTabIds(
  workspace: Workspace,
  chat: Chat,
  ids: readonly string[],
): ApiAnswer | undefined {
  const isIn = (tabs: readonly ChatTab[]) => (id: string) => tabs.some((tab) => tab.tab_id === id);
  if (!ids.every(isIn(chatTabs(workspace, chat)))) return invalidChat('invalid tab_ids');
  return ids.every(isIn(chat.tabs ?? []))
    ? undefined
    : failed(232049, 'Update or Delete operations only support doc or url tab type.');
}

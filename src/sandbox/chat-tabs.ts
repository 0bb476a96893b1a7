import type { Chat, ChatTab } from './entities.ts';
import type { Workspace } from './workspace.ts';

/** The built-in tab with the messages comes first. */
export function chatTabs({ world }: Workspace, chat: Chat): readonly ChatTab[] {
  const digits = BigInt(`0x${world.ids.fixed('tab', chat.chatId, 14)}`);
  return [
    { tab_id: `7${digits.toString().padStart(18, '0').slice(-18)}`, tab_type: 'message' },
    ...(chat.tabs ?? []),
  ];
}

import { done, failed, isFailed } from '../answers.ts';
import type { ApiMethod } from '../api-method.ts';
import { chatView } from '../chat-view.ts';
import { readIdType } from '../id-type.ts';
import { needs } from '../scopes.ts';

/** Also a dissolved one and one without the bot; of the latter only what a stranger may know. */
export const chatGet: ApiMethod = {
  verb: 'GET',
  path: '/open-apis/im/v1/chats/:chat_id',
  scopes: needs.readChats,
  handle: ({ workspace, param, query }) => {
    const idType = readIdType(query('user_id_type'));
    if (isFailed(idType)) return idType;
    const chat = workspace.world.chat(param('chat_id'));
    if (!chat) return failed(232006, 'Your request specifies a chat_id which is invalid.');
    const full = chatView(workspace, chat, idType.type);
    const { name, avatar, description, external, tenant_key, chat_mode } = full;
    const counts = { user_count: String(chat.members.length), bot_count: chat.withBot ? '1' : '0' };
    const status = { chat_status: chat.dissolved ? 'dissolved' : 'normal' };
    if (chat.type === 'group' && !chat.withBot) {
      return done({ name, avatar, description, external, tenant_key, chat_mode, ...counts, ...status });
    }
    const managers = {
      user_manager_id_list: [],
      bot_manager_id_list: chat.botManages ? [workspace.world.app.appId] : [],
    };
    return done({ ...full, ...managers, ...counts, ...status });
  },
};

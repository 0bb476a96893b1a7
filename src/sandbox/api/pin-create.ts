import { z } from 'zod';
import { done, failed, isFailed, readBody } from '../answers.ts';
import type { ApiMethod } from '../api-method.ts';
import { visibleMessage } from '../message-call.ts';
import { pinView } from '../pin-view.ts';
import { needs } from '../scopes.ts';

const body = z.object({ message_id: z.string() });

export const pinCreate: ApiMethod = {
  verb: 'POST',
  path: '/open-apis/im/v1/pins',
  scopes: needs.pin,
  handle: ({ workspace, body: given }) => {
    const ask = readBody(body, given);
    if (isFailed(ask)) return ask;
    const found = visibleMessage(workspace, ask.message_id);
    if (isFailed(found)) return found;
    const { message, chat } = found;
    if (message.recalled) return failed(230011, 'The message was recalled.');
    if (chat.options?.pin_manage_setting === 'only_owner' && chat.owner !== 'bot' && !chat.botManages) {
      return failed(230046, 'No Permission to Pin/Unpin messages in the chat.');
    }
    if (message.pinnedAt === undefined) {
      workspace.world.apply({ t: 'pin', messageId: message.messageId, at: workspace.world.now() });
    }
    return done({ pin: pinView(workspace, message) });
  },
};

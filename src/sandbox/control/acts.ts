import { z } from 'zod';
import { chatOf, enter, pickMenu, readUpTo, say } from '../acts.ts';
import { parseCard } from '../cards/walk.ts';
import { click } from '../click.ts';
import type { ClickResult } from '../click-answer.ts';
import type { Live } from '../live.ts';
import type { Workspace } from '../workspace.ts';
import { mountGroupActs } from './group-acts.ts';
import { type ControlApp, isRefused, onPost, refused } from './input.ts';
import { lookupIn } from './lookup.ts';

const who = { as: z.string() };
const sayBody = z
  .strictObject({
    ...who,
    text: z.string().min(1).optional(),
    msg_type: z.enum(['post', 'image', 'file', 'audio', 'media', 'sticker']).optional(),
    content: z.string().optional(),
    chat_id: z.string().optional(),
    reply_to: z.string().optional(),
  })
  .refine(
    (words) =>
      words.text === undefined
        ? words.msg_type !== undefined && isJson(words.content)
        : words.msg_type === undefined && words.content === undefined,
    {
      message: 'either a text, or a msg_type and its content as a JSON string',
      path: ['text'],
    },
  );
const enterBody = z.strictObject({ ...who, chat_id: z.string().optional() });
const clickBody = z
  .strictObject({
    ...who,
    message_id: z.string(),
    name: z.string().optional(),
    element_id: z.string().optional(),
    value: z.unknown().optional(),
    form_value: z.record(z.string(), z.unknown()).optional(),
    option: z.string().optional(),
    options: z.array(z.string()).optional(),
    checked: z.boolean().optional(),
    input_value: z.string().optional(),
    /** How often at once: a double click, or the same person at two devices. */
    times: z.number().int().min(1).max(10).default(1),
    /** The client still shows an older card: what is pressed need not be there any more. */
    stale: z.boolean().optional(),
    /** A client that lies: laid over what an honest one would send. */
    tamper: z.record(z.string(), z.unknown()).optional(),
  })
  .refine(
    (click) => click.element_id !== undefined || click.name !== undefined || click.value !== undefined,
    {
      message: 'one of element_id, name, value says which component',
    },
  );

function isJson(content: string | undefined): boolean {
  return content !== undefined && parseCard(content) !== undefined;
}

export function mountActs(app: ControlApp, workspace: Workspace, live: Live): void {
  const { world, push } = workspace;
  const lookup = lookupIn(workspace);
  const { person, seen } = lookup;
  mountGroupActs(app, workspace, lookup);

  onPost(app, '/say', sayBody, ({ as, chat_id, reply_to, text, msg_type, content }) => {
    const me = person(as);
    if (isRefused(me)) return me;
    const chat = chatOf(workspace, me, chat_id);
    if (!chat) return refused(`${as} is not in ${chat_id}`, 404);
    const replyTo = reply_to === undefined ? undefined : world.message(reply_to);
    if (reply_to !== undefined && replyTo?.chatId !== chat.chatId)
      return refused(`no such message in this chat: ${reply_to}`, 404);
    const words = { text, msgType: msg_type, content, replyTo };
    const { message, eventId } = say(workspace, me, chat, words);
    return { message_id: message.messageId, event_id: eventId ?? null };
  });

  onPost(app, '/enter', enterBody, ({ as, chat_id }) => {
    const me = person(as);
    if (isRefused(me)) return me;
    const chat = chatOf(workspace, me, chat_id);
    if (!chat) return refused(`${as} is not in ${chat_id}`, 404);
    return { chat_id: chat.chatId, event_id: enter(workspace, me, chat) ?? null };
  });

  // Also by somebody who is not in the chat: a forwarded card reports whoever presses it, and a bot has to answer.
  onPost(app, '/click', clickBody, async ({ as, message_id, times, ...how }) => {
    const me = person(as);
    if (isRefused(me)) return me;
    const message = world.message(message_id);
    if (!message) return refused(`no such message: ${message_id}`, 404);
    const presses = Array.from({ length: times }, () => click(workspace, me, message, how));
    const results: ClickResult[] = [];
    for (const result of await Promise.all(presses)) {
      if ('impossible' in result) return refused(result.impossible, result.status);
      results.push(result);
      if (!result.toast) continue;
      live.send({ type: 'toast', open_id: as, message_id, toast: result.toast, code: result.code });
    }
    return times === 1 ? { ...results[0] } : { ...results[0], results };
  });

  onPost(
    app,
    '/menu',
    z.strictObject({ ...who, event_key: z.string().min(1).max(30) }),
    ({ as, event_key }) => {
      const me = person(as);
      return isRefused(me) ? me : { event_id: pickMenu(workspace, me, event_key) ?? null };
    },
  );

  onPost(app, '/read', z.strictObject({ ...who, message_id: z.string() }), ({ as, message_id }) => {
    const target = seen(as, message_id);
    if (isRefused(target)) return target;
    return { event_id: readUpTo(workspace, target.me, target.message) ?? null };
  });

  const redeliverBody = z.strictObject({ event_id: z.string(), new_event_id: z.boolean().default(false) });
  onPost(app, '/redeliver', redeliverBody, ({ event_id, new_event_id }) => {
    const event = world.state.events.get(event_id);
    if (!event) return refused(`no such event: ${event_id}`, 404);
    if (!new_event_id) {
      push.redeliver(event);
      return { event_id };
    }
    const fresh = world.ids.next('event');
    push.emit(event.type, event.payload.replaceAll(event_id, fresh), fresh);
    return { event_id: fresh };
  });
}

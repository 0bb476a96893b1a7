import { z } from 'zod';
import { changeMembers, dissolve, rename, resign, setBot } from '../group-acts.ts';
import { react, recall, recallTypeOf, takeReactionBack } from '../message-acts.ts';
import type { Workspace } from '../workspace.ts';
import { type ControlApp, isRefused, onPost, refused } from './input.ts';
import type { Lookup } from './lookup.ts';

const who = { as: z.string() };
const inChat = { ...who, chat_id: z.string() };
const ids = z.array(z.string()).default([]);

/** What people do to messages and groups, and what an administrator does to people. */
export function mountGroupActs(app: ControlApp, workspace: Workspace, lookup: Lookup): void {
  const told = (eventIds: readonly (string | undefined)[]) => ({ event_ids: eventIds.filter(Boolean) });

  const recallBody = z.strictObject({
    ...who,
    message_id: z.string(),
    by: z.enum(['group_manager', 'enterprise_manager']).optional(),
  });
  onPost(app, '/recall', recallBody, ({ as, message_id, by }) => {
    const target = lookup.seen(as, message_id);
    if (isRefused(target)) return target;
    const { me, message, chat } = target;
    if (message.recalled) return refused('the message was recalled already');
    const type = by ?? recallTypeOf(chat, me, message);
    if (!type) return refused('only the author, the owner of the group or an administrator takes it back');
    return told([recall(workspace, message, type)]);
  });

  const reactBody = z.strictObject({
    ...who,
    message_id: z.string(),
    emoji: z.string().min(1),
    remove: z.boolean().default(false),
  });
  onPost(app, '/react', reactBody, ({ as, message_id, emoji, remove }) => {
    const target = lookup.seen(as, message_id);
    if (isRefused(target)) return target;
    const { me, message } = target;
    if (!remove) {
      const { reaction, eventId } = react(workspace, me, message, emoji);
      return { reaction_id: reaction.reactionId, ...told([eventId]) };
    }
    const mine = message.reactions?.find((one) => one.by === as && one.emoji === emoji);
    return mine
      ? told([takeReactionBack(workspace, message, mine)])
      : refused('there is no such reaction of this person', 404);
  });

  onPost(app, '/bot', z.strictObject({ ...inChat, present: z.boolean() }), ({ as, chat_id, present }) => {
    const target = lookup.group(as, chat_id);
    return isRefused(target) ? target : told(setBot(workspace, target.chat, target.me, present));
  });

  onPost(
    app,
    '/members',
    z.strictObject({ ...inChat, add: ids, remove: ids }),
    ({ as, chat_id, add, remove }) => {
      const target = lookup.group(as, chat_id);
      if (isRefused(target)) return target;
      const added = lookup.people(add);
      const removed = lookup.people(remove);
      if (isRefused(added)) return added;
      if (isRefused(removed)) return removed;
      return told(changeMembers(workspace, target.chat, target.me, { add: added, remove: removed }));
    },
  );

  onPost(
    app,
    '/rename',
    z.strictObject({ ...inChat, name: z.string().min(1).max(60) }),
    ({ as, chat_id, name }) => {
      const target = lookup.group(as, chat_id);
      return isRefused(target) ? target : told(rename(workspace, target.chat, target.me, name));
    },
  );

  onPost(app, '/dissolve', z.strictObject(inChat), ({ as, chat_id }) => {
    const target = lookup.group(as, chat_id);
    return isRefused(target) ? target : told(dissolve(workspace, target.chat, target.me));
  });

  onPost(app, '/resign', z.strictObject({ open_id: z.string() }), ({ open_id }) => {
    const person = lookup.person(open_id);
    return isRefused(person) ? person : told(resign(workspace, person));
  });
}

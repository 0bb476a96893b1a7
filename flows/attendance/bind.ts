import { and, eq } from 'drizzle-orm';
import { chats } from '../../db/schema/index.ts';
import { type Refusal, refuse } from '../../src/core/errors.ts';
import { branchesWith, postsWith } from '../../src/engine/access.ts';
import { type ActorContext, type Outcome, sentenceCard, type Undo } from '../../src/engine/index.ts';
import { text } from './text.ts';

/** `/绑定` in a group: from now on it hears the totals of this branch. */
export async function bindGroup(context: ActorContext): Promise<Outcome | Refusal> {
  if (context.chat.type !== 'group') return refuse('only_in_group', text.no.onlyInGroup);
  const [branch] = branchesWith(context, 'plan');
  if (!branch) return refuse('not_yours', text.no.bindNotYours(postsWith('plan')));
  const { tx, chat } = context;
  const [known] = await tx.select().from(chats).where(eq(chats.chatId, chat.id)).for('update');
  await tx
    .insert(chats)
    .values({ chatId: chat.id, type: 'group', orgCode: branch })
    .onConflictDoUpdate({ target: chats.chatId, set: { orgCode: branch } });
  return {
    reply: sentenceCard(text.bound(context.directory.org(branch)?.name ?? branch)),
    isForGroup: true,
    undo: {
      kind: 'attendance.bind',
      payload: { chat: chat.id, before: known?.orgCode ?? null, after: branch },
      org: branch,
      object: `chat/${chat.id}`,
    },
  };
}

/** The group belongs to whom it belonged before, or to nobody. */
export const undoBind: Undo = async ({ tx }, payload) => {
  const { chat, before, after } = payload as {
    readonly chat: string;
    readonly before: string | null;
    readonly after: string;
  };
  const changed = await tx
    .update(chats)
    .set({ orgCode: before })
    .where(and(eq(chats.chatId, chat), eq(chats.orgCode, after)))
    .returning({ chatId: chats.chatId });
  return changed.length === 0 ? refuse('changed', text.no.bindChanged) : {};
};

import { and, eq } from 'drizzle-orm';
import { chats, liveCards, outbox } from '../../db/schema/index.ts';
import type { Activity } from '../../src/duties/activities/activity.ts';
import { findActivity, rollOf } from '../../src/duties/activities/activity-store.ts';
import { dutiesOf } from '../../src/duties/activities/meeting.ts';
import {
  type ActorContext,
  composeEach,
  type Effect,
  type LiveCardComposer,
} from '../../src/engine/index.ts';
import type { LiveSubject } from '../../src/notices/notice.ts';
import { totalsCard } from './roll-cards.ts';

const ofAllMembers: ReadonlySet<string | undefined> = new Set(['all_members', 'voting_members']);

/**
 * The branch's own group, if its secretary bound one, hears the totals of a meeting of all members once, at most one
 * message a day; its card follows what is taken back or corrected afterwards. What a committee or one group of members
 * met for is no matter of everybody's.
 */
export async function groupTotals(
  { tx, catalogue }: ActorContext,
  activity: Activity,
): Promise<readonly Effect[]> {
  const isOfAll = dutiesOf(catalogue, activity).some(({ participants }) =>
    ofAllMembers.has(participants?.roster),
  );
  if (!isOfAll) return [];
  const live = groupCard(activity);
  const groups = await tx.select().from(chats).where(eq(chats.orgCode, activity.orgCode));
  const told = await tx
    .select({ chatId: outbox.chatId })
    .from(liveCards)
    .innerJoin(outbox, eq(outbox.messageId, liveCards.messageId))
    .where(and(eq(liveCards.kind, live.kind), eq(liveCards.subject, live.subject)));
  return groups
    .filter(({ chatId }) => !told.some((one) => one.chatId === chatId))
    .map((group) => ({
      do: 'notify',
      notice: {
        // One that was taken back before it left stays so: closed again, it is another one.
        key: `group-totals:${activity.id}:${group.chatId}:${activity.version}`,
        kind: 'attendance.group',
        channel: 'group',
        to: { chat: group.chatId },
        subject: { activity: activity.id },
        live,
      },
    }));
}

/** What follows the roll of a meeting in a group. */
export function groupCard({ id }: Activity): LiveSubject {
  return { kind: 'attendance.group', subject: id };
}

export const drawGroupTotals: LiveCardComposer = async (context, card) => {
  const activity = await findActivity(context.tx, card.subject);
  return activity && totalsCard(context, activity, await rollOf(context.tx, activity.id));
};

export const composeGroupTotals = composeEach(async (context, notice) => {
  const activity = await findActivity(context.tx, (notice.subject as { readonly activity: string }).activity);
  if (!activity) return { kind: 'suppress', reason: 'gone' };
  return { kind: 'card', card: totalsCard(context, activity, await rollOf(context.tx, activity.id)) };
});

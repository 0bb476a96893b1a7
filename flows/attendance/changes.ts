import { eq } from 'drizzle-orm';
import { outbox } from '../../db/schema/index.ts';
import { formatDayTime } from '../../src/calendar/format.ts';
import { buildCard } from '../../src/cards/card.ts';
import { text as paragraph } from '../../src/cards/elements.ts';
import { findActivity, rollOf } from '../../src/duties/activity-store.ts';
import { composeEach, type FlowContext } from '../../src/engine/index.ts';
import type { OutboxRow } from '../../src/notices/notice.ts';
import { shortOrgName } from '../../src/org/short-name.ts';
import { invitationCard } from './invitation.ts';
import { text } from './text.ts';

interface Change {
  readonly activity: string;
  readonly startsAt: string;
  /** Of a moved meeting: the time it was called for before. */
  readonly was?: string;
  readonly reason?: string;
}

/**
 * One line to each person who had been told before the change. Whose invitation leaves only now reads the new time
 * there, or nothing at all where it was cancelled, and hears nothing twice.
 */
export const composeChange = composeEach(async (context, notice) => {
  const change = notice.subject as unknown as Change;
  const activity = await findActivity(context.tx, change.activity);
  if (!activity) return { kind: 'suppress', reason: 'gone' };
  if (!(await wasTold(context, notice, activity.id))) return { kind: 'suppress', reason: 'not_told' };
  const duty = context.catalogue.get(activity.duty);
  const when = formatDayTime(activity.startsAt, context.calendar, context.today);
  if (notice.kind === 'attendance.cancelled') {
    const card = buildCard({
      title: text.cancelledTitle(duty.name.brief, when),
      subtitle: shortOrgName(context.directory, activity.orgCode),
      tone: 'closed',
      tag: text.cancelledTag,
      summary: text.cancelledTitle(duty.name.brief, when),
      blocks: [paragraph(text.cancelled(change.reason ?? ''))],
    });
    return { kind: 'card', card };
  }
  if (activity.state !== 'published' || activity.startsAt.toISOString() !== change.startsAt) {
    return { kind: 'suppress', reason: 'changed_again' };
  }
  if (activity.startsAt <= context.now) return { kind: 'suppress', reason: 'begun' };
  const entry = (await rollOf(context.tx, activity.id)).find(({ person }) => person === notice.personCode);
  if (!entry) return { kind: 'suppress', reason: 'not_on_roll' };
  const movedFrom = change.was === undefined ? undefined : new Date(change.was);
  return { kind: 'card', card: invitationCard(context, activity, entry, movedFrom ? { movedFrom } : {}) };
});

async function wasTold({ tx }: FlowContext, notice: OutboxRow, activity: string): Promise<boolean> {
  const key = `invitation:${activity}:${notice.personCode}`;
  const [invitation] = await tx.select().from(outbox).where(eq(outbox.dedupeKey, key));
  if (!invitation?.sendingAt || invitation.sendingAt >= notice.bookedAt) return false;
  return invitation.state !== 'failed' && invitation.state !== 'suppressed';
}

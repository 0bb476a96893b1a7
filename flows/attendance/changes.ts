import { and, eq, gt, sql } from 'drizzle-orm';
import { outbox } from '../../db/schema/index.ts';
import type { Activity } from '../../src/duties/activities/activity.ts';
import { findActivity, rollOf } from '../../src/duties/activities/activity-store.ts';
import { composeEach, type FlowContext } from '../../src/engine/index.ts';
import { lastHeard } from '../../src/engine/last-heard.ts';
import type { OutboxRow } from '../../src/notices/notice.ts';
import { cancelledCard, invitationCard } from './invitation.ts';

interface Change {
  readonly activity: string;
  readonly startsAt: string;
  /** Of a move: where it is now. */
  readonly place?: string;
  readonly reason?: string;
  /** Of another speaker: who it is now, and who it was. */
  readonly speaker?: string;
  readonly speakerWas?: string;
  /** It takes a change back: only whom a notice under this key reached has something to hear. */
  readonly toldBy?: string;
}

/**
 * One line to each person who had been told otherwise before. Whose invitation leaves only now reads the new time
 * there, or nothing at all where it was cancelled, and hears nothing twice. Of several moves the last alone speaks,
 * and only where it differs from what the person heard last. Of what has begun nobody is told any more.
 */
export const composeChange = composeEach(async (context, notice) => {
  const change = notice.subject as unknown as Change;
  const activity = await findActivity(context.tx, change.activity);
  if (!activity) return { kind: 'suppress', reason: 'gone' };
  const person = notice.personCode ?? '';
  const heard = (await lastHeard(context.tx, activity, [person])).get(person);
  if (!heard) return { kind: 'suppress', reason: 'not_told' };
  if (change.toldBy && !(await hasLeft(context, `${change.toldBy}:${notice.personCode}`))) {
    return { kind: 'suppress', reason: 'not_told' };
  }
  if (notice.kind === 'attendance.cancelled') {
    if (heard.startsAt <= context.now) return { kind: 'suppress', reason: 'begun' };
    const card = cancelledCard(context, activity, heard.startsAt, change.reason ?? '');
    return { kind: 'card', card };
  }
  const isMoved = notice.kind === 'attendance.moved';
  if (activity.state !== 'published' || (isMoved && !isAsSaid(change, activity))) {
    return { kind: 'suppress', reason: 'changed_again' };
  }
  const isThen = heard.startsAt.getTime() === activity.startsAt.getTime();
  const isThere = heard.place === activity.place;
  const isTrue = isThen && isThere;
  if (isMoved && isTrue) return { kind: 'suppress', reason: 'heard' };
  if (isMoved && (await isOvertaken(context, notice, activity))) {
    return { kind: 'suppress', reason: 'changed_again' };
  }
  const isSpeaker = notice.kind === 'attendance.speaker';
  if (isSpeaker && !(await wasTold(context, notice, activity.id))) {
    return { kind: 'suppress', reason: 'not_told' };
  }
  if (isSpeaker && activity.speaker !== change.speaker) return { kind: 'suppress', reason: 'changed_again' };
  if (isSpeaker && (await isToldBesides(context, notice, activity, !isTrue))) {
    return { kind: 'suppress', reason: 'told_with_move' };
  }
  if (activity.startsAt <= context.now) return { kind: 'suppress', reason: 'begun' };
  const entry = (await rollOf(context.tx, activity.id)).find(({ person }) => person === notice.personCode);
  if (!entry) return { kind: 'suppress', reason: 'not_on_roll' };
  const changed = {
    ...(isThen ? {} : { movedFrom: heard.startsAt }),
    ...(isThere ? {} : { placeBefore: heard.place }),
    ...(isSpeaker ? { speakerBefore: change.speakerWas ?? '' } : {}),
  };
  return { kind: 'card', card: invitationCard(context, activity, entry, changed) };
});

/** A card about the new time, on its way or sent since, names the new speaker too: nobody hears twice. */
async function isToldBesides(
  context: FlowContext,
  notice: OutboxRow,
  activity: Activity,
  isDifferent: boolean,
): Promise<boolean> {
  const rows = await context.tx
    .select({ subject: outbox.subject, state: outbox.state, sendingAt: outbox.sendingAt })
    .from(outbox)
    .where(and(eq(outbox.personCode, notice.personCode ?? ''), eq(outbox.kind, 'attendance.moved')));
  for (const { subject, state, sendingAt } of rows) {
    const change = subject as unknown as Change;
    if (change.activity !== activity.id || state === 'failed' || state === 'suppressed') continue;
    if (sendingAt !== null && sendingAt >= notice.bookedAt) return true;
    // One that waits but is out of date by now will never leave.
    if (sendingAt === null && isAsSaid(change, activity) && isDifferent) return true;
  }
  return false;
}

/** Whether the meeting still is when and where this move said. */
function isAsSaid({ startsAt, place }: Change, activity: Activity): boolean {
  return startsAt === activity.startsAt.toISOString() && (place ?? activity.place) === activity.place;
}

async function hasLeft({ tx }: FlowContext, key: string): Promise<boolean> {
  const [row] = await tx.select().from(outbox).where(eq(outbox.dedupeKey, key));
  return row?.sendingAt != null && row.state !== 'failed' && row.state !== 'suppressed';
}

/** A later move speaks for the meeting as it stands. */
async function isOvertaken(
  { tx }: FlowContext,
  { personCode, bookedAt }: OutboxRow,
  { id }: Activity,
): Promise<boolean> {
  const [later] = await tx
    .select({ id: outbox.id })
    .from(outbox)
    .where(
      and(
        eq(outbox.personCode, personCode ?? ''),
        eq(outbox.kind, 'attendance.moved'),
        gt(outbox.bookedAt, bookedAt),
        sql`${outbox.subject} ->> 'activity' = ${id}`,
      ),
    );
  return later !== undefined;
}

/** Whether the invitation had left when somebody else became the speaker. */
async function wasTold({ tx }: FlowContext, notice: OutboxRow, activity: string): Promise<boolean> {
  const key = `invitation:${activity}:${notice.personCode}`;
  const [invitation] = await tx.select().from(outbox).where(eq(outbox.dedupeKey, key));
  if (!invitation?.sendingAt || invitation.sendingAt >= notice.bookedAt) return false;
  return invitation.state !== 'failed' && invitation.state !== 'suppressed';
}

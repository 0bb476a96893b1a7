import { and, inArray, isNotNull, sql } from 'drizzle-orm';
import { among } from '../../db/bulk.ts';
import { outbox } from '../../db/schema/index.ts';
import type { Activity, RollEntry } from '../duties/activities/activity.ts';
import type { FlowContext } from './define.ts';
import type { Effect } from './effect.ts';
import { invitingKinds } from './last-heard.ts';
import { isPastChange } from './stale.ts';
import { undoDeadline } from './undo.ts';

/**
 * Every card that invited these people shows from now on how things stand: the time, what can be pressed, or that it
 * is over. What is too old to change is left as it is, and its press answers with the fresh card.
 */
export async function repaintInvitations(
  { tx, now }: Pick<FlowContext, 'tx' | 'now'>,
  { id }: Pick<Activity, 'id'>,
  roll: readonly Pick<RollEntry, 'person'>[],
): Promise<readonly Effect[]> {
  if (roll.length === 0) return [];
  const people = roll.map(({ person }) => person);
  const sent = await tx
    .select({ message: outbox.messageId, person: outbox.personCode, at: outbox.sendingAt })
    .from(outbox)
    .where(
      and(
        among(outbox.personCode, people),
        inArray(outbox.kind, [...invitingKinds]),
        isNotNull(outbox.messageId),
        sql`${outbox.subject} ->> 'activity' = ${id}`,
      ),
    );
  const own = (person: string) => ({ kind: 'attendance.own', subject: `${id}/${person}` });
  return [
    ...sent.flatMap(({ message, person, at }): Effect[] =>
      message === null || person === null || at === null || isPastChange(at, now)
        ? []
        : [{ do: 'keep_live', messageId: message, person, ...own(person) }],
    ),
    ...people.map((person): Effect => ({ do: 'touch_live', ...own(person) })),
  ];
}

/** The cards that show a whole roll: its keeper's, its approvers', and the totals in a group. */
export function touchRollCards({ id: subject }: Pick<Activity, 'id'>): readonly Effect[] {
  return ['attendance.roll', 'attendance.requests', 'attendance.group'].map((kind) => ({
    do: 'touch_live',
    kind,
    subject,
  }));
}

/**
 * Invitations say that the roll is closed when it can no longer be taken back: a card for each member changes once,
 * and never before the answer to the person who closed it. Only whose request the closing decided, a few, reads so at
 * once.
 */
export async function showClosedEffects(
  context: Pick<FlowContext, 'tx' | 'now'>,
  { id }: Pick<Activity, 'id'>,
  before: readonly Pick<RollEntry, 'person' | 'asked'>[],
  after: readonly Pick<RollEntry, 'person' | 'asked'>[],
): Promise<readonly Effect[]> {
  const waiting = new Set(after.flatMap(({ person, asked }) => (asked ? [person] : [])));
  const decided = before.filter(({ person, asked }) => asked && !waiting.has(person));
  return [
    ...(await repaintInvitations(context, { id }, decided)),
    { do: 'timer', kind: 'attendance.show_closed', subject: id, dueAt: undoDeadline(context.now) },
  ];
}

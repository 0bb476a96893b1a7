import { refuse } from '../../src/core/errors.ts';
import { type Activity, type RollEntry, tookPart } from '../../src/duties/activities/activity.ts';
import {
  changeActivity,
  lockActivity,
  rollOf,
  writeRoll,
} from '../../src/duties/activities/activity-store.ts';
import type { Undo, Undoing } from '../../src/engine/index.ts';
import { recount } from './recount.ts';
import { text } from './text.ts';
import { touching } from './touching.ts';

interface Restoring {
  readonly activity: string;
  readonly before: readonly RollEntry[];
  /** What the act made of them: if it is something else by now, there is nothing to go back to. */
  readonly after: readonly Pick<RollEntry, 'person' | 'mark'>[];
  /** Of a request: what was asked for. Once that was decided, there is nothing to withdraw. */
  readonly asked?: RollEntry['asked'];
  /** Of a closed roll: how it stood before. */
  readonly closed?: { readonly at: string | null; readonly by: string | null };
  /** Notices that have not left go with it. */
  readonly withdraws?: readonly string[];
}

/** The inverse of whatever wrote marks: closing, correcting, deciding. */
export function restoring(
  activity: Activity,
  before: readonly RollEntry[],
  after: readonly RollEntry[],
  more: Pick<Restoring, 'closed' | 'withdraws'> = {},
): Undoing {
  const payload: Restoring = {
    activity: activity.id,
    before,
    after: after.map(({ person, mark }) => ({ person, mark })),
    ...more,
  };
  return { kind: 'attendance.marks', payload: { ...payload }, org: activity.orgCode, object: activity.id };
}

/** The inverse of one's own typed answer: it stands as before, and what was asked for is withdrawn. */
export function withdrawing(activity: Activity, before: RollEntry, after: RollEntry): Undoing {
  const { payload, ...rest } = restoring(activity, [before], [after]);
  return { ...rest, kind: 'attendance.own', payload: { ...payload, asked: after.asked ?? null } };
}

/** Why one's own request cannot be withdrawn any more: a member corrects no roll. */
function ownRefusal(
  { rollClosedAt }: Activity,
  after: Restoring['after'],
  roll: readonly RollEntry[],
): string {
  if (rollClosedAt !== null) return text.no.closed;
  const own = roll.find(({ person }) => person === after[0]?.person);
  const hasAnsweredAnew = own !== undefined && (own.asked != null || tookPart(own));
  return hasAnsweredAnew ? text.no.ownChanged : text.no.ownDecided;
}

export const restoreMarks: Undo = async (context, payload) => {
  const { before, after, asked, closed, withdraws = [] } = payload as unknown as Restoring;
  const activity = await lockActivity(context.tx, String(payload.activity));
  if (!activity || activity.state === 'cancelled') return refuse('gone', text.no.gone);
  if (closed && activity.state === 'recorded') return refuse('recorded', text.no.undoRecorded);
  const roll = await rollOf(context.tx, activity.id);
  const isChanged = after.some(({ person, mark }) => {
    const now = roll.find((entry) => entry.person === person);
    return now?.mark !== mark || (asked !== undefined && now.asked !== asked);
  });
  // An own answer that counted at once is part of a roll that was closed since.
  const isCounted = asked === null && activity.rollClosedAt !== null;
  if (isChanged || isCounted) {
    return refuse('changed', asked === undefined ? text.no.undoChanged : ownRefusal(activity, after, roll));
  }
  await writeRoll(context.tx, activity.id, before, context.now);
  if (closed) {
    const rollClosedAt = closed.at === null ? null : new Date(closed.at);
    await changeActivity(context.tx, activity.id, { rollClosedAt, rollClosedBy: closed.by });
  }
  await recount(context, activity);
  return {
    effects: [
      ...touching(activity, before),
      ...(withdraws.length === 0 ? [] : [{ do: 'suppress', keys: withdraws, reason: 'undone' } as const]),
    ],
  };
};

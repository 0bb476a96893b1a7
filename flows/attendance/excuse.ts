import type { RollEntry } from '../../src/duties/activities/activity.ts';
import { activitiesCalling, holdForAnswers, writeRolls } from '../../src/duties/activities/activity-store.ts';
import type { StandingLeave } from '../../src/duties/activities/standing-leave.ts';
import type { ActorContext, Effect } from '../../src/engine/index.ts';
import { repaintInvitations } from '../../src/engine/invitation-cards.ts';
import { touching } from './touching.ts';

/** A place on a published roll as it stood before the leave was entered. */
export interface Excused {
  readonly activity: string;
  readonly before: RollEntry;
}

interface Excusing {
  readonly excused: readonly Excused[];
  readonly effects: readonly Effect[];
}

/**
 * Rolls that were frozen before the leave was entered and have not begun: who has not said that he or she comes
 * stands there as on leave, and is neither invited nor reminded any more.
 */
export async function excuse(context: ActorContext, leave: StandingLeave): Promise<Excusing> {
  if (leave.endedOn !== null) return { excused: [], effects: [] };
  const person = leave.personCode;
  const within = (await activitiesCalling(context.tx, person)).filter(
    ({ heldOn, startsAt }) => heldOn >= leave.fromDay && heldOn <= leave.toDay && startsAt > context.now,
  );
  return mark(
    context,
    person,
    within.map(({ id }) => id),
    ({ mark, ...entry }) =>
      mark === 'unanswered'
        ? { ...entry, mark: 'on_leave', leaveKind: leave.kind, markedBy: leave.approvedBy, asked: null }
        : undefined,
  );
}

/** The leave is taken back: whoever has not answered since stands there as before. */
export async function unexcuse(
  context: ActorContext,
  person: string,
  excused: readonly Excused[],
): Promise<readonly Effect[]> {
  const { effects } = await mark(
    context,
    person,
    excused.map(({ activity }) => activity),
    ({ mark }, activity) =>
      mark === 'on_leave' ? excused.find((one) => one.activity === activity)?.before : undefined,
  );
  return effects;
}

async function mark(
  context: ActorContext,
  person: string,
  activities: readonly string[],
  becomes: (entry: RollEntry, activity: string) => RollEntry | undefined,
): Promise<Excusing> {
  const places = activities.map((activity) => ({ activity, person }));
  const held = await holdForAnswers(context.tx, places);
  const changed = [...held.values()].flatMap(({ activity, entries }) => {
    const before = entries.get(person);
    const entry =
      before && activity.state === 'published' && activity.rollClosedAt === null
        ? becomes(before, activity.id)
        : undefined;
    return before && entry ? [{ activity, before, entry }] : [];
  });
  await writeRolls(
    context.tx,
    changed.map(({ activity, entry }) => ({ activity: activity.id, entry })),
    context.now,
  );
  const effects: Effect[] = [];
  for (const { activity, entry } of changed) {
    effects.push(...touching(activity, [entry]), ...(await repaintInvitations(context, activity, [entry])));
  }
  return { excused: changed.map(({ activity, before }) => ({ activity: activity.id, before })), effects };
}

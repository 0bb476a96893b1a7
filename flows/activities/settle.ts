import { dayOf } from '../../src/calendar/day.ts';
import { type Refusal, refuse } from '../../src/core/errors.ts';
import { type Activity, closeRoll, type RollCall, type RollEntry } from '../../src/duties/activity.ts';
import {
  activityOfInstance,
  changeActivity,
  insertActivity,
  instancesOf,
  writeRoll,
} from '../../src/duties/activity-store.ts';
import type { DutyDef } from '../../src/duties/catalogue.ts';
import { type LifecycleEvent, transition } from '../../src/duties/lifecycle.ts';
import { lockInstances, openInstances } from '../../src/duties/store.ts';
import type { ActorContext, Outcome } from '../../src/engine/index.ts';
import { beginActivity } from './begin.ts';
import { choosePeriod } from './plan-rules.ts';
import { recordedCard } from './record-cards.ts';
import type { RecordFields } from './record-rules.ts';
import { text } from './text.ts';

export async function settlePast(
  context: ActorContext,
  duty: DutyDef,
  branch: string,
  startsAt: Date,
  fields: RecordFields,
  call: RollCall,
  channel: 'card' | 'command',
): Promise<Outcome | Refusal> {
  const heldOn = dayOf(startsAt);
  const open = await openInstances(context.tx, branch, duty.id);
  const free = [];
  for (const instance of open) {
    const busy = await activityOfInstance(context.tx, instance.key);
    if (busy?.state !== 'published') free.push(instance);
  }
  const period = choosePeriod(free, heldOn);
  if (!period) return refuse('nothing_open', text.no.nothingOpen(duty.name.brief));
  const activity = beginActivity(context, duty, branch, 'published', { ...fields, startsAt, heldOn });
  await insertActivity(context.tx, activity, [period.chosen.key]);
  const roll = context.directory
    .membersOf(branch)
    .map(
      (person): RollEntry => ({ person: person.code, mark: 'unanswered', leaveKind: null, markedBy: null }),
    );
  return settleRecord(context, duty, activity, fields, roll, call, channel);
}

/** T5/T12: closes the roll if `call` is given, keeps the record, and settles what the activity counts for. */
export async function settleRecord(
  context: ActorContext,
  duty: DutyDef,
  activity: Activity,
  fields: RecordFields,
  roll: readonly RollEntry[],
  call: RollCall | undefined,
  channel: 'card' | 'command',
): Promise<Outcome | Refusal> {
  const { now, today, actor, tx } = context;
  const marked = call ? closeRoll(roll, call, actor.code) : roll;
  if (call) await writeRoll(tx, activity.id, marked, now);
  const closed = call ? { rollClosedAt: now, rollClosedBy: actor.code } : {};
  const changes = {
    ...fields,
    ...closed,
    state: 'recorded' as const,
    recordedAt: now,
    recordedBy: actor.code,
  };
  await changeActivity(tx, activity.id, changes);
  const event: LifecycleEvent = { type: 'record', heldOn: activity.heldOn, on: today, at: now };
  const keys = await instancesOf(tx, activity.id);
  const [before] = await lockInstances(tx, keys);
  if (!before) return refuse('nothing_open', text.no.nothingOpen(duty.name.brief));
  const after = { ...before, ...transition(before, event, context.calendar)?.changes };
  return {
    reply: recordedCard({ ...activity, ...changes }, duty, after, marked, context.directory, context),
    effects: [
      ...keys.map((instance) => ({ do: 'transition', instance, event }) as const),
      { do: 'cancel_timer', kind: 'attendance.remind', subject: activity.id },
      { do: 'touch_live', kind: 'attendance.roll', subject: activity.id },
      {
        do: 'audit',
        entry: {
          org: activity.orgCode,
          channel,
          object: activity.id,
          action: 'record',
          actor: actor.code,
          before: { state: before.state },
          after: { state: after.state, heldOn: activity.heldOn, daysLate: after.daysLate },
        },
      },
    ],
  };
}

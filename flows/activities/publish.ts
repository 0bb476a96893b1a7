import { instantAt } from '../../src/calendar/day.ts';
import { dueDay } from '../../src/calendar/deadlines.ts';
import { formatDayTime } from '../../src/calendar/format.ts';
import { isRefusal, refuse } from '../../src/core/errors.ts';
import { type Activity, type RollEntry, rollOpensAt } from '../../src/duties/activity.ts';
import { activityOfInstance, changeActivity, writeRoll } from '../../src/duties/activity-store.ts';
import type { Action, Effect } from '../../src/engine/index.ts';
import { ownDraft } from './draft-actions.ts';
import { checkPublish, itemName, type Moment } from './plan-rules.ts';
import { text } from './text.ts';

/** 确认发布: freezes the roll, invites everybody who can be reached once, and stops the reminders (T4). */
export const publishPlan: Action = async (context, click) => {
  const draft = await ownDraft(context, click);
  if (isRefusal(draft)) return draft;
  const { activity, duty, instance } = draft;
  const reason = typeof click.form.reason === 'string' ? click.form.reason : '';
  const refusal = checkPublish(activity, instance, reason, context);
  if (refusal) return refusal;
  const twin = await activityOfInstance(context.tx, instance.key);
  if (twin?.state === 'published') {
    const when = formatDayTime(twin.startsAt, context.calendar, context.today);
    return refuse('already_planned', text.no.alreadyPlanned(itemName(instance, duty, context.today), when));
  }
  const members = context.directory.membersOf(activity.orgCode);
  const roll = members.map(
    (person): RollEntry => ({ person: person.code, mark: 'unanswered', leaveKind: null, markedBy: null }),
  );
  await changeActivity(context.tx, activity.id, {
    state: 'published',
    publishedAt: context.now,
    lateReason: reason.trim() || null,
  });
  await writeRoll(context.tx, activity.id, roll, context.now);
  const recordBy = dueDay(
    duty.recordBy.rule,
    { period: instance.period, heldOn: activity.heldOn },
    'next',
    context.calendar,
  );
  const effects: Effect[] = [
    {
      do: 'transition',
      instance: instance.key,
      event: { type: 'schedule', heldOn: activity.heldOn, recordBy },
    },
    ...members
      .filter((person) => person.account !== undefined)
      .map(
        (person): Effect => ({
          do: 'notify',
          notice: {
            key: `invitation:${activity.id}:${person.code}`,
            kind: 'attendance.invitation',
            channel: 'direct',
            to: { person: person.code },
            subject: { activity: activity.id },
            instances: [instance.key],
          },
        }),
      ),
    ...reminderEffects(activity, context),
    { do: 'timer', kind: 'attendance.offer_roll', subject: activity.id, dueAt: rollOpensAt(activity) },
    {
      do: 'audit',
      entry: {
        org: activity.orgCode,
        channel: 'card',
        object: activity.id,
        action: 'publish',
        actor: context.actor.code,
        after: { instance: instance.key, heldOn: activity.heldOn },
        reason: reason.trim() || undefined,
      },
    },
    // The secretary needs the roll, not a receipt: the draft's message becomes the live roll.
    {
      do: 'keep_live',
      messageId: context.messageId,
      kind: 'attendance.roll',
      subject: activity.id,
      person: context.actor.code,
    },
  ];
  return {
    toast: { tone: 'success', text: text.publishedToast },
    effects,
  };
};

/** The day before, those who have not answered are asked once more; published later than that, nobody is. */
function reminderEffects(activity: Activity, at: Moment): readonly Effect[] {
  const dueAt = instantAt(at.calendar.addWorkdays(activity.heldOn, -1), '09:05');
  if (dueAt <= at.now) return [];
  return [{ do: 'timer', kind: 'attendance.remind', subject: activity.id, dueAt }];
}

import { type Day, instantAt } from '../../src/calendar/day.ts';
import { formatDayTime } from '../../src/calendar/format.ts';
import { isRefusal, refuse } from '../../src/core/errors.ts';
import { type Activity, rollOpensAt } from '../../src/duties/activities/activity.ts';
import {
  activitiesOfInstance,
  changeActivity,
  linkInstances,
  writeRoll,
} from '../../src/duties/activities/activity-store.ts';
import { groupsOf } from '../../src/duties/activities/rosters.ts';
import type { DutyInstance } from '../../src/duties/instance.ts';
import { recordByOf } from '../../src/duties/planning/draft.ts';
import type { Action, Effect, FlowContext } from '../../src/engine/index.ts';
import { refuseUnapproved } from './approval.ts';
import { beginRoll } from './begin.ts';
import { ownDraft } from './draft-actions.ts';
import { howInvited } from './invited-when.ts';
import { isHeldByGroups } from './kinds.ts';
import { mergeable } from './meets.ts';
import { expectedAt } from './plan-cards.ts';
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
  const linked = await activitiesOfInstance(context.tx, instance.key);
  const twin = linked.find((one) => one.state === 'published' && one.groupName === activity.groupName);
  if (twin) {
    const when = formatDayTime(twin.startsAt, context.calendar, context.today);
    return refuse('already_planned', text.no.alreadyPlanned(itemName(instance, duty, context.today), when));
  }
  const chosen = Array.isArray(click.form.also) ? click.form.also.map(String) : [];
  const also = (await mergeable(context, activity)).filter(({ key }) => chosen.includes(key));
  const met = [instance, ...also];
  // Somebody may settle what is owed alone in another way: the invitation stays true.
  const wholes = met.filter(({ rules }) => rules.coverage === undefined);
  const early = await refuseUnapproved(context, met, 'plan');
  if (early) return early;
  await linkInstances(
    context.tx,
    activity.id,
    met.map(({ key }) => key),
  );
  const members = expectedAt(context, activity);
  const roll = await beginRoll(context, activity, members, met);
  const called = new Set(roll.filter(({ mark }) => mark === 'unanswered').map(({ person }) => person));
  const invited = members.filter(({ code, account }) => account !== undefined && called.has(code));
  await changeActivity(context.tx, activity.id, {
    state: 'published',
    publishedAt: context.now,
    lateReason: reason.trim() || null,
  });
  await writeRoll(context.tx, activity.id, roll, context.now);
  const effects: Effect[] = [
    ...(await scheduleEffects(context, activity, wholes)),
    ...invited.map(
      (person): Effect => ({
        do: 'notify',
        notice: {
          key: `invitation:${activity.id}:${person.code}`,
          kind: 'attendance.invitation',
          channel: 'direct',
          to: { person: person.code },
          subject: { activity: activity.id },
          instances: wholes.map(({ key }) => key),
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
        after: { instances: met.map(({ key }) => key), heldOn: activity.heldOn },
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
    undo: { none: await howInvited(context, invited) },
  };
};

/**
 * Planned instances stop asking to be planned. What groups hold is planned when all of them have planned theirs: the
 * first must not silence the reminders of the others.
 */
export async function scheduleEffects(
  context: Pick<FlowContext, 'tx' | 'catalogue' | 'calendar' | 'directory'>,
  activity: Activity,
  met: readonly DutyInstance[],
): Promise<readonly Effect[]> {
  const effects: Effect[] = [];
  for (const instance of met) {
    const held = isHeldByGroups(context.catalogue.get(instance.duty))
      ? await lastOfGroups(context, activity, instance)
      : activity.heldOn;
    if (held !== undefined) effects.push(scheduleEffect(context, instance, held));
  }
  return effects;
}

/** The day on which the last group meets; undefined while one has not planned yet. */
async function lastOfGroups(
  { tx, directory }: Pick<FlowContext, 'tx' | 'directory'>,
  activity: Activity,
  instance: DutyInstance,
): Promise<Day | undefined> {
  const linked = await activitiesOfInstance(tx, instance.key);
  const planned = new Map(linked.map(({ groupName, heldOn }) => [groupName, heldOn]));
  planned.set(activity.groupName, activity.heldOn);
  const groups = groupsOf(directory, instance.orgCode);
  if (groups.some((group) => !planned.has(group))) return undefined;
  return [...planned.values()].reduce((last, day) => (day > last ? day : last), activity.heldOn);
}

/** The date of a meeting, and from it the day by which its record is due. */
function scheduleEffect(
  { calendar }: Pick<FlowContext, 'calendar'>,
  instance: DutyInstance,
  heldOn: Day,
): Effect {
  const recordBy = recordByOf(instance, heldOn, calendar);
  return { do: 'transition', instance: instance.key, event: { type: 'schedule', heldOn, recordBy } };
}

/** The day before, those who have not answered are asked once more; published later than that, nobody is. */
export function reminderEffects(activity: Activity, at: Moment): readonly Effect[] {
  const dueAt = instantAt(at.calendar.addWorkdays(activity.heldOn, -1), '09:05');
  if (dueAt <= at.now) return [];
  return [{ do: 'timer', kind: 'attendance.remind', subject: activity.id, dueAt }];
}

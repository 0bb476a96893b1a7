import { type Day, instantAt } from '../../src/calendar/day.ts';
import { formatDayTime } from '../../src/calendar/format.ts';
import { readWhen } from '../../src/calendar/zh-dates.ts';
import { buildCard } from '../../src/cards/card.ts';
import { button, buttons, text as paragraph } from '../../src/cards/elements.ts';
import { type Refusal, refuse } from '../../src/core/errors.ts';
import { type Activity, rollOpensAt } from '../../src/duties/activity.ts';
import {
  activitiesOfInstance,
  changeActivity,
  instancesOf,
  lockActivity,
  rollOf,
} from '../../src/duties/activity-store.ts';
import { type DutyInstance, isStill } from '../../src/duties/instance.ts';
import { dutiesOf, meetingName, readItem } from '../../src/duties/meeting.ts';
import { lockInstances } from '../../src/duties/store.ts';
import { postsWith } from '../../src/engine/access.ts';
import { activitiesToAct, actsForMeetings, mayAct } from '../../src/engine/acting.ts';
import {
  type Action,
  type ActorContext,
  askBack,
  type Effect,
  type Outcome,
  sentenceCard,
  type Undo,
} from '../../src/engine/index.ts';
import { repaintInvitations, touchRollCards } from '../../src/engine/invitation-cards.ts';
import { shortOrgName } from '../../src/org/short-name.ts';
import { isMeeting } from './kinds.ts';
import { unscheduleEffect } from './meets.ts';
import { planners } from './plan.ts';
import { ahead, longestField } from './plan-rules.ts';
import { reminderEffects, scheduleEffects } from './publish.ts';
import { activityTitle } from './record-cards.ts';
import { howHeard, tell } from './tell.ts';
import { text } from './text.ts';

type Chosen = { readonly activity: Activity; readonly rest: string };

/** `/改期 活动 新时间`: everybody who was told of the old time gets one line; who was not is told of the new one only. */
export async function moveByText(context: ActorContext, line: string): Promise<Outcome | Refusal> {
  const chosen = await chooseUpcoming(context, line, text.moveLine);
  if (!('activity' in chosen)) return chosen;
  const { activity, rest } = chosen;
  const when = readWhen(rest, context);
  if (when.kind === 'none') return refuse('when_missing', text.no.whenMissing(text.moveExample));
  if (when.kind === 'ask') {
    const options = ahead(when.options, context).map((option) => ({
      label: option.label,
      line: `${text.moveLine} ${option.day} ${option.time ?? ''}`.trim(),
      activity: activity.id,
    }));
    return options.length === 0 ? refuse('when_unclear', when.question) : askBack(when.question, options);
  }
  const show = (at: Date): string => formatDayTime(at, context.calendar, context.today);
  if (!when.time) return refuse('time_missing', text.no.timeMissing(when.matched));
  const startsAt = instantAt(when.day, when.time);
  if (startsAt <= context.now) return refuse('past', text.no.past(show(startsAt)));
  if (startsAt.getTime() === activity.startsAt.getTime()) return refuse('same_time', text.no.sameTime);
  const effects = await moveTo(context, activity, { startsAt, heldOn: when.day });
  const said = text.moved(meetingName(context.catalogue, activity), show(activity.startsAt), show(startsAt));
  const card = sentenceCard(said + howHeard(context, [activity.startsAt, startsAt]), text.movedTitle);
  const payload: MoveUndo = {
    activity: activity.id,
    startsAt: activity.startsAt.toISOString(),
    heldOn: activity.heldOn,
    from: startsAt.toISOString(),
  };
  return {
    reply: card,
    effects,
    undo: {
      kind: 'activities.move',
      payload: { ...payload },
      org: activity.orgCode,
      object: activity.id,
    },
  };
}

interface MoveUndo {
  readonly activity: string;
  readonly startsAt: string;
  readonly heldOn: Day;
  readonly from: string;
}

/** Back to the old time: who has heard of the new one hears once, who has not never does. */
export const undoMove: Undo = async (context, payload) => {
  const { startsAt, heldOn, from } = payload as unknown as MoveUndo;
  const activity = await lockActivity(context.tx, String(payload.activity));
  if (activity?.state !== 'published' || activity.startsAt.toISOString() !== from) {
    return refuse('changed', text.no.undoChanged);
  }
  const before = new Date(startsAt);
  const show = (at: Date): string => formatDayTime(at, context.calendar, context.today);
  if (before <= context.now) return refuse('past', text.no.undoPast(show(before)));
  const effects = await moveTo(context, activity, { startsAt: before, heldOn });
  const name = meetingName(context.catalogue, activity);
  return { reply: sentenceCard(text.movedBack(name, show(before)), text.movedTitle), effects };
};

/** Sets the new time, with all that hangs on it. */
async function moveTo(
  context: ActorContext,
  activity: Activity,
  to: Pick<Activity, 'startsAt' | 'heldOn'>,
): Promise<readonly Effect[]> {
  const moved: Activity = { ...activity, ...to };
  await changeActivity(context.tx, activity.id, to);
  const met = await linked(context, activity);
  const roll = await rollOf(context.tx, activity.id);
  const was = { was: activity.startsAt.toISOString() };
  return [
    ...(await scheduleEffects(context, moved, met)),
    ...(await tell(context, moved, roll, met, 'attendance.moved', was)),
    ...(await repaintInvitations(context, moved, roll)),
    { do: 'cancel_timer', kind: 'attendance.remind', subject: activity.id },
    ...reminderEffects(moved, context),
    { do: 'timer', kind: 'attendance.offer_roll', subject: activity.id, dueAt: rollOpensAt(moved) },
    ...touchRollCards(activity),
    audit(context, activity, 'move', { from: activity.startsAt, to: to.startsAt }),
  ];
}

/** `/取消 活动 原因`: asked once, then everybody who was told hears it once. */
export async function cancelByText(context: ActorContext, line: string): Promise<Outcome | Refusal> {
  const chosen = await chooseUpcoming(context, line, text.cancelLine);
  if (!('activity' in chosen)) return chosen;
  const { activity } = chosen;
  const reason = withoutDay(context, chosen.rest);
  if (reason === '') return refuse('reason_missing', text.no.reasonShort(text.cancelExample));
  if (reason.length > longestField) return refuse('too_long', text.no.fieldTooLong);
  const sure = button({
    label: text.cancel,
    name: 'cancel',
    action: 'activities.cancel',
    payload: { activity: activity.id, reason },
    style: 'primary',
  });
  const asked =
    text.cancelAsk(activityTitle(context, activity), reason) + howHeard(context, [activity.startsAt]);
  const card = buildCard({
    title: text.cancelTitle,
    subtitle: shortOrgName(context.directory, activity.orgCode),
    tone: 'due',
    summary: text.cancelTitle,
    blocks: [paragraph(asked), buttons([sure])],
  });
  return { reply: card };
}

export const cancelPlanned: Action = async (context, click) => {
  const activity = await lockActivity(context.tx, String(click.payload.activity));
  const duty = activity && context.catalogue.get(activity.duty);
  if (!activity || !duty || activity.state !== 'published' || activity.startsAt <= context.now) {
    return refuse('gone', text.no.noneToMove);
  }
  if (!mayAct(context, activity, 'plan'))
    return refuse('not_yours', text.no.notYours(planners(duty), duty.owner.level));
  const reason = String(click.payload.reason).slice(0, longestField);
  await changeActivity(context.tx, activity.id, { state: 'cancelled' });
  const met = await linked(context, activity);
  const freed: DutyInstance[] = [];
  for (const one of met) {
    const others = await activitiesOfInstance(context.tx, one.key);
    if (others.length === 0) freed.push(one);
  }
  const roll = await rollOf(context.tx, activity.id);
  const effects: Effect[] = [
    ...freed.map((one) => unscheduleEffect(context, one)),
    ...(await tell(context, activity, roll, met, 'attendance.cancelled', { reason })),
    ...(await repaintInvitations(context, activity, roll)),
    { do: 'cancel_timer', kind: 'attendance.remind', subject: activity.id },
    { do: 'cancel_timer', kind: 'attendance.offer_roll', subject: activity.id },
    ...touchRollCards(activity),
    audit(context, activity, 'cancel', { state: 'cancelled' }, reason),
  ];
  const done = sentenceCard(text.cancelled(activityTitle(context, activity)), text.cancelledTitle);
  return {
    card: done,
    toast: { tone: 'success', text: text.cancelledToast },
    effects,
    undo: { none: text.cancelIsFinal },
  };
};

/** Which upcoming activity is meant: of the card replied to, by its name, or the only one; else it is asked back. */
export async function chooseUpcoming(
  context: ActorContext,
  line: string,
  command: string,
): Promise<Chosen | Outcome | Refusal> {
  const upcoming = (await activitiesToAct(context, 'plan')).filter((one) => one.startsAt > context.now);
  const named = readItem(line, context.catalogue.duties.filter(isMeeting));
  const rest = named?.rest ?? line.trim();
  const quoted = upcoming.filter(({ id }) => id === context.about?.activity);
  const isNamed = (one: Activity): boolean => !named || dutiesOf(context.catalogue, one).includes(named.duty);
  const meant = quoted.length > 0 ? quoted : upcoming.filter(isNamed);
  const [first, ...others] = meant;
  if (!first && !actsForMeetings(context, 'plan')) {
    const posts = named ? planners(named.duty) : postsWith('plan');
    return refuse('not_yours', text.no.changeNotYours(posts, named?.duty.owner.level));
  }
  if (!first) return refuse('none_to_move', text.no.noneToMove);
  if (others.length > 0) {
    const options = meant.map((one) => ({
      label: activityTitle(context, one),
      line: `${command} ${rest}`.trim(),
      activity: one.id,
    }));
    return askBack(text.whichActivity, options);
  }
  const activity = await lockActivity(context.tx, first.id);
  return activity?.state === 'published' ? { activity, rest } : refuse('none_to_move', text.no.noneToMove);
}

/** 取消 2月12日主题党日 会议冲突: the day names the meeting, what is left is the reason. */
function withoutDay(context: ActorContext, typed: string): string {
  const when = readWhen(typed, context);
  const rest = when.kind === 'moment' && typed.startsWith(when.matched) ? when.rest : typed;
  return (readItem(rest, context.catalogue.duties.filter(isMeeting))?.rest ?? rest).trim();
}

/** What stands and falls with the meeting; what each owes for himself or herself does not. */
export async function linked(context: ActorContext, activity: Activity): Promise<readonly DutyInstance[]> {
  const met = await lockInstances(context.tx, await instancesOf(context.tx, activity.id));
  return met.filter(({ state, rules }) => !isStill(state) && rules.coverage === undefined);
}

export function audit(
  context: ActorContext,
  activity: Activity,
  action: 'move' | 'cancel' | 'speaker',
  after: unknown,
  reason?: string,
): Effect {
  const { orgCode: org, id: object } = activity;
  return {
    do: 'audit',
    entry: { org, channel: 'command', object, action, actor: context.actor.code, after, reason },
  };
}

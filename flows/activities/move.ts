import { type Day, instantAt } from '../../src/calendar/day.ts';
import { formatDay, formatDayTime } from '../../src/calendar/format.ts';
import { readWhen } from '../../src/calendar/zh-dates.ts';
import { buildCard } from '../../src/cards/card.ts';
import { button, buttons, text as paragraph } from '../../src/cards/elements.ts';
import { isRefusal, type Refusal, refuse } from '../../src/core/errors.ts';
import { type Activity, rollOpensAt } from '../../src/duties/activities/activity.ts';
import {
  activitiesOfInstance,
  changeActivity,
  instancesOf,
  lockActivity,
  rollOf,
} from '../../src/duties/activities/activity-store.ts';
import { dutiesOf, meetingName, readItem } from '../../src/duties/activities/meeting.ts';
import { type DutyInstance, isStill } from '../../src/duties/instance.ts';
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
import { readMove } from './move-words.ts';
import { planners } from './plan.ts';
import { ahead, dayWarnings, longestField } from './plan-rules.ts';
import { reminderEffects, scheduleEffects } from './publish.ts';
import { activityTitle } from './record-cards.ts';
import { howHeard, tell } from './tell.ts';
import { text } from './text.ts';

type Chosen = { readonly activity: Activity; readonly rest: string };

/**
 * `/改期 活动 [新时间] [地点 新地点]`: everybody who was told otherwise gets one line; who was not is told of the new
 * time and place only.
 */
export async function moveByText(context: ActorContext, line: string): Promise<Outcome | Refusal> {
  const chosen = await chooseUpcoming(context, line, text.moveLine);
  if (!('activity' in chosen)) return chosen;
  const { activity } = chosen;
  const read = readMove(chosen.rest, activity, context);
  if (isRefusal(read)) return read;
  if (read.kind === 'ask') {
    const place = read.place === '' ? '' : `${text.place} ${read.place}`;
    const options = ahead(read.options, context).map((option) => ({
      label: option.label,
      line: `${text.moveLine} ${option.day} ${option.time ?? ''} ${place}`.trim(),
      activity: activity.id,
    }));
    return options.length === 0 ? refuse('when_unclear', read.question) : askBack(read.question, options);
  }
  const show = (at: Date): string => formatDayTime(at, context.calendar, context.today);
  const to: Whereabouts = {
    startsAt: read.at ? instantAt(read.at.day, read.at.time) : activity.startsAt,
    heldOn: read.at?.day ?? activity.heldOn,
    place: read.place ?? activity.place,
  };
  if (to.startsAt <= context.now) return refuse('past', text.no.past(show(to.startsAt)));
  const isLater = to.startsAt.getTime() !== activity.startsAt.getTime();
  const isElsewhere = to.place !== activity.place;
  if (!isLater && !isElsewhere) return refuse('same_time', text.no.sameTime);
  const effects = await moveTo(context, activity, to);
  const moved = text.moved(
    meetingName(context.catalogue, activity),
    show(activity.startsAt),
    show(to.startsAt),
  );
  const said = !isElsewhere
    ? moved
    : isLater
      ? text.movedBoth(moved, activity.place, to.place)
      : text.movedPlace(activityTitle(context, activity), activity.place, to.place);
  const title = isLater ? text.movedTitle : text.placeTitle;
  const heard = howHeard(context, [activity.startsAt, to.startsAt]);
  const warnings = to.heldOn === activity.heldOn ? [] : await moveWarnings(context, activity, to.heldOn);
  const card = sentenceCard([said, heard, ...warnings].join(''), title);
  const { startsAt, heldOn, place } = activity;
  const payload: MoveUndo = {
    activity: activity.id,
    startsAt: startsAt.toISOString(),
    heldOn,
    place,
    from: to.startsAt.toISOString(),
    fromPlace: to.place,
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

/** What a draft for that day would have warned of; nothing is stopped. */
async function moveWarnings(
  context: ActorContext,
  activity: Activity,
  heldOn: Day,
): Promise<readonly string[]> {
  const dues = (await linked(context, activity)).map(({ heldBy }) => heldBy).toSorted();
  const [due] = dues;
  const late =
    due !== undefined && heldOn > due
      ? [text.warnMovedLate(formatDay(due, context.calendar, context.today))]
      : [];
  return [...late, ...dayWarnings(heldOn, context)];
}

type Whereabouts = Pick<Activity, 'startsAt' | 'heldOn' | 'place'>;

interface MoveUndo {
  readonly activity: string;
  readonly startsAt: string;
  readonly heldOn: Day;
  readonly place: string;
  readonly from: string;
  readonly fromPlace: string;
}

/** Back to the old time and place: who has heard of the new ones hears once, who has not never does. */
export const undoMove: Undo = async (context, payload) => {
  const { startsAt, heldOn, place, from, fromPlace } = payload as unknown as MoveUndo;
  const activity = await lockActivity(context.tx, String(payload.activity));
  if (
    activity?.state !== 'published' ||
    activity.startsAt.toISOString() !== from ||
    activity.place !== fromPlace
  ) {
    return refuse('changed', text.no.undoChanged);
  }
  const before = new Date(startsAt);
  const show = (at: Date): string => formatDayTime(at, context.calendar, context.today);
  if (before <= context.now) return refuse('past', text.no.undoPast(show(before)));
  const effects = await moveTo(context, activity, { startsAt: before, heldOn, place });
  const name = meetingName(context.catalogue, activity);
  const said = text.movedBack(name, show(before), place === fromPlace ? '' : place);
  return { reply: sentenceCard(said, text.movedTitle), effects };
};

/** Sets the new time and place, with all that hangs on them. */
async function moveTo(
  context: ActorContext,
  activity: Activity,
  to: Whereabouts,
): Promise<readonly Effect[]> {
  const moved: Activity = { ...activity, ...to };
  await changeActivity(context.tx, activity.id, to);
  const met = await linked(context, activity);
  const roll = await rollOf(context.tx, activity.id);
  const was = { was: activity.startsAt.toISOString(), wasAt: activity.place, place: to.place };
  return [
    ...(await scheduleEffects(context, moved, met)),
    ...(await tell(context, moved, roll, met, 'attendance.moved', was)),
    ...(await repaintInvitations(context, moved, roll)),
    { do: 'cancel_timer', kind: 'attendance.remind', subject: activity.id },
    ...reminderEffects(moved, context),
    { do: 'timer', kind: 'attendance.offer_roll', subject: activity.id, dueAt: rollOpensAt(moved) },
    ...touchRollCards(activity),
    audit(context, activity, 'move', {
      from: activity.startsAt,
      to: to.startsAt,
      ...(to.place === activity.place ? {} : { fromPlace: activity.place, toPlace: to.place }),
    }),
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

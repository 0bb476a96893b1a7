import type { Reader } from '../../db/client.ts';
import { formatDayShort, formatDayTime } from '../../src/calendar/format.ts';
import { readWhen } from '../../src/calendar/zh-dates.ts';
import { readRollCall } from '../../src/commands/roll-call.ts';
import { isRefusal, type Refusal, refuse } from '../../src/core/errors.ts';
import {
  type Activity,
  chosenCall,
  closeRoll,
  isRollTime,
  type RollCall,
  type RollEntry,
} from '../../src/duties/activities/activity.ts';
import {
  changeActivity,
  findActivity,
  lockActivity,
  rollOf,
  writeRoll,
} from '../../src/duties/activities/activity-store.ts';
import { calledBy, readItem } from '../../src/duties/activities/meeting.ts';
import { resolveRollCall } from '../../src/duties/activities/roll-call.ts';
import { postsWith } from '../../src/engine/access.ts';
import { activitiesToAct, actsForMeetings, mayAct } from '../../src/engine/acting.ts';
import type {
  Action,
  ActorContext,
  Effect,
  FlowContext,
  LiveCardComposer,
  Outcome,
  Undoing,
} from '../../src/engine/index.ts';
import { askBack, composeEach, sentenceCard } from '../../src/engine/index.ts';
import { showClosedEffects } from '../../src/engine/invitation-cards.ts';
import { stillToLeave } from '../../src/notices/expected.ts';
import { personLabel } from '../../src/org/person-label.ts';
import { activityName, chooseActivity, onSaidDay } from './choose.ts';
import { groupCard, groupTotals } from './group-totals.ts';
import { codeFrom } from './on-site-code.ts';
import { checkInByText, checkInByWords, readOwnAnswer } from './own-answer.ts';
import { restoring } from './restore.ts';
import { closedCard, rollCard, totalsCard } from './roll-cards.ts';
import { activityWord, onSiteCodeOff, onSiteCodeWords, text } from './text.ts';

/** `/点名 全到 除 张三`: the whole roll in one line; without words it shows the roll. */
export async function rollByText(context: ActorContext, line: string): Promise<Outcome | Refusal> {
  if (!actsForMeetings(context, 'record')) return refuse('not_yours', text.no.notYours(postsWith('record')));
  const typed = readRollCall(line);
  const published = calledBy(context.catalogue, await activitiesToAct(context, 'record'), typed.before);
  const when = readWhen(typed.before, context);
  const begun = published.filter((one) => isRollTime(one, context.now));
  const waiting = begun.filter((one) => one.rollClosedAt === null);
  const isNamed = when.kind !== 'none' || context.about?.activity !== undefined;
  const meant = waiting.length > 0 && !isNamed ? waiting : begun;
  const [first, ...others] = meant.length > 0 ? meant : published.slice(0, 1);
  if (!first) return refuse('nothing', text.no.nothingToRoll);
  const said = when.kind === 'none' ? typed.before : when.rest;
  const rest = readItem(said, context.catalogue.duties)?.rest ?? said;
  if (!activityWord.test(rest) || typed.unread !== '') {
    return refuse('unclear', text.no.unclear(text.rollExample));
  }
  const again = `${text.rollLine} ${line}`.trim();
  const chosen = chooseActivity(context, [first, ...others], typed.before, again);
  if (chosen.kind === 'ask') return chosen.question;
  const { activity: open } = chosen;
  if (!typed.isAll) return showRoll(context, open);
  const expected = (await rollOf(context.tx, open.id)).map(({ person }) => person);
  const { directory } = context;
  const branches = [...new Set(expected.flatMap((code) => directory.person(code)?.branch ?? []))];
  const resolved = resolveRollCall(directory, branches, typed, (code) => expected.includes(code));
  if (resolved.kind === 'call') return close(context, open.id, () => resolved.call, 'command');
  const people = resolved.kind === 'unknown' ? resolved.nearest : resolved.people;
  const names = people.map((person) => person.name).join('、');
  if (resolved.kind === 'unknown') {
    return refuse('unknown_name', text.no.unknownName(resolved.typed, names));
  }
  return askBack(
    text.severalNames(resolved.typed),
    people.map((person) => ({
      label: personLabel(context.directory, person, people),
      line: again.replace(resolved.typed, person.code),
      activity: open.id,
    })),
  );
}

/** `/签到`: a recorder sees the roll, a member confirms, a group sees totals. */
export async function checkIn(context: ActorContext, line: string): Promise<Outcome | Refusal> {
  if (onSiteCodeWords.test(line)) return switchCode(context, line);
  const own = readOwnAnswer(line);
  if (own) return checkInByWords(context, line, own);
  const current = await currentRoll(context, line);
  return current ? showRoll(context, current) : checkInByText(context, line);
}

/** The roll this recorder is at: the one being called, else the next; a closed one when no other is left. */
async function currentRoll(context: ActorContext, line: string): Promise<Activity | undefined> {
  const kept = await activitiesToAct(context, 'record');
  const quoted = kept.find(({ id }) => id === context.about?.activity);
  const called = calledBy(context.catalogue, onSaidDay(context, kept, line).onDay, line);
  const open = called.filter(({ rollClosedAt }) => rollClosedAt === null);
  return quoted ?? open.findLast((one) => isRollTime(one, context.now)) ?? open[0] ?? called.at(-1);
}

/** `/签到 现场码`, `/签到 关闭现场码`: off unless the recorder wants it for this one meeting. */
async function switchCode(context: ActorContext, line: string): Promise<Outcome | Refusal> {
  const current = await currentRoll(context, line);
  const activity = current && (await lockActivity(context.tx, current.id));
  if (activity?.state !== 'published') return refuse('nothing', text.no.nothingToRoll);
  const onSiteCode = onSiteCodeOff.test(line) ? null : codeFrom(context.eventKey);
  await changeActivity(context.tx, activity.id, { onSiteCode });
  const touched: Effect = { do: 'touch_live', kind: 'attendance.roll', subject: activity.id };
  const said = onSiteCode === null ? text.codeOff : text.codeOn(onSiteCode);
  return { reply: sentenceCard(said), effects: [touched] };
}

async function showRoll(context: ActorContext, activity: Activity): Promise<Outcome> {
  const roll = await rollOf(context.tx, activity.id);
  if (context.chat.type === 'group') return { reply: totalsCard(context, activity, roll), isForGroup: true };
  return {
    reply: rollCard(context, activity, roll, context.actor.code, await invitationsLeft(context, activity)),
    liveReply: { kind: 'attendance.roll', subject: activity.id },
  };
}

/** 结束点名 on the roll card. */
export const closeByCard: Action = async (context, click) => {
  const chosen = Array.isArray(click.form.absent) ? click.form.absent.map(String) : [];
  const outcome = await close(
    context,
    String(click.payload.activity),
    (roll) => chosenCall(roll, chosen),
    'card',
  );
  if (isRefusal(outcome)) return outcome;
  const { reply: _totals, liveCard, undo, ...rest } = outcome;
  const live = { kind: 'attendance.roll', subject: String(click.payload.activity) };
  return {
    ...rest,
    undo: undo && { ...undo, live },
    liveReply: live,
    card: liveCard,
    toast: { tone: 'success', text: text.closedToast },
  };
};

interface Closed extends Outcome {
  readonly liveCard: object;
  readonly undo: Undoing;
}

/** Closes an open roll. A closed one changes by 更正 alone, so that nothing is overwritten by a second call. */
async function close(
  context: ActorContext,
  activityId: string,
  callOf: (roll: readonly RollEntry[]) => RollCall,
  channel: 'card' | 'command',
): Promise<Closed | Refusal> {
  const activity = await lockActivity(context.tx, activityId);
  if (!activity) return refuse('nothing', text.no.nothing);
  if (!mayAct(context, activity, 'record')) return refuse('not_yours', text.no.notYours(postsWith('record')));
  if (activity.state === 'recorded') return refuse('recorded', text.no.recorded);
  if (activity.rollClosedAt !== null) {
    const example = text.correctOn(formatDayShort(activity.heldOn, context.today));
    return refuse('closed', text.no.rollClosed(activityName(context, activity), example));
  }
  if (!isRollTime(activity, context.now)) {
    return refuse(
      'not_yet',
      text.no.notYet(formatDayTime(activity.startsAt, context.calendar, context.today)),
    );
  }
  const before = await rollOf(context.tx, activityId);
  const roll = closeRoll(before, callOf(before), context.actor.code);
  await writeRoll(context.tx, activityId, roll, context.now);
  await changeActivity(context.tx, activityId, {
    rollClosedAt: context.now,
    rollClosedBy: context.actor.code,
  });
  const closed: Activity = { ...activity, rollClosedAt: context.now, rollClosedBy: context.actor.code };
  const inGroup = context.chat.type === 'group';
  const totals = inGroup ? [] : await groupTotals(context, closed);
  return {
    undo: restoring(activity, before, roll, {
      closed: { at: null, by: null },
      withdraws: totals.flatMap((effect) => (effect.do === 'notify' ? [effect.notice.key] : [])),
    }),
    reply: inGroup ? totalsCard(context, closed, roll) : closedCard(context, closed, roll),
    isForGroup: inGroup,
    liveReply: inGroup ? groupCard(closed) : undefined,
    liveCard: rollCard(context, closed, roll, context.actor.code),
    effects: [
      { do: 'touch_live', kind: 'attendance.roll', subject: activityId },
      { do: 'touch_live', ...groupCard(closed) },
      { do: 'audit', entry: closingEntry(context, activity, before, roll, channel) },
      ...(await showClosedEffects(context, closed, before, roll)),
      ...totals,
    ],
  };
}

function closingEntry(
  context: ActorContext,
  activity: Activity,
  before: readonly RollEntry[],
  after: readonly RollEntry[],
  channel: 'card' | 'command',
) {
  const changed = after.filter((entry, index) => before[index]?.mark !== entry.mark);
  return {
    org: activity.orgCode,
    channel,
    object: activity.id,
    action: 'close_roll',
    actor: context.actor.code,
    after: { marks: Object.fromEntries(changed.map((entry) => [entry.person, entry.mark])) },
  };
}

export const drawRoll: LiveCardComposer = async (context, card) => {
  const activity = await findActivity(context.tx, card.subject);
  if (!activity || activity.state === 'discarded') return undefined;
  const roll = await rollOf(context.tx, activity.id);
  return rollCard(context, activity, roll, card.personCode, await invitationsLeft(context, activity));
};

function invitationsLeft(
  { tx, now, calendar }: Pick<FlowContext, 'now' | 'calendar'> & { readonly tx: Reader },
  { id }: Activity,
) {
  const about = { kind: 'attendance.invitation', key: 'activity', value: id };
  return stillToLeave(tx, about, now, calendar);
}

/** A roll that had grown too old to change, as it stands when it is needed. */
export const composeRollAgain = composeEach(async (context, notice) => {
  const activity = await findActivity(context.tx, (notice.subject as { readonly activity: string }).activity);
  if (activity?.state !== 'published') return { kind: 'suppress', reason: 'not_published' };
  const roll = await rollOf(context.tx, activity.id);
  return { kind: 'card', card: rollCard(context, activity, roll, notice.personCode ?? '') };
});

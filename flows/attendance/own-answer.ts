import { foldTraditional } from '../../src/commands/traditional.ts';
import { isRefusal, type Refusal, refuse } from '../../src/core/errors.ts';
import { type Activity, isAnswerTime, isRollTime } from '../../src/duties/activities/activity.ts';
import {
  activitiesCalling,
  holdForAnswers,
  publishedActivities,
  rollOf,
  writeRoll,
} from '../../src/duties/activities/activity-store.ts';
import { type ActorContext, askBack, type Outcome, sentenceCard } from '../../src/engine/index.ts';
import { repaintInvitations } from '../../src/engine/invitation-cards.ts';
import { postName } from '../../src/org/terms.ts';
import { judgeOwn, type Marked } from './answer.ts';
import { approverOf } from './approvers.ts';
import { activityName, chooseActivity } from './choose.ts';
import { invitationCard } from './invitation.ts';
import { withdrawing } from './restore.ts';
import type { Said } from './rules.ts';
import { ownAnswerWords, text } from './text.ts';

/** A meeting further back than this is not meant by a word without a date. */
const lookBackDays = 2;

/** `/请假 [活动] [病假|事假|公务]`: the same as pressing 请假 on the invitation. */
export function leaveByText(context: ActorContext, typed: string): Promise<Outcome | Refusal> {
  const line = foldTraditional(typed);
  const leaveKind = ownAnswerWords.leave.find(({ said }) => said.test(line))?.kind ?? null;
  return answerByText(context, line, { mark: 'on_leave', leaveKind }, `${text.leaveLine} ${line}`.trim());
}

/** `到了`, `参加`, `线上` behind `/签到`: one's own answer; undefined where none is said. */
export function readOwnAnswer(typed: string): 'arrived' | 'joins' | 'online' | undefined {
  const line = foldTraditional(typed);
  const answers = ['online', 'arrived', 'joins'] as const;
  return answers.find((answer) => ownAnswerWords[answer].test(line));
}

/** `/签到 到了`: also of somebody who calls the roll. */
export function checkInByWords(
  context: ActorContext,
  line: string,
  own: 'arrived' | 'joins' | 'online',
): Promise<Outcome | Refusal> {
  const mark = own === 'online' ? 'present_online' : 'present';
  const again = `${text.checkinLine} ${line}`;
  return answerByText(context, line, { mark, leaveKind: null }, again, own === 'arrived');
}

/** `/签到` of somebody who does not call the roll: the same as pressing 参加. */
export function checkInByText(context: ActorContext, line: string): Promise<Outcome | Refusal> {
  const again = `${text.checkinLine} ${line}`.trim();
  return answerByText(context, line, { mark: 'present', leaveKind: null }, again);
}

async function answerByText(
  context: ActorContext,
  words: string,
  said: Said,
  line: string,
  isArrival = false,
): Promise<Outcome | Refusal> {
  const mine = await ownActivities(context, words);
  const begun = mine.filter((activity) => isRollTime(activity, context.now));
  const [first, ...others] = isArrival && begun.length > 0 ? begun : mine;
  if (!first) return refuse('nothing', text.no.nothing);
  const chosen = chooseActivity(context, [first, ...others], words, line);
  if (chosen.kind === 'ask') return chosen.question;
  const { activity: found } = chosen;
  if (isArrival && !isRollTime(found, context.now)) return askWhetherComing(context, found);
  const { tx, actor, now } = context;
  const held = (await holdForAnswers(tx, [{ activity: found.id, person: actor.code }])).get(found.id);
  if (!held) return refuse('nothing', text.no.nothing);
  const { activity, entries } = held;
  const before = entries.get(actor.code);
  const marked = await judgeOwn(context, activity, before, said, words);
  if (isRefusal(marked)) return marked;
  await writeRoll(tx, activity.id, [marked.entry], now);
  return {
    reply: sentenceCard(answeredSentence(context, activity, marked)),
    effects: [...marked.effects, ...(await repaintInvitations(context, activity, [marked.entry]))],
    ...(before && said.mark === 'on_leave' ? { undo: withdrawing(activity, before, marked.entry) } : {}),
  };
}

/** What was noted, and where somebody else decides, who. */
function answeredSentence(context: ActorContext, activity: Activity, { entry, asks }: Marked): string {
  const { directory, catalogue, today, actor } = context;
  const name = activityName(context, activity);
  const { mark, asked, leaveKind } = entry;
  if (asks === 'correction') return text.askedCorrection(text.markNames[asked ?? mark], name);
  const answer =
    asks === 'leave' || mark === 'on_leave'
      ? text.ownLeave(leaveKind === 'other' ? null : leaveKind)
      : text.markNames[mark];
  if (asks !== 'leave') return text.answeredFor(answer, name);
  const approver = approverOf(directory, activity, catalogue.get(activity.duty), actor.code, today);
  return text.askedFor(answer, approver ? postName(approver.post) : '', name);
}

/** 到了 long before the start is a slip, or means: I shall come. */
function askWhetherComing(context: ActorContext, activity: Activity): Outcome {
  const line = `${text.checkinLine} ${text.markNames.present}`;
  return askBack(text.notBegun(activityName(context, activity)), [
    { label: text.join, line, activity: activity.id },
    { label: text.askLeave, line: text.leaveLine, activity: activity.id },
  ]);
}

/**
 * What takes this person's answer: activities on whose roll he or she stands that are still open, the newest of those
 * just over where none is (补假, 更正), else those of the whole branch.
 */
async function ownActivities(context: ActorContext, words = ''): Promise<readonly Activity[]> {
  const { tx, actor, now, catalogue, calendar, today } = context;
  const since = calendar.addWorkdays(today, -lookBackDays);
  const calling = await activitiesCalling(tx, actor.code, since);
  const isOpen = (one: Activity): boolean => one.state === 'published' && isAnswerTime(one, now);
  const open = calling.filter(isOpen);
  const over = calling.filter((one) => !isOpen(one) && one.heldOn >= since);
  if (context.about?.activity !== undefined || ownAnswerWords.past.test(words)) {
    const meant = [...over.toReversed(), ...open];
    if (meant.length > 0) return meant;
  }
  if (open.length > 0) return open;
  const newest = over.at(-1);
  if (newest) return [newest];
  // Somebody who joined later hears from the roll itself that he or she is not on it; a committee's meeting is its own.
  const published = await publishedActivities(tx, [actor.branch]);
  return published.filter(
    (one) => isAnswerTime(one, now) && catalogue.find(one.duty)?.participants?.roster === 'all_members',
  );
}

/** `/活动`: when, where and what about; in the private chat with one's own answer to press. */
export async function showNext(context: ActorContext, line: string): Promise<Outcome | Refusal> {
  const upcoming = (await ownActivities(context)).filter(
    (one) => one.state === 'published' && isAnswerTime(one, context.now),
  );
  const [first, ...others] = upcoming;
  if (!first) return refuse('nothing', text.no.nothing);
  const chosen = chooseActivity(context, [first, ...others], line, `${text.activityLine} ${line}`.trim());
  const activity = chosen.kind === 'one' ? chosen.activity : first;
  if (context.chat.type === 'group') {
    const where = text.invitationPlace(activity.place, activity.topic, '');
    return { reply: sentenceCard(where, activityName(context, activity)), isForGroup: true };
  }
  const roll = await rollOf(context.tx, activity.id);
  const entry = roll.find((one) => one.person === context.actor.code);
  return { reply: invitationCard(context, activity, entry) };
}

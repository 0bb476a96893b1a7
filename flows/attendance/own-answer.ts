import { type Refusal, refuse } from '../../src/core/errors.ts';
import {
  type Activity,
  isAnswerTime,
  isRollTime,
  type LeaveKind,
  type Mark,
} from '../../src/duties/activity.ts';
import {
  activitiesCalling,
  lockActivity,
  publishedActivities,
  rollOf,
} from '../../src/duties/activity-store.ts';
import { type ActorContext, askBack, type Outcome, sentenceCard } from '../../src/engine/index.ts';
import { markOwn } from './answer.ts';
import { activityName, chooseActivity } from './choose.ts';
import { invitationCard } from './invitation.ts';
import { ownAnswerWords, text } from './text.ts';

/** `/请假 [活动] [病假|事假|公务]`: the same as pressing 请假 on the invitation. */
export function leaveByText(context: ActorContext, line: string): Promise<Outcome | Refusal> {
  const leaveKind = ownAnswerWords.leave.find(({ said }) => said.test(line))?.kind ?? 'other';
  return answerByText(context, line, { mark: 'on_leave', leaveKind }, `${text.leaveLine} ${line}`.trim());
}

/** `到了`, `参加`, `线上` behind `/签到`: one's own answer; undefined where none is said. */
export function readOwnAnswer(line: string): 'arrived' | 'joins' | 'online' | undefined {
  const answers = ['online', 'arrived', 'joins'] as const;
  return answers.find((answer) => ownAnswerWords[answer].test(line));
}

/** `/签到 到了`: also of somebody who calls the roll. */
export function checkInByWords(
  context: ActorContext,
  line: string,
  own: 'arrived' | 'joins' | 'online',
): Promise<Outcome | Refusal> {
  const mark: Mark = own === 'online' ? 'present_online' : 'present';
  const again = `${text.checkinLine} ${line}`;
  return answerByText(context, line, { mark, leaveKind: null }, again, own === 'arrived');
}

/** `/签到` of somebody who does not call the roll: the same as pressing 参加. */
export function checkInByText(context: ActorContext): Promise<Outcome | Refusal> {
  return answerByText(context, '', { mark: 'present', leaveKind: null }, text.checkinLine);
}

async function answerByText(
  context: ActorContext,
  words: string,
  said: { readonly mark: Mark; readonly leaveKind: LeaveKind | null },
  line: string,
  isArrival = false,
): Promise<Outcome | Refusal> {
  const mine = await ownActivities(context);
  const begun = mine.filter((activity) => isRollTime(activity, context.now));
  const [first, ...others] = isArrival && begun.length > 0 ? begun : mine;
  if (!first) return refuse('nothing', text.no.nothing);
  const chosen = chooseActivity(context, [first, ...others], words, line);
  if (chosen.kind === 'ask') return chosen.question;
  const { activity: found } = chosen;
  if (isArrival && !isRollTime(found, context.now)) return askWhetherComing(context, found);
  const activity = await lockActivity(context.tx, found.id);
  if (!activity) return refuse('nothing', text.no.nothing);
  const marked = await markOwn(context, activity, said);
  if ('refused' in marked) return marked;
  const answer =
    said.mark === 'on_leave'
      ? text.ownLeave(said.leaveKind === 'other' ? null : said.leaveKind)
      : text.markNames[said.mark];
  return {
    reply: sentenceCard(text.answeredFor(answer, activityName(context, activity))),
    isPersonal: said.mark === 'on_leave',
    effects: [{ do: 'touch_live', kind: 'attendance.roll', subject: activity.id }],
  };
}

/** 到了 long before the start is a slip, or means: I shall come. */
function askWhetherComing(context: ActorContext, activity: Activity): Outcome {
  const line = `${text.checkinLine} ${text.markNames.present}`;
  return askBack(text.notBegun(activityName(context, activity)), [
    { label: text.join, line, activity: activity.id },
    { label: text.askLeave, line: text.leaveLine, activity: activity.id },
  ]);
}

/** Published activities that still take answers and call this person; else those of the whole branch. */
async function ownActivities(context: ActorContext): Promise<readonly Activity[]> {
  const { tx, actor, now, catalogue } = context;
  const mine = (await activitiesCalling(tx, actor.code)).filter((one) => isAnswerTime(one, now));
  if (mine.length > 0) return mine;
  // Somebody who joined later hears from the roll itself that he or she is not on it; a committee's meeting is its own.
  const published = await publishedActivities(tx, [actor.branch]);
  return published.filter(
    (one) => isAnswerTime(one, now) && catalogue.find(one.duty)?.participants?.roster === 'all_members',
  );
}

/** `/活动`: when, where and what about; in the private chat with one's own answer to press. */
export async function showNext(context: ActorContext, line: string): Promise<Outcome | Refusal> {
  const [first, ...others] = await ownActivities(context);
  if (!first) return refuse('nothing', text.no.nothing);
  const chosen = chooseActivity(context, [first, ...others], line, `${text.activityLine} ${line}`.trim());
  const activity = chosen.kind === 'one' ? chosen.activity : first;
  if (context.chat.type === 'group') {
    const { place, topic, speaker } = activity;
    const where = text.invitationPlace(place, topic, speaker);
    return { reply: sentenceCard(where, activityName(context, activity)) };
  }
  const roll = await rollOf(context.tx, activity.id);
  const entry = roll.find((one) => one.person === context.actor.code);
  return { reply: invitationCard(context, activity, entry) };
}

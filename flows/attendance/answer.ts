import { formatDayTime } from '../../src/calendar/format.ts';
import { isRefusal, type Refusal, refuse } from '../../src/core/errors.ts';
import type { Activity, RollEntry } from '../../src/duties/activities/activity.ts';
import { holdForAnswers, writeRolls } from '../../src/duties/activities/activity-store.ts';
import type { ActorContext, CrowdAction, CrowdEffect, CrowdOutcome, Press } from '../../src/engine/index.ts';
import { approverOf } from './approvers.ts';
import { askEffects } from './asking.ts';
import { cancelledCard, invitationCard } from './invitation.ts';
import { checkCode } from './on-site-code.ts';
import { type Judged, judgeAnswer, readAnswer, type Said } from './rules.ts';
import { text } from './text.ts';

/** 参加 / 线上 / 请假: the last press wins until the roll is closed; leave waits for its approver. */
export const answerInvitations: CrowdAction = async ({ tx, now }, presses) => {
  const asked = presses.map(({ actor, click }) => ({ activity: activityOf(click), person: actor.code }));
  const held = await holdForAnswers(tx, asked);
  const written = new Map<string, { readonly activity: string; readonly entry: RollEntry }>();
  const answer = async (press: Press): Promise<CrowdOutcome | Refusal> => {
    const { activity, entries } = held.get(activityOf(press.click)) ?? {};
    const said = readAnswer(press.click.payload.answer, press.click.payload.kind);
    if (!activity || !said) return refuse('gone', text.no.gone);
    if (activity.state === 'cancelled') {
      return {
        card: cancelledCard(press, activity, activity.startsAt),
        toast: { tone: 'info', text: text.cancelledAlready },
        effects: [],
      };
    }
    const place = `${activity.id}/${press.actor.code}`;
    const before = written.get(place)?.entry ?? entries?.get(press.actor.code);
    const { at: seen } = press.click.payload;
    // What was pressed under another date is no answer to this one.
    if (before && typeof seen === 'string' && seen !== activity.startsAt.toISOString()) {
      return {
        card: invitationCard(press, activity, before, { movedFrom: new Date(seen) }),
        toast: {
          tone: 'info',
          text: text.movedMeanwhile(formatDayTime(activity.startsAt, press.calendar, press.today)),
        },
        effects: [],
      };
    }
    const marked = await judgeOwn(press, activity, before, said);
    if (isRefusal(marked)) return marked;
    written.set(place, { activity: activity.id, entry: marked.entry });
    return answered(press, activity, marked, said);
  };
  const outcomes: (CrowdOutcome | Refusal)[] = [];
  for (const press of presses) outcomes.push(await answer(press));
  await writeRolls(tx, [...written.values()], now);
  return outcomes;
};

function activityOf({ payload }: Press['click']): string {
  return String(payload.activity);
}

function answered(
  press: Press,
  activity: Activity,
  { entry, asks, effects }: Marked,
  said: Said,
): CrowdOutcome {
  // A card that waits for a decision follows it, so that the answer stands where the question was.
  const follows: readonly CrowdEffect[] = asks
    ? [
        {
          do: 'keep_live',
          messageId: press.messageId,
          kind: 'attendance.own',
          subject: `${activity.id}/${entry.person}`,
          person: entry.person,
        },
      ]
    : [];
  return {
    card: invitationCard(press, activity, entry, { isJustAnswered: true }),
    toast: {
      tone: 'success',
      text: text.answeredToast(text.markNames[asks ? said.mark : entry.mark], asks),
    },
    effects: [...effects, ...follows],
  };
}

export interface Marked extends Judged {
  readonly effects: readonly CrowdEffect[];
}

/** What becomes of this person's own answer, if he or she may answer now; the activity is held, nothing is written. */
export async function judgeOwn(
  context: ActorContext,
  activity: Activity,
  before: RollEntry | undefined,
  said: Said,
  words = '',
): Promise<Marked | Refusal> {
  const { actor, catalogue, directory, today } = context;
  const approver =
    said.mark === 'on_leave'
      ? approverOf(directory, activity, catalogue.get(activity.duty), actor.code, today)
      : undefined;
  const judged = judgeAnswer(activity, before, said, approver !== undefined, context);
  if (isRefusal(judged)) return judged;
  const wrongCode =
    said.mark === 'present' && !judged.asks ? checkCode(activity, words, context.now) : undefined;
  if (wrongCode) return wrongCode;
  // Whoever takes a request back, or asks for something else, changes what the approver has before the eyes.
  const isTakenBack = before?.asked != null && !judged.asks;
  const asking = judged.asks ? await askEffects(context, activity, judged.asks, approver) : [];
  return {
    ...judged,
    effects: [
      { do: 'touch_live', kind: 'attendance.roll', subject: activity.id },
      ...asking,
      ...(isTakenBack
        ? [{ do: 'touch_live', kind: 'attendance.requests', subject: activity.id } as const]
        : []),
    ],
  };
}

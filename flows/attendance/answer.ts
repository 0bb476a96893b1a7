import { isRefusal, type Refusal, refuse } from '../../src/core/errors.ts';
import type { Activity, RollEntry } from '../../src/duties/activity.ts';
import { holdForAnswer, writeRoll } from '../../src/duties/activity-store.ts';
import type { Action, ActorContext, Effect } from '../../src/engine/index.ts';
import { approverOf } from './approvers.ts';
import { askEffects } from './asking.ts';
import { invitationCard } from './invitation.ts';
import { checkCode } from './on-site-code.ts';
import { type Judged, judgeAnswer, readAnswer, type Said } from './rules.ts';
import { text } from './text.ts';

/** 参加 / 线上 / 请假: the last press wins until the roll is closed; leave waits for its approver. */
export const answerInvitation: Action = async (context, click) => {
  const held = await holdForAnswer(context.tx, String(click.payload.activity), context.actor.code);
  const said = readAnswer(click.payload.answer, click.payload.kind);
  if (!held || !said) return refuse('gone', text.no.gone);
  const { activity } = held;
  const marked = await markOwn(context, held, said);
  if (isRefusal(marked)) return marked;
  const { entry, asks } = marked;
  // A card that waits for a decision follows it, so that the answer stands where the question was.
  const follows: readonly Effect[] = asks
    ? [
        {
          do: 'keep_live',
          messageId: context.messageId,
          kind: 'attendance.own',
          subject: `${activity.id}/${entry.person}`,
          person: entry.person,
        },
      ]
    : [];
  return {
    card: invitationCard(context, activity, entry),
    toast: {
      tone: 'success',
      text: text.answeredToast(text.markNames[asks ? said.mark : entry.mark], asks),
    },
    effects: [...marked.effects, ...follows],
  };
};

export interface Marked extends Judged {
  readonly effects: readonly Effect[];
}

interface Held {
  readonly activity: Activity;
  readonly entry: RollEntry | undefined;
}

/** Writes this person's own answer, if he or she may answer now; the activity is held. */
export async function markOwn(
  context: ActorContext,
  { activity, entry: before }: Held,
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
  await writeRoll(context.tx, activity.id, [judged.entry], context.now);
  const touched: Effect = { do: 'touch_live', kind: 'attendance.roll', subject: activity.id };
  // Whoever takes a request back, or asks for something else, changes what the approver has before the eyes.
  const isTakenBack = before?.asked != null && !judged.asks;
  const asking = judged.asks ? askEffects(context, activity, judged.asks, approver) : [];
  const redrawn: readonly Effect[] = isTakenBack
    ? [{ do: 'touch_live', kind: 'attendance.requests', subject: activity.id }]
    : [];
  return { ...judged, effects: [touched, ...asking, ...redrawn] };
}

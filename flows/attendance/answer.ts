import { type Refusal, refuse } from '../../src/core/errors.ts';
import {
  type Activity,
  isAnswerTime,
  type LeaveKind,
  leaveKinds,
  type Mark,
  type RollEntry,
} from '../../src/duties/activity.ts';
import { lockActivity, rollOf, writeRoll } from '../../src/duties/activity-store.ts';
import type { Action, ActorContext } from '../../src/engine/index.ts';
import { invitationCard } from './invitation.ts';
import { text } from './text.ts';

/** Whether this person may answer now (duties.md d.5): on the frozen roll, before the roll is closed, in the window. */
function checkAnswer(activity: Activity, entry: RollEntry | undefined, now: Date): Refusal | undefined {
  if (!entry) return refuse('not_on_roll', text.no.notOnRoll);
  if (activity.state !== 'published') return refuse('gone', text.no.gone);
  if (activity.rollClosedAt !== null) return refuse('closed', text.no.closed);
  if (!isAnswerTime(activity, now)) return refuse('over', text.no.over);
  return undefined;
}

function readAnswer(
  answer: unknown,
  kind: unknown,
): { readonly mark: Mark; readonly leaveKind: LeaveKind | null } | undefined {
  switch (answer) {
    case 'present':
      return { mark: 'present', leaveKind: null };
    case 'online':
      return { mark: 'present_online', leaveKind: null };
    case 'leave':
      return { mark: 'on_leave', leaveKind: leaveKinds.find((known) => known === kind) ?? 'other' };
    default:
      return undefined;
  }
}

/** 参加 / 线上 / 请假: the last press wins until the roll is closed. */
export const answerInvitation: Action = async (context, click) => {
  const activity = await lockActivity(context.tx, String(click.payload.activity));
  const said = readAnswer(click.payload.answer, click.payload.kind);
  if (!activity || !said) return refuse('gone', text.no.gone);
  const marked = await markOwn(context, activity, said);
  if ('refused' in marked) return marked;
  return {
    card: invitationCard(context, activity, marked.entry),
    toast: { tone: 'success', text: text.answeredToast(text.markNames[said.mark]) },
    effects: [{ do: 'touch_live', kind: 'attendance.roll', subject: activity.id }],
  };
};

/** Writes this person's own answer, if he or she may answer now; the activity is locked. */
export async function markOwn(
  context: ActorContext,
  activity: Activity,
  said: { readonly mark: Mark; readonly leaveKind: LeaveKind | null },
): Promise<{ readonly entry: RollEntry } | Refusal> {
  const person = context.actor.code;
  const roll = await rollOf(context.tx, activity.id);
  const before = roll.find((one) => one.person === person);
  const refusal = checkAnswer(activity, before, context.now);
  if (refusal) return refusal;
  const entry: RollEntry = { person, ...said, markedBy: person };
  await writeRoll(context.tx, activity.id, [entry], context.now);
  return { entry };
}

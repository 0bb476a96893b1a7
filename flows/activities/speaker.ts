import { foldTraditional } from '../../src/commands/traditional.ts';
import { isRefusal, type Refusal, refuse } from '../../src/core/errors.ts';
import type { Activity } from '../../src/duties/activities/activity.ts';
import { changeActivity, lockActivity, rollOf } from '../../src/duties/activities/activity-store.ts';
import type { DutyInstance } from '../../src/duties/instance.ts';
import type { ActorContext, Effect, Outcome, Undo } from '../../src/engine/index.ts';
import { sentenceCard } from '../../src/engine/index.ts';
import { touchRollCards } from '../../src/engine/invitation-cards.ts';
import { unscheduleEffect, withoutUnspoken } from './meets.ts';
import { audit, chooseUpcoming, linked } from './move.ts';
import { resolveSpeaker } from './plan.ts';
import { itemName, longestField } from './plan-rules.ts';
import { activityTitle } from './record-cards.ts';
import { tell } from './tell.ts';
import { speakerLead, text } from './text.ts';

interface SpeakerUndo {
  readonly activity: string;
  readonly before: string;
  readonly after: string;
  readonly notices: string;
}

/** `/换主讲 活动 姓名`: everybody who was told gets one line, whose invitation has not left reads the new name there. */
export async function changeSpeaker(context: ActorContext, line: string): Promise<Outcome | Refusal> {
  const chosen = await chooseUpcoming(context, line, text.speakerLine);
  if (!('activity' in chosen)) return chosen;
  const { activity } = chosen;
  const typed = chosen.rest.slice(speakerLead.exec(foldTraditional(chosen.rest))?.[0].length ?? 0).trim();
  if (typed === '') return refuse('speaker_missing', text.no.speakerMissing(text.speakerExample));
  if (typed.length > longestField) return refuse('too_long', text.no.fieldTooLong);
  const speaker = resolveSpeaker(context, activity.orgCode, typed);
  if (isRefusal(speaker)) return speaker;
  if (speaker === activity.speaker) return refuse('same_speaker', text.no.sameSpeaker(speaker));
  const { effects, gone } = await speakBy(context, activity, speaker);
  const payload: SpeakerUndo = {
    activity: activity.id,
    before: activity.speaker,
    after: speaker,
    notices: `attendance.speaker:${activity.id}:${activity.version}`,
  };
  const also = activity.also.filter((id) => !gone.some(({ duty }) => duty === id));
  const title = activityTitle(context, { ...activity, also });
  const said = text.speakerChanged(title, activity.speaker, speaker);
  const items = gone.map((one) => itemName(one, context.catalogue.get(one.duty), context.today));
  if (gone.length > 0) {
    const reply = sentenceCard(`${said}${text.noLongerCounts(items.join('、'))}`, text.speakerTitle);
    return { reply, effects, undo: { none: text.speakerIsFinal } };
  }
  return {
    reply: sentenceCard(said, text.speakerTitle),
    effects,
    undo: {
      kind: 'activities.speaker',
      payload: { ...payload },
      org: activity.orgCode,
      object: activity.id,
    },
  };
}

/** Back to the first speaker: only who has heard of the other hears again. */
export const undoSpeaker: Undo = async (context, payload) => {
  const { before, after, notices } = payload as unknown as SpeakerUndo;
  const activity = await lockActivity(context.tx, String(payload.activity));
  if (activity?.state !== 'published' || activity.speaker !== after) {
    return refuse('changed', text.no.undoChanged);
  }
  const { effects } = await speakBy(context, activity, before, notices);
  const said = text.speakerChanged(activityTitle(context, activity), after, before);
  return { reply: sentenceCard(said, text.speakerTitle), effects };
};

async function speakBy(
  context: ActorContext,
  activity: Activity,
  speaker: string,
  toldBy?: string,
): Promise<{ readonly effects: readonly Effect[]; readonly gone: readonly DutyInstance[] }> {
  const changed: Activity = { ...activity, speaker };
  await changeActivity(context.tx, activity.id, { speaker });
  const { kept, gone } = await withoutUnspoken(context, activity, speaker, await linked(context, activity));
  const roll = await rollOf(context.tx, activity.id);
  const subject = { speaker, speakerWas: activity.speaker, ...(toldBy ? { toldBy } : {}) };
  const effects: readonly Effect[] = [
    ...gone.map((one) => unscheduleEffect(context, one)),
    ...(await tell(context, changed, roll, kept, 'attendance.speaker', subject)),
    ...touchRollCards(activity),
    audit(context, activity, 'speaker', { from: activity.speaker, to: speaker }),
  ];
  return { effects, gone };
}

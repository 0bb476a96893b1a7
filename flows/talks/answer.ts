import { type Day, isDay } from '../../src/calendar/day.ts';
import { formatDay } from '../../src/calendar/format.ts';
import { isRefusal, type Refusal, refuse } from '../../src/core/errors.ts';
import type {
  Action,
  ActorContext,
  Composer,
  Effect,
  LiveCardComposer,
  Undoing,
} from '../../src/engine/index.ts';
import type { Composed } from '../../src/notices/notice.ts';
import { confirmCard, sentCard } from './cards.ts';
import { changeTalk, findTalk, lockTalk, type Talk } from './queries.ts';
import { confirmerOf, isBeforeMembership } from './rules.ts';
import { countTalk } from './settle.ts';
import { text } from './text.ts';
import { answerUndo, nothingCounted } from './undo.ts';

/** Whether this person may answer for the other side now. */
function checkAnswer(context: ActorContext, talk: Talk | undefined): Refusal | undefined {
  if (!talk) return refuse('gone', text.no.gone);
  const { directory, actor, today } = context;
  const by = directory.person(talk.personCode);
  const other = directory.person(talk.otherCode);
  const confirmer = by && other && confirmerOf(directory, { by, other }, today);
  if (confirmer?.code !== actor.code) return refuse('not_yours', text.no.notYours);
  if (talk.state === 'withdrawn') return refuse('gone', text.no.gone);
  return talk.state === 'asked' ? undefined : refuse('answered', text.no.answered);
}

/** Both sides have said so: the talk counts from this commit on. */
export async function confirmTalk(
  context: ActorContext,
  talk: Talk,
  on: Day,
  channel: 'card' | 'command',
): Promise<{ readonly talk: Talk; readonly effects: readonly Effect[]; readonly undo: Undoing } | Refusal> {
  const refusal = checkAnswer(context, talk);
  if (refusal) return refusal;
  const changes = {
    state: 'confirmed',
    talkedOn: on,
    answeredAt: context.now,
    answeredBy: context.actor.code,
  } as const;
  await changeTalk(context.tx, talk.id, changes);
  const { effects, counted } = await countTalk(context, talk, on, channel);
  return {
    talk: { ...talk, ...changes },
    effects: [...effects, ...answered(context, talk, 'confirm_talk', channel, on)],
    undo: answerUndo(talk, counted),
  };
}

function answered(
  context: ActorContext,
  talk: Talk,
  action: 'confirm_talk' | 'decline_talk' | 'withdraw_talk',
  channel: 'card' | 'command',
  on: Day | null = talk.talkedOn,
): readonly Effect[] {
  return [
    { do: 'touch_live', kind: 'talks.sent', subject: talk.id },
    {
      do: 'audit',
      entry: {
        org: talk.orgCode,
        channel,
        object: talk.id,
        action,
        actor: context.actor.code,
        before: { on: talk.talkedOn },
        after: { on },
      },
    },
  ];
}

/** 确认, or another day: the date of whoever was asked holds. */
export const pressConfirm: Action = async (context, click) => {
  const talk = await lockTalk(context.tx, String(click.payload.talk));
  if (!talk) return refuse('gone', text.no.gone);
  const chosen = String(click.payload.on ?? talk.talkedOn ?? '');
  const on = isDay(chosen) && chosen <= context.today ? (chosen as Day) : (talk.talkedOn ?? context.today);
  const pair = [talk.personCode, talk.otherCode].map((code) => context.directory.person(code));
  if (isBeforeMembership(pair, on)) {
    const shown = formatDay(on, context.calendar, context.today);
    return refuse('before_membership', text.no.beforeMembership(shown));
  }
  const confirmed = await confirmTalk(context, talk, on, 'card');
  if (isRefusal(confirmed)) return confirmed;
  const isCorrected = on !== talk.talkedOn;
  return {
    card: confirmCard(context, confirmed.talk, context.actor.code),
    toast: {
      tone: 'success',
      text: isCorrected
        ? text.correctedToast(formatDay(on, context.calendar, context.today))
        : text.confirmedToast,
    },
    effects: confirmed.effects,
    undo: confirmed.undo,
  };
};

/** 没有谈: it counts for nothing, and the one who entered it sees so on the card. */
export const pressDecline: Action = async (context, click) => {
  const talk = await lockTalk(context.tx, String(click.payload.talk));
  const refusal = checkAnswer(context, talk);
  if (refusal || !talk) return refusal ?? refuse('gone', text.no.gone);
  const changes = { state: 'declined', answeredAt: context.now, answeredBy: context.actor.code } as const;
  await changeTalk(context.tx, talk.id, changes);
  return {
    card: confirmCard(context, { ...talk, ...changes }, context.actor.code),
    toast: { tone: 'info', text: text.declinedToast },
    effects: answered(context, talk, 'decline_talk', 'card'),
    undo: answerUndo(talk, nothingCounted),
  };
};

/** 撤回, while nobody has answered. */
export const pressWithdraw: Action = async (context, click) => {
  const talk = await lockTalk(context.tx, String(click.payload.talk));
  if (!talk || talk.state === 'withdrawn') return refuse('gone', text.no.gone);
  if (talk.personCode !== context.actor.code) return refuse('not_yours', text.no.notSender);
  if (talk.state !== 'asked') return refuse('answered', text.no.answered);
  const changes = { state: 'withdrawn', answeredAt: context.now, answeredBy: context.actor.code } as const;
  await changeTalk(context.tx, talk.id, changes);
  return {
    card: sentCard(context, { ...talk, ...changes }, ''),
    toast: { tone: 'info', text: text.withdrawnToast },
    effects: [
      { do: 'suppress', keys: [`talk:${talk.id}`], reason: 'withdrawn' },
      ...answered(context, talk, 'withdraw_talk', 'card'),
    ],
    undo: { none: text.withdrawIsFinal, isToast: true },
  };
};

/** Drawn just before the wire: a talk that was withdrawn or answered meanwhile asks nobody. */
export const composeAsk: Composer = async (context, notices) => {
  const composed = new Map<string, Composed>();
  for (const notice of notices) {
    const talk = await findTalk(context.tx, String((notice.subject as { readonly talk?: unknown }).talk));
    composed.set(
      notice.id,
      talk?.state === 'asked'
        ? { kind: 'card', card: confirmCard(context, talk, notice.personCode ?? '') }
        : { kind: 'suppress', reason: talk?.state ?? 'gone' },
    );
  }
  return composed;
};

export const drawSent: LiveCardComposer = async (context, card) => {
  const talk = await findTalk(context.tx, card.subject);
  if (!talk) return undefined;
  const by = context.directory.person(talk.personCode);
  const other = context.directory.person(talk.otherCode);
  const confirmer = by && other && confirmerOf(context.directory, { by, other }, context.today);
  return sentCard(context, talk, confirmer?.name ?? '');
};

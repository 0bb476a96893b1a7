import { type Day, isDay } from '../../src/calendar/day.ts';
import { isRefusal, type Refusal, refuse } from '../../src/core/errors.ts';
import type { Action, ActorContext, Click, Outcome, Undo, Undoing } from '../../src/engine/index.ts';
import { letterCard } from './cards.ts';
import { letOffWords } from './let-off.ts';
import { changeLetter, type Letter, lockLetter } from './queries.ts';
import { cancelReply, lookAgain, replyTimer } from './reply-job.ts';
import { askAgain, stopAsking } from './reply-lines.ts';
import { checkReply, type ReplyLine, readReply } from './rules.ts';
import { authorAt } from './subject.ts';
import { settleNotice } from './term.ts';
import { text } from './text.ts';
import { fileEffect, traced } from './urge.ts';

/** `/回执 函号 [日期] 结果`: the answer that came back on paper. */
export async function replyByText(context: ActorContext, line: string): Promise<Outcome | Refusal> {
  const reply = readReply(line, context);
  if (isRefusal(reply)) return reply;
  const letter = await lockLetter(context.tx, { number: reply.number });
  // Somebody else's letter reads like an unknown one: nothing about other units is given away.
  if (!letter || !authorAt(context, letter.issuer)) {
    return refuse('unknown_letter', text.no.unknownLetter(reply.number));
  }
  const noted = await noteReply(context, letter, reply);
  if (isRefusal(noted)) return noted;
  const { card, effects, undo } = noted;
  return { reply: card, effects, undo };
}

async function noteReply(
  context: ActorContext,
  letter: Letter,
  { day, result }: ReplyLine,
): Promise<Outcome | Refusal> {
  if (letter.replyBy === null) return refuse('no_reply', text.no.circularNoReply);
  if (letter.state === 'dropped') return refuse('dropped', text.no.dropped);
  if (letter.state === 'replied') return refuse('replied', text.no.replied);
  const changes = { state: 'replied', repliedOn: day, result } as const;
  await changeLetter(context.tx, letter.id, changes);
  await stopAsking(context, letter);
  const after = { ...letter, ...changes };
  return {
    card: letterCard(context, after),
    toast: { tone: 'success', text: text.repliedToast },
    effects: [cancelReply(letter), traced(after, context.actor.code, 'reply', { day, result })],
    undo: noteUndo(letter, after),
  };
}

/** What a note writes into the ledger. */
const notedOf = ({ state, sentOn, paper, repliedOn, result }: Letter) => ({
  state,
  sentOn,
  paper,
  repliedOn,
  result,
});

function noteUndo(before: Letter, after: Letter): Undoing {
  return {
    kind: 'letters.note',
    payload: { letter: before.id, before: notedOf(before), after: after.state },
    org: before.issuer,
    object: `letter/${before.number}`,
  };
}

/** The letter reads as before the note, and waits for its answer again if it did. */
export const undoNote: Undo = async (context, { letter: id, before, after }) => {
  const letter = await lockLetter(context.tx, { id: String(id) });
  if (!letter || letter.state !== after) return refuse('changed', text.no.undoChanged);
  const changes = before as ReturnType<typeof notedOf>;
  await changeLetter(context.tx, letter.id, changes);
  const restored = { ...letter, ...changes };
  const letOff = await letOffWords(context.tx, letter);
  const isDraft = restored.state === 'draft';
  const reply = letterCard(context, restored, letOff && isDraft ? letOff + text.letOffDraft : undefined);
  if (restored.state !== 'sent') {
    await stopAsking(context, letter);
    return { reply, effects: [cancelReply(letter)] };
  }
  const isAsked = await askAgain(context, letter);
  return {
    reply,
    effects: isAsked ? [lookAgain(context, restored, context.today)] : replyTimer(context, restored),
  };
};

async function pressed(context: ActorContext, { payload }: Click): Promise<Letter | Refusal> {
  const letter = await lockLetter(context.tx, { id: String(payload.letter) });
  return letter && authorAt(context, letter.issuer) ? letter : refuse('gone', text.no.gone);
}

function pickedDay(value: unknown): Day | undefined {
  const day = String(value ?? '').slice(0, 10);
  return isDay(day) ? day : undefined;
}

/** 登记已发出: the number it was given by hand, and the day. */
export const noteSent: Action = async (context, click) => {
  const letter = await pressed(context, click);
  if (isRefusal(letter)) return letter;
  if (letter.state !== 'draft') return { card: letterCard(context, letter) };
  const day = pickedDay(click.form.day) ?? context.today;
  if (day > context.today) return refuse('future', text.no.future);
  const changes = {
    state: 'sent',
    sentOn: day,
    paper: String(click.form.paper ?? '').trim() || null,
  } as const;
  await changeLetter(context.tx, letter.id, changes);
  const after = { ...letter, ...changes };
  const settled = letter.kind === 'term_notice' ? await settleNotice(context, after, day) : [];
  // The press says that it went out: it is noted, with the word that nobody has to do anything about it any more.
  const letOff = await letOffWords(context.tx, letter);
  const word = letOff && letOff + text.letOffSent;
  return {
    card: letterCard(context, after, settled.length === 0 ? word : text.noticeSettled),
    toast: { tone: 'success', text: text.sentToast },
    effects: [
      traced(after, context.actor.code, 'sent', { day, paper: changes.paper }),
      ...replyTimer(context, after),
      ...settled,
    ],
    undo: settled.length === 0 ? noteUndo(letter, after) : { none: text.noticeIsFinal },
  };
};

export const noteReplied: Action = async (context, click) => {
  const letter = await pressed(context, click);
  if (isRefusal(letter)) return letter;
  const typed = {
    number: letter.number,
    day: pickedDay(click.form.day) ?? context.today,
    result: String(click.form.result ?? '').trim(),
  };
  const reply = checkReply(typed, context.today);
  return isRefusal(reply) ? reply : noteReply(context, letter, reply);
};

/** 不发了: it stays in the ledger as what it is. */
export const dropLetter: Action = async (context, click) => {
  const letter = await pressed(context, click);
  if (isRefusal(letter)) return letter;
  if (letter.state !== 'draft') return { card: letterCard(context, letter) };
  await changeLetter(context.tx, letter.id, { state: 'dropped' });
  const after = { ...letter, state: 'dropped' } as const;
  return {
    card: letterCard(context, after),
    toast: { tone: 'success', text: text.droppedToast },
    effects: [cancelReply(letter), traced(after, context.actor.code, 'drop')],
    undo: noteUndo(letter, after),
  };
};

/** 再发一次文件. */
export const sendAgain: Action = async (context, click) => {
  const letter = await pressed(context, click);
  if (isRefusal(letter)) return letter;
  const letOff = (await letOffWords(context.tx, letter)) ?? '';
  return {
    toast: { tone: 'info', text: letOff + text.againToast },
    effects: [fileEffect(context, { document: 'letter', id: letter.id })],
  };
};

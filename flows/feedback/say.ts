import { randomUUID } from 'node:crypto';
import { and, eq, isNull } from 'drizzle-orm';
import { suggestions } from '../../db/schema/index.ts';
import { addDays, dayOf, instantAt } from '../../src/calendar/day.ts';
import { buildCard } from '../../src/cards/card.ts';
import { button, text as paragraph } from '../../src/cards/elements.ts';
import { checker, form, textInput } from '../../src/cards/form.ts';
import { isRefusal, type Refusal, refuse } from '../../src/core/errors.ts';
import { stableId } from '../../src/core/ids.ts';
import type { Action, ActorContext, Effect, Outcome, Undo } from '../../src/engine/index.ts';
import { formWords, sentenceCard, undoDeadline } from '../../src/engine/index.ts';
import { nextDigestMoment, nextSendingTime } from '../../src/notices/windows.ts';
import type { Person } from '../../src/org/types.ts';
import { readerFor } from './read.ts';
import { text } from './text.ts';

const longest = 500;

interface Said {
  readonly words: string;
  readonly isAnonymous: boolean;
  /** The kind of notice it was said on. */
  readonly about: string | null;
}

/** `/意见 文字`, `/意见 匿名 文字`; alone it gives the form. */
export async function sayByText(context: ActorContext, line: string): Promise<Outcome | Refusal> {
  const [first = '', ...rest] = line.trim().split(/[\s,，:：]+/u);
  const isAnonymous = text.anonymousWords.includes(first);
  const words = isAnonymous
    ? line
        .trim()
        .slice(first.length)
        .replace(/^[\s,，:：]+/u, '')
    : line.trim();
  if (words === '' || (isAnonymous && rest.length === 0)) {
    return { reply: formCard(null, isAnonymous) };
  }
  const sent = await send(context, { words, isAnonymous, about: null });
  if (isRefusal(sent)) return sent;
  return { reply: sentenceCard(sent.sentence, text.sentTitle), effects: sent.effects, undo: sent.undo };
}

/** 提意见 on a notice: the form as a new message, the notice stays as it is. */
export const begin: Action = async (_context, { payload }) => ({
  reply: formCard(typeof payload.about === 'string' ? payload.about : null, false),
});

export const submit: Action = async (context, { payload, form: entered }) => {
  const sent = await send(context, {
    words: formWords(entered.words),
    isAnonymous: entered.anonymous === true,
    about: typeof payload.about === 'string' ? payload.about : null,
  });
  if (isRefusal(sent)) return sent;
  return {
    card: sentenceCard(sent.sentence, text.sentTitle),
    effects: sent.effects,
    undo: sent.undo,
    toast: { tone: 'success', text: text.sentToast },
  };
};

async function send(
  context: ActorContext,
  said: Said,
): Promise<
  { readonly sentence: string; readonly effects: readonly Effect[]; readonly undo: Outcome['undo'] } | Refusal
> {
  if (said.words === '') return refuse('empty', text.no.empty);
  if ([...said.words].length > longest) return refuse('too_long', text.no.tooLong);
  const found = readerFor(context, context.actor);
  if (!found) return refuse('nobody', text.no.noReader);
  const { reader, org } = found;
  const { tx, today, now, actor, eventKey } = context;
  // From the system, not from the event: an id that can be computed would tell who said it. So would the minute.
  const id = said.isAnonymous ? randomUUID() : stableId(`suggestion:${eventKey}`);
  await tx.insert(suggestions).values({
    id,
    orgCode: said.isAnonymous ? org : actor.branch,
    personCode: said.isAnonymous ? null : actor.code,
    words: said.words,
    about: said.about,
    readerCode: reader.code,
    at: said.isAnonymous ? instantAt(today) : now,
    toldBy: null,
  });
  const sentence = said.isAnonymous ? text.sentAnonymous(reader.name) : text.sent(reader.name);
  return {
    sentence,
    effects: noticesTo(context, reader),
    // To offer 撤销 would be to note whose it is.
    undo: said.isAnonymous
      ? { none: text.anonymousIsFinal }
      : { kind: 'feedback.said', payload: { id }, org: actor.branch, object: `suggestion/${id}` },
  };
}

/** While its reader has not been shown it. */
export const undoSaid: Undo = async ({ tx, actor }, { id }) => {
  const unread = and(
    eq(suggestions.id, String(id)),
    eq(suggestions.personCode, actor.code),
    isNull(suggestions.toldBy),
  );
  const gone = await tx.delete(suggestions).where(unread).returning({ id: suggestions.id });
  return gone.length === 0 ? refuse('read', text.no.read) : {};
};

/**
 * One card a day for whatever came in, once it can no longer be taken back; what comes after it has left is told on
 * the next working day.
 */
function noticesTo({ now, calendar }: ActorContext, reader: Person): readonly Effect[] {
  const first = nextSendingTime(undoDeadline(now), calendar);
  const second = nextDigestMoment(reader.code, instantAt(addDays(dayOf(first), 1)), calendar);
  return [first, second].map(
    (notBefore): Effect => ({
      do: 'notify',
      notice: {
        key: `suggestions:${reader.code}:${dayOf(notBefore)}`,
        kind: 'feedback.reading',
        channel: 'direct',
        to: { person: reader.code },
        subject: {},
        notBefore,
      },
    }),
  );
}

function formCard(about: string | null, isAnonymous: boolean): object {
  const fields = [
    textInput({ name: 'words', label: text.words, required: true, multiline: true, maxLength: longest }),
    checker({ name: 'anonymous', label: text.anonymous, checked: isAnonymous }),
  ];
  const sendButton = button({
    label: text.send,
    name: 'send',
    action: 'feedback.send',
    payload: about === null ? {} : { about },
    style: 'primary',
  });
  return buildCard({
    title: text.formTitle,
    tone: 'info',
    summary: text.formTitle,
    blocks: [paragraph(text.intro), form('suggestion', fields, [sendButton])],
  });
}

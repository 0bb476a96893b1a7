import { isRefusal, type Refusal, refuse } from '../../src/core/errors.ts';
import { stableId } from '../../src/core/ids.ts';
import type { ActorContext, Effect, Outcome } from '../../src/engine/index.ts';
import { letterCard } from './cards.ts';
import { changeLetter, insertLetter, type Letter, lockDraft } from './queries.ts';
import { readDays } from './rules.ts';
import { type Author, itemOf, urgeable, urgingFacts } from './subject.ts';
import { text } from './text.ts';

/** `/督办 编号 [期限] [反馈期限]`: a draft for the person who asks, never for the addressee. */
export async function urgeByText(context: ActorContext, line: string): Promise<Outcome | Refusal> {
  const [number = '', ...rest] = line.trim().split(/\s+/u);
  if (number === '') return refuse('missing', text.no.missingNumber(text.urgeExample));
  const found = await urgeable(context, number.toUpperCase());
  if (isRefusal(found)) return found;
  const { instance, author } = found;
  const days = readDays(rest.join(' '), context, instance.heldBy);
  if (isRefusal(days)) return days;
  const facts = await urgingFacts(context, instance, author, days);
  const about = { issuer: author.issuer, instanceKey: instance.key, kind: 'urging' } as const;
  const draft = await lockDraft(context.tx, about);
  if (draft) return renewDraft(context, draft, { facts, replyBy: days.replyBy });
  return keepLetter(context, author, instance.number, {
    kind: 'urging',
    addressee: instance.orgCode,
    instanceKey: instance.key,
    item: itemOf(context, instance),
    facts,
    replyBy: days.replyBy,
  });
}

/** The draft there is keeps its number; what it says is of today, for it may have lain there past its own dates. */
export async function renewDraft(
  context: ActorContext,
  draft: Letter,
  changes: Pick<Letter, 'replyBy'> & { readonly facts: object },
): Promise<Outcome> {
  await changeLetter(context.tx, draft.id, changes);
  const letter = { ...draft, ...changes };
  return {
    reply: letterCard(context, letter, text.sameDraft(letter.number)),
    effects: [
      fileEffect(context, { document: 'letter', id: letter.id }),
      traced(letter, context.actor.code, 'renew'),
    ],
  };
}

/** A letter as it enters the ledger: its card now, its file right behind. Nobody owes an answer to a draft. */
export async function keepLetter(
  context: ActorContext,
  author: Author,
  subject: string,
  drafted: Pick<Letter, 'kind' | 'addressee' | 'instanceKey' | 'item' | 'replyBy'> & {
    readonly facts: object;
  },
): Promise<Outcome> {
  const { tx, actor, now } = context;
  const letter = await insertLetter(
    tx,
    {
      ...drafted,
      id: stableId(`letter:${context.eventKey}`),
      issuer: author.issuer,
      state: 'draft',
      draftedBy: actor.code,
      draftedAt: now,
      sentOn: null,
      paper: null,
      repliedOn: null,
      result: null,
    },
    subject,
  );
  return {
    reply: letterCard(context, letter),
    effects: [
      fileEffect(context, { document: 'letter', id: letter.id }),
      traced(letter, actor.code, 'draft'),
    ],
  };
}

/** The file goes to whoever asked, in the private chat, as the answer to what he or she did. */
export function fileEffect(
  { actor, eventKey }: Pick<ActorContext, 'actor' | 'eventKey'>,
  subject: Readonly<Record<string, unknown>>,
): Effect {
  return {
    do: 'notify',
    notice: {
      key: `file:${eventKey}`,
      kind: 'letters.file',
      channel: 'reply',
      to: { person: actor.code },
      subject,
    },
  };
}

export function traced(letter: Letter, actor: string, action: string, after: object = {}): Effect {
  return {
    do: 'audit',
    entry: {
      org: letter.issuer,
      channel: 'command',
      object: `letter/${letter.number}`,
      action: `letter.${action}`,
      actor,
      after: { item: letter.item, addressee: letter.addressee, ...after },
    },
  };
}

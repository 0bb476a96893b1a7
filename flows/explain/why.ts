import { type Refusal, refuse } from '../../src/core/errors.ts';
import { explain } from '../../src/duties/explain.ts';
import { rulesOf } from '../../src/duties/local-plan.ts';
import {
  type Action,
  type ActorContext,
  askBack,
  type Outcome,
  sentenceCard,
} from '../../src/engine/index.ts';
import { itemsOf, sentNotice } from '../../src/engine/sent-notice.ts';
import { whyCard } from './cards.ts';
import { labelsOf } from './choices.ts';
import { type Readable, readableBy } from './reading.ts';
import { text } from './text.ts';

/** As many as a page of a digest shows. */
const mostItems = 8;

/** `/为什么 编号`; in reply to a card of one item the number is not needed. */
export async function whyByText(context: ActorContext, line: string): Promise<Outcome | Refusal> {
  const [number = ''] = line.trim().split(/\s+/u);
  if (number === '') {
    const quoted = context.about?.instances ?? [];
    return quoted.length > 0 ? whyOfSome(context, quoted) : refuse('missing', text.no.missing(text.example));
  }
  const found = await readableBy(context, number);
  // Somebody else's number reads like an unknown one: nothing about other units is given away.
  return found
    ? whyOf(context, found, found.reason)
    : refuse('unknown_number', text.no.unknown(number.includes('/') ? '' : number));
}

/** The button of a notice: its one item, a question which of them, or why a card without any comes. */
export const pressWhy: Action = async (context, { payload }) => {
  const { tx, actor, messageId, chat } = context;
  const notice = await sentNotice(tx, messageId, { person: actor.code, chat: chat.id });
  const drawn = Array.isArray(payload.instances) ? payload.instances.map(String) : [];
  const keys = drawn.length > 0 || !notice ? drawn : await itemsOf(tx, notice);
  const topic = typeof payload.topic === 'string' ? text.kinds[payload.topic] : undefined;
  return whyOfSome(context, keys, topic ?? text.kinds[notice?.kind ?? ''], topic !== undefined);
};

/**
 * Judged one by one as if the numbers had been typed: what this person may not read is left out. The reason is that of
 * the card, or beside its items that of something else on it.
 */
async function whyOfSome(
  context: ActorContext,
  keys: readonly string[],
  reason?: string,
  isBeside = false,
): Promise<Outcome | Refusal> {
  const found: Readable[] = [];
  for (const key of keys.slice(0, mostItems)) {
    const readable = await readableBy(context, key);
    if (readable) found.push(readable);
  }
  const [only, ...others] = found;
  if (!only) {
    return reason === undefined
      ? refuse('gone', text.no.gone)
      : { reply: sentenceCard(text.sentence(reason), text.cardTitle) };
  }
  if (others.length === 0) {
    const both = isBeside && reason !== undefined && only.reason !== undefined;
    return whyOf(context, only, both ? text.also(only.reason, reason) : (reason ?? only.reason));
  }
  const labels = labelsOf(
    context,
    found.map(({ instance }) => instance),
  );
  return askBack(
    reason === undefined ? text.which : text.ask(reason, text.which),
    found.map(({ instance }, at) => ({ label: labels[at] ?? '', line: text.line(instance.number) })),
    mostItems,
  );
}

async function whyOf(
  context: ActorContext,
  { instance, trace, reading }: Readable,
  reason: string | undefined,
): Promise<Outcome> {
  const { tx, directory, calendar, catalogue, today } = context;
  const local = await rulesOf({ tx, directory, catalogue, calendar }, instance);
  const found = explain({ instance, local, directory, calendar, today, ...trace });
  return { reply: whyCard(context, found, { reading, reason }) };
}

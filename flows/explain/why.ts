import type { Payload } from '../../src/cards/json.ts';
import { pageOf, pager } from '../../src/cards/pages.ts';
import { shorten } from '../../src/cards/rich.ts';
import { isRefusal, type Refusal, refuse } from '../../src/core/errors.ts';
import { explain } from '../../src/duties/explain/explain.ts';
import { rulesOf } from '../../src/duties/overrides/local-plan.ts';
import {
  type Action,
  type ActorContext,
  askBack,
  type Click,
  type Outcome,
  sentenceCard,
} from '../../src/engine/index.ts';
import { itemsOf, sentNotice } from '../../src/engine/sent-notice.ts';
import { calledSo } from './called.ts';
import { whyCard } from './cards.ts';
import { labelsOf } from './choices.ts';
import { type Readable, readableBy } from './reading.ts';
import { text } from './text.ts';

/** As many as a page of a digest shows. */
const mostItems = 8;
const longestEcho = 20;

/** What is asked about: items, and why the card on which they stand came. */
interface Told {
  readonly keys: readonly string[];
  readonly reason?: string | undefined;
  /** The reason is that of something else on the card, beside its items. */
  readonly isBeside?: boolean;
  /** Those that were judged already. */
  readonly judged?: ReadonlyMap<string, Readable>;
  /** How turning the page finds them again. */
  readonly payload: Payload;
}

/** `/为什么 编号`, or a duty's name; in reply to a card of one item neither is needed. */
export async function whyByText(context: ActorContext, line: string): Promise<Outcome | Refusal> {
  const said = line.trim();
  if (said === '') {
    const { instances = [], message = '' } = context.about ?? {};
    return instances.length > 0
      ? whyOfSome(context, { keys: instances, payload: { message } })
      : refuse('missing', text.no.missing(text.example));
  }
  const [number = ''] = said.split(/\s+/u);
  const found = await readableBy(context, number);
  if (found) return whyOf(context, found, found.reason);
  // Somebody else's number reads like an unknown one: nothing about other units is given away.
  return (await whyByName(context, said)) ?? refuse('unknown_number', text.no.unknown(shown(number)));
}

/** A duty's name instead of a number; undefined where it is none. */
async function whyByName(
  context: ActorContext,
  said: string,
  page?: unknown,
): Promise<Outcome | Refusal | undefined> {
  const called = await calledSo(context, said);
  if (!called) return undefined;
  if (called.off !== undefined) return { reply: sentenceCard(called.off, text.cardTitle) };
  // Judged before they are counted: how many there are of what is private is not told either.
  const judged = new Map<string, Readable>();
  for (const key of called.keys) {
    const readable = await readableBy(context, key);
    if (readable) judged.set(key, readable);
  }
  return judged.size > 0
    ? whyOfSome(context, { keys: [...judged.keys()], judged, payload: { line: said } }, page)
    : refuse('unknown_item', text.no.notCalled(shown(said)));
}

/** What was typed, as far as it may be a word for anything: a key is none. */
function shown(typed: string): string {
  return typed.includes('/') ? '' : shorten(typed, longestEcho);
}

/** The button of a notice: its one item, a question which of them, or why a card without any comes. */
export const pressWhy: Action = async (context, { payload }) =>
  whyOfSome(context, await toldOn(context, payload, context.messageId));

/** Another page of the items among which one is chosen. */
export const turnWhy: Action = async (context, { payload }) => {
  const { line, message, page } = payload;
  const turned =
    typeof line === 'string'
      ? await whyByName(context, line, page)
      : await whyOfSome(context, await toldOn(context, payload, String(message)), page);
  if (!turned || isRefusal(turned)) return turned ?? refuse('gone', text.no.gone);
  const { reply, ...rest } = turned;
  return { ...rest, card: reply };
};

/** The items drawn into the button, or those of its message; and why that came. */
async function toldOn(context: ActorContext, payload: Click['payload'], message: string): Promise<Told> {
  const { tx, actor, chat } = context;
  const notice = await sentNotice(tx, message, { person: actor.code, chat: chat.id });
  const instances = Array.isArray(payload.instances) ? payload.instances.map(String) : [];
  const topic = typeof payload.topic === 'string' ? payload.topic : '';
  const beside = text.kinds[topic];
  return {
    keys: instances.length > 0 || !notice ? instances : await itemsOf(tx, notice),
    reason: beside ?? text.kinds[notice?.kind ?? ''],
    isBeside: beside !== undefined,
    payload: { message, topic, instances },
  };
}

/**
 * Judged one by one as if the numbers had been typed: what this person may not read is left out. The reason is that of
 * the card, or beside its items that of something else on it.
 */
async function whyOfSome(context: ActorContext, told: Told, wanted?: unknown): Promise<Outcome | Refusal> {
  const { keys, judged, reason, isBeside = false } = told;
  const page = pageOf(keys, wanted, mostItems);
  const found: Readable[] = [];
  for (const key of page.shown) {
    const readable = judged?.get(key) ?? (await readableBy(context, key));
    if (readable) found.push(readable);
  }
  const [only, ...others] = found;
  if (!only) {
    return reason === undefined
      ? refuse('gone', text.no.gone)
      : { reply: sentenceCard(text.sentence(reason), text.cardTitle) };
  }
  const isAll = keys.length <= mostItems;
  if (others.length === 0 && isAll) {
    const both = isBeside && reason !== undefined && only.reason !== undefined;
    return whyOf(context, only, both ? text.also(only.reason, reason) : (reason ?? only.reason));
  }
  const instances = found.map(({ instance }) => instance);
  // A key begins with its organisation; the same names stand on every page.
  const isOfOne = new Set(keys.map((key) => key.split('/')[0])).size === 1;
  const labels = labelsOf(context, instances, isOfOne);
  const which = isAll ? text.which : text.whichOf(keys.length, text.which);
  const turns = { action: 'explain.which', payload: told.payload, previous: text.previous, next: text.next };
  return askBack(
    reason === undefined ? which : text.ask(reason, which),
    instances.map(({ number }, at) => ({ label: labels[at] ?? '', line: text.line(number) })),
    mostItems,
    pager(page, turns),
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

import { and, eq } from 'drizzle-orm';
import { mutes } from '../../db/schema/index.ts';
import { addDays, type Day, daysBetween, mondayOf } from '../../src/calendar/day.ts';
import { formatDay } from '../../src/calendar/format.ts';
import { readWhen } from '../../src/calendar/zh-dates.ts';
import { buildCard } from '../../src/cards/card.ts';
import { button, buttons, list, note, text as paragraph } from '../../src/cards/elements.ts';
import { foldTraditional } from '../../src/commands/traditional.ts';
import { isRefusal, type Refusal, refuse } from '../../src/core/errors.ts';
import {
  type ActorContext,
  type Outcome,
  sayAction,
  sentenceCard,
  type Undo,
} from '../../src/engine/index.ts';
import { bringBack } from './bring-back.ts';
import { text } from './text.ts';

const mostDays = 30;

interface Span {
  readonly from: Day;
  readonly to: Day;
}

/**
 * `/免打扰 事项|时段`: reminders before the due day are muted, of one duty or for some days. The same again takes it
 * back. What a person owes and is late with, and what waits for an answer, always comes.
 */
export async function muteByText(context: ActorContext, line: string): Promise<Outcome | Refusal> {
  const words = foldTraditional(line.trim());
  if (words === '') return show(context);
  const before = await mutesOf(context);
  const outcome = await change(context, words);
  if (isRefusal(outcome)) return outcome;
  const after = await mutesOf(context);
  if (isSame(before, after)) return outcome;
  if (before.some((muted) => !after.some((one) => isSame([muted], [one])))) await bringBack(context);
  const { code, branch } = context.actor;
  const payload = { before, after };
  return { ...outcome, undo: { kind: 'settings.mute', payload, org: branch, object: `mute/${code}` } };
}

/** Puts back what was muted before, unless that was changed again since. */
export const undoMute: Undo = async (context, payload) => {
  const { before, after } = payload as {
    readonly before: readonly Muted[];
    readonly after: readonly Muted[];
  };
  if (!isSame(await mutesOf(context), after)) return refuse('changed', text.no.changed);
  const { tx, actor, now } = context;
  await tx.delete(mutes).where(eq(mutes.personCode, actor.code));
  const rows = before.map((muted) => ({ ...muted, personCode: actor.code, at: now }));
  if (rows.length > 0) await tx.insert(mutes).values(rows);
  await bringBack(context);
  return { reply: sentenceCard(text.undone) };
};

type Muted = Pick<typeof mutes.$inferSelect, 'what' | 'fromOn' | 'toOn'>;

function mutesOf({ tx, actor }: ActorContext): Promise<readonly Muted[]> {
  const { what, fromOn, toOn } = mutes;
  return tx.select({ what, fromOn, toOn }).from(mutes).where(eq(mutes.personCode, actor.code)).orderBy(what);
}

function isSame(some: readonly Muted[], others: readonly Muted[]): boolean {
  const keys = (all: readonly Muted[]) => all.map(({ what, fromOn, toOn }) => [what, fromOn, toOn].join(' '));
  return keys(some).join() === keys(others).join();
}

async function change(context: ActorContext, words: string): Promise<Outcome | Refusal> {
  if (text.all.includes(words)) return takeAllBack(context);
  const duty = dutyNamed(context, words);
  if (typeof duty === 'object') return duty;
  if (duty !== undefined) return muteDuty(context, duty);
  if (text.weekend.test(words)) return answer([text.always]);
  const span = readSpan(context, words);
  if (span !== undefined) return 'from' in span ? muteDays(context, span) : span;
  return refuse('unknown', text.no.unknown(words));
}

function dutyNamed({ catalogue }: ActorContext, words: string): string | Refusal | undefined {
  const exact = catalogue.duties.find(({ name }) => name.brief === words || name.zh === words);
  if (exact) return exact.id;
  const near = catalogue.duties.filter(({ name }) => name.brief.includes(words) || name.zh.includes(words));
  if (near.length <= 1) return near[0]?.id;
  const names = near.slice(0, 4).map(({ name }) => name.brief);
  return refuse('several', text.no.several(names.join(text.list)));
}

function readSpan({ now, today, calendar }: ActorContext, words: string): Span | Refusal | undefined {
  const monday = mondayOf(today);
  if (text.week.this.includes(words)) return { from: today, to: addDays(monday, 6) };
  if (text.week.next.includes(words)) return { from: addDays(monday, 7), to: addDays(monday, 13) };
  const ends = words.split(text.until).filter((part) => part !== '');
  const days = ends.map((part) => {
    const when = readWhen(part, { now, calendar });
    return when.kind === 'moment' && when.rest === '' ? when.day : undefined;
  });
  const [from, to = from] = days;
  if (from === undefined || to === undefined || days.length > 2) return undefined;
  if (to < from) return refuse('order', text.no.order);
  if (to < today) return refuse('past', text.no.past);
  return daysBetween(from, to) >= mostDays ? refuse('too_long', text.no.tooLong) : { from, to };
}

async function muteDuty(context: ActorContext, duty: string): Promise<Outcome> {
  const { tx, actor, today, now, catalogue } = context;
  const what = `duty:${duty}`;
  const name = catalogue.get(duty).name.brief;
  const gone = await tx
    .delete(mutes)
    .where(and(eq(mutes.personCode, actor.code), eq(mutes.what, what)))
    .returning();
  if (gone.length > 0) return answer([text.backDuty(name)]);
  await tx.insert(mutes).values({ personCode: actor.code, what, fromOn: today, toOn: null, at: now });
  return answer([text.mutedDuty(name), text.again], text.stays);
}

export async function isDutyMuted(context: ActorContext, duty: string): Promise<boolean> {
  return (await mutesOf(context)).some(({ what }) => what === `duty:${duty}`);
}

async function muteDays(context: ActorContext, { from, to }: Span): Promise<Outcome> {
  const { tx, actor, now, today, calendar } = context;
  const [before] = await tx
    .delete(mutes)
    .where(and(eq(mutes.personCode, actor.code), eq(mutes.what, 'days')))
    .returning();
  if (before?.fromOn === from && before.toOn === to) return answer([text.backDays]);
  await tx.insert(mutes).values({ personCode: actor.code, what: 'days', fromOn: from, toOn: to, at: now });
  const show = (day: Day): string => formatDay(day, calendar, today);
  return answer([text.mutedDays(show(from), show(to)), text.again], text.stays);
}

async function takeAllBack({ tx, actor }: ActorContext): Promise<Outcome> {
  const gone = await tx.delete(mutes).where(eq(mutes.personCode, actor.code)).returning();
  return answer([gone.length === 0 ? text.none : text.backAll]);
}

async function show({ tx, actor, catalogue, today }: ActorContext): Promise<Outcome> {
  const rows = await tx.select().from(mutes).where(eq(mutes.personCode, actor.code)).orderBy(mutes.what);
  const day = (one: string): string => formatDay(one as Day, undefined, today);
  const current = rows.filter(({ toOn }) => toOn === null || toOn >= today);
  const items = current.map(({ what, fromOn, toOn }) =>
    what === 'days'
      ? text.daysRow(day(fromOn), day(toOn ?? fromOn))
      : text.dutyRow(catalogue.get(what.slice('duty:'.length)).name.brief),
  );
  const offered = items.length === 0 ? text.offers : [...text.offers, text.offerBack];
  return answer([items.length === 0 ? text.none : text.now], `${text.how}${text.stays}`, items, offered);
}

function answer(
  sentences: readonly string[],
  small = '',
  items: readonly string[] = [],
  offered: readonly { readonly label: string; readonly line: string }[] = [],
): Outcome {
  const presses = offered.map(({ label, line }, at) =>
    button({ label, name: `mute_${at}`, action: sayAction, payload: { line } }),
  );
  const card = buildCard({
    title: text.cardTitle,
    tone: 'info',
    summary: sentences[0] ?? text.cardTitle,
    blocks: [...sentences.map((sentence) => paragraph(sentence)), list(items), buttons(presses), note(small)],
  });
  return { reply: card };
}

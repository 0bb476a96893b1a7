import { formatDay, formatDayShort, formatPeriod } from '../../src/calendar/format.ts';
import { type Period, periodEnd, periodOf, periodStart } from '../../src/calendar/periods.ts';
import { readPeriod } from '../../src/calendar/zh-dates-periods.ts';
import { buildCard } from '../../src/cards/card.ts';
import { list, note, text as paragraph } from '../../src/cards/elements.ts';
import { pageOf, pager } from '../../src/cards/pages.ts';
import { bold, grey, plain, type Rich, rich, shorten } from '../../src/cards/rich.ts';
import { type Refusal, refuse } from '../../src/core/errors.ts';
import { type DutyInstance, isSettled } from '../../src/duties/instance.ts';
import { lateWords } from '../../src/duties/late-words.ts';
import { dueNow } from '../../src/duties/stages.ts';
import { readPauses } from '../../src/duties/store.ts';
import { orgsWith, postsWith } from '../../src/engine/access.ts';
import type { Action, ActorContext, FlowContext, Outcome } from '../../src/engine/index.ts';
import { shortOrgName } from '../../src/org/short-name.ts';
import { instancesByDate } from './queries.ts';
import { awaitedReplies } from './replies.ts';
import { isDueBy, isListed, isNamed } from './rules.ts';
import { text } from './text.ts';

const rowsPerPage = 12;

/** `/待办 [本月|本季|全年] [事项]`: what the own organisations have to do, by due day. */
export async function todoByText(context: ActorContext, line: string): Promise<Outcome | Refusal> {
  const card = await todoCard(context, line, 0);
  return 'sentence' in card ? card : { reply: card };
}

/** Turning a page of it, or coming to it from 我的事项. */
export const turnTodo: Action = async (context, { payload }) => {
  const line = typeof payload.line === 'string' ? payload.line : '';
  const card = await todoCard(context, line, payload.page);
  if ('sentence' in card) return card;
  return payload.page === undefined ? { reply: card } : { card };
};

async function todoCard(context: ActorContext, line: string, at: unknown): Promise<object | Refusal> {
  const { directory, today, tx } = context;
  const orgs = orgsWith(context, 'agenda');
  if (orgs.length === 0) return refuse('not_yours', text.no.notYours(postsWith('agenda')));
  const { period, words } = readWish(line, today);
  const visible = await visibleItems(context, orgs, period);
  const { heading, items } = meant(context, visible, period, words);
  const page = pageOf(items, at, rowsPerPage);
  const pauses = await readPauses(tx);
  const rows = page.shown.map((instance) => {
    const item = orgs.length === 1 ? itemOf(context, instance) : itemAt(context, instance);
    const state = lateWords(context, instance, pauses) ?? stateOf(context, instance);
    return rich`${bold(item)}  ${state}  ${grey(instance.number)}`;
  });
  const [first = ''] = orgs;
  const count = items.filter(({ state }) => !isSettled(state)).length;
  return buildCard({
    title: text.todoTitle,
    subtitle: orgs.length === 1 ? shortOrgName(directory, first) : undefined,
    tone: count === 0 ? 'done' : 'todo',
    summary: text.todoSummary(count),
    blocks: [
      paragraph(heading),
      list(rows),
      ...(page.at === 0 ? await awaitedReplies(context, 'all') : []),
      ...pager(page, { action: 'mine.todo', payload: { line }, previous: text.previous, next: text.next }),
      note(period.length === 4 ? text.yearNote : text.undatedNote),
    ],
  });
}

function readWish(line: string, today: FlowContext['today']): { period: Period; words: string } {
  const named = readPeriod(line, today);
  const words = (named?.rest ?? line).trim();
  return {
    period: named?.period ?? periodOf(today, words === '' || text.generic.test(words) ? 'month' : 'year'),
    words,
  };
}

/** What of the own organisations this person may see on a list. */
async function visibleItems(
  context: ActorContext,
  orgs: readonly string[],
  period: Period,
): Promise<readonly DutyInstance[]> {
  const { tx, actor, directory, catalogue, today } = context;
  const held = directory.postsOf(actor.code, today);
  const all = await instancesByDate(tx, orgs, periodStart(period));
  return all.filter((one) => isListed(one, catalogue.get(one.duty).privacy === 'private', held));
}

interface Meant {
  readonly heading: Rich;
  readonly items: readonly DutyInstance[];
}

/** The card replied to, the item by its number, the duty that was named, or everything that is due by then. */
function meant(context: ActorContext, all: readonly DutyInstance[], period: Period, words: string): Meant {
  const { about, catalogue, today } = context;
  const due = all.filter((one) => isDueBy(one, periodEnd(period)));
  const span = formatPeriod(period, today);
  const quoted = all.filter(({ key }) => about?.instances.includes(key));
  if (words === '' && quoted.length > 0) return { heading: plain(text.quoted), items: quoted };
  if (words === '' || text.generic.test(words))
    return { heading: plain(text.range(span, due.length)), items: due };
  const numbered = all.filter(({ number }) => number === words.toUpperCase());
  if (numbered.length > 0) return { heading: plain(text.numbered(words.toUpperCase())), items: numbered };
  const named = all.filter(
    (one) =>
      isNamed(catalogue.get(one.duty).name.zh, words) &&
      (isDueBy(one, periodEnd(period)) || isWithin(one, period)),
  );
  const said = shorten(words, 20);
  return named.length > 0
    ? { heading: plain(text.about(said, span)), items: named }
    : { heading: plain(text.notFound(said, span)), items: due };
}

function isWithin({ heldBy }: DutyInstance, period: Period): boolean {
  return heldBy >= periodStart(period) && heldBy <= periodEnd(period);
}

/** By when, and how far; of what is settled when. */
function stateOf({ calendar, today }: FlowContext, instance: DutyInstance): string {
  const { state, heldOn } = instance;
  if (isSettled(state)) return text.settled(text.states[state], heldOn ? formatDayShort(heldOn, today) : '');
  return text.line(formatDay(dueNow(instance, today), calendar, today), text.states[state]);
}

/** `2月主题党日`; a term's or an event's item has no period to tell. */
export function itemOf({ catalogue, directory, today }: FlowContext, instance: DutyInstance): string {
  const { duty, period, subject } = instance;
  const { brief } = catalogue.get(duty).name;
  if (!period.startsWith('ev:')) return text.item(formatPeriod(period, today), brief);
  return subject === null ? brief : text.ofOrg(brief, shortOrgName(directory, subject));
}

function itemAt(context: FlowContext, instance: DutyInstance): string {
  return text.ofOrg(itemOf(context, instance), shortOrgName(context.directory, instance.orgCode));
}

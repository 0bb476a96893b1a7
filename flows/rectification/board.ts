import { formatDay, formatPeriod } from '../../src/calendar/format.ts';
import { type Period, periodOf } from '../../src/calendar/periods.ts';
import { readPeriod } from '../../src/calendar/zh-dates-periods.ts';
import type { Block, Button } from '../../src/cards/block.ts';
import { buildCard } from '../../src/cards/card.ts';
import { button, buttons, list, note, text as paragraph, picker } from '../../src/cards/elements.ts';
import { pageOf, pager } from '../../src/cards/pages.ts';
import { bold, grey, type Rich, rich, shorten } from '../../src/cards/rich.ts';
import { type Refusal, refuse } from '../../src/core/errors.ts';
import { isStill } from '../../src/duties/instance.ts';
import { missedDay } from '../../src/duties/stages.ts';
import { orgsWith } from '../../src/engine/access.ts';
import type { Action, ActorContext, Outcome } from '../../src/engine/index.ts';
import { answersFor, visibleBranches } from '../../src/org/scope.ts';
import { shortOrgName } from '../../src/org/short-name.ts';
import { issuableList } from './list-issue.ts';
import { mayRead, responsibleName } from './people.ts';
import { type Item, itemsOf, unissuedLists } from './queries.ts';
import { countsOf, progressOf, quarterOf } from './rules.ts';
import { text } from './text.ts';
import { waitingItems } from './waiting.ts';

const rowsPerPage = 8;

/** `/问题 [季度]`: the list of a quarter. Undefined where the line is something else: an item to be issued. */
export async function showBoard(context: ActorContext, line: string): Promise<Outcome | Refusal | undefined> {
  const named = readPeriod(line, context.today);
  if (line.trim() !== '' && (named === undefined || named.rest.trim() !== '')) return undefined;
  const quarter =
    named && /^\d{4}-Q[1-4]$/u.test(named.period) ? named.period : await currentQuarter(context);
  const card = await boardCard(context, quarter, 0);
  return card ? { reply: card } : refuse('no_list', text.no.noList);
}

/** Another page; asked anew with the rights of that moment. */
export const turnBoard: Action = async (context, { payload }) => {
  const quarter = /^\d{4}-Q[1-4]$/u.test(String(payload.quarter))
    ? (String(payload.quarter) as Period)
    : await currentQuarter(context);
  const card = await boardCard(context, quarter, payload.page);
  if (!card) return refuse('no_list', text.no.noList);
  return payload.page === undefined ? { reply: card } : { card };
};

async function currentQuarter(context: ActorContext): Promise<Period> {
  const [issuer] = orgsWith(context, 'issue');
  if (issuer === undefined) return periodOf(context.today, 'quarter');
  const open = await unissuedLists(context.tx, issuer);
  return quarterOf(
    context.today,
    open.map(({ period }) => period),
  );
}

async function boardCard(context: ActorContext, quarter: Period, at: unknown): Promise<object | undefined> {
  const { tx, directory, actor, today } = context;
  const issuers = orgsWith(context, 'issue');
  const orgs = visibleBranches(directory, actor.code, today);
  const all = await itemsOf(tx, { orgs, issuers, assignee: actor.code, quarter });
  const read = all.filter((item) => mayRead(context, item));
  const counted = all.filter(
    (item) => !read.includes(item) && answersFor(directory, actor.code, item.instance.orgCode, today),
  );
  const held = directory.postsOf(actor.code, today);
  if (held.length === 0 && read.length === 0) return undefined;
  const own = read.filter(({ instance }) => instance.assignee === actor.code && !isStill(instance.state));
  const name = formatPeriod(quarter, today);
  const page = pageOf(read, at, rowsPerPage);
  const isOneBranch =
    issuers.length === 0 && new Set(read.map(({ instance }) => instance.orgCode)).size === 1;
  const late = read.some(({ instance }) => progressOf(instance) === 'late');
  return buildCard({
    title: text.boardTitle(name),
    subtitle: shortOrgName(
      directory,
      issuers[0] ?? read[0]?.instance.orgCode ?? held[0]?.org ?? actor.branch,
    ),
    tone: late ? 'due' : 'info',
    summary: text.boardSummary(name),
    blocks: [
      ...(read.length > 0 || counted.length === 0
        ? [paragraph(read.length === 0 ? text.nothing(name) : countsWords(read))]
        : []),
      list(page.shown.map((item) => rowOf(context, item, isOneBranch))),
      ...pager(page, {
        action: 'rectification.board',
        payload: { quarter },
        previous: text.previous,
        next: text.nextPage,
      }),
      ...countedBlocks(context, counted),
      ...(await actsOf(context, own, quarter)),
      ...(issuers.length > 0 ? [note(text.howToAdd(text.issueExample))] : []),
    ],
  });
}

function countsWords(items: readonly Item[]): string {
  const { total, closed, waiting, late } = countsOf(items.map(({ instance }) => instance));
  return text.counts(total, closed, waiting, late);
}

function rowOf(context: ActorContext, item: Item, isOneBranch: boolean): Rich {
  const { calendar, directory, today } = context;
  const { instance, problem } = item;
  const words = text.row(
    shorten(problem.problem, 40),
    responsibleName(context, item, text.secretary),
    formatDay(missedDay(instance), calendar, today),
    text.progress[progressOf(instance)],
  );
  const row = isOneBranch ? words : text.rowAt(shortOrgName(directory, instance.orgCode), words);
  return rich`${row}  ${grey(instance.number)}`;
}

/** Where no item is to be read one by one: numbers for each committee below, in the order of the roster. */
function countedBlocks({ directory }: ActorContext, items: readonly Item[]): readonly Block[] {
  if (items.length === 0) return [];
  const over = ({ instance }: Item): string =>
    directory.organCommitteeOf(instance.orgCode)?.code ?? instance.orgCode;
  const orgs = [...new Set(items.map(over))].sort();
  return [
    paragraph(bold(text.countsOnly)),
    list(
      orgs.map((org) =>
        text.counted(shortOrgName(directory, org), countsWords(items.filter((item) => over(item) === org))),
      ),
    ),
  ];
}

async function actsOf(
  context: ActorContext,
  own: readonly Item[],
  quarter: Period,
): Promise<readonly Block[]> {
  const waiting = await waitingItems(context);
  const unissued = await issuableList(context, quarter);
  const press: Button[] = [];
  if (waiting.length > 0) {
    press.push(
      button({ label: text.review, name: 'review', action: 'rectification.review', style: 'primary' }),
    );
  }
  const [first] = own;
  if (first && own.length === 1) {
    press.push(
      button({
        label: text.fill,
        name: 'fill',
        action: 'rectification.open',
        payload: { instance: first.instance.key },
        style: waiting.length > 0 ? 'default' : 'primary',
      }),
    );
  }
  if (unissued) {
    press.push(
      button({
        label: text.issueList,
        name: 'issue_list',
        action: 'rectification.list_issued',
        payload: { instance: unissued.key },
      }),
    );
  }
  return [
    ...(waiting.length > 0 ? [paragraph(text.waitingFor(waiting.length))] : []),
    ...(own.length > 0 ? [paragraph(text.own(own.length))] : []),
    ...(press.length > 0 ? [buttons(press)] : []),
    ...(own.length > 1
      ? [
          picker({
            name: 'own_item',
            action: 'rectification.open',
            placeholder: text.fill,
            options: own.map(({ instance, problem }) => ({
              label: shorten(problem.problem, 20),
              value: instance.key,
            })),
          }),
        ]
      : []),
  ];
}

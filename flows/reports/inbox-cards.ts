import type { Day } from '../../src/calendar/day.ts';
import { formatDay, formatPeriod } from '../../src/calendar/format.ts';
import type { Period } from '../../src/calendar/periods.ts';
import type { Block, Option } from '../../src/cards/block.ts';
import { buildCard } from '../../src/cards/card.ts';
import { button, buttons, list, note, text as paragraph, picker } from '../../src/cards/elements.ts';
import { bold, plain } from '../../src/cards/rich.ts';
import type { DutyDef } from '../../src/duties/catalogue/catalogue.ts';
import { sayAction } from '../../src/engine/index.ts';
import { shortOrgName } from '../../src/org/short-name.ts';
import type { View } from './cards.ts';
import { titleOf } from './cards.ts';
import { itemOf, type Subject } from './subject.ts';
import { countRows, type ReportRow, rowLine } from './table.ts';
import { text } from './text.ts';
import type { WaitsElsewhere } from './waits-elsewhere.ts';

/** One organisation's part of the table; without names it is told in numbers. */
export interface TablePart {
  readonly org: string;
  readonly isNamed: boolean;
  readonly rows: readonly ReportRow[];
}

/** Counts first, then the organisations in the order of the roster; one choice opens a paper. */
export function tableCard(
  view: View,
  duty: DutyDef,
  period: Period,
  parts: readonly TablePart[],
  others: readonly (Subject & { readonly readBy: string })[],
  first: string | undefined,
): object {
  const shown = parts.filter(({ rows }) => rows.length > 0);
  const named = shown.filter(({ isNamed }) => isNamed);
  const counts = countRows(
    shown.flatMap(({ rows }) => rows),
    view.today,
  );
  const ownUnread = countRows(
    named.flatMap(({ rows }) => rows),
    view.today,
  ).unread;
  const name = formatPeriod(period, view.today);
  const options = named.flatMap(({ rows }) => optionsOf(view, duty, period, rows));
  return buildCard({
    title: text.tableTitle(text.item(name, duty.name.brief)),
    subtitle: shortOrgName(view.directory, shown[0]?.org ?? ''),
    tone: ownUnread > 0 || counts.overdue > 0 ? 'due' : 'info',
    tag: counts.unread > 0 ? text.unread(counts.unread) : counts.filed > 0 ? text.allRead : undefined,
    summary: text.tableSummary(name, counts.filed, counts.due),
    blocks: [
      ...shown.flatMap((part) => partBlocks(view, part, shown.length > 1)),
      ...(named.length === 0 ? [note(text.numbersOnly)] : []),
      ...tableButtons(first, shown.length > 0 ? { duty: duty.id, period } : undefined),
      ...(options.length > 0 ? [lookPicker(options)] : []),
      ...(others.length > 0
        ? [paragraph(bold(text.others)), lookPicker(waitingOptions(view, others), 'others')]
        : []),
    ],
    footnote: duty.source[0]?.clause,
  });
}

function partBlocks(view: View, { org, isNamed, rows }: TablePart, isOneOfMany: boolean): readonly Block[] {
  const counts = countRows(rows, view.today);
  const hasMore = counts.returned + counts.overdue > 0;
  const read = counts.commented + counts.uncommented;
  return [
    ...(isOneOfMany ? [paragraph(bold(shortOrgName(view.directory, org)))] : []),
    paragraph(plain(text.counts(counts))),
    ...(hasMore ? [paragraph(plain(text.more(counts)))] : []),
    ...(isNamed && counts.unread > 0
      ? [
          note(
            text.toRead(counts.unread) + (counts.overReading > 0 ? text.overReading(counts.overReading) : ''),
          ),
        ]
      : []),
    ...(isNamed && read > 0 ? [note(text.answered(read, counts.commented))] : []),
    ...(isNamed ? [list(rows.map((row) => rowLine(row, view)))] : []),
  ];
}

/** What came in, unread first. */
function optionsOf(view: View, duty: DutyDef, period: Period, rows: readonly ReportRow[]): readonly Option[] {
  const item = itemOf(view, { duty: duty.id, period });
  const readable = rows.filter(
    ({ state }) => state === 'waiting' || state === 'read' || state === 'returned',
  );
  const option = (row: ReportRow): Option => ({
    label: (row.state === 'waiting' ? text.optionUnread : text.optionRead)(
      shortOrgName(view.directory, row.org),
      item,
    ),
    value: row.paperId,
  });
  const isUnread = ({ state }: ReportRow): boolean => state === 'waiting';
  return [...readable.filter(isUnread), ...readable.filter((row) => !isUnread(row))].map(option);
}

function waitingOptions(view: View, papers: readonly Subject[]): readonly Option[] {
  return papers.map((paper) => ({
    label: text.optionUnread(
      paper.person === undefined ? shortOrgName(view.directory, paper.instance.orgCode) : '',
      titleOf(view, paper),
    ),
    value: paper.paperId,
  }));
}

/** The usual way: one after the other, the earliest to be read in front; and the table as a file. */
function tableButtons(
  paper: string | undefined,
  table?: { readonly duty: string; readonly period: Period },
): readonly Block[] {
  const begin = { label: text.begin, name: 'begin', action: 'reports.look', payload: { paper: paper ?? '' } };
  const acts = [
    ...(paper === undefined ? [] : [button({ ...begin, style: 'primary' })]),
    ...(table ? [button({ label: text.sheet, name: 'sheet', action: 'reports.sheet', payload: table })] : []),
  ];
  return acts.length === 0 ? [] : [buttons(acts)];
}

function lookPicker(options: readonly Option[], name = 'paper'): Block {
  return picker({ name, action: 'reports.look', placeholder: text.pick, options });
}

/** More buttons than this are no overview any more; the rest stands in the choice below them. */
const mostButtons = 8;

type Waiting = Subject & { readonly readBy: string };

/** All that waits for one reader, each by its name with a button of its own, and what is answered elsewhere. */
export function waitingCard(view: View, papers: readonly Waiting[], elsewhere: WaitsElsewhere): object {
  const late = papers.filter(({ readBy }) => (readBy as Day) < view.today).length;
  const orgs = new Set(papers.map(({ instance }) => instance.orgCode));
  const [only = ''] = orgs;
  const count = papers.length + elsewhere.problems.length + elsewhere.requests;
  const shown = papers.slice(0, mostButtons);
  return buildCard({
    title: text.waitingTitle,
    subtitle:
      papers.length === 0
        ? undefined
        : orgs.size === 1
          ? shortOrgName(view.directory, only)
          : text.places(orgs.size),
    tone: count > 0 ? 'todo' : 'done',
    tag: papers.length > 0 ? text.unread(papers.length) : count > 0 ? undefined : text.allRead,
    summary:
      papers.length > 0 ? text.unread(papers.length) : count > 0 ? text.waitingTitle : text.nothingWaits,
    blocks: [
      ...(count === 0 ? [paragraph(text.nothingWaits)] : []),
      ...(late > 0 ? [paragraph(plain(text.overReading(late)))] : []),
      ...(papers.length === 0
        ? []
        : [
            list(shown.map((paper) => plain(text.waits(nameOf(view, paper), show(view, paper))))),
            buttons(
              shown.map((paper, at) =>
                button({
                  label: text.readOne(nameOf(view, paper)),
                  name: `read_${at}`,
                  action: 'reports.look',
                  payload: { paper: paper.paperId },
                  style: at === 0 ? 'primary' : 'default',
                }),
              ),
            ),
          ]),
      ...(papers.length > shown.length ? [lookPicker(waitingOptions(view, papers))] : []),
      ...elsewhereBlocks(view, elsewhere),
    ],
  });
}

function show({ calendar, today }: View, { readBy }: Waiting): string {
  return formatDay(readBy as Day, calendar, today);
}

/** The organisation and the paper; of a statement the person, who is known by name to its reader. */
function nameOf(view: View, paper: Subject): string {
  const org = paper.person === undefined ? shortOrgName(view.directory, paper.instance.orgCode) : '';
  return `${org}${titleOf(view, paper)}`;
}

function elsewhereBlocks({ directory }: View, { problems, requests }: WaitsElsewhere): readonly Block[] {
  const press = problems.slice(0, mostButtons).map(({ org, number }, at) =>
    button({
      label: text.judge(shortOrgName(directory, org), number),
      name: `judge_${at}`,
      action: sayAction,
      payload: { line: text.judgeLine(number) },
    }),
  );
  return [
    ...(problems.length === 0 ? [] : [paragraph(bold(text.problemsWait(problems.length))), buttons(press)]),
    ...(requests === 0
      ? []
      : [
          paragraph(bold(text.requestsWait(requests))),
          buttons([button({ label: text.seeRequests, name: 'requests', action: 'extensions.show' })]),
        ]),
  ];
}

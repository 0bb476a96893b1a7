import { formatDay } from '../../src/calendar/format.ts';
import type { Block, Button } from '../../src/cards/block.ts';
import { buildCard } from '../../src/cards/card.ts';
import { button, buttons, fold, list, text as paragraph } from '../../src/cards/elements.ts';
import { bold } from '../../src/cards/rich.ts';
import type { FlowContext } from '../../src/engine/index.ts';
import { noticeButtons, type ToldOn } from '../../src/engine/notice-buttons.ts';
import { rowBlocks } from './acts.ts';
import { isPersonal, type Row, rowsOf, rowText, sections } from './grouping.ts';
import { text } from './text.ts';
import type { LineView } from './view.ts';

/** Evidence that is a paper of its own. */
const written: ReadonlySet<string> = new Set(['report', 'form', 'confirmed_list']);

/** Six buttons keep the card short; every item can also be typed. */
const mostButtons = 6;
/** One row; the rest is folded away. */
const inSight = 3;
/** More lines are on the next page: a card is read on a phone (cards.md 2). */
const rowsPerPage = 8;
/** The week in numbers takes the room of the other half. */
const rowsBesideWeek = 4;

export interface DigestSpec {
  /** Whose matters these are, in words. */
  readonly place: string;
  readonly isDirect: boolean;
  /** From 0; a page that does not exist is the last one. */
  readonly page: number;
  /** The week in numbers, for those who lead. */
  readonly week?: readonly Block[] | undefined;
  readonly weekSummary?: string | undefined;
  /** Requests that wait for this person since an earlier day. */
  readonly waiting?: readonly Block[] | undefined;
}

type DrawContext = Pick<FlowContext, 'today' | 'calendar' | 'directory' | 'catalogue' | 'commands'>;

/** One card a person and day: counts and dates, one line an item, a button where there is something to do. */
export function digestCard(context: DrawContext, views: readonly LineView[], spec: DigestSpec): object {
  const hasLate = views.some((view) => view.section === 'own_late' || view.section === 'others_late');
  const isOver = views.every((view) => view.section === 'closed' || view.section === 'settled');
  const rows = rowsOf(views);
  const size = spec.week ? rowsBesideWeek : rowsPerPage;
  const pages = Math.max(1, Math.ceil(rows.length / size));
  const page = Math.min(Math.max(0, spec.page), pages - 1);
  const shown = rows.slice(page * size, (page + 1) * size);
  const seen = shown.flatMap((row) => row.views);
  // A question about a week has no number and no clause.
  const items = seen.filter(({ source }) => source !== '');
  const starts = startsOf(context, seen);
  const rest = [...starts.slice(inSight), ...extension(seen), ...less(seen)];
  const onEvery = noticeButtons('digest', toldOn(seen, items, spec));
  const isOnlyWeek = views.length === 0;
  const first = views[0];
  return buildCard({
    title: isOnlyWeek ? text.weekTitle : spec.isDirect ? text.directTitle : text.cardTitle,
    subtitle: text.subtitle(formatDay(context.today, context.calendar), spec.place),
    tone: hasLate ? 'due' : isOnlyWeek ? 'info' : isOver ? 'done' : 'todo',
    tag: isOnlyWeek ? undefined : text.tag(views.length),
    summary: first
      ? text.summary(views.length, `${first.item} ${first.details[0] ?? ''}`)
      : (spec.weekSummary ?? text.weekTitle),
    blocks: [
      ...shownBlocks(context, shown, page),
      buttons(turning(page, pages, rows.slice((page + 1) * size))),
      buttons(starts.slice(0, inSight)),
      ...(page === 0 ? [...(spec.waiting ?? []), ...(spec.week ?? [])] : []),
      ...(items.length === 0 ? [] : [fold(text.sources, [list([...new Set(items.map(sourceOf))])])]),
      // Rare acts, and what does not fit one row (cards.md 2).
      rest.length === 0 ? buttons(onEvery) : fold(text.rest, [buttons([...rest, ...onEvery])]),
    ],
  });
}

/** Of others' items also whose it is: in a row for several nothing else says which number is which. */
function sourceOf({ source, isOwn, org }: LineView): string {
  return isOwn ? source : `${source} ${org}`;
}

function shownBlocks(context: DrawContext, rows: readonly Row[], page: number): readonly Block[] {
  return sections.flatMap(({ section, title }) => {
    const inside = rows.filter((row) => row.section === section);
    if (inside.length === 0) return [];
    if (section === 'others_late') {
      const blocks = inside.flatMap((row) => rowBlocks(context, row, rows.indexOf(row), page));
      return [paragraph(bold(title)), ...blocks];
    }
    const isOwed = (row: Row): boolean => row.views.some(isPersonal);
    const owed = inside.filter(isOwed);
    const others = inside.filter((row) => !isOwed(row));
    return [
      ...(others.length > 0 ? [paragraph(bold(title)), list(others.map(rowText))] : []),
      ...(owed.length > 0 ? [paragraph(bold(memberTitle(context, owed))), list(owed.map(rowText))] : []),
    ];
  });
}

/** A member pays or hands in; nothing is arranged. */
function memberTitle({ catalogue }: DrawContext, rows: readonly Row[]): string {
  const views = rows.flatMap((row) => row.views);
  const isLate = views.some(({ section }) => section === 'own_late');
  const isDues = views.every(({ duty }) => catalogue.get(duty).evidence.required.includes('payment_marks'));
  if (isDues) return isLate ? text.duesLate : text.duesOpen;
  return isLate ? text.memberLate : text.memberOpen;
}

function turning(page: number, pages: number, after: readonly Row[]): readonly Button[] {
  const turn = (to: number, label: string, name: string): Button =>
    button({ label, name, action: 'digest.page', payload: { page: to } });
  const left = after.reduce((sum, row) => sum + row.views.length, 0);
  return [
    ...(page > 0 ? [turn(page - 1, text.previous, 'previous')] : []),
    ...(page < pages - 1 ? [turn(page + 1, text.next(left), 'next')] : []),
  ];
}

/** What begins the work on these, the first of them marked as the usual one. */
function startsOf(context: DrawContext, views: readonly LineView[]): readonly Button[] {
  const startable = views.filter(
    (view) => view.section === 'own_open' || view.section === 'own_late' || (view.isPrivate && view.isChief),
  );
  return (
    startable
      .flatMap((view) => {
        const action = doingOf(context, view)?.action;
        return action === undefined ? [] : [{ view, action }];
      })
      // One progress card shows all talks: one button leads there.
      .filter(
        ({ view, action }, at, all) =>
          !isProgress(context, view) || all.findIndex((one) => one.action === action) === at,
      )
      .slice(0, mostButtons)
      .map(({ view, action }, index) =>
        button({
          label: labelOf(context, view),
          name: `plan_${index}`,
          action,
          payload: { duty: view.duty, instance: view.instanceKey },
          style: index === 0 ? 'primary' : 'default',
        }),
      )
  );
}

/** One button for all: which item it is about is asked where there are several. Members have no date to move. */
function extension(views: readonly LineView[]): readonly Button[] {
  const own = views.filter(
    ({ section, post }) => (section === 'own_open' || section === 'own_late') && post !== 'member',
  );
  if (own.length === 0) return [];
  const instances = [...new Set(own.map(({ instanceKey }) => instanceKey))].slice(0, mostButtons);
  // Among several items the press says which one it is about, where there is but one whose date can move.
  const [only] = own;
  const label = only && instances.length === 1 && views.length > 1 ? text.extendItem(only.item) : text.extend;
  return [button({ label, name: 'extend', action: 'extensions.begin', payload: { instances } })];
}

/**
 * What is behind 为什么: which item is asked where there are several, of those on this page, or, where its rows stand for
 * more than a press can name, of all that the message tells; of the week, and of a question about it, why it comes.
 */
function toldOn(seen: readonly LineView[], items: readonly LineView[], { week }: DigestSpec): ToldOn {
  const here = [...new Set(items.map(({ instanceKey }) => instanceKey))];
  const instances = here.length > rowsPerPage ? [] : here;
  const asked = seen.length > items.length ? 'week_asked' : undefined;
  return { instances, topic: week ? 'week' : asked };
}

/** Only what comes before its day can be muted: what is late, and what others ask, always comes. */
function less(views: readonly LineView[]): readonly Button[] {
  const duties = [...new Set(views.filter(({ isReminder }) => isReminder).map(({ duty }) => duty))];
  if (duties.length === 0) return [];
  const payload = { duties: duties.slice(0, mostButtons) };
  return [button({ label: text.less, name: 'less', action: 'settings.less', payload })];
}

/** What each person does for himself or herself is looked at, not recorded by anybody. */
function isProgress({ catalogue }: Pick<FlowContext, 'catalogue'>, view: LineView): boolean {
  return view.isPrivate && catalogue.get(view.duty).record === undefined;
}

function labelOf({ catalogue }: Pick<FlowContext, 'catalogue'>, view: LineView): string {
  const duty = catalogue.get(view.duty);
  const { required } = duty.evidence;
  const doing = doingOf({ catalogue }, view);
  // A paper is written or read where it is; everything else is arranged, recorded or entered.
  if (doing !== duty.record && required.includes('comments')) return view.item;
  if (doing !== duty.record && required.some((field) => written.has(field))) return text.fill(view.item);
  if (doing !== duty.record && required.includes('notice')) return text.draft(view.item);
  if (isProgress({ catalogue }, view)) return text.look(duty.name.brief);
  if (view.isHeld) return text.record(view.item);
  return doing === duty.record ? text.register(view.item) : text.plan(view.item);
}

/** What begins the work; a duty without a meeting or a paper of its own is simply entered. */
function doingOf({ catalogue }: Pick<FlowContext, 'catalogue'>, view: LineView) {
  const { start, record, participants } = catalogue.get(view.duty);
  // A paper that was sent back is written where it was written, a meeting that was held is recorded.
  return view.isHeld && participants ? record : (start ?? record);
}

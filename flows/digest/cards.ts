import { formatDay } from '../../src/calendar/format.ts';
import type { Block, Button } from '../../src/cards/block.ts';
import { buildCard } from '../../src/cards/card.ts';
import { button, buttons, fold, list, text as paragraph } from '../../src/cards/elements.ts';
import { bold, rich } from '../../src/cards/rich.ts';
import type { FlowContext } from '../../src/engine/index.ts';
import { shortOrgName } from '../../src/org/short-name.ts';
import { text } from './text.ts';
import type { LineView, Section } from './view.ts';

/** Own duties first, then what others owe, then what is settled (cards.md 2 and 9). */
const sections: readonly { readonly section: Section; readonly title: string }[] = [
  { section: 'own_late', title: text.ownLate },
  { section: 'own_open', title: text.ownOpen },
  { section: 'others_late', title: text.othersLate },
  { section: 'reports', title: text.reports },
  { section: 'closed', title: text.closed },
];

/** Six buttons keep the card short; every item can also be typed. */
const mostButtons = 6;

/** One card a person and day: counts and dates, one line an item, a button where there is something to do. */
export function digestCard(
  context: Pick<FlowContext, 'today' | 'calendar' | 'directory' | 'catalogue'>,
  org: string,
  views: readonly LineView[],
  isDirect: boolean,
): object {
  const hasLate = views.some((view) => view.section === 'own_late' || view.section === 'others_late');
  const startable = views.filter(
    (view) => view.section === 'own_open' || view.section === 'own_late' || (view.isPrivate && view.isChief),
  );
  const starts = startable
    .flatMap((view) => {
      const action = doingOf(context, view)?.action;
      return action === undefined ? [] : [{ view, action }];
    })
    // One progress card shows all talks: one button leads there.
    .filter(
      ({ view, action }, at, all) => !view.isPrivate || all.findIndex((one) => one.action === action) === at,
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
    );
  const offers = [...starts, ...extension(views), why(views)];
  const blocks: Block[] = sections.flatMap(({ section, title }) => {
    const inside = views.filter((view) => view.section === section);
    return inside.length === 0
      ? []
      : [paragraph(bold(title)), list(grouped(inside, section).map((group) => lineText(group, section)))];
  });
  const first = views[0];
  return buildCard({
    title: isDirect ? text.directTitle : text.cardTitle,
    subtitle: text.subtitle(formatDay(context.today, context.calendar), shortOrgName(context.directory, org)),
    tone: hasLate ? 'due' : views.every((view) => view.section === 'closed') ? 'done' : 'todo',
    tag: text.tag(views.length),
    summary: text.summary(views.length, first ? `${first.item} ${first.details[0] ?? ''}` : text.cardTitle),
    blocks: [
      ...blocks,
      buttons(offers),
      fold(text.sources, [list([...new Set(views.map((view) => view.source))])]),
    ],
  });
}

/** One button for all: which item it is about is asked where there are several. Members have no date to move. */
function extension(views: readonly LineView[]): readonly Button[] {
  const own = views.filter(
    ({ section, post }) => (section === 'own_open' || section === 'own_late') && post !== 'member',
  );
  if (own.length === 0) return [];
  const instances = [...new Set(own.map(({ instanceKey }) => instanceKey))].slice(0, mostButtons);
  return [button({ label: text.extend, name: 'extend', action: 'extensions.begin', payload: { instances } })];
}

/** One button for the whole card: which item it is about is asked where there are several. */
function why(views: readonly LineView[]): Button {
  const instances = [...new Set(views.map(({ instanceKey }) => instanceKey))].slice(0, mostButtons);
  return button({ label: text.why, name: 'why', action: 'explain.why', payload: { instances } });
}

function labelOf({ catalogue }: Pick<FlowContext, 'catalogue'>, view: LineView): string {
  if (view.isPrivate) return text.look(catalogue.get(view.duty).name.brief);
  if (view.isHeld) return text.record(view.item);
  return doingOf({ catalogue }, view) === catalogue.get(view.duty).record
    ? text.register(view.item)
    : text.plan(view.item);
}

/** What begins the work; a duty without a meeting or a paper of its own is simply entered. */
function doingOf({ catalogue }: Pick<FlowContext, 'catalogue'>, view: LineView) {
  const { start, record } = catalogue.get(view.duty);
  return view.isHeld ? record : (start ?? record);
}

/** Above the branch the same fact about many organisations is one line that names them. */
function grouped(views: readonly LineView[], section: Section): readonly (readonly LineView[])[] {
  if (section === 'own_open' || section === 'own_late') return views.map((view) => [view]);
  const groups = new Map<string, LineView[]>();
  for (const view of views) {
    const key = [view.item, ...view.details, view.aside].join('|');
    const known = groups.get(key);
    if (known) known.push(view);
    else groups.set(key, [view]);
  }
  return [...groups.values()];
}

const mostNames = 12;

function lineText(group: readonly LineView[], section: Section) {
  const [view] = group;
  if (!view) return rich``;
  const isOwn = section === 'own_open' || section === 'own_late';
  const orgs = group
    .slice(0, mostNames)
    .map(({ org }) => org)
    .join(text.and);
  const names = group.length > mostNames ? orgs + text.more(group.length) : orgs;
  const name = isOwn ? view.item : group.length === 1 ? `${names} ${view.item}` : view.item;
  const details = view.details.join('；') + view.aside;
  return group.length === 1 ? rich`${bold(name)}  ${details}` : rich`${bold(name)}  ${details}：${names}`;
}

import { bold, type Rich, rich } from '../../src/cards/rich.ts';
import type { Section } from './details.ts';
import { text } from './text.ts';
import type { LineView } from './view.ts';

/** Own duties first, then what others owe, then what is settled (cards.md 2 and 9). */
export const sections: readonly { readonly section: Section; readonly title: string }[] = [
  { section: 'own_late', title: text.ownLate },
  { section: 'own_open', title: text.ownOpen },
  { section: 'others_late', title: text.othersLate },
  { section: 'reports', title: text.reports },
  { section: 'settled', title: text.settled },
  { section: 'closed', title: text.closed },
];

/** What a person owes as one of the members, not for an organisation: it is paid or done, never arranged. */
export function isPersonal({ section, post }: LineView): boolean {
  return (section === 'own_late' || section === 'own_open') && post === 'member';
}

/** A row that says what the reader owes, not whose it is. */
export function tellsOwn({ section, isOwn }: Pick<LineView, 'section' | 'isOwn'>): boolean {
  return section === 'own_open' || section === 'own_late' || (section === 'settled' && isOwn);
}

/** What stands on one line of the card: one item, or the same fact about several organisations. */
export interface Row {
  readonly section: Section;
  readonly views: readonly LineView[];
}

/** All rows in the order in which they are read. */
export function rowsOf(views: readonly LineView[]): readonly Row[] {
  return sections.flatMap(({ section }) => {
    const inside = views
      .filter((view) => view.section === section)
      .sort((a, b) => Number(isPersonal(a)) - Number(isPersonal(b)));
    return grouped(inside, section).map((group) => ({ section, views: group }));
  });
}

/** Above the branch the same fact about many organisations is one line that names them. */
function grouped(views: readonly LineView[], section: Section): readonly (readonly LineView[])[] {
  if (section === 'own_open' || section === 'own_late') return views.map((view) => [view]);
  const groups = new Map<string, LineView[]>();
  for (const view of views) {
    const key = [
      view.item,
      ...view.details,
      view.aside,
      view.isNudged,
      view.request?.id,
      view.isBelow,
      view.mayUrge,
    ].join('|');
    const known = groups.get(key);
    if (known) known.push(view);
    else groups.set(key, [view]);
  }
  return [...groups.values()];
}

const mostNames = 12;

export function rowText({ section, views }: Row): Rich {
  const [view] = views;
  if (!view) return rich``;
  const isOwn = tellsOwn(view);
  const orgs = views
    .slice(0, mostNames)
    .map(({ org, count }) => (views.length > 1 && count !== undefined ? text.countAt(org, count) : org))
    .join(text.and);
  const names = views.length > mostNames ? orgs + text.more(views.length) : orgs;
  const name = isOwn ? view.item : views.length === 1 ? `${names} ${view.item}` : view.item;
  const nudged = section === 'others_late' && view.isNudged ? [text.nudged] : [];
  const count = views.length === 1 && view.count !== undefined ? [view.count] : [];
  const details = [...count, ...view.details, ...nudged].join('；') + view.aside;
  return views.length === 1 || isOwn
    ? rich`${bold(name)}  ${details}`
    : rich`${bold(name)}  ${details}：${names}`;
}

import type { Day } from '../../src/calendar/day.ts';
import { formatDay } from '../../src/calendar/format.ts';
import { buildCard } from '../../src/cards/card.ts';
import { facts, note, text as paragraph } from '../../src/cards/elements.ts';
import { plain, shorten } from '../../src/cards/rich.ts';
import type { FlowContext } from '../../src/engine/index.ts';
import { postAt } from '../../src/org/short-name.ts';
import type { PostType } from '../../src/org/types.ts';
import { lastDay } from './read.ts';
import type { Delegation } from './store.ts';
import { text } from './text.ts';

type View = Pick<FlowContext, 'directory' | 'calendar' | 'today'>;
type Row = Omit<Delegation, 'revision'>;

export function spanWords({ calendar, today }: View, { fromOn, toOn }: Pick<Row, 'fromOn' | 'toOn'>): string {
  const show = (day: Day): string => formatDay(day, calendar, today);
  return text.span(show(fromOn as Day), show(lastDay(toOn)));
}

export function postWords({ directory }: View, { orgCode, post }: Pick<Row, 'orgCode' | 'post'>): string {
  return postAt(directory, orgCode, post as PostType);
}

/** 办公室党支部书记、机关党委委员: every post lent by one act. */
export function postsWords(view: View, rows: readonly Row[]): string {
  return rows.map((row) => postWords(view, row)).join(text.comma);
}

/** Grey: it is over, and nothing is asked. */
export function overCard(title: string, sentence: string): object {
  return buildCard({
    title,
    tone: 'closed',
    summary: shorten(sentence, 60),
    blocks: [paragraph(plain(sentence))],
  });
}

/** To whoever will be away: for whom, for which posts, until when. */
export function lentCard(view: View, rows: readonly Row[], isClamped: boolean): object {
  const [first] = rows;
  if (!first) return overCard(text.listTitle, text.none);
  const name = view.directory.person(first.standInCode)?.name ?? '';
  return buildCard({
    title: text.setTitle,
    tone: 'done',
    summary: text.setSummary(name, formatDay(lastDay(first.toOn), view.calendar, view.today)),
    blocks: [
      factsOf(view, rows, name),
      paragraph(text.set(name)),
      note([isClamped ? text.fromToday : '', text.setNote].join('')),
    ],
  });
}

/** To whoever stands in: for whom, for which posts, until when, and that nothing has to be given back. */
export function askedCard(view: View, rows: readonly Row[]): object {
  const [first] = rows;
  if (!first) return overCard(text.listTitle, text.none);
  const name = view.directory.person(first.awayCode)?.name ?? '';
  return buildCard({
    title: text.lentTitle,
    tone: 'info',
    summary: text.lentSummary(name, spanWords(view, first)),
    blocks: [paragraph(text.lent(name)), factsOf(view, rows), note(text.lentNote(name))],
  });
}

function factsOf(view: View, rows: readonly Row[], name?: string) {
  const [first] = rows;
  return facts([
    ...(name === undefined ? [] : [[text.who, name] as const]),
    [text.posts, postsWords(view, rows)],
    [text.days, first ? spanWords(view, first) : ''],
  ]);
}

import type { Day } from '../../src/calendar/day.ts';
import { formatDay } from '../../src/calendar/format.ts';
import { buildCard } from '../../src/cards/card.ts';
import { facts, note, text as paragraph } from '../../src/cards/elements.ts';
import type { FlowContext } from '../../src/engine/index.ts';
import { sentenceCard } from '../../src/engine/index.ts';
import { shortOrgName } from '../../src/org/short-name.ts';
import { postName } from '../../src/org/terms.ts';
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
  return text.postAt(shortOrgName(directory, orgCode), postName(post as PostType));
}

export function sentenceOf(sentence: string, title: string = text.title): object {
  return sentenceCard(sentence, title);
}

/** To whoever will be away: for whom, for which posts, until when. */
export function lentCard(view: View, rows: readonly Row[], isClamped: boolean): object {
  const [first] = rows;
  if (!first) return sentenceOf(text.none);
  const name = view.directory.person(first.standInCode)?.name ?? '';
  return buildCard({
    title: text.setTitle,
    tone: 'done',
    summary: text.setSummary(name, formatDay(lastDay(first.toOn), view.calendar, view.today)),
    blocks: [
      factsOf(view, rows, name),
      paragraph(text.set),
      note([isClamped ? text.fromToday : '', text.segregation].join('')),
    ],
  });
}

/** To whoever stands in: the one line that says so. */
export function askedCard(view: View, rows: readonly Row[]): object {
  const [first] = rows;
  if (!first) return sentenceOf(text.none);
  const name = view.directory.person(first.awayCode)?.name ?? '';
  return buildCard({
    title: text.lentTitle,
    tone: 'info',
    summary: text.lentSummary(name, formatDay(lastDay(first.toOn), view.calendar, view.today)),
    blocks: [paragraph(text.lent(name)), factsOf(view, rows), note(text.segregation)],
  });
}

function factsOf(view: View, rows: readonly Row[], name?: string) {
  const [first] = rows;
  return facts([
    ...(name === undefined ? [] : [[text.who, name] as const]),
    [text.posts, rows.map((row) => postWords(view, row)).join(text.comma)],
    [text.days, first ? spanWords(view, first) : ''],
  ]);
}

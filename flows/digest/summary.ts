import { addDays, type Day, instantAt, mondayOf } from '../../src/calendar/day.ts';
import { formatDay } from '../../src/calendar/format.ts';
import { periodEnd, periodOf, periodStart } from '../../src/calendar/periods.ts';
import { readPeriod } from '../../src/calendar/zh-dates-periods.ts';
import { buildCard } from '../../src/cards/card.ts';
import { text as paragraph } from '../../src/cards/elements.ts';
import { foldTraditional } from '../../src/commands/traditional.ts';
import { type Refusal, refuse } from '../../src/core/errors.ts';
import { orgsWith, postsWith } from '../../src/engine/access.ts';
import type { ActorContext, Outcome } from '../../src/engine/index.ts';
import { shortOrgName } from '../../src/org/short-name.ts';
import { readFigures, readSuggestions } from './figures.ts';
import { pressureOf, readTold } from './pressure.ts';
import { chartSince, lateLine, pressureTable, totalsLine, trend, unitTable } from './tables.ts';
import { text } from './text.ts';
import { orgsBelow } from './week.ts';

/** `/汇总 [周|月|季|上月|2月|…]`: the same numbers as on Monday, of the time asked for, as they stand today. */
export async function summaryByText(context: ActorContext, line: string): Promise<Outcome | Refusal> {
  const { tx, today, calendar, directory } = context;
  const [org] = orgsWith(context, 'overview');
  if (org === undefined) return refuse('not_yours', text.notForYou(postsWith('overview')));
  const span = spanOf(foldTraditional(line.trim()), today);
  if (span === undefined) return refuse('period', text.whichPeriod);
  const { from, to } = span;
  if (from > today) return refuse('future', text.notBegun);
  const below = orgsBelow(directory, org);
  const since = chartSince(today);
  const each = new Map([...below].map((code) => [code, code]));
  const figures = await readFigures(tx, each, { since: from < since ? from : since, from, to: today });
  // Of a time that is over only what was due in it; how things stand now is said beside it.
  const asked = to < today ? await readFigures(tx, each, { since: from, from, to }) : figures;
  const told = await readTold(tx, each, { since, to: today });
  const said = await readSuggestions(tx, [...below, org], instantAt(from), instantAt(addDays(to, 1)));
  const suggestions = [...said.values()].reduce((sum, count) => sum + count, 0);
  const due = asked.filter(({ isDue }) => isDue);
  const card = buildCard({
    title: text.summaryTitle,
    subtitle: shortOrgName(directory, org),
    tone: 'info',
    summary: text.summaryTitle,
    blocks: [
      paragraph(text.span(formatDay(from, calendar, today), formatDay(to, calendar, today))),
      paragraph(totalsLine(due)),
      paragraph(lateLine(figures)),
      ...unitTable(due, unitsOf(context, org, below)),
      trend(figures, today),
      ...pressureTable(pressureOf(told, calendar)),
      paragraph(text.suggestions(suggestions)),
    ],
  });
  return { reply: card };
}

/** What was asked for, no further than today; the month where nothing was said. */
function spanOf(words: string, today: Day): { readonly from: Day; readonly to: Day } | undefined {
  const monday = mondayOf(today);
  if (text.periods.week.includes(words)) return { from: monday, to: today };
  if (text.periods.lastWeek.includes(words)) return { from: addDays(monday, -7), to: addDays(monday, -1) };
  const isMonth = words === '' || text.periods.month.includes(words);
  const unit = isMonth ? 'month' : text.periods.quarter.includes(words) ? 'quarter' : undefined;
  const named = readPeriod(words, today);
  const period = unit ? periodOf(today, unit) : named?.rest === '' ? named.period : undefined;
  if (period === undefined) return undefined;
  const end = periodEnd(period);
  return { from: periodStart(period), to: end < today ? end : today };
}

/**
 * The rows, in the order of the roster: for those who work with the items their own units; for the work committee its
 * departments, each with all below it; the leading group sees the whole only (duties.md f.2).
 */
function unitsOf(
  { directory }: ActorContext,
  org: string,
  below: ReadonlySet<string>,
): readonly { readonly name: string; readonly orgs: ReadonlySet<string> }[] {
  const level = directory.org(org)?.level;
  const single = (code: string) => ({ name: shortOrgName(directory, code), orgs: new Set([code]) });
  if (level === 'leadership_group') return [];
  if (level !== 'work_committee') return [...below].map(single);
  const departments = directory.orgs.filter((one) => one.level === 'leadership_group');
  const direct = directory.orgs.filter(
    (one) => one.level === 'branch' && directory.superiorOf(one.code)?.code === org,
  );
  return [
    ...departments.map(({ code, name }) => ({ name, orgs: new Set([code, ...orgsBelow(directory, code)]) })),
    ...direct.map(({ code }) => single(code)),
  ];
}

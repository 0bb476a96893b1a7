import { addDays, type Day, instantAt, weekday } from '../../src/calendar/day.ts';
import { formatDay } from '../../src/calendar/format.ts';
import { periodOf, periodStart } from '../../src/calendar/periods.ts';
import { buildCard } from '../../src/cards/card.ts';
import { text as paragraph } from '../../src/cards/elements.ts';
import { type Refusal, refuse } from '../../src/core/errors.ts';
import { orgsWith, postsWith } from '../../src/engine/access.ts';
import type { ActorContext, Outcome } from '../../src/engine/index.ts';
import { shortOrgName } from '../../src/org/short-name.ts';
import { readFigures, readSuggestions } from './figures.ts';
import { pressureOf, readTold } from './pressure.ts';
import { chartSince, lateLine, pressureTable, totalsLine, trend, unitTable } from './tables.ts';
import { text } from './text.ts';
import { orgsBelow } from './week.ts';

/** `/汇总 [周|月|季]`: the same numbers as on Monday, of the time asked for, up to today. */
export async function summaryByText(context: ActorContext, line: string): Promise<Outcome | Refusal> {
  const { tx, today, calendar, directory } = context;
  const [org] = orgsWith(context, 'overview');
  if (org === undefined) return refuse('not_yours', text.notForYou(postsWith('overview')));
  const from = beginOf(line.trim(), today);
  if (from === undefined) return refuse('period', text.whichPeriod);
  const below = orgsBelow(directory, org);
  const since = chartSince(today);
  const each = new Map([...below].map((code) => [code, code]));
  const figures = await readFigures(tx, each, { since: from < since ? from : since, from, to: today });
  const told = await readTold(tx, each, { since, to: today });
  const said = await readSuggestions(tx, [...below, org], instantAt(from), instantAt(addDays(today, 1)));
  const suggestions = [...said.values()].reduce((sum, count) => sum + count, 0);
  const due = figures.filter(({ isDue }) => isDue);
  const card = buildCard({
    title: text.summaryTitle,
    subtitle: shortOrgName(directory, org),
    tone: 'info',
    summary: text.summaryTitle,
    blocks: [
      paragraph(text.span(formatDay(from, calendar, today), formatDay(today, calendar, today))),
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

/** The first day of what was asked for; the month where nothing was said. */
function beginOf(words: string, today: Day): Day | undefined {
  if (words === '' || text.periods.month.includes(words)) return periodStart(periodOf(today, 'month'));
  if (text.periods.week.includes(words)) return addDays(today, 1 - weekday(today));
  if (text.periods.quarter.includes(words)) return periodStart(periodOf(today, 'quarter'));
  return undefined;
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

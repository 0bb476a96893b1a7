import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Reader } from '../../db/client.ts';
import { dutyInstances, lines } from '../../db/schema/index.ts';
import { addDays, type Day, instantAt, weekday } from '../../src/calendar/day.ts';
import { formatDayShort } from '../../src/calendar/format.ts';
import type { WorkCalendar } from '../../src/calendar/workdays.ts';
import type { Block } from '../../src/cards/block.ts';
import { fold, list, text as paragraph } from '../../src/cards/elements.ts';
import { bold } from '../../src/cards/rich.ts';
import type { FlowContext } from '../../src/engine/index.ts';
import type { Directory } from '../../src/org/directory.ts';
import { shortOrgName } from '../../src/org/short-name.ts';
import type { PostType } from '../../src/org/types.ts';
import { type Figure, readFigures, readSuggestions } from './figures.ts';
import { isQuiet } from './rules.ts';
import { chartSince, pressureTable, totalsLine, trend } from './tables.ts';
import { text } from './text.ts';

/** Those who read the week in numbers: the leading group and the work committee. */
export const leaderPosts: readonly PostType[] = [
  'work_committee_secretary',
  'work_committee_deputy_secretary',
  'leadership_secretary',
  'leadership_member',
];

/** The first working day of its week. */
export function beginsWeek(day: Day, calendar: WorkCalendar): boolean {
  if (!calendar.isWorkday(day)) return false;
  for (let ahead = weekday(day) - 1; ahead > 0; ahead -= 1) {
    if (calendar.isWorkday(addDays(day, -ahead))) return false;
  }
  return true;
}

interface Week {
  readonly org: string;
  readonly blocks: readonly Block[];
}

/** The week in numbers of each of these people who leads, on the day it is told. A quiet week has none. */
export async function weekOf(
  context: Pick<FlowContext, 'today' | 'calendar' | 'directory' | 'catalogue'> & { readonly tx: Reader },
  people: readonly string[],
): Promise<ReadonlyMap<string, Week>> {
  const { tx, today, calendar, directory } = context;
  if (!beginsWeek(today, calendar)) return new Map();
  const leads = people.flatMap((person) => {
    const held = directory.postsOf(person, today);
    const post = leaderPosts.map((one) => held.find((has) => has.post === one)).find((one) => one);
    return post ? [{ person, org: post.org, orgs: orgsBelow(directory, post.org) }] : [];
  });
  if (leads.length === 0) return new Map();
  const from = addDays(today, -6 - weekday(today));
  const to = addDays(from, 6);
  const all = [...new Set(leads.flatMap(({ orgs }) => [...orgs]))];
  const figures = groupByOrg(await readFigures(tx, all, { since: chartSince(today), from, to }));
  // An anonymous one stands with the organisation that reads it, which may be the leaders' own.
  const heard = [...new Set([...all, ...leads.map(({ org }) => org)])];
  const said = await readSuggestions(tx, heard, instantAt(from), instantAt(addDays(to, 1)));
  const named = await namedItems(
    tx,
    leads.map(({ person }) => person),
  );
  return new Map(
    leads.flatMap(({ person, org, orgs }): [string, Week][] => {
      const own = [...orgs].flatMap((code) => figures.get(code) ?? []);
      const suggestions = [...orgs, org].reduce((sum, code) => sum + (said.get(code) ?? 0), 0);
      if (isQuiet(own, suggestions)) return [];
      return [
        [
          person,
          { org, blocks: blocksOf(context, own, { from, to, suggestions, named: named.get(person) ?? [] }) },
        ],
      ];
    }),
  );
}

function groupByOrg(figures: readonly Figure[]): ReadonlyMap<string, readonly Figure[]> {
  const byOrg = new Map<string, Figure[]>();
  for (const figure of figures) {
    const known = byOrg.get(figure.org);
    if (known) known.push(figure);
    else byOrg.set(figure.org, [figure]);
  }
  return byOrg;
}

/** Everything below an organisation along any line, itself not. */
export function orgsBelow(directory: Directory, upper: string): ReadonlySet<string> {
  const below = directory.orgs.filter(
    ({ code }) =>
      code !== upper &&
      (directory.superiorsOf(code).some((superior) => superior.code === upper) ||
        directory.leadershipOf(code)?.code === upper ||
        directory.workCommitteeOf(code)?.code === upper),
  );
  return new Set(below.map(({ code }) => code));
}

interface NamedItem {
  readonly org: string;
  readonly duty: string;
  readonly explanation: string | null;
}

/** Items these people were told of by name and that are still late; of everything else they see numbers. */
async function namedItems(
  tx: Reader,
  people: readonly string[],
): Promise<ReadonlyMap<string, readonly NamedItem[]>> {
  const rows = await tx
    .selectDistinct({
      person: lines.personCode,
      key: dutyInstances.key,
      org: dutyInstances.orgCode,
      duty: dutyInstances.duty,
      explanation: dutyInstances.explanation,
    })
    .from(lines)
    .innerJoin(dutyInstances, eq(dutyInstances.key, lines.instanceKey))
    .where(
      and(
        inArray(lines.personCode, [...people]),
        eq(lines.state, 'carried'),
        inArray(lines.kind, ['overdue', 'escalation']),
        sql`${lines.facts} ->> 'role' = 'above'`,
        eq(dutyInstances.state, 'overdue'),
      ),
    )
    .orderBy(dutyInstances.key);
  const byPerson = new Map<string, NamedItem[]>();
  for (const { person, org, duty, explanation } of rows) {
    byPerson.set(person, [...(byPerson.get(person) ?? []), { org, duty, explanation }]);
  }
  return byPerson;
}

const mostNamed = 8;

function blocksOf(
  { directory, catalogue, today }: Pick<FlowContext, 'directory' | 'catalogue' | 'today'>,
  figures: readonly Figure[],
  facts: {
    readonly from: Day;
    readonly to: Day;
    readonly suggestions: number;
    readonly named: readonly NamedItem[];
  },
): readonly Block[] {
  const overdue = figures.filter(({ state }) => state === 'overdue');
  const late = overdue.reduce((sum, { count }) => sum + count, 0);
  const named = facts.named
    .slice(0, mostNamed)
    .map(({ org, duty, explanation }) =>
      text.namedItem(
        shortOrgName(directory, org),
        catalogue.get(duty).name.brief,
        explanation === null ? text.noExplanation : text.explanation(explanation),
      ),
    );
  return [
    paragraph(bold(text.week(formatDayShort(facts.from, today), formatDayShort(facts.to, today)))),
    paragraph(totalsLine(figures.filter(({ isDue }) => isDue))),
    paragraph(late === 0 ? text.nothingLate : text.nowLate(late)),
    ...(named.length === 0 ? [] : [fold(text.named(facts.named.length), [list(named)])]),
    trend(figures, today),
    ...pressureTable(figures),
    ...(facts.suggestions === 0 ? [] : [paragraph(text.suggestions(facts.suggestions))]),
  ];
}

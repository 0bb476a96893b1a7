import type { Reader } from '../../db/client.ts';
import { addDays, type Day, instantAt } from '../../src/calendar/day.ts';
import { formatDayShort } from '../../src/calendar/format.ts';
import type { Block } from '../../src/cards/block.ts';
import { text as paragraph } from '../../src/cards/elements.ts';
import { bold } from '../../src/cards/rich.ts';
import type { FlowContext } from '../../src/engine/index.ts';
import type { Directory } from '../../src/org/directory.ts';
import type { PostAt } from '../../src/org/posts.ts';
import type { PostType } from '../../src/org/types.ts';
import { type Figure, readSuggestions } from './figures.ts';
import { lastSunday, weeksBegin, weeksBetween } from './missed-weeks.ts';
import { type NamedItem, namedFold, namedItems } from './named.ts';
import { pressureOf, type Told } from './pressure.ts';
import { isQuiet } from './rules.ts';
import { chartSince, lateLine, pressureTable, totalsLine, trend } from './tables.ts';
import { text } from './text.ts';
import { weekFiguresOf } from './week-figures.ts';

/** Those who read the week in numbers: the leading group and the work committee. */
export const leaderPosts: readonly PostType[] = [
  'work_committee_secretary',
  'work_committee_deputy_secretary',
  'leadership_secretary',
  'leadership_member',
];

interface Lead {
  readonly org: string;
  readonly orgs: ReadonlySet<string>;
}

export interface Week {
  readonly org: string;
  /** The first day it tells of. */
  readonly from: Day;
  /** What stands in the list of conversations, where the card tells of nothing else. */
  readonly summary: string;
  readonly blocks: readonly Block[];
}

/** The post through which somebody leads, the widest of several. */
export function leadOf(directory: Directory, person: string, day: Day): PostAt | undefined {
  const held = directory.postsOf(person, day);
  return leaderPosts.map((one) => held.find((has) => has.post === one)).find((one) => one);
}

type WeekContext = Pick<FlowContext, 'now' | 'today' | 'calendar' | 'directory' | 'catalogue'> & {
  readonly tx: Reader;
};

/** The weeks in numbers of each of these people who leads, up to last Sunday. Quiet ones have none. */
export async function weekOf(
  context: WeekContext,
  people: readonly string[],
): Promise<ReadonlyMap<string, Week>> {
  const { today, directory } = context;
  const leads = people.flatMap((person) => {
    const lead = leadOf(directory, person, today);
    return lead ? [{ person, org: lead.org, orgs: orgsBelow(directory, lead.org) }] : [];
  });
  const begins = await weeksBegin(
    context,
    leads.map(({ person }) => person),
  );
  const weeks = new Map<string, Week>();
  // Mostly all of them heard the week before: one time for all. In one order everywhere, for what is counted is kept.
  for (const from of [...new Set(begins.values())].sort()) {
    const alike = leads.filter(({ person }) => begins.get(person) === from);
    for (const [person, week] of await weeksSince(context, alike, from)) weeks.set(person, week);
  }
  return weeks;
}

async function weeksSince(
  context: WeekContext,
  leads: readonly (Lead & { readonly person: string })[],
  from: Day,
): Promise<ReadonlyMap<string, Week>> {
  const { tx, today } = context;
  const to = lastSunday(today);
  const all = [...new Set(leads.flatMap(({ orgs }) => [...orgs]))];
  const since = chartSince(today);
  const led = new Map(leads.map(({ org, orgs }) => [org, orgs]));
  const figures = await weekFiguresOf(tx, led, { since, from, to });
  // An anonymous one stands with the organisation that reads it, which may be the leaders' own.
  const heard = [...new Set([...all, ...leads.map(({ org }) => org)])];
  const said = await readSuggestions(tx, heard, instantAt(from), instantAt(addDays(to, 1)));
  const named = await namedItems(tx, leads, { since, to });
  return new Map(
    leads.flatMap(({ person, org, orgs }): [string, Week][] => {
      const { figures: own, told } = figures.get(org) ?? { figures: [], told: [] };
      const suggestions = [...orgs, org].reduce((sum, code) => sum + (said.get(code) ?? 0), 0);
      if (isQuiet(own, suggestions)) return [];
      return [
        [
          person,
          {
            org,
            from,
            summary: text.weekSummary(lateLine(own)),
            blocks: blocksOf(context, own, {
              ...{ from, to, suggestions },
              named: named.get(person) ?? [],
              told,
            }),
          },
        ],
      ];
    }),
  );
}

/** A directory never changes: what is below an organisation is worked out once, though many lead it. */
const known = new WeakMap<Directory, Map<string, ReadonlySet<string>>>();

/** Everything below an organisation along any line, itself not. */
export function orgsBelow(directory: Directory, upper: string): ReadonlySet<string> {
  const before = known.get(directory) ?? new Map<string, ReadonlySet<string>>();
  known.set(directory, before);
  const found = before.get(upper) ?? findBelow(directory, upper);
  before.set(upper, found);
  return found;
}

function findBelow(directory: Directory, upper: string): ReadonlySet<string> {
  const below = directory.orgs.filter(
    ({ code }) =>
      code !== upper &&
      (directory.superiorsOf(code).some((superior) => superior.code === upper) ||
        directory.leadershipOf(code)?.code === upper ||
        directory.workCommitteeOf(code)?.code === upper),
  );
  return new Set(below.map(({ code }) => code));
}

function blocksOf(
  context: Pick<FlowContext, 'directory' | 'catalogue' | 'today' | 'calendar'>,
  figures: readonly Figure[],
  facts: {
    readonly from: Day;
    readonly to: Day;
    readonly suggestions: number;
    readonly named: readonly NamedItem[];
    readonly told: readonly Told[];
  },
): readonly Block[] {
  const { today } = context;
  return [
    paragraph(
      bold(
        text.weeks(
          formatDayShort(facts.from, today),
          formatDayShort(facts.to, today),
          weeksBetween(facts.from, facts.to),
        ),
      ),
    ),
    paragraph(totalsLine(figures.filter(({ isDue }) => isDue))),
    paragraph(lateLine(figures)),
    ...namedFold(context, facts.named),
    trend(figures, today),
    ...pressureTable(pressureOf(facts.told, context.calendar)),
    ...(facts.suggestions === 0 ? [] : [paragraph(text.suggestions(facts.suggestions))]),
  ];
}

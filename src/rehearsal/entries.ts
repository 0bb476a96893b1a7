import { and, eq, gte, lte, ne, notInArray, or } from 'drizzle-orm';
import type { Reader } from '../../db/client.ts';
import { dutyInstances } from '../../db/schema/index.ts';
import { addDays, addMonths, type Day } from '../calendar/day.ts';
import { formatDayShort } from '../calendar/format.ts';
import type { WorkCalendar } from '../calendar/workdays.ts';
import { actingPosts, authorityOver } from '../duties/authority.ts';
import { type DutyInstance, stillStates } from '../duties/instance.ts';
import { toInstance } from '../duties/store.ts';
import type { Directory } from '../org/directory.ts';
import { resolveOwner } from '../org/posts.ts';
import type { Person } from '../org/types.ts';
import { rehearsalText as text } from '../text/rehearsal.ts';
import type { Behaviour } from './behaviours.ts';
import { chance, pick } from './random.ts';

/** One typed line: what was done, by its number and day. */
export interface Entry {
  readonly account: string;
  readonly line: string;
  /** Of an election: what is asked of the superior beforehand, and the accounts that may approve of it. */
  readonly approval?: Approval | undefined;
}

interface Approval {
  readonly request: string;
  readonly show: string;
  readonly deciders: readonly string[];
}

/** Planned, called and answered in chat by its own script. */
const scriptedDuty = 'branch_theme_day';

/** Nobody enters anything more days before it is due, elections apart, nor after: but for what was owed at the start. */
const farFromDue = 60;

export interface EntryScene {
  readonly behaviour: Behaviour;
  readonly seed: number;
  readonly calendar: WorkCalendar;
  readonly directory: Directory;
  /** The first day of the rehearsal: what was owed before is done from then on. */
  readonly from: Day;
}

/** What people enter on this day of everything but theme days, in the order of the keys. */
export async function entriesOf(
  { behaviour, seed, calendar, directory, from }: EntryScene,
  db: Reader,
  day: Day,
): Promise<readonly Entry[]> {
  if (behaviour === 'silent') return [];
  const { duty, state, heldBy, reminder } = dutyInstances;
  const isBacklogDone = day > addDays(from, farFromDue);
  const rows = await db
    .select()
    .from(dutyInstances)
    .where(
      and(
        notInArray(state, [...stillStates]),
        ne(duty, scriptedDuty),
        or(eq(reminder, 'R_TERM'), lte(heldBy, addDays(day, farFromDue))),
        isBacklogDone ? gte(heldBy, addDays(day, -farFromDue)) : undefined,
      ),
    )
    .orderBy(dutyInstances.key);
  return rows.flatMap((row) => {
    const instance = toInstance(row);
    const opensOn = row.opensOn > from ? (row.opensOn as Day) : from;
    const script = entryScript(behaviour, instance, opensOn, seed, calendar);
    // The day itself, and no day after it: who did not enter it then is late by choice.
    if (!script || script.enterOn !== day) return [];
    const person = whoEnters(directory, instance, day);
    if (person?.account === undefined) return [];
    const line = text.enter(instance.number, formatDayShort(script.heldOn, day));
    const approval = instance.reminder === 'R_TERM' ? approvalOf(directory, instance, day) : undefined;
    return [{ account: person.account, line, approval }];
  });
}

/** An election is approved by the superior, twice: by the secretary above, or the next one up. */
function approvalOf(directory: Directory, { orgCode, number }: DutyInstance, day: Day): Approval {
  const organ = directory.organCommitteeOf(orgCode)?.code;
  const work = directory.workCommitteeOf(orgCode)?.code;
  const seats = [
    ...(organ === undefined || organ === orgCode ? [] : [[organ, 'organ_secretary'] as const]),
    ...(work === undefined
      ? []
      : ([
          [work, 'work_committee_secretary'],
          [work, 'work_committee_deputy_secretary'],
        ] as const)),
  ];
  const people = seats.flatMap(([org, post]) => directory.holders(org, post, day));
  const deciders = people.flatMap(({ person }) => person.account ?? []);
  return { request: text.request(number), show: text.showElection(orgCode), deciders };
}

/** When it is done and when it is entered; undefined: never. In `mixed` some are late, some records are. */
function entryScript(
  behaviour: Exclude<Behaviour, 'silent'>,
  instance: Pick<DutyInstance, 'key' | 'heldBy' | 'reminder' | 'period'>,
  opensOn: Day,
  seed: number,
  calendar: WorkCalendar,
): { readonly heldOn: Day; readonly enterOn: Day } | undefined {
  const { key, heldBy, reminder } = instance;
  const usual =
    reminder === 'R_TERM'
      ? calendar.shift(addMonths(heldBy, -5), 'prev')
      : calendar.addWorkdays(heldBy, -pick([1, 2, 3, 4, 6, 8, 10], seed, key, 'day'));
  const first = calendar.shift(opensOn, 'next');
  const heldOn = usual < first ? first : usual;
  if (behaviour === 'punctual') return { heldOn, enterOn: heldOn };
  const kind = chance(seed, key, 'kind');
  if (kind < 0.75) return { heldOn, enterOn: heldOn };
  if (kind < 0.85) return { heldOn, enterOn: calendar.addWorkdays(heldOn, 6) };
  if (kind >= 0.95) return undefined;
  const late = calendar.addWorkdays(heldBy, pick([2, 4, 7, 12], seed, key, 'late'));
  return { heldOn: late, enterOn: late };
}

/** The owner, else whoever acts beside the owner or above, the first with an account. */
function whoEnters(directory: Directory, instance: DutyInstance, day: Day): Person | undefined {
  const { orgCode, rules } = instance;
  const posts = actingPosts(rules, 'record');
  const own = posts.flatMap((post) => directory.holders(orgCode, post, day)).map(({ person }) => person);
  const reached = own.find(({ account }) => account !== undefined);
  if (reached) return reached;
  const [post = 'branch_secretary'] = posts;
  return resolveOwner(directory, orgCode, post, day).people.find(
    ({ code }) => authorityOver(directory, code, orgCode, rules, 'record', day) !== undefined,
  );
}

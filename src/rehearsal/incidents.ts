import { and, eq, gt } from 'drizzle-orm';
import { among } from '../../db/bulk.ts';
import type { Reader } from '../../db/client.ts';
import { dutyInstances } from '../../db/schema/index.ts';
import { addDays, type Day } from '../calendar/day.ts';
import { formatDayShort } from '../calendar/format.ts';
import type { WorkCalendar } from '../calendar/workdays.ts';
import type { Directory } from '../org/directory.ts';
import type { PostType, Roster } from '../org/types.ts';
import { rehearsalText as text } from '../text/rehearsal.ts';
import type { Behaviour } from './behaviours.ts';
import type { Entry } from './entries.ts';
import { pick } from './random.ts';

/** What happens once in a mixed year beside the usual: on which day of the stretch, counted from its first. */
const happensOn = { posts: 75, closure: 110, extension: 135, waiver: 160 } as const;

export type Incident = keyof typeof happensOn;

/** The day of an incident, a working day; undefined where the stretch is too short or people do not vary. */
export function incidentDay(
  incident: Incident,
  { behaviour, from, to }: { readonly behaviour: Behaviour; readonly from: Day; readonly to: Day },
  calendar: WorkCalendar,
): Day | undefined {
  if (behaviour !== 'mixed') return undefined;
  const day = calendar.shift(addDays(from, happensOn[incident]), 'next');
  return day > to ? undefined : day;
}

/** A secretary leaves the post on that day and a deputy follows: the roster as it comes in again. */
export function withChangedPost(roster: Roster, seed: number, day: Day): Roster {
  const held = (post: PostType, org: string) =>
    roster.posts.find((one) => one.post === post && one.org === org && one.to === undefined);
  const candidates = roster.posts.filter(
    ({ post, org, to }) =>
      post === 'branch_secretary' && to === undefined && held('branch_deputy_secretary', org) !== undefined,
  );
  if (candidates.length === 0) return roster;
  const leaving = pick(candidates, seed, 'posts');
  const following = held('branch_deputy_secretary', leaving.org);
  if (!following) return roster;
  return {
    ...roster,
    posts: [
      ...roster.posts.map((one) => (one === leaving || one === following ? { ...one, to: day } : one)),
      { ...leaving, person: following.person, from: day, acting: false },
    ],
  };
}

/** What is typed about a request, and who presses the button that decides it; nothing where nobody can. */
export interface Request {
  readonly entry: Entry;
  /** Accounts that may find the button, the likeliest first. */
  readonly deciders: readonly string[];
}

/** A closure of five working days by the deputy of an organ committee. */
export function closureOf(
  directory: Directory,
  seed: number,
  day: Day,
  calendar: WorkCalendar,
): Request | undefined {
  const deputies = directory.holdersAnywhere('organ_fulltime_deputy', day);
  const accounts = deputies.flatMap(({ person }) => person.account ?? []);
  if (accounts.length === 0) return undefined;
  const account = pick(accounts, seed, 'closure');
  const [first, last] = [calendar.addWorkdays(day, 2), calendar.addWorkdays(day, 6)];
  const line = text.close(formatDayShort(first), formatDayShort(last));
  return { entry: { account, line }, deciders: [account] };
}

const askedDuties = ['branch_committee_meeting', 'branch_member_meeting', 'branch_theme_day'];

/** One secretary asks for another day, or for a waiver, of something open. */
export async function requestOf(
  kind: 'extension' | 'waiver',
  directory: Directory,
  db: Reader,
  seed: number,
  day: Day,
  calendar: WorkCalendar,
): Promise<Request | undefined> {
  const rows = await db
    .select()
    .from(dutyInstances)
    .where(
      and(
        eq(dutyInstances.state, 'open'),
        among(dutyInstances.duty, askedDuties),
        gt(dutyInstances.heldBy, day),
      ),
    )
    .orderBy(dutyInstances.key);
  const asked = rows.flatMap(({ number, orgCode, heldBy }) => {
    const [holder] = directory.holders(orgCode, 'branch_secretary', day);
    const organ = directory.organCommitteeOf(orgCode)?.code;
    const account = holder?.person.account;
    return account === undefined || organ === undefined
      ? []
      : [{ number, heldBy: heldBy as Day, organ, account }];
  });
  if (asked.length === 0) return undefined;
  const { number, heldBy, organ, account } = pick(asked, seed, kind);
  const line =
    kind === 'waiver'
      ? text.waive(number)
      : text.extend(number, formatDayShort(calendar.addWorkdays(heldBy, 8), day));
  const posts: readonly PostType[] = ['organ_fulltime_deputy', 'organ_secretary'];
  const deciders = posts.flatMap((post) =>
    directory.holders(organ, post, day).flatMap(({ person }) => person.account ?? []),
  );
  return { entry: { account, line }, deciders };
}

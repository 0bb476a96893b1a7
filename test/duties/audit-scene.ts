import { asDay, instantAt } from '../../src/calendar/day.ts';
import { announcedCalendar } from '../../src/calendar/tables.ts';
import {
  type AuditedAct,
  type AuditedDuty,
  type AuditInput,
  type ExpectedLine,
  expectedLines,
} from '../../src/duties/auditor/expect.ts';
import type { PostAssignment, PostType, Roster, RosterOrg } from '../../src/org/types.ts';

export const themeDay: AuditedDuty = {
  id: 'branch_theme_day',
  cadence: { every: 'month' },
  owner: { level: 'branch', post: ['branch_secretary'] },
  heldBy: { rule: 'EOM', shift: 'prev' },
  recordBy: { rule: 'held+3wd' },
  reminder: 'R_MONTH',
  escalation: 'E_MONTH',
};

export function inputFor(roster: Roster, over: Partial<AuditInput> = {}): AuditInput {
  return {
    roster,
    tables: announcedCalendar().years(),
    duties: [themeDay],
    acts: [],
    goLiveOn: asDay('2026-02-02'),
    from: asDay('2026-01-01'),
    to: asDay('2026-03-31'),
    ...over,
  };
}

/** Lines of one branch's month as `day stage person post`, in the order of the days. */
export function told(input: AuditInput, org: string, period = '2026-02'): readonly string[] {
  return expectedLines(input)
    .filter((line) => line.org === org && line.period === period)
    .map(brief);
}

function brief(line: ExpectedLine): string {
  return `${line.day} ${line.stage} ${line.to} ${line.post}`;
}

export function act(
  org: string,
  kind: AuditedAct['kind'],
  at: string,
  heldOn?: string,
  period = '2026-02',
): AuditedAct {
  const [day = '', time = '00:00'] = at.split(' ');
  return {
    org,
    duty: themeDay.id,
    period,
    kind,
    at: instantAt(asDay(day), time),
    heldOn: heldOn === undefined ? undefined : asDay(heldOn),
  };
}

export function withOrg(roster: Roster, code: string, change: Partial<RosterOrg>): Roster {
  return { ...roster, orgs: roster.orgs.map((org) => (org.code === code ? { ...org, ...change } : org)) };
}

export function withoutPost(roster: Roster, org: string, ...posts: readonly PostType[]): Roster {
  const gone = (held: PostAssignment): boolean => held.org === org && posts.includes(held.post);
  return { ...roster, posts: roster.posts.filter((held) => !gone(held)) };
}

export function withPost(
  roster: Roster,
  org: string,
  post: PostType,
  person: string,
  from = '2020-01-01',
  to?: string,
): Roster {
  const held: PostAssignment = {
    org,
    post,
    person,
    from: asDay(from),
    to: to === undefined ? undefined : asDay(to),
    acting: false,
  };
  return { ...roster, posts: [...roster.posts, held] };
}

export function withoutAccount(roster: Roster, ...persons: readonly string[]): Roster {
  return {
    ...roster,
    people: roster.people.map((person) =>
      persons.includes(person.code) ? { ...person, account: undefined } : person,
    ),
  };
}

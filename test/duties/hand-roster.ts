import { asDay, type Day, instantAt } from '../../src/calendar/day.ts';
import { announcedCalendar } from '../../src/calendar/tables.ts';
import {
  type AuditedAct,
  type AuditedDuty,
  type AuditInput,
  expectedLines,
} from '../../src/duties/auditor/expect.ts';
import type { Person, PostAssignment, PostType, Roster, RosterOrg } from '../../src/org/types.ts';

const orgs: readonly RosterOrg[] = [
  { code: 'GW', name: 'GW', level: 'work_committee' },
  { code: 'Z', name: 'Z', level: 'leadership_group', parent: 'GW' },
  { code: 'W', name: 'W', level: 'organ_committee', parent: 'GW', leadership: 'Z' },
  { code: 'G', name: 'G', level: 'general_branch', parent: 'W' },
  { code: 'B1', name: 'B1', level: 'branch', parent: 'W' },
  { code: 'B2', name: 'B2', level: 'branch', parent: 'G' },
  { code: 'B3', name: 'B3', level: 'branch', parent: 'GW' },
];

/** Person, organisation and post: the code of a person says who it is. */
const seats: readonly (readonly [person: string, org: string, post: PostType])[] = [
  ['gw_secretary', 'GW', 'work_committee_secretary'],
  ['gw_deputy', 'GW', 'work_committee_deputy_secretary'],
  ['gw_officer', 'GW', 'work_committee_officer'],
  ['admin', 'GW', 'administrator'],
  ['z_secretary', 'Z', 'leadership_secretary'],
  ['w_secretary', 'W', 'organ_secretary'],
  ['w_deputy', 'W', 'organ_fulltime_deputy'],
  ['w_officer', 'W', 'party_affairs_officer'],
  ['g_secretary', 'G', 'general_branch_secretary'],
  ['b1_secretary', 'B1', 'branch_secretary'],
  ['b1_deputy', 'B1', 'branch_deputy_secretary'],
  ['b1_organization', 'B1', 'commissioner_organization'],
  ['b2_secretary', 'B2', 'branch_secretary'],
  ['b2_leader', 'B2', 'branch_group_leader'],
  ['b3_secretary', 'B3', 'branch_secretary'],
];

function person(code: string, branch: string, over: Partial<Person> = {}): Person {
  return { code, name: code, account: `ou_${code}`, status: 'full', tags: [], branch, ...over };
}

const plain: readonly Person[] = [
  person('b1_old', 'B1', { account: undefined }),
  person('b1_young', 'B1', { status: 'probationary' }),
  person('b1_suspended', 'B1', { status: 'suspended_rights' }),
];

/**
 * One of everything: a branch under an organ committee, one under a general branch, one under the work committee
 * itself. B1 has five members who owe what members owe, one of them without an account.
 */
export const handRoster: Roster = {
  orgs,
  people: [
    ...seats.map(([code, org]) =>
      person(code, org.startsWith('B') ? org : 'B9', org === 'B2' ? { group: '1' } : {}),
    ),
    ...plain,
  ],
  posts: seats.map(
    ([code, org, post]): PostAssignment => ({
      org,
      post,
      person: code,
      from: asDay('2020-01-01'),
      to: undefined,
      acting: false,
    }),
  ),
};

/** A row of the catalogue in short: a yearly duty of a branch unless it says otherwise. */
export function row(over: Partial<AuditedDuty> = {}): AuditedDuty {
  return {
    id: 'duty',
    cadence: { every: 'month' },
    owner: { level: 'branch', post: ['branch_secretary'] },
    heldBy: { rule: 'EOM', shift: 'prev' },
    recordBy: { rule: 'held+3wd' },
    reminder: 'R_MONTH',
    escalation: 'E_MONTH',
    ...over,
  };
}

/** A duty that somebody opens by hand. */
export const eventRow = row({
  cadence: { on: 'event' },
  heldBy: { rule: 'ev+10wd', shift: 'prev' },
  reminder: 'R_EVENT',
  escalation: 'E_QUARTER',
});

export function handInput(duty: AuditedDuty, over: Partial<AuditInput> = {}): AuditInput {
  const days = { goLiveOn: asDay('2026-01-01'), from: asDay('2026-01-01'), to: asDay('2026-12-31') };
  return {
    roster: handRoster,
    tables: announcedCalendar().years(),
    duties: [duty],
    acts: [],
    ...days,
    ...over,
  };
}

/** Lines of one instance, or of one organisation, as `day stage person`, in the order of the days. */
export function toldTo(input: AuditInput, org: string, period?: string): readonly string[] {
  return expectedLines(input)
    .filter((line) => line.org === org && (period === undefined || line.period === period))
    .map((line) => `${line.day.slice(5)} ${line.stage} ${line.to}`);
}

/** The same from the first line of the slip on. */
export function slipOf(input: AuditInput, org: string, period?: string): readonly string[] {
  return toldTo(input, org, period).filter((line) => / (L\d|closing) /.test(line));
}

/** An act about `duty` of B1 in February unless it says otherwise; `at` reads `MM-DD HH:MM` of 2026. */
export function handAct(kind: AuditedAct['kind'], at: string, over: Partial<AuditedAct> = {}): AuditedAct {
  const [day = '', time = '00:00'] = at.split(' ');
  return { org: 'B1', duty: 'duty', period: '2026-02', kind, at: instantAt(d(day), time), ...over };
}

/** A day of 2026 written MM-DD. */
export function d(day: string): Day {
  return asDay(`2026-${day}`);
}

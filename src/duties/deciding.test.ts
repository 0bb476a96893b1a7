import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { handRoster } from '../../test/duties/hand-roster.ts';
import { themeDay } from '../../test/duties/instance-fixture.ts';
import { asDay } from '../calendar/day.ts';
import { announcedCalendar } from '../calendar/tables.ts';
import { buildDirectory, type Directory } from '../org/directory.ts';
import { relationsOf } from '../org/roster/relations.ts';
import type { PostAssignment, PostType } from '../org/types.ts';
import { deciderNow, deciderOf, type Matter, mayDecide, ownersOf } from './deciding.ts';
import type { DutyInstance } from './instance.ts';

const today = asDay('2026-03-03');
const kinds = ['extend', 'waive', 'system_fault', 'void'] as const;

function directoryOf(posts: readonly PostAssignment[] = handRoster.posts): Directory {
  const { orgs, people } = handRoster;
  return buildDirectory({ version: '1', onDay: today, orgs, people, posts, relations: relationsOf(orgs) });
}

const owing = (orgCode: string, over: Partial<DutyInstance> = {}): DutyInstance =>
  themeDay({ orgCode, ...over });
const organDuty = (orgCode: string, level: 'organ_committee' | 'leadership_group', post: PostType) =>
  owing(orgCode, { rules: { level, recordBy: 'held+3wd', post: [post] } });

function decides(matter: Partial<Matter>, posts?: readonly PostAssignment[]): string | undefined {
  const full = {
    kind: 'extend',
    instance: owing('B1'),
    days: 5,
    requester: 'b1_secretary',
    ...matter,
  } as const;
  return deciderOf(directoryOf(posts), full, today)
    ?.people.map(({ code }) => code)
    .join();
}

const without = (...gone: readonly string[]): readonly PostAssignment[] =>
  handRoster.posts.filter(({ person }) => !gone.includes(person));

const election = { reminder: 'R_TERM', escalation: 'E_TERM' };

describe('who decides', () => {
  it.each<[string, Partial<Matter>, string]>([
    ['ten working days of a branch', { days: 10 }, 'w_deputy'],
    ['eleven', { days: 11 }, 'w_secretary'],
    ['an election, however short', { days: 3, instance: owing('B1', election) }, 'w_secretary'],
    ['a branch under a general branch', { instance: owing('B2'), requester: 'b2_secretary' }, 'w_deputy'],
    ['a branch under the work committee', { instance: owing('B3'), requester: 'b3_secretary' }, 'gw_deputy'],
    ['the same for longer', { instance: owing('B3'), requester: 'b3_secretary', days: 20 }, 'gw_secretary'],
    ['a waiver of a branch', { kind: 'waive' }, 'w_secretary'],
    ['days of a fault', { kind: 'system_fault', days: 2 }, 'w_deputy'],
    [
      'an organ committee',
      { instance: organDuty('W', 'organ_committee', 'organ_secretary'), requester: 'w_officer' },
      'gw_deputy',
    ],
    [
      'its waiver',
      {
        kind: 'waive',
        instance: organDuty('W', 'organ_committee', 'organ_secretary'),
        requester: 'w_officer',
      },
      'gw_secretary',
    ],
    [
      'a leading group',
      {
        days: 30,
        instance: organDuty('Z', 'leadership_group', 'leadership_secretary'),
        requester: 'z_secretary',
      },
      'gw_secretary',
    ],
    ['a void of the organ', { kind: 'void', requester: 'w_officer', asksFor: 'W' }, 'w_deputy'],
    ['a void of the work committee', { kind: 'void', requester: 'gw_officer', asksFor: 'GW' }, 'gw_deputy'],
  ])('%s', (_what, matter, expected) => {
    expect(decides(matter)).toBe(expected);
  });

  it('a vacant post passes it up, to nobody only where nobody is left', () => {
    expect(decides({}, without('w_deputy'))).toBe('w_secretary');
    expect(decides({}, without('w_deputy', 'w_secretary'))).toBe('gw_deputy');
    expect(decides({ days: 20 }, without('w_secretary', 'gw_secretary'))).toBe('gw_deputy');
    expect(decides({}, without('w_deputy', 'w_secretary', 'gw_deputy', 'gw_secretary'))).toBeUndefined();
  });

  it('a deputy who is also secretary of the branch does not grant it to himself or herself', () => {
    const both = [
      ...without('b1_secretary'),
      { ...handRoster.posts[0], org: 'B1', post: 'branch_secretary', person: 'w_deputy' } as PostAssignment,
    ];
    expect(decides({ requester: 'b1_deputy' }, both)).toBe('w_secretary');
  });

  it('never is the requester or an owner, whatever posts are filled and whoever holds several', () => {
    const people = handRoster.people.map(({ code }) => code);
    const cast = fc.array(fc.constantFrom(...people), {
      minLength: handRoster.posts.length,
      maxLength: handRoster.posts.length,
    });
    fc.assert(
      fc.property(
        cast,
        fc.constantFrom(...kinds),
        fc.constantFrom('B1', 'B2', 'B3'),
        fc.nat(30),
        fc.constantFrom(...people),
        fc.constantFrom('W', 'GW'),
        (holders, kind, org, days, requester, asksFor) => {
          const posts = handRoster.posts.map((post, at) => ({ ...post, person: holders[at] ?? post.person }));
          const directory = directoryOf(posts);
          const instance = owing(org);
          const decider = deciderOf(directory, { kind, instance, days, requester, asksFor }, today);
          const owners = ownersOf(directory, instance, today);
          for (const { code } of decider?.people ?? []) {
            expect(code).not.toBe(requester);
            expect(owners.has(code)).toBe(false);
            const asked = {
              kind,
              newDay: null,
              deciderOrg: decider?.org ?? '',
              deciderPost: decider?.post ?? '',
              requestedBy: requester,
            };
            const view = { directory, calendar: announcedCalendar(), today };
            expect(mayDecide(view, code, asked, instance)).toBe(true);
            expect(mayDecide(view, requester, asked, instance)).toBe(false);
          }
        },
      ),
    );
  });

  it.each<[string, string | null, readonly string[], string | undefined]>([
    ['as it went out', '2026-03-10', [], 'w_deputy'],
    ['the post fell vacant', '2026-03-10', ['w_deputy'], 'w_secretary'],
    ['and the next one too', '2026-03-10', ['w_deputy', 'w_secretary'], 'gw_deputy'],
    [
      'of a longer one a deputy above is passed over',
      '2026-04-30',
      ['w_deputy', 'w_secretary'],
      'gw_secretary',
    ],
    ['nobody is left', '2026-03-10', ['w_deputy', 'w_secretary', 'gw_deputy', 'gw_secretary'], undefined],
  ])('at this moment: %s', (_, newDay, gone, expected) => {
    const view = { directory: directoryOf(without(...gone)), calendar: announcedCalendar(), today };
    const at = { deciderOrg: 'W', deciderPost: 'organ_fulltime_deputy' };
    const request = { kind: 'extend', newDay, requestedBy: 'b1_secretary', ...at };
    expect(deciderNow(view, request, owing('B1'))?.people[0]?.code).toBe(expected);
    for (const one of ['w_deputy', 'w_secretary', 'gw_deputy', 'gw_secretary'])
      expect(mayDecide(view, one, request, owing('B1'))).toBe(one === expected);
  });
});

import { describe, expect, it } from 'vitest';
import { asDay } from '../../src/calendar/day.ts';
import { coverageSubjects } from '../../src/duties/coverage.ts';
import type { InstanceRules } from '../../src/duties/instance.ts';
import { namedFor } from '../../src/duties/undone-names.ts';
import { buildDirectory } from '../../src/org/directory.ts';
import { relationsOf } from '../../src/org/roster/relations.ts';
import { handRoster } from './hand-roster.ts';
import { themeDay } from './instance-fixture.ts';

const today = asDay('2026-06-01');
const directory = buildDirectory({
  version: 'hand',
  onDay: today,
  orgs: handRoster.orgs,
  relations: relationsOf(handRoster.orgs),
  people: handRoster.people,
  posts: handRoster.posts,
});

const committee = ['branch_secretary', 'branch_deputy_secretary', 'commissioner_organization'] as const;

/** Whom everybody on the roster may read by name, where nothing is done yet: only what is not their own. */
function readers(rules: Omit<InstanceRules, 'level' | 'recordBy'>, org = 'B1') {
  const instance = themeDay({
    orgCode: org,
    escalation: 'E_PRIVATE',
    rules: { level: org === 'W' ? 'organ_committee' : 'branch', recordBy: 'held+3wd', ...rules },
  });
  const undone = coverageSubjects(directory, instance, today);
  expect(undone.length).toBeGreaterThan(0);
  return handRoster.people
    .filter(({ code }) =>
      namedFor(directory, instance, undone, code, today).some(
        ({ people }) => !people.some((person) => person.code === code),
      ),
    )
    .map(({ code }) => code)
    .sort();
}

describe('names of the undone', () => {
  it('of what every member owes alone go to the organisation commissioner, or to the secretary where there is none', () => {
    expect(readers({ post: ['member'], coverage: 'per_person' })).toEqual(['b1_organization']);
    expect(readers({ post: ['member'], coverage: 'per_person' }, 'B3')).toEqual([]);
    expect(readers({ post: ['member'], coverage: 'per_person' }, 'B2')).toEqual(['b2_secretary']);
  });

  it('of pairs go to the secretary; whoever is in a pair reads the own ones', () => {
    expect(readers({ post: ['branch_secretary'], coverage: 'per_pair' })).toEqual([]);
    expect(readers({ post: committee, coverage: 'per_pair' })).toEqual(['b1_secretary']);
  });

  it('of members to be reached go to those who talk', () => {
    expect(readers({ post: committee, coverage: 'per_member' })).toEqual([
      'b1_deputy',
      'b1_organization',
      'b1_secretary',
    ]);
    expect(
      readers({ post: ['organ_secretary', 'organ_fulltime_deputy'], coverage: 'per_member' }, 'W'),
    ).toEqual(['w_deputy', 'w_secretary']);
  });

  it('are nobody else’s, and never those of duties that are not counted', () => {
    const instance = themeDay({
      rules: { level: 'branch', recordBy: 'held+3wd', post: ['branch_secretary'] },
    });
    expect(namedFor(directory, instance, [], 'b1_secretary', today)).toEqual([]);
  });
});

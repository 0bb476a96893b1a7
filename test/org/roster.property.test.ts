import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asDay } from '../../src/calendar/day.ts';
import { resolveOwner } from '../../src/org/posts.ts';
import { checkRoster } from '../../src/org/roster/check.ts';
import { canSee, visibleBranches } from '../../src/org/scope.ts';
import type { Roster } from '../../src/org/types.ts';
import { soundSheets } from './roster-arbitrary.ts';
import { directoryOf } from './roster-fixture.ts';

const day = asDay('2026-02-02');

const soundRoster: fc.Arbitrary<Roster> = soundSheets.map((sheets) => {
  const checked = checkRoster(sheets);
  if ('problems' in checked) throw new Error(checked.problems.map((p) => p.sentence).join('\n'));
  return checked.roster;
});

describe('any sound roster', () => {
  it('passes, in whatever order its rows stand, and loses nothing', () => {
    fc.assert(
      fc.property(soundSheets, (sheets) => {
        const checked = checkRoster(sheets);
        expect(checked).toHaveProperty('roster');
        if (!('roster' in checked)) return;
        expect(checked.roster.orgs).toHaveLength(sheets.orgs.grid.length - 1);
        expect(checked.roster.people).toHaveLength(sheets.people.grid.length - 1);
        expect(checked.roster.posts).toHaveLength(sheets.posts.grid.length - 1);
      }),
    );
  });

  it('fails as soon as one parent code is spoilt', () => {
    fc.assert(
      fc.property(soundSheets, fc.nat(), (sheets, pick) => {
        const grid = sheets.orgs.grid.map((cells) => [...cells]);
        const withParent = grid.flatMap((cells, at) => (at > 0 && cells[3] !== '' ? [at] : []));
        const at = withParent[pick % withParent.length] ?? 0;
        const cells = grid[at];
        if (!cells) return;
        cells[3] = 'NOWHERE';
        const checked = checkRoster({ ...sheets, orgs: { ...sheets.orgs, grid } });
        expect('problems' in checked ? checked.problems.map((p) => [p.code, p.row]) : []).toContainEqual([
          'unknown_parent',
          at + 1,
        ]);
      }),
    );
  });

  it('leads from every branch up to the work committee, and from there back down to it', () => {
    fc.assert(
      fc.property(soundRoster, (roster) => {
        const dir = directoryOf(roster);
        const branches = dir.orgs.filter((org) => org.level === 'branch');
        for (const branch of branches) {
          expect(dir.workCommitteeOf(branch.code)?.code).toBe('GW');
          const organ = dir.organCommitteeOf(branch.code);
          expect(dir.leadershipOf(branch.code)?.code).toBe(organ?.code.replace('W', 'Z'));
          for (const superior of dir.superiorsOf(branch.code)) {
            expect(dir.branchesUnder(superior.code)).toContain(branch);
          }
        }
        expect(dir.branchesUnder('GW')).toEqual(branches);
      }),
    );
  });

  it('gives owners’ lines only to people with an account, and explains every post passed over', () => {
    fc.assert(
      fc.property(soundRoster, (roster) => {
        const dir = directoryOf(roster);
        for (const branch of dir.branchesUnder('GW')) {
          const found = resolveOwner(dir, branch.code, 'branch_secretary', day);
          expect(found.people.every((person) => person.account !== undefined)).toBe(true);
          for (const passed of found.fallback ?? []) {
            const holders = dir.holders(passed.org, passed.from, day);
            expect(passed.reason).toBe(holders.length === 0 ? 'vacant' : 'no_account');
            expect(holders.some((holder) => holder.person.account)).toBe(false);
          }
          if (found.people.length > 0) {
            const used = dir.holders(found.org, found.post, day).map((holder) => holder.person.code);
            expect(used).toEqual(expect.arrayContaining(found.people.map((person) => person.code)));
          }
        }
      }),
    );
  });

  it('lists as visible exactly the branches a person can see', () => {
    fc.assert(
      fc.property(soundRoster, (roster) => {
        const dir = directoryOf(roster);
        for (const person of roster.people) {
          const seen = dir.orgs.filter((o) => o.level === 'branch' && canSee(dir, person.code, o.code, day));
          expect(visibleBranches(dir, person.code, day)).toEqual(seen.map((org) => org.code).sort());
        }
      }),
      { numRuns: 30 },
    );
  });
});

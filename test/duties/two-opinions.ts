import { asDay } from '../../src/calendar/day.ts';
import { announcedCalendar } from '../../src/calendar/tables.ts';
import { compareLines } from '../../src/duties/auditor/compare.ts';
import { type AuditedAct, type ExpectedLine, expectedLines } from '../../src/duties/auditor/expect.ts';
import { readCatalogue } from '../../src/duties/catalogue/catalogue.ts';
import { forecast } from '../../src/duties/forecast/forecast.ts';
import { localRules, type Override } from '../../src/duties/overrides/local-rules.ts';
import type { Pause } from '../../src/duties/pauses.ts';
import { digestMoment } from '../../src/notices/windows.ts';
import type { Directory } from '../../src/org/directory.ts';
import type { Person, PostType, Roster } from '../../src/org/types.ts';
import { directoryOf } from '../org/roster-fixture.ts';
import { withPost } from './audit-scene.ts';
import { handRoster } from './hand-roster.ts';

/**
 * Planner and auditor on seven organisations drawn by hand, the whole catalogue, small enough to be asked again for
 * every mutant: test/mutation. The same question at full size: forecast.test.ts and test/long.
 */
const catalogue = readCatalogue(new URL('../../flows/', import.meta.url));
export const { duties } = catalogue;
export const calendar = announcedCalendar();
export const year = { goLiveOn: asDay('2026-01-01'), from: asDay('2026-01-01'), to: asDay('2027-03-31') };

const staff: readonly (readonly [post: PostType, person: string])[] = [
  ['commissioner_publicity', 'b1_young'],
  ['commissioner_discipline', 'b1_m1'],
];

/** Terms that end, a committee of five in a branch of nine full members, and somebody with two posts. */
export const whole: Roster = [
  ...staff.map(([post, person]) => ['B1', post, person] as const),
  ['GW', 'work_committee_officer', 'gw_deputy'] as const,
].reduce<Roster>((roster, [org, post, person]) => withPost(roster, org, post, person), {
  ...handRoster,
  orgs: handRoster.orgs.map((org) =>
    org.level === 'branch' || org.level === 'organ_committee'
      ? { ...org, electedOn: asDay('2023-08-20'), termYears: 3 }
      : org,
  ),
  people: [
    ...handRoster.people,
    ...[1, 2, 3, 4, 5, 6].map((n): Person => {
      const code = `b1_m${n}`;
      return { code, name: code, account: `ou_${code}`, status: 'full', tags: [], branch: 'B1' };
    }),
  ],
});

interface World {
  readonly roster?: Roster;
  readonly acts?: readonly AuditedAct[];
  readonly closures?: readonly (Pause & { readonly org: string })[];
  /** Organisations' own rules. */
  readonly overrides?: readonly Override[];
}

/** What the planner makes of it. */
export function planned({ roster = whole, acts = [], closures = [], overrides = [] }: World) {
  const directory = directoryOf(roster, year.goLiveOn);
  const definitionOf = ownRules(directory, overrides);
  const asked = { directory, calendar, duties, acts, pauses: closures, digestAt: digestMoment, ...year };
  return [...forecast({ ...asked, ...(definitionOf ? { definitionOf } : {}) })];
}

function ownRules(directory: Directory, overrides: readonly Override[]) {
  if (overrides.length === 0) return undefined;
  return localRules({ catalogue, directory, overrides, calendar }).rowFor;
}

export function differences(world: World): readonly string[] {
  const { roster = whole, acts = [], closures = [], overrides = [] } = world;
  const localRule = ownRules(directoryOf(roster, year.goLiveOn), overrides);
  const asked = { roster, tables: calendar.years(), duties, acts, closures, digestAt: digestMoment, ...year };
  const expected = expectedLines({ ...asked, ...(localRule ? { localRule } : {}) });
  return compareLines(
    expected,
    planned(world).map((line) => ({
      ...line,
      stage: line.stage as ExpectedLine['stage'],
      state: 'carried' as const,
    })),
  )
    .slice(0, 20)
    .map(
      ({ kind, line, detail }) => `${kind} ${line.instance} ${line.stage} ${line.to} ${line.day}: ${detail}`,
    );
}

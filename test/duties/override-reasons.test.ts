import { beforeAll, expect, it } from 'vitest';
import { asDay } from '../../src/calendar/day.ts';
import { announcedCalendar } from '../../src/calendar/tables.ts';
import { readCatalogue } from '../../src/duties/catalogue/catalogue.ts';
import type { DutyChange } from '../../src/duties/catalogue/duty-def.ts';
import { conflictsOf } from '../../src/duties/overrides/checks.ts';
import { escalationProfiles, reminderProfiles } from '../../src/duties/profiles.ts';
import type { Directory } from '../../src/org/directory.ts';
import { directoryOf, rosterAt, smallRosterPath } from '../org/roster-fixture.ts';

const catalogue = readCatalogue(new URL('../../flows/', import.meta.url));
const calendar = announcedCalendar();

let directory: Directory;
beforeAll(async () => {
  directory = directoryOf(await rosterAt(smallRosterPath));
});

const keys = <K extends string>(table: Readonly<Record<K, unknown>>) => Object.keys(table) as K[];
const rules = ['given', 'EOM', 'EOQ', 'EOH', 'EOY', 'Y:03-31', 'Q+5wd', 'held+3wd', 'ev+10wd', 'term-6mo'];
const changes: readonly DutyChange[] = [
  ...keys(reminderProfiles).map((reminder) => ({ reminder })),
  ...keys(escalationProfiles).map((escalation) => ({ escalation })),
  ...rules.map((rule) => ({ heldBy: { rule, shift: 'next' as const } })),
  ...rules.map((rule) => ({ recordBy: { rule } })),
];

it('whatever does not go with a duty, the refusal says why in Chinese', () => {
  const reasons = catalogue.duties.flatMap((duty) =>
    changes.flatMap((change) => {
      const from = asDay('2026-03-01');
      const override = { org: 'GW', duty: duty.id, from, change, reason: '试行', document: '1号' };
      const stated = [{ line: 2, lineOf: () => 2, override: { ...override, consent: '2号' } }];
      const problems = conflictsOf(stated, { catalogue, directory, overrides: [], calendar });
      return problems.flatMap(({ sentence }) => /不相配：(.*)，请改正。$/u.exec(sentence)?.[1] ?? []);
    }),
  );
  expect(new Set(reasons).size).toBeGreaterThan(15);
  for (const reason of new Set(reasons)) {
    expect(reason).toMatch(/^(?:“|这项职责|应履职期限不能|given（)/u);
    expect(reason).not.toMatch(/undefined|[RE]_|needs|用于$|用于；/u);
  }
});

import { fileURLToPath } from 'node:url';
import { asDay } from '../../src/calendar/day.ts';
import { isRefusal } from '../../src/core/errors.ts';
import { buildDirectory, type Directory } from '../../src/org/directory.ts';
import { checkRoster } from '../../src/org/roster/check.ts';
import { readRoster } from '../../src/org/roster/read.ts';
import { relationsOf } from '../../src/org/roster/relations.ts';
import type { Roster } from '../../src/org/types.ts';

export const smallRosterPath = fileURLToPath(new URL('../../db/demo-roster', import.meta.url));
export const provinceRosterPath = fileURLToPath(new URL('../fixtures/roster-province', import.meta.url));

export async function rosterAt(path: string): Promise<Roster> {
  const read = await readRoster(path);
  if (isRefusal(read)) throw new Error(read.sentence);
  const checked = 'sheets' in read ? checkRoster(read.sheets) : read;
  if ('problems' in checked) throw new Error(checked.problems.map((p) => p.sentence).join('\n'));
  return checked.roster;
}

export function directoryOf(roster: Roster, onDay = '2026-02-02'): Directory {
  return buildDirectory({
    version: 'fixture',
    onDay: asDay(onDay),
    orgs: roster.orgs,
    relations: relationsOf(roster.orgs),
    people: roster.people,
    posts: roster.posts,
  });
}

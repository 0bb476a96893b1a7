import type { Db } from '../../db/client.ts';
import { rosterImports } from '../../db/schema/index.ts';
import { isRefusal } from '../core/errors.ts';
import { rosterText } from '../text/roster.ts';
import type { ResolveAccounts } from './roster/accounts.ts';
import { checkRoster } from './roster/check.ts';
import { importRoster } from './roster/import.ts';
import { readRoster } from './roster/read.ts';
import type { Roster } from './types.ts';

/** A roster from files, checked; or what is wrong with them, a Chinese sentence a row. */
export async function rosterFrom(
  path: string,
): Promise<{ readonly roster: Roster } | { readonly wrong: readonly string[] }> {
  const read = await readRoster(path);
  if (isRefusal(read)) return { wrong: [read.sentence] };
  const checked = 'sheets' in read ? checkRoster(read.sheets) : read;
  if ('roster' in checked) return checked;
  const sentences = checked.problems.map(({ file, row, column, sentence }) =>
    rosterText.problem(rosterText.place(file, row, column), sentence),
  );
  return { wrong: sentences };
}

/** An empty installation takes its first roster from `path`; one that has a roster keeps it. Answers what is wrong. */
export async function ensureRoster(
  db: Db,
  path: string,
  at: Date,
  resolve?: ResolveAccounts | undefined,
): Promise<readonly string[]> {
  const [known] = await db.select({ id: rosterImports.id }).from(rosterImports).limit(1);
  if (known) return [];
  const found = await rosterFrom(path);
  if ('wrong' in found) return found.wrong;
  const outcome = await importRoster(db, found.roster, { at, by: 'start', resolve });
  return isRefusal(outcome) ? [outcome.sentence] : [];
}

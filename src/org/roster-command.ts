import { parseArgs } from 'node:util';
import type { Db } from '../../db/client.ts';
import type { Clock } from '../core/clock.ts';
import { isRefusal } from '../core/errors.ts';
import { wrongUsage } from '../text/failures.ts';
import { rosterText } from '../text/roster.ts';
import type { ResolveAccounts } from './roster/accounts.ts';
import { checkRoster } from './roster/check.ts';
import type { Change } from './roster/diff.ts';
import { type ImportDone, importRoster } from './roster/import.ts';
import type { RowProblem } from './roster/problems.ts';
import { readRoster } from './roster/read.ts';
import { postOf } from './rows.ts';
import { postName } from './terms.ts';
import type { Roster } from './types.ts';

export interface RosterIo {
  out(line: string): void;
  err(line: string): void;
  readonly clock: Clock;
  /** Who imports, for the record of the batch. */
  readonly by: string;
  /** Opened only for an import, after the roster has passed every check. */
  openDb(): Promise<{ readonly db: Db; close(): Promise<void> }>;
  readonly resolve?: ResolveAccounts | undefined;
}

export type ExitCode = 0 | 1 | 2;

interface Request {
  readonly action: 'check' | 'import';
  readonly path: string;
  readonly confirmMissing: boolean;
}

/** `npm run roster -- check|import PATH`. 0 fine, 1 something is wrong with the roster, 2 wrong usage. */
export async function runRosterCommand(argv: readonly string[], io: RosterIo): Promise<ExitCode> {
  const request = requestIn(argv);
  if (request === 'help') {
    io.out(rosterText.help);
    return 0;
  }
  if (!request) {
    io.err(wrongUsage);
    io.err(rosterText.help);
    return 2;
  }
  const read = await readRoster(request.path);
  if (isRefusal(read)) {
    io.err(read.sentence);
    return 2;
  }
  const checked = 'sheets' in read ? checkRoster(read.sheets) : read;
  if ('problems' in checked) return reportProblems(checked.problems, io);
  const { roster } = checked;
  const branches = roster.orgs.filter((org) => org.level === 'branch').length;
  io.out(rosterText.checked(roster.orgs.length, branches, roster.people.length, roster.posts.length));
  return request.action === 'check' ? 0 : await runImport(roster, request.confirmMissing, io);
}

function requestIn(argv: readonly string[]): Request | 'help' | undefined {
  const options = { help: { type: 'boolean', short: 'h' }, 'confirm-missing': { type: 'boolean' } } as const;
  try {
    const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true });
    if (values.help) return 'help';
    const [action, path, ...rest] = positionals;
    if ((action !== 'check' && action !== 'import') || path === undefined || rest.length > 0)
      return undefined;
    return { action, path, confirmMissing: values['confirm-missing'] ?? false };
  } catch (error) {
    // parseArgs throws TypeErrors about what was typed, and about nothing else.
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

function reportProblems(problems: readonly RowProblem[], io: RosterIo): 1 {
  for (const { file, row, column, sentence } of problems) {
    io.out(rosterText.problem(rosterText.place(file, row, column), sentence));
  }
  io.out(rosterText.problemCount(problems.length));
  return 1;
}

async function runImport(roster: Roster, confirmMissing: boolean, io: RosterIo): Promise<ExitCode> {
  io.out(rosterText.working);
  const database = await io.openDb();
  try {
    const { clock, by, resolve } = io;
    const outcome = await importRoster(database.db, roster, { at: clock.now(), by, confirmMissing, resolve });
    if (isRefusal(outcome)) {
      for (const line of missingLines(outcome.diff)) io.out(line);
      io.out(outcome.sentence);
      return 1;
    }
    reportImport(outcome, io);
    return 0;
  } finally {
    await database.close();
  }
}

function reportImport(done: ImportDone, io: RosterIo): void {
  if (done.unresolved.length > 0) io.out(rosterText.unresolved(done.unresolved));
  if (done.unchanged) {
    io.out(rosterText.unchanged);
    return;
  }
  const { orgs, people, posts } = done.diff;
  io.out(rosterText.change(rosterText.orgs, sizes(orgs)));
  io.out(rosterText.change(rosterText.people, sizes(people)));
  io.out(rosterText.change(rosterText.posts, sizes(posts)));
  io.out(rosterText.imported(done.batch));
}

function sizes({ added, changed, missing }: Change<unknown>) {
  return { added: added.length, changed: changed.length, missing: missing.length };
}

function missingLines({ orgs, people, posts }: ImportDone['diff']): readonly string[] {
  return [
    ...orgs.missing.map((row) => rosterText.missingOrg(row.code, row.name)),
    ...people.missing.map((row) => rosterText.missingPerson(row.code, row.name)),
    ...posts.missing.map((row) =>
      rosterText.missingPost(row.orgCode, postName(postOf(row).post), row.personCode),
    ),
  ];
}

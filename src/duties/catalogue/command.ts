import { basename } from 'node:path';
import type { Db } from '../../../db/client.ts';
import { dayOf } from '../../calendar/day.ts';
import type { Clock } from '../../core/clock.ts';
import { isRefusal } from '../../core/errors.ts';
import { loadDirectory } from '../../org/directory-load.ts';
import { wrongUsage } from '../../text/failures.ts';
import { overrideProblems, overrideText } from '../../text/overrides.ts';
import { readOverrideFile } from '../overrides/file.ts';
import { importOverrides, type TraceCorrections } from '../overrides/import.ts';
import { type OverrideProblem, problemLines } from '../overrides/problems.ts';
import { overridesIn, type StatedOverride } from '../overrides/rows.ts';
import { loadOverrides } from '../overrides/store.ts';
import { loadCalendar } from '../year-tables.ts';
import type { Catalogue } from './catalogue.ts';
import { catalogueLines, localLines } from './list.ts';

export interface CatalogueIo {
  out(line: string): void;
  err(line: string): void;
  readonly catalogue: Catalogue;
  readonly clock: Clock;
  /** Who imports, for the record. */
  readonly by: string;
  readonly trace: TraceCorrections;
  /** Opened for an organisation's list, and for a file as soon as one of its rows could be read. */
  openDb(): Promise<{ readonly db: Db; close(): Promise<void> }>;
}

/** `npm run catalogue -- list [ORG]|check FILE|override FILE`. 0 fine, 1 wrong rules or no such organisation, 2 wrong usage. */
export async function runCatalogueCommand(
  asked: { readonly help: boolean; readonly words: readonly string[] } | undefined,
  io: CatalogueIo,
): Promise<0 | 1 | 2> {
  if (asked?.help) {
    io.out(overrideText.help);
    return 0;
  }
  const [action, path, ...rest] = asked?.words ?? [];
  if (action === 'list' && rest.length === 0) {
    if (path !== undefined) return await listLocal(path, io);
    for (const line of catalogueLines(io.catalogue)) io.out(line);
    return 0;
  }
  if ((action !== 'check' && action !== 'override') || path === undefined || rest.length > 0) {
    io.err(wrongUsage);
    io.err(overrideText.help);
    return 2;
  }
  const read = await readOverrideFile(path);
  if (isRefusal(read)) {
    io.err(read.sentence);
    return 2;
  }
  const { stated, problems } = overridesIn(read.rows, io.catalogue);
  const unreadable = [...read.problems, ...problems];
  // A line that has a cell too many is not to be trusted in what its other cells say.
  const trusted = stated.filter(({ line }) => !read.problems.some((problem) => problem.line === line));
  return await enter(action, basename(path), trusted, unreadable, io);
}

/** Says all that is wrong at once: what could not be read, and what the rows that could be read do not agree with. */
async function enter(
  action: 'check' | 'override',
  file: string,
  stated: readonly StatedOverride[],
  unreadable: readonly OverrideProblem[],
  io: CatalogueIo,
): Promise<0 | 1> {
  if (stated.length === 0) return reportProblems(file, unreadable, io);
  // A database the running bot holds is no reason to keep back what the file alone shows.
  const opened = await io.openDb().catch((error: unknown) => {
    if (unreadable.length === 0) throw error;
    return undefined;
  });
  if (!opened) return reportProblems(file, unreadable, io);
  try {
    const { catalogue, clock, by, trace } = io;
    const dryRun = action === 'check' || unreadable.length > 0;
    const outcome = await importOverrides(opened.db, stated, {
      catalogue,
      at: clock.now(),
      by,
      dryRun,
      trace,
    });
    if (outcome === 'no_roster') {
      if (unreadable.length > 0) reportProblems(file, unreadable, io);
      io.err(`${overrideText.noRoster}${overrideText.formOnly}`);
      return 1;
    }
    const found = [...unreadable, ...('problems' in outcome ? outcome.problems : [])];
    if (found.length > 0 || 'problems' in outcome) return reportProblems(file, found, io);
    for (const line of outcome.effects) io.out(line);
    const { added, corrected, known } = outcome;
    io.out(
      action === 'check'
        ? overrideText.checked(stated.length)
        : overrideText.imported(added, corrected, known),
    );
    return 0;
  } finally {
    await opened.close();
  }
}

async function listLocal(code: string, { catalogue, clock, openDb, out, err }: CatalogueIo): Promise<0 | 1> {
  const { db, close } = await openDb();
  try {
    const today = dayOf(clock.now());
    const directory = await loadDirectory(db, today);
    if (directory.orgs.length === 0) {
      err(overrideText.noRoster);
      return 1;
    }
    const org = directory.org(code);
    if (!org) {
      err(overrideProblems.unknown_org(code));
      return 1;
    }
    const calendar = await loadCalendar(db);
    const overrides = await loadOverrides(db);
    for (const line of localLines({ catalogue, directory, overrides, calendar }, org, today)) out(line);
    return 0;
  } finally {
    await close();
  }
}

function reportProblems(file: string, problems: readonly OverrideProblem[], io: CatalogueIo): 1 {
  for (const line of problemLines(file, problems)) io.out(line);
  return 1;
}

import { basename } from 'node:path';
import type { Db } from '../../db/client.ts';
import { dayOf } from '../calendar/day.ts';
import type { Clock } from '../core/clock.ts';
import { isRefusal } from '../core/errors.ts';
import { loadDirectory } from '../org/directory-load.ts';
import { wrongUsage } from '../text/failures.ts';
import { overrideProblems, overrideText } from '../text/overrides.ts';
import type { Catalogue } from './catalogue.ts';
import { catalogueLines, localLines } from './catalogue-list.ts';
import { readOverrideFile } from './override-file.ts';
import { type OverrideProblem, problemLines } from './override-problems.ts';
import { overridesIn } from './override-rows.ts';
import { importOverrides, loadOverrides } from './override-store.ts';
import { loadCalendar } from './year-tables.ts';

export interface CatalogueIo {
  out(line: string): void;
  err(line: string): void;
  readonly catalogue: Catalogue;
  readonly clock: Clock;
  /** Who imports, for the record. */
  readonly by: string;
  /** Opened for an organisation's list, and for a file only after every row could be read by itself. */
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
  if (unreadable.length > 0) return reportProblems(basename(path), unreadable, io);
  const { db, close } = await io.openDb();
  try {
    const { catalogue, clock, by } = io;
    const how = { catalogue, at: clock.now(), by, dryRun: action === 'check' };
    const outcome = await importOverrides(db, stated, how);
    if ('problems' in outcome) return reportProblems(basename(path), outcome.problems, io);
    io.out(
      action === 'check'
        ? overrideText.checked(stated.length)
        : overrideText.imported(outcome.added, outcome.known),
    );
    return 0;
  } finally {
    await close();
  }
}

async function listLocal(code: string, { catalogue, clock, openDb, out, err }: CatalogueIo): Promise<0 | 1> {
  const { db, close } = await openDb();
  try {
    const today = dayOf(clock.now());
    const directory = await loadDirectory(db, today);
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

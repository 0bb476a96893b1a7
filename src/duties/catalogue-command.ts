import { basename } from 'node:path';
import type { Db } from '../../db/client.ts';
import { parseDeadline } from '../calendar/deadlines.ts';
import type { Clock } from '../core/clock.ts';
import { isRefusal } from '../core/errors.ts';
import { postName } from '../org/terms.ts';
import * as names from '../text/catalogue.ts';
import { wrongUsage } from '../text/failures.ts';
import { overrideText } from '../text/overrides.ts';
import type { Catalogue } from './catalogue.ts';
import type { DutyDef } from './duty-def.ts';
import { readOverrideFile } from './override-file.ts';
import { type OverrideProblem, problemLines } from './override-problems.ts';
import { overridesIn } from './override-rows.ts';
import { importOverrides } from './override-store.ts';

export interface CatalogueIo {
  out(line: string): void;
  err(line: string): void;
  readonly catalogue: Catalogue;
  readonly clock: Clock;
  /** Who imports, for the record. */
  readonly by: string;
  /** Opened only after every row could be read by itself. */
  openDb(): Promise<{ readonly db: Db; close(): Promise<void> }>;
}

/** `npm run catalogue -- list|check FILE|override FILE`. 0 fine, 1 something is wrong with the rules, 2 wrong usage. */
export async function runCatalogueCommand(
  asked: { readonly help: boolean; readonly words: readonly string[] } | undefined,
  io: CatalogueIo,
): Promise<0 | 1 | 2> {
  if (asked?.help) {
    io.out(overrideText.help);
    return 0;
  }
  const [action, path, ...rest] = asked?.words ?? [];
  if (action === 'list' && path === undefined) {
    listDuties(io);
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

function reportProblems(file: string, problems: readonly OverrideProblem[], io: CatalogueIo): 1 {
  for (const line of problemLines(file, problems)) io.out(line);
  return 1;
}

const levels = ['branch', 'organ_committee', 'leadership_group', 'work_committee'] as const;

function listDuties({ catalogue, out }: CatalogueIo): void {
  for (const level of levels) {
    const duties = catalogue.duties.filter((duty) => duty.owner.level === level);
    out(names.catalogueText.levelHead(names.ownerLevelNames[level], duties.length));
    for (const duty of duties) for (const line of linesOf(duty)) out(line);
  }
  out(names.catalogueText.total(catalogue.duties.length));
}

function linesOf(duty: DutyDef): readonly string[] {
  const { id, short, name, cadence, owner, heldBy, recordBy, reminder, escalation, evidence, source } = duty;
  const text = names.catalogueText;
  return [
    text.row(
      short,
      name.zh,
      names.cadenceNames['every' in cadence ? cadence.every : cadence.on],
      owner.post.map(postName).join('、'),
      ruleName(heldBy.rule),
      names.shiftNames[heldBy.shift],
    ),
    text.details(
      id,
      names.reminderNames[reminder],
      names.escalationNames[escalation],
      ruleName(recordBy.rule),
    ),
    text.evidence(evidence.required.map((field) => names.evidenceNames[field])),
    text.source(source.map(({ clause }) => clause)),
  ];
}

function ruleName(rule: string): string {
  return names.deadlineName(rule === 'given' ? undefined : parseDeadline(rule));
}

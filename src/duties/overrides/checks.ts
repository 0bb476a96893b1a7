import { addDays, type Day } from '../../calendar/day.ts';
import { nextPeriod, periodOf, periodStart } from '../../calendar/periods.ts';
import type { OrgLevel } from '../../org/types.ts';
import { escalationNames, ownerLevelNames, reminderNames } from '../../text/catalogue.ts';
import { misfitReasons, overrideColumns, overrideValues } from '../../text/overrides.ts';
import { dutyProblems, type FieldProblem } from '../catalogue/duty-checks.ts';
import type { DutyDef } from '../catalogue/duty-def.ts';
import { escalationProfile } from '../profiles.ts';
import { type LocalRules, type LocalRulesInput, localRules, type Override } from './local-rules.ts';
import { isSamePlace, mergeOverrides, storedTwin } from './merge.ts';
import { deadlineProblems, firstDayProblems, periodFrom } from './plausible.ts';
import { type OverrideProblem, problemAt } from './problems.ts';
import type { StatedOverride } from './rows.ts';
import type { OverrideField } from './strictness.ts';
import { periodWords } from './words.ts';

/** From the top down: an organisation prescribes for duties of its own level and of those below. */
const rank: Readonly<Record<OrgLevel, number>> = {
  work_committee: 0,
  leadership_group: 1,
  organ_committee: 2,
  organ_discipline_committee: 3,
  general_branch: 3,
  branch: 4,
  branch_group: 5,
};

/** When rows are entered, and what was entered before; without it they are looked at as if they always stood there. */
export interface Entry {
  readonly today: Day;
  readonly goLiveOn: Day;
  /** The day a stored one was entered. */
  enteredOn(stored: Override): Day | undefined;
}

/**
 * What stops new overrides from standing beside those already stored (`input.overrides`). A row that is stored
 * word for word is no problem: the same file may be read in twice.
 */
export function conflictsOf(
  stated: readonly StatedOverride[],
  input: LocalRulesInput,
  entry?: Entry | undefined,
): readonly OverrideProblem[] {
  const { fresh, kept } = mergeOverrides(stated, input.overrides);
  const standing = localRules({ ...input, overrides: kept });
  const problems: OverrideProblem[] = [];
  // The guard looks at rows that could stand: next to an impossible one it would speak of the wrong reason.
  const sound = stated.filter((one, at) => {
    const own = ownProblems(one, stated.slice(0, at), input);
    if (own.length === 0 && fresh.includes(one)) own.push(...dayProblems(one, input, standing, entry));
    problems.push(...own);
    return own.length === 0 && fresh.includes(one);
  });
  const overrides = [...kept, ...sound.map(({ override }) => override)];
  const rules = localRules({ ...input, overrides });
  for (const { lineOf, override } of sound) {
    const { withheld } = rules.definitionFor(override.org, override.duty, override.from);
    const [first, ...more] = withheld.flatMap((one) => (one.override === override ? [one.field] : []));
    if (!first) continue;
    const titles = [first, ...more].map((field) => overrideColumns[field]);
    problems.push(problemAt(lineOf(first), overrideColumns[first], 'stricter', titles));
  }
  return problems.sort((a, b) => a.line - b.line);
}

/** Days that make no sense: the first one, those of the deadlines, or the one on which it replaces another. */
function dayProblems(
  stated: StatedOverride,
  { catalogue, calendar, overrides }: LocalRulesInput,
  standing: LocalRules,
  entry: Entry | undefined,
): readonly OverrideProblem[] {
  const { line, override } = stated;
  const { duty } = standing.definitionFor(override.org, override.duty, override.from);
  const twin = storedTwin(override, overrides);
  const stays = twin && entry && begunProblem(line, twin, duty, entry);
  if (stays) return [stays];
  const early = entry && !twin ? firstDayProblems(stated, duty, { ...entry, calendar }) : [];
  return early.length > 0 ? early : deadlineProblems(stated, catalogue.get(override.duty), duty, calendar);
}

/** A stored rule can be put right until the first day it holds on is over, and on the day it was entered. */
function begunProblem(line: number, stored: Override, { cadence }: DutyDef, { today, enteredOn }: Entry) {
  if (enteredOn(stored) === today) return undefined;
  if (!('every' in cadence)) {
    const begun = overrideValues.isApplied(stored.from);
    return today <= stored.from
      ? undefined
      : problemAt(line, '', 'stored_twin', stored.document, begun, addDays(today, 1));
  }
  const first = periodFrom(stored.from, cadence.every);
  if (today <= periodStart(first)) return undefined;
  const next = periodStart(nextPeriod(periodOf(today, cadence.every)));
  const begun = overrideValues.hasBegun(periodWords(first));
  return problemAt(line, '', 'stored_twin', stored.document, begun, next);
}

function ownProblems(
  { line, lineOf, override }: StatedOverride,
  before: readonly StatedOverride[],
  { catalogue, directory }: LocalRulesInput,
): OverrideProblem[] {
  const problems: OverrideProblem[] = [];
  const duty = catalogue.get(override.duty);
  const org = directory.org(override.org);
  if (!org) problems.push(problemAt(lineOf('org'), overrideColumns.org, 'unknown_org', override.org));
  else if (rank[org.level] > rank[duty.owner.level]) {
    problems.push(
      problemAt(lineOf('duty'), overrideColumns.duty, 'level_too_low', ownerLevelNames[duty.owner.level]),
    );
  }
  if ('on' in duty.cadence && duty.cadence.on !== 'event') {
    return [...problems, problemAt(lineOf('duty'), overrideColumns.duty, 'term')];
  }
  const twin = before.find((other) => isSamePlace(other.override, override));
  if (twin) problems.push(problemAt(line, '', 'twin', twin.line));
  const isPrivate = escalationProfile(duty.escalation).isPrivate === true;
  if (isPrivate && override.change.escalation) {
    problems.push(problemAt(lineOf('escalation'), overrideColumns.escalation, 'private_ladder'));
  }
  for (const [field, reasons] of misfits(duty, override)) {
    if (isPrivate && field === 'escalation') continue;
    const title = overrideColumns[field];
    problems.push(problemAt(lineOf(field), title, 'misfit', title, reasons));
  }
  return problems;
}

/** Fields that do not go with the duty, and why: tried one by one, because they do not depend on each other. */
function misfits(
  duty: DutyDef,
  { change }: Override,
): readonly (readonly [field: OverrideField, reasons: readonly string[]])[] {
  return (Object.keys(change) as OverrideField[]).flatMap((field) => {
    const value = change[field];
    if (field === 'active' || value === null || value === undefined) return [];
    const changed = { ...duty, [field]: value };
    const reasons = dutyProblems(changed).map((problem) => reasonOf(changed, field, problem));
    return reasons.length === 0 ? [] : [[field, [...new Set(reasons)]] as const];
  });
}

function reasonOf(
  { cadence, reminder, escalation }: DutyDef,
  field: OverrideField,
  { misfit, path, message }: FieldProblem,
): string {
  switch (misfit) {
    case 'given':
    case 'itself':
      return misfitReasons[misfit];
    case 'rhythm':
      return misfitReasons.rhythm['every' in cadence ? cadence.every : 'event'];
    case 'step':
      return misfitReasons.step(path[1] ?? '', escalationNames[escalation]);
    case 'profile':
      return field === 'reminder'
        ? misfitReasons.profile(reminderNames[reminder], misfitReasons.uses[reminder] ?? '')
        : misfitReasons.profile(escalationNames[escalation], misfitReasons.uses[escalation] ?? '');
    case undefined:
      return message;
  }
}

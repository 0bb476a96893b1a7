import type { OrgLevel } from '../org/types.ts';
import { escalationNames, ownerLevelNames, reminderNames } from '../text/catalogue.ts';
import { misfitReasons, overrideColumns } from '../text/overrides.ts';
import { dutyProblems, type FieldProblem } from './duty-checks.ts';
import type { DutyDef } from './duty-def.ts';
import { type OverrideProblem, problemAt } from './override-problems.ts';
import type { StatedOverride } from './override-rows.ts';
import { type LocalRulesInput, localRules, type Override } from './overrides.ts';
import { escalationProfile } from './profiles.ts';
import type { OverrideField } from './strictness.ts';

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

/**
 * What stops new overrides from standing beside those already stored (`input.overrides`). A row that is stored
 * word for word is no problem: the same file may be read in twice.
 */
export function conflictsOf(
  stated: readonly StatedOverride[],
  input: LocalRulesInput,
): readonly OverrideProblem[] {
  const problems: OverrideProblem[] = [];
  const sound = stated.filter((one, at) => {
    const own = ownProblems(one, stated.slice(0, at), input);
    problems.push(...own);
    return own.length === 0;
  });
  // The guard looks at rows that could stand: next to an impossible one it would speak of the wrong reason.
  const fresh = sound.filter(({ override }) => !isStored(override, input.overrides));
  const overrides = [...input.overrides, ...fresh.map(({ override }) => override)];
  const rules = localRules({ ...input, overrides });
  for (const { lineOf, override } of fresh) {
    const { withheld } = rules.definitionFor(override.org, override.duty, override.from);
    const [first, ...more] = withheld.flatMap((one) => (one.override === override ? [one.field] : []));
    if (!first) continue;
    const titles = [first, ...more].map((field) => overrideColumns[field]);
    problems.push(problemAt(lineOf(first), overrideColumns[first], 'stricter', titles));
  }
  return problems.sort((a, b) => a.line - b.line);
}

/** The new rows that are not stored yet. */
export function freshOf(stated: readonly StatedOverride[], stored: readonly Override[]): readonly Override[] {
  return stated.map(({ override }) => override).filter((override) => !isStored(override, stored));
}

function ownProblems(
  { line, lineOf, override }: StatedOverride,
  before: readonly StatedOverride[],
  { catalogue, directory, overrides }: LocalRulesInput,
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
  const stored = overrides.find((other) => isSamePlace(other, override));
  if (stored && !isStored(override, overrides)) {
    problems.push(problemAt(line, '', 'stored_twin', stored.document));
  }
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

function isSamePlace(a: Override, b: Override): boolean {
  return a.org === b.org && a.duty === b.duty && a.from === b.from;
}

function isStored(override: Override, stored: readonly Override[]): boolean {
  return stored.some((other) => isSamePlace(other, override) && wordsOf(other) === wordsOf(override));
}

/** Fields in one order, because a database keeps them in its own. */
function wordsOf({ change, reason, document, consent }: Override): string {
  const fields = Object.entries(change).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([fields.map(([field, value]) => [field, flat(value)]), reason, document, consent]);
}

function flat(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
}

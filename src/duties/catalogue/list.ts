import type { Day } from '../../calendar/day.ts';
import type { Directory } from '../../org/directory.ts';
import { orgKindName, postName } from '../../org/terms.ts';
import type { Org } from '../../org/types.ts';
import * as names from '../../text/catalogue.ts';
import { localListText as text } from '../../text/overrides.ts';
import { type LocalDuty, type LocalRulesInput, localRules, type Override } from '../overrides/local-rules.ts';
import type { OverrideField } from '../overrides/strictness.ts';
import { partsOfOverrides, prescribedWords, ruleName } from '../overrides/words.ts';
import type { Catalogue } from './catalogue.ts';
import type { DutyDef } from './duty-def.ts';

const levels = ['branch', 'organ_committee', 'leadership_group', 'work_committee'] as const;

/** The duties of the product, level by level. */
export function catalogueLines({ duties }: Catalogue): readonly string[] {
  const ofLevels = levels.flatMap((level) => {
    const owed = duties.filter((duty) => duty.owner.level === level);
    return [
      names.catalogueText.levelHead(names.ownerLevelNames[level], owed.length),
      ...owed.flatMap((duty) => linesOf(duty)),
    ];
  });
  return [...ofLevels, names.catalogueText.total(duties.length)];
}

/** The duties one organisation owes by its level as they stand there today, and what is prescribed for later. */
export function localLines(input: LocalRulesInput, org: Org, today: Day): readonly string[] {
  const { catalogue, directory } = input;
  const rules = localRules(input);
  const duties = catalogue.duties.filter(({ owner }) => owner.level === org.level);
  const head = text.head(org.name, org.code, today);
  if (duties.length === 0) return [head, text.none(orgKindName(org.level))];
  let off = 0;
  const lines = duties.flatMap(({ id }) => {
    const local = rules.definitionFor(org.code, id, today);
    if (!local.active) off += 1;
    const later = rules.statedFor(org.code, id).filter(({ from }) => from > today);
    const ahead = later.flatMap((override) =>
      aheadLines(directory, override, rules.definitionFor(org.code, id, override.from)),
    );
    return linesOf(local.duty, local.active, [...ownLines(directory, local), ...ahead]);
  });
  return [head, ...lines, text.total(duties.length - off, off), text.note];
}

/** What holds by a rule of one's own level, and what was said and does not hold. */
function ownLines(directory: Directory, { prescribedBy, withheld }: LocalDuty): readonly string[] {
  const held = Object.entries(prescribedBy) as [OverrideField, Override][];
  return [
    ...partsOfOverrides(held).map((part) =>
      text.own(prescribedWords(part), saidBy(directory, part.override, part.override.from)),
    ),
    ...withheldLines(directory, withheld),
  ];
}

/** What an override will change, judged by the rules of its first day; what one nearer says instead is left out. */
function aheadLines(
  directory: Directory,
  override: Override,
  { withheld, prescribedBy }: LocalDuty,
): readonly string[] {
  const refused = withheld.filter((one) => one.override === override);
  const fields = (Object.keys(override.change) as OverrideField[]).filter(
    (field) => prescribedBy[field] === override || override.change[field] === null,
  );
  const said = saidBy(directory, override, undefined);
  return [
    ...(fields.length > 0 ? [text.ahead(override.from, prescribedWords({ override, fields }), said)] : []),
    ...withheldLines(directory, refused),
  ];
}

function withheldLines(directory: Directory, withheld: LocalDuty['withheld']): readonly string[] {
  return partsOfOverrides(withheld.map(({ field, override }) => [field, override])).map((part) =>
    text.withheld(prescribedWords(part), saidBy(directory, part.override, part.override.from)),
  );
}

function saidBy(directory: Directory, { org, document, reason }: Override, from: Day | undefined): string {
  return text.said(directory.org(org)?.name ?? org, document, from, reason);
}

function linesOf(duty: DutyDef, isActive = true, own: readonly string[] = []): readonly string[] {
  const { id, short, name, cadence, owner, heldBy, recordBy, reminder, escalation, evidence, source } = duty;
  const words = names.catalogueText;
  return [
    words.row(
      short,
      isActive ? name.zh : text.off(name.zh),
      names.cadenceNames['every' in cadence ? cadence.every : cadence.on],
      owner.post.map(postName).join('、'),
      ruleName(heldBy.rule),
      names.shiftNames[heldBy.shift],
    ),
    words.details(
      id,
      names.reminderNames[reminder],
      names.escalationNames[escalation],
      ruleName(recordBy.rule),
    ),
    ...own,
    words.evidence(evidence.required.map((field) => names.evidenceNames[field])),
    words.source(source.map(({ clause }) => clause)),
  ];
}

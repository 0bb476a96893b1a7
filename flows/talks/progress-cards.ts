import { partsOf } from '../../src/calendar/day.ts';
import { formatPeriod } from '../../src/calendar/format.ts';
import type { Block } from '../../src/cards/block.ts';
import { buildCard } from '../../src/cards/card.ts';
import { button, buttons, fold, list, note, text as paragraph } from '../../src/cards/elements.ts';
import { bold } from '../../src/cards/rich.ts';
import type { CoverageSubject } from '../../src/duties/coverage.ts';
import { isSettled } from '../../src/duties/instance.ts';
import type { ActorContext } from '../../src/engine/index.ts';
import { shortOrgName } from '../../src/org/short-name.ts';
import type { Progress, ProgressView } from './progress.ts';
import { organTalk, type TalkKind } from './rules.ts';
import { text } from './text.ts';

/** 已谈/应谈 by kind; names stand behind a button that only those who answer for them are offered. */
export function progressCard(context: ActorContext, view: ProgressView): object {
  const { directory, today } = context;
  const year = formatPeriod(String(partsOf(today).year) as never, today);
  const items = view.sections.flatMap((section) => section.items);
  const blocks: Block[] = [];
  for (const { org, items: found, isOrgan, mustOpen } of view.sections) {
    blocks.push(paragraph(bold(isOrgan ? text.fourOnes : shortOrgName(directory, org))));
    blocks.push(
      list([
        ...found.map((item) => lineOf(context, item)),
        ...(mustOpen > 0 ? [text.progressMust(mustOpen)] : []),
      ]),
    );
    if (found.some(({ isAnswering }) => isAnswering) || mustOpen > 0) {
      blocks.push(buttons([namesButton(org)]));
    }
  }
  for (const { org, items: totals } of view.totals) {
    blocks.push(paragraph(bold(shortOrgName(directory, org))));
    blocks.push(
      list(
        totals.map(
          ({ kind, done, total, complete, orgs }) =>
            `${text.progressLine(text.kinds[kind], done, total)}；${text.progressOrgs(complete, orgs)}`,
        ),
      ),
      note(text.numbersOnly),
    );
  }
  if (view.own.length > 0) blocks.push(paragraph(bold(text.own)), ...ownBlocks(view));
  if (blocks.length === 0) blocks.push(paragraph(text.nothing));
  const counted = items.length > 0 ? items : [];
  const place = placeOf(context, view);
  return buildCard({
    title: text.progressTitle,
    subtitle: text.progressSubtitle(place, year),
    tone: 'info',
    summary: text.progressSummary(place),
    blocks: [...blocks, ...(counted.length > 0 ? [fold(text.readingTitle, readings(counted))] : [])],
  });
}

/** The organisation that the card tells of; how many, where they are several. */
function placeOf({ directory, actor }: ActorContext, { sections, totals, own }: ProgressView): string {
  const told = [...sections, ...totals].map(({ org }) => org);
  const orgs = new Set([...told, ...(own.length > 0 || told.length === 0 ? [actor.branch] : [])]);
  const [only = actor.branch] = orgs;
  return orgs.size === 1 ? shortOrgName(directory, only) : text.progressPlaces(orgs.size);
}

function namesButton(org: string) {
  return button({ label: text.seeNames, name: `names_${org}`, action: 'talks.names', payload: { org } });
}

function nameOf(context: ActorContext, { instance }: Progress): string {
  const kind = text.kinds[instance.duty as TalkKind];
  const isThisYear = instance.period === String(partsOf(context.today).year);
  return isThisYear ? kind : text.periodKind(formatPeriod(instance.period, context.today), kind);
}

function lineOf(context: ActorContext, item: Progress): string {
  if (item.instance.duty === organTalk) return text.fourOnesLine(item.done, item.total);
  return isSettled(item.instance.state)
    ? text.progressSettled(nameOf(context, item))
    : text.progressLine(nameOf(context, item), item.done, item.total);
}

function ownBlocks({ own, partner }: ProgressView): readonly Block[] {
  const isOpen = own.some(({ isDone }) => !isDone);
  return [
    list(own.map(({ kind, isDone }) => (isDone ? text.ownDone : text.ownOpen)(text.kinds[kind]))),
    ...(isOpen && partner !== undefined ? [note(text.ownSuggestion(partner))] : []),
  ];
}

/** The reading that these counts use, from the instances themselves (duties.md b.4: state the reading on the screen). */
function readings(items: readonly Progress[]): readonly Block[] {
  const lines = items.flatMap(({ instance }) => {
    const { coverage } = instance.rules;
    if (coverage === undefined) return [];
    const reading = instance.duty === organTalk ? text.readings.heads : text.readings[coverage];
    return [text.readingLine(text.kinds[instance.duty as TalkKind], reading)];
  });
  return [list([...new Set(lines)]), note(text.readingNote)];
}

export interface NamedPart {
  readonly item: Progress;
  readonly suggestions: readonly string[];
}

/** The names, for the one who answers for them; the look is logged. */
export function namesCard(
  context: ActorContext,
  org: string,
  parts: readonly NamedPart[],
  owed: readonly string[],
): object {
  const blocks = parts.flatMap(({ item, suggestions }): Block[] => [
    paragraph(bold(text.namesSection(nameOf(context, item), item.named.length))),
    list(item.named.map(subjectName)),
    ...(suggestions.length > 0 ? [fold(text.suggestions, [list(suggestions)])] : []),
  ]);
  if (owed.length > 0) blocks.push(paragraph(bold(text.progressMust(owed.length))), list(owed));
  return buildCard({
    title: text.namesTitle,
    subtitle: shortOrgName(context.directory, org),
    tone: 'info',
    tag: text.namesTag,
    summary: text.namesSummary,
    blocks: [...(blocks.length > 0 ? blocks : [paragraph(text.namesAllDone)]), note(text.namesNote)],
  });
}

function subjectName({ people }: CoverageSubject): string {
  const [one, other] = people;
  return other ? text.pair(one?.name ?? '', other.name) : (one?.name ?? '');
}

import type { Directory } from '../../org/directory.ts';
import { ownerLevelNames } from '../../text/catalogue.ts';
import { effectText as text } from '../../text/override-effects.ts';
import type { RuleEffect } from './effects.ts';
import type { OverrideField } from './strictness.ts';
import { partsOfOverrides, periodWords, prescribedWords } from './words.ts';

const mostDates = 2;
const mostExamples = 2;

/** A line for each row: from when it holds, whom it changes, what is made already; then what it puts out. */
export function effectLines(effects: readonly RuleEffect[], directory: Directory): readonly string[] {
  return [
    ...effects.flatMap((effect) => [effectLine(effect), ...putOutLines(effect, directory)]),
    ...(effects.some(({ made }) => made.length > 0) ? [text.whenMoved] : []),
  ];
}

function putOutLines({ putOut, duty }: RuleEffect, directory: Directory): readonly string[] {
  return partsOfOverrides(putOut.map(({ field, override }) => [field, override])).map((part) => {
    const { org, document, from } = part.override;
    const name = directory.org(org)?.name ?? '';
    return text.putOut(org, name, duty.name.brief, prescribedWords(part), document, from);
  });
}

function effectLine(effect: RuleEffect): string {
  const { stated, duty, place, begins, made, staying } = effect;
  const { line, override } = stated;
  const head = text.head(line, override.org, duty.name.brief);
  if (place === 'stored') return text.all(head, [text.stored]);
  const since = begins === undefined ? text.events(override.from) : text.since(periodWords(begins));
  const changes = changesOf(effect);
  const examples = made.slice(0, mostExamples).map(({ number }) => number);
  return text.all(head + (place === 'corrects' ? text.corrects : '') + since, [
    ...(changes.length > 0 ? changes : [text.nothing]),
    ...(made.length > 0 ? [text.made(made.length, examples)] : []),
    ...(staying > 0 ? [text.staying(staying)] : []),
  ]);
}

function changesOf({
  stated,
  duty,
  begins,
  period,
  dates,
  started,
  stopped,
  otherwise,
}: RuleEffect): readonly string[] {
  const { override } = stated;
  const owners = ownerLevelNames[duty.owner.level];
  const at = period === undefined || period === begins ? '' : text.inPeriod(periodWords(period));
  const fields = Object.keys(override.change) as OverrideField[];
  const shown = dates.slice(0, mostDates);
  const rest = dates.slice(mostDates).reduce((sum, { orgs }) => sum + orgs, 0);
  return [
    ...shown.map(({ from, to, orgs }) => text.moved(orgs, owners, from, to, at)),
    ...(rest > 0 ? [text.rest(rest, owners)] : []),
    ...(otherwise > 0 ? [text.otherwise(otherwise, owners, prescribedWords({ override, fields }), at)] : []),
    ...(stopped > 0 ? [text.stopped(stopped, owners, at)] : []),
    ...(started > 0 ? [text.started(started, owners, at)] : []),
  ];
}

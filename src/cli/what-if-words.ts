import { stageWord } from '../duties/explain/words.ts';
import { dueStage, type MovedStage, type ShownDay } from '../duties/what-if/what-if.ts';
import { shortOrgName } from '../org/short-name.ts';
import { postName } from '../org/terms.ts';
import { whatIfText as words } from '../text/what-if.ts';
import type { Compared, WhatIfAsked } from './what-if-facts.ts';

const mostPeople = 10;
const mostMoved = 40;

/** Before and after, line by line: numbers, posts, levels, the people who hear most, the days that move. */
export function describeComparison({ from, to }: WhatIfAsked, found: Compared): readonly string[] {
  const { before, after, moved, directory, catalogue } = found;
  const rows = <Key extends string>(
    first: ReadonlyMap<Key, number>,
    second: ReadonlyMap<Key, number>,
    nameOf: (key: Key) => string,
  ): readonly string[] =>
    [...new Set([...first.keys(), ...second.keys()])]
      .sort((a, b) => (second.get(b) ?? 0) - (second.get(a) ?? 0))
      .map((key) => words.row(nameOf(key), first.get(key) ?? 0, second.get(key) ?? 0));
  const personName = (code: string): string => {
    const person = directory.person(code);
    return person ? `${person.name} ${shortOrgName(directory, person.branch)}` : code;
  };
  const dayName = (day: ShownDay): string => {
    if (day === null) return words.untold;
    return day === 'earlier' ? words.before(from) : day === 'later' ? words.after(to) : day;
  };
  return [
    words.span(from, to),
    words.lines(before.lines, after.lines),
    ...(moved.some(isAcross) ? [words.across] : []),
    words.byKind,
    ...rows(before.byKind, after.byKind, (kind) => words.kinds[kind]),
    words.byPost,
    ...rows(before.byPost, after.byPost, postName),
    words.byLevel,
    ...rows(before.byLevel, after.byLevel, (level) => words.levels[level]),
    words.people,
    ...rows(before.byPerson, after.byPerson, personName).slice(0, mostPeople),
    ...(moved.length === 0 ? [words.none] : [words.moved(moved.length)]),
    ...moved
      .slice(0, mostMoved)
      .map(({ duty, period, stage, from: was, to: is, orgs }) =>
        words.movedRow(
          catalogue.find(duty)?.name.brief ?? duty,
          period,
          stage === dueStage ? words.due : stageWord(stage),
          dayName(was),
          dayName(is),
          orgs,
        ),
      ),
    ...(moved.length > mostMoved ? [words.more(moved.length - mostMoved)] : []),
  ];
}

function isAcross({ from, to }: MovedStage): boolean {
  return [from, to].some((day) => day === 'earlier' || day === 'later');
}

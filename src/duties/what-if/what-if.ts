import type { Day } from '../../calendar/day.ts';
import type { OrgLevel, PostType } from '../../org/types.ts';
import type { ForecastLine } from '../forecast/forecast.ts';

/** What a run of lines comes to. */
export interface Tally {
  readonly lines: number;
  readonly byKind: ReadonlyMap<ForecastLine['kind'], number>;
  readonly byPost: ReadonlyMap<PostType, number>;
  readonly byLevel: ReadonlyMap<OrgLevel, number>;
  readonly byPerson: ReadonlyMap<string, number>;
}

/** The days somebody asked about, both included. */
export interface Span {
  readonly from: Day;
  readonly to: Day;
}

/** A day inside the asked ones, or on which side of them it lies; null: not told at all. */
export type ShownDay = Day | 'earlier' | 'later' | null;

/** A stage that falls on another day, for how many organisations. */
export interface MovedStage {
  readonly duty: string;
  readonly period: string;
  readonly stage: string;
  readonly from: ShownDay;
  readonly to: ShownDay;
  readonly orgs: number;
}

export interface Comparison {
  readonly before: Tally;
  readonly after: Tally;
  readonly moved: readonly MovedStage[];
}

/** What a due day is called among the stages. */
export const dueStage = 'due';

export type DueDay = Pick<ForecastLine, 'duty' | 'period' | 'instance' | 'day'> & {
  readonly stage: typeof dueStage;
};

/** All that is told, and by when things are due where that is known. */
export interface Told {
  readonly lines: Iterable<ForecastLine>;
  readonly dues: Iterable<DueDay>;
}

type LevelOf = (org: string) => OrgLevel | undefined;

/**
 * Two forecasts side by side; reads both once. They reach further than the asked days: a stage that only leaves these
 * is told later, not never, and counts on both sides.
 */
export function compareForecasts(before: Told, after: Told, levelOf: LevelOf, asked: Span): Comparison {
  const [first, second] = [new Count(levelOf), new Count(levelOf)];
  const outside: ForecastLine[] = [];
  for (const line of before.lines) {
    first.note(line);
    if (isInside(line.day, asked)) first.add(line);
    else outside.push(line);
  }
  for (const line of after.lines) {
    second.note(line);
    if (isInside(line.day, asked) || isInside(first.days.get(keyOf(line)), asked)) second.add(line);
  }
  for (const line of outside) if (isInside(second.days.get(keyOf(line)), asked)) first.add(line);
  const dues = new Map([...before.dues].map((due) => [keyOf(due), due.day]));
  for (const due of after.dues) {
    const was = dues.get(keyOf(due));
    // What is due on one side alone is seen by its stages.
    if (was === undefined || was === due.day) continue;
    first.days.set(keyOf(due), was);
    second.days.set(keyOf(due), due.day);
  }
  return { before: first, after: second, moved: movedStages(first.days, second.days, asked) };
}

class Count implements Tally {
  lines = 0;
  readonly byKind = new Map<ForecastLine['kind'], number>();
  readonly byPost = new Map<PostType, number>();
  readonly byLevel = new Map<OrgLevel, number>();
  readonly byPerson = new Map<string, number>();
  readonly days = new Map<string, Day>();
  readonly #levelOf: LevelOf;

  constructor(levelOf: LevelOf) {
    this.#levelOf = levelOf;
  }

  note(line: ForecastLine): void {
    // A soft line rides on whatever digest goes: its day is nobody's rule.
    if (line.stage !== 'soft') this.days.set(keyOf(line), line.day);
  }

  add(line: ForecastLine): void {
    this.lines += 1;
    addOne(this.byKind, line.kind);
    addOne(this.byPost, line.post);
    addOne(this.byPerson, line.to);
    const level = this.#levelOf(line.org);
    if (level) addOne(this.byLevel, level);
  }
}

function keyOf({ duty, period, stage, instance }: ForecastLine | DueDay): string {
  return `${duty}|${period}|${stage}|${instance}`;
}

function addOne<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function isInside(day: Day | undefined, { from, to }: Span): boolean {
  return day !== undefined && from <= day && day <= to;
}

function movedStages(
  before: ReadonlyMap<string, Day>,
  after: ReadonlyMap<string, Day>,
  asked: Span,
): readonly MovedStage[] {
  const moved = new Map<string, MovedStage & { readonly on: Day }>();
  const shown = (day: Day | undefined): ShownDay => {
    if (day === undefined) return null;
    return day < asked.from ? 'earlier' : day > asked.to ? 'later' : day;
  };
  const note = (key: string, was: Day | undefined, is: Day | undefined): void => {
    if (was === is || !(isInside(was, asked) || isInside(is, asked))) return;
    const [duty = '', period = '', stage = ''] = key.split('|');
    const [from, to, on] = [shown(was), shown(is), was ?? is ?? asked.from];
    const group = [duty, period, stage, from, to].join('|');
    moved.set(group, { duty, period, stage, from, to, on, orgs: (moved.get(group)?.orgs ?? 0) + 1 });
  };
  for (const [key, day] of before) note(key, day, after.get(key));
  for (const [key, day] of after) if (!before.has(key)) note(key, undefined, day);
  return [...moved.values()].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
}

import { addDays, type Day } from '../../calendar/day.ts';
import { coverageSubjects } from '../coverage.ts';
import { type Hearer, ownerRoute } from '../route.ts';
import { softFrom } from '../stages.ts';
import type { ForecastLine, ForecastRun, Owed, RunScene, Standing } from './run.ts';

/** The days on which a person gets a digest for a reason of its own. */
export class DigestDays {
  readonly #days = new Map<string, Set<Day>>();
  readonly #sorted = new Map<string, readonly Day[]>();

  add(person: string, day: Day): void {
    const known = this.#days.get(person);
    if (known) known.add(day);
    else this.#days.set(person, new Set([day]));
  }

  /** In order, both ends included; asked for only once all are in. */
  between(person: string, from: Day, to: Day): readonly Day[] {
    let sorted = this.#sorted.get(person);
    if (!sorted) {
      sorted = [...(this.#days.get(person) ?? [])].sort();
      this.#sorted.set(person, sorted);
    }
    return sorted.filter((day) => from <= day && day <= to);
  }
}

/**
 * The lines of a soft duty: told once to each owner, on the first digest that person gets anyway in its window and
 * while it is still to be done (duties.md b.2). `run` is there where people acted.
 */
export function* softLines(
  { planned }: Owed,
  run: ForecastRun | undefined,
  scene: RunScene,
  digests: DigestDays,
): Generator<ForecastLine> {
  const { goLiveOn, directory } = scene;
  const standings = run?.standings ?? [{ at: new Date(0), instance: planned, marks: new Set<string>() }];
  const dues = standings.map(({ instance }) => instance.heldBy).sort();
  const last = dues.at(-1) ?? planned.heldBy;
  const from = planned.opensOn > goLiveOn ? planned.opensOn : goLiveOn;
  const to = last < scene.to ? last : scene.to;
  const told = new Set<string>();
  // Between two turns the owners are the same people; what is marked meanwhile is looked at person by person.
  const begins = [from, ...directory.turnDays.filter((day) => from < day && day <= to)];
  for (const [index, begin] of begins.entries()) {
    const next = begins[index + 1];
    const end = next === undefined ? to : addDays(next, -1);
    for (const { person, post, fallback } of ownersAt(standings[0], scene, begin)) {
      if (told.has(person.code)) continue;
      const day = digests.between(person.code, begin, end).find((one) => {
        const standing = run ? standingAt(standings, scene.digestAt(person.code, one)) : undefined;
        return standing === undefined
          ? isNear(planned, one, scene)
          : isAsked(standing, person.code, one, scene);
      });
      if (day === undefined) continue;
      told.add(person.code);
      const { key, number, orgCode, duty, period } = planned;
      yield {
        ...{ instance: key, number, duty, org: orgCode, period, to: person.code, post, day },
        ...{ stage: 'soft', kind: 'reminder', ...(fallback ? { fallback } : {}) },
      };
    }
  }
}

function ownersAt(standing: Standing | undefined, { directory }: RunScene, day: Day): readonly Hearer[] {
  if (!standing) return [];
  const { instance } = standing;
  return ownerRoute({ directory, instance, day }).hearers;
}

function standingAt(standings: readonly Standing[], moment: Date): Standing | undefined {
  return standings.findLast(({ at }) => at < moment);
}

function isNear(instance: Owed['planned'], day: Day, { calendar }: RunScene): boolean {
  return day >= (softFrom(instance, calendar) ?? day);
}

function isAsked({ instance, marks }: Standing, person: string, day: Day, scene: RunScene): boolean {
  if (instance.state !== 'open' && instance.state !== 'extended') return false;
  if (day > instance.heldBy || !isNear(instance, day, scene)) return false;
  if (instance.rules.post[0] !== 'member' || instance.rules.coverage === undefined) return true;
  const subjects = coverageSubjects(scene.directory, instance, day);
  return subjects.some(({ key, people }) => !marks.has(key) && people.some(({ code }) => code === person));
}

import type { Day } from '../../calendar/day.ts';
import { isAsked } from './remind.ts';
import { type Case, isOpenFor, type Ledger, type Scene, standingFor, stands } from './scene.ts';
import { step } from './working-days.ts';

/** The days on which a person gets a digest for other reasons. */
export class DigestDays {
  readonly #days = new Map<string, Set<Day>>();
  readonly #sorted = new Map<string, readonly Day[]>();

  add(person: string, day: Day): void {
    const days = this.#days.get(person);
    if (days) days.add(day);
    else this.#days.set(person, new Set([day]));
  }

  /** In order; asked for only once all are in. */
  of(person: string): readonly Day[] {
    const known = this.#sorted.get(person);
    if (known) return known;
    const sorted = [...(this.#days.get(person) ?? [])].sort();
    this.#sorted.set(person, sorted);
    return sorted;
  }
}

/** A soft line rides, once for each owner, on the first digest that person gets anyway; it opens none (design.md §4). */
export function rideAlong(
  ledger: Ledger,
  { instance, timeline }: Case,
  scene: Scene,
  digests: DigestDays,
): void {
  const heldBys = [instance.heldBy, ...timeline.changes.map((change) => change.standing.heldBy)].sort();
  const last = heldBys.at(-1) ?? instance.heldBy;
  const from = instance.first < scene.goLiveOn ? scene.goLiveOn : instance.first;
  const to = last > scene.to ? scene.to : last;
  if (to < from) return;
  const told = new Set<string>();
  const begins = [from, ...scene.seats.turns(instance.org, from, to)];
  begins.forEach((begin, index) => {
    const end = begins[index + 1] ?? step(to, 1);
    for (const seat of scene.parties.owners(instance, begin)) {
      if (told.has(seat.person)) continue;
      const day = digests
        .of(seat.person)
        .find((one) => begin <= one && one < end && isOwed(one, seat.person, { instance, timeline }, scene));
      if (day === undefined) continue;
      told.add(seat.person);
      ledger.add('soft', 'reminder', seat, day, 0);
    }
  });
}

/** Working days before its day within which it is worth a word, after the reminders of b.2 for the same cadence. */
function nearness({ instance: { duty, span } }: Case): number {
  if (!span || !('every' in duty.cadence)) return Number.POSITIVE_INFINITY;
  switch (duty.cadence.every) {
    case 'quarter':
      return 20;
    case 'half':
      return 30;
    case 'year':
      return 40;
    case 'month':
      return Number.POSITIVE_INFINITY;
    default:
      return duty.cadence.every satisfies never;
  }
}

function isOwed(day: Day, person: string, one: Case, scene: Scene): boolean {
  if (!stands(one.instance, day) || !isOpenFor(one, person, day, scene)) return false;
  const standing = standingFor(one, person, day, scene);
  // What came back was told with its return.
  if (standing.returnedOn !== undefined) return false;
  const near = nearness(one);
  if (Number.isFinite(near) && scene.days.walk(standing.heldBy, -near) > day) return false;
  return day <= standing.heldBy && isAsked(one.instance, standing, person);
}

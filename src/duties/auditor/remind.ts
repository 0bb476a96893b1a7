import type { Day } from '../../calendar/day.ts';
import { wantedAgainBy } from './escalate.ts';
import type { Standing } from './history.ts';
import type { Instance } from './instances.ts';
import type { ReminderStage } from './profile-tables.ts';
import { reminderDays } from './reminder-days.ts';
import { type Case, isOpenFor, type Ledger, type Scene, standingFor, stands } from './scene.ts';
import type { Seat } from './seats.ts';
import { step } from './working-days.ts';

/** Every reminder of a case that a digest of its own day carries; soft ones wait for a digest that goes anyway. */
export function remind(ledger: Ledger, { instance, timeline }: Case, scene: Scene): void {
  if (instance.duty.reminder === 'R_SOFT') return;
  const standings = [timeline.first, ...timeline.changes.map((change) => change.standing)];
  let extensions = -1;
  for (const { heldBy, extensions: given } of standings) {
    if (given === extensions) continue;
    extensions = given;
    for (const [stage, day] of reminderDays(instance, heldBy, given > 0, scene.days)) {
      if (day < scene.goLiveOn || day > scene.to || !stands(instance, day)) continue;
      for (const seat of scene.parties.owners(instance, day))
        tell(ledger, { instance, timeline }, scene, stage, seat, day, given);
    }
  }
}

function tell(
  ledger: Ledger,
  one: Case,
  scene: Scene,
  stage: ReminderStage,
  seat: Seat,
  planned: Day,
  extensions: number,
): void {
  const { instance } = one;
  const isFirst = stage === 'on' || planned === instance.openedOn;
  const day = isFirst ? firstDigest(instance, scene, seat.person, planned) : planned;
  if (!scene.clocks.isSending(day)) return;
  const standing = standingFor(one, seat.person, day, scene);
  if (standing.extensions !== extensions || !isOpenFor(one, seat.person, day, scene)) return;
  // What came back too late for its due day has a day of its own, told with the return.
  const again = wantedAgainBy(standing, scene);
  if (again !== undefined && again > standing.heldBy) return;
  if (isAsked(instance, standing, seat.person)) ledger.add(stage, 'reminder', seat, day, extensions);
}

/** What is opened after the day's digest is told in the next one. */
function firstDigest(instance: Instance, scene: Scene, person: string, planned: Day): Day {
  const { openedAt, openedOn } = instance;
  if (!openedAt || openedOn === undefined || openedOn < planned) return planned;
  let day = openedOn;
  while (!scene.clocks.isSending(day) || (day === openedOn && scene.digestAt(person, day) <= openedAt))
    day = step(day, 1);
  return day;
}

/** Whether something is still wanted of this person. */
export function isAsked(instance: Instance, standing: Standing, person: string): boolean {
  if (standing.settled || standing.linked) return false;
  return !(
    instance.duty.owner.post.includes('member') && standing.marks.some((mark) => mark.includes(person))
  );
}

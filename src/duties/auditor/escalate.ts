import type { Day } from '../../calendar/day.ts';
import { ruleDay } from './due-days.ts';
import { type Standing, standingAt, standingOn } from './history.ts';
import type { Rung } from './profile-tables.ts';
import { type Hearer, hearersOf, rungsOf } from './rungs.ts';
import {
  type Case,
  isOpenFor,
  type LapseBase,
  type Ledger,
  type Scene,
  standingFor,
  stands,
} from './scene.ts';
import { monthsLater } from './spans.ts';
import { shanghaiMoment, step } from './working-days.ts';

/** Working days after a return within which the proof is due anew (duties.md c.1). */
const workdaysAfterReturn = 3;

/**
 * The day by which what came back is wanted again: the third working day after, or a due day that is still later,
 * unless only the record of a meeting is wanted.
 */
export function wantedAgainBy(
  { returnedOn, onlyRecord, heldBy }: Standing,
  { days }: Scene,
): Day | undefined {
  if (returnedOn === undefined) return undefined;
  const third = days.walk(returnedOn, workdaysAfterReturn);
  return third < heldBy && !onlyRecord ? heldBy : third;
}

function lapseBaseOf({ instance }: Case, scene: Scene): LapseBase {
  const { duty, span, eventOn, termEnd } = instance;
  return (standing) => {
    const { heldBy, heldOn } = standing;
    const onlyProofMissing = heldOn !== undefined && heldOn <= heldBy;
    const anchors = { span, eventOn, termEnd, heldOn };
    const base = onlyProofMissing ? ruleDay(duty.recordBy.rule, anchors, 'next', scene.days) : heldBy;
    const anew = wantedAgainBy(standing, scene);
    return anew !== undefined && anew > base ? anew : base;
  };
}

/** How far the ladder of one instance has got. */
class Climb {
  index = 0;
  round = 0;
  /** Rungs at which a person need not be told again, having stood in for a vacant level below. */
  readonly stoodIn = new Set<string>();

  restart(round: number): void {
    this.index = 0;
    this.round = round;
    this.stoodIn.clear();
  }
}

/** Every line of a slip, found by looking at each day on which something can be due or was done. */
export function escalate(ledger: Ledger, one: Case, scene: Scene): void {
  const { instance, timeline } = one;
  const rungs = rungsOf(instance, scene.seats);
  const baseOf = lapseBaseOf(one, scene);
  const climb = new Climb();
  const { openedOn } = instance;
  const actDays = [
    ...(openedOn === undefined ? [] : [openedOn]),
    ...timeline.changes.map(({ on }) => on),
  ].sort();

  const dueOf = (rung: Rung, standing: Standing, knownOn: Day): Day => {
    if ('after' in rung.when)
      return scene.clocks.walk(instance.org, baseOf(standing), rung.when.after, knownOn);
    const end = standing.extensions > 0 ? standing.heldBy : (instance.termEnd ?? standing.heldBy);
    return scene.days.shift(monthsLater(end, -rung.when.monthsLeft), 'prev');
  };
  const isReached = (rung: Rung, standing: Standing, day: Day): boolean =>
    !standing.settled && standing.round === climb.round && dueOf(rung, standing, day) <= day;
  /** Passed over without a word: a notice before a term's end that was due before go-live, asked for in time, or when
   * the meeting has its date already. */
  const isSilent = (rung: Rung, standing: Standing): boolean =>
    (rung.unlessRequested === true && standing.requested) ||
    ('monthsLeft' in rung.when && standing.linked) ||
    ('monthsLeft' in rung.when && dueOf(rung, standing, scene.goLiveOn) < scene.goLiveOn);

  /** The next day after `day` on which a rung can be due, or something was done. */
  const nextStop = (day: Day): Day | undefined => {
    const tomorrow = step(day, 1);
    const standing = standingOn(timeline, tomorrow);
    const act = actDays.find((actDay) => actDay > day);
    const rung = rungs[standing.round === climb.round ? climb.index : 0];
    if (standing.settled || !rung) return act;
    // A closure entered later only puts it off: looking too early finds nothing due.
    let due = dueOf(rung, standing, tomorrow);
    if (due < tomorrow) due = tomorrow;
    while (due <= scene.to && !scene.clocks.isRunning(instance.org, due)) due = step(due, 1);
    return act !== undefined && act < due ? act : due;
  };

  const look = (day: Day): void => {
    const morning = standingOn(timeline, day);
    if (morning.round !== climb.round) climb.restart(morning.round);
    const isActDay = actDays.includes(day);
    const standingOf = (person: string): Standing =>
      isActDay ? standingFor(one, person, day, scene) : morning;
    const last = isActDay ? standingAt(timeline, lastDigestOf(day)) : morning;
    const hear = (standing: Standing): readonly Hearer[] =>
      hearersOf(instance, rungs, climb.index, standing, day, scene.seats, scene.parties);
    for (; climb.index < rungs.length; climb.index += 1) {
      const rung = rungs[climb.index];
      if (!rung) return;
      const hearing = hear(morning).filter(({ person }) => {
        const standing = standingOf(person);
        if (
          !isOpenFor(one, person, day, scene) ||
          !isReached(rung, standing, day) ||
          isSilent(rung, standing)
        )
          return false;
        return standing === morning || hear(standing).some((hearer) => hearer.person === person);
      });
      const isOver =
        isReached(rung, last, day) && (!instance.openedAt || instance.openedAt < lastDigestOf(day));
      if (hearing.length === 0 && !isOver) return;
      for (const hearer of hearing) tell(ledger, rung, climb, hearer, day);
    }
  };

  let day = openedOn !== undefined && openedOn > scene.goLiveOn ? openedOn : scene.goLiveOn;
  day = step(day, -1);
  for (let stop = nextStop(day); stop !== undefined && stop <= scene.to; stop = nextStop(stop)) {
    if (!stands(instance, stop) && instance.org.dissolvedOn !== undefined && instance.org.dissolvedOn <= stop)
      return;
    if (scene.clocks.isRunning(instance.org, stop)) look(stop);
  }
}

/** The last moment at which a digest of a day leaves. */
export function lastDigestOf(day: Day): Date {
  return shanghaiMoment(day, '09:58');
}

function tell(ledger: Ledger, rung: Rung, climb: Climb, hearer: Hearer, day: Day): void {
  if (hearer.standsAt !== undefined) climb.stoodIn.add(`${hearer.standsAt}/${hearer.person}`);
  const isRepeat = climb.stoodIn.has(`${climb.index}/${hearer.person}`);
  if (!isRepeat)
    ledger.add(`L${rung.level}`, rung.level === 0 ? 'overdue' : 'escalation', hearer, day, climb.round);
}

/** Everyone told of the slip hears once that it is over: settled, or given a new date, and not open again by then. */
export function close(ledger: Ledger, { timeline }: Case, scene: Scene): void {
  const open = new Map<string, (typeof ledger.slips)[number]>();
  let next = 0;
  const slips = [...ledger.slips].sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
  timeline.changes.forEach((change, round) => {
    if (!change.closes) return;
    const isBefore = (slip: (typeof slips)[number]): boolean =>
      slip.day < change.on || scene.digestAt(slip.person, slip.day) <= change.at;
    for (let slip = slips[next]; slip && isBefore(slip); next += 1, slip = slips[next])
      if (!open.has(slip.person)) open.set(slip.person, slip);
    for (const [person, { post }] of open) {
      let day = change.on;
      while (!scene.clocks.isSending(day) || (day === change.on && scene.digestAt(person, day) <= change.at))
        day = step(day, 1);
      const leavesAt = scene.digestAt(person, day);
      if (timeline.changes.some(({ reopens, at }, later) => reopens && later > round && at < leavesAt))
        continue;
      ledger.add('closing', 'closing', { person, post }, day, round);
      open.delete(person);
    }
  });
}

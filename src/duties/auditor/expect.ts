import type { Day } from '../../calendar/day.ts';
import type { YearTable } from '../../calendar/workdays.ts';
import type { PostType, Roster, RosterOrg } from '../../org/types.ts';
import { type AuditedAct, type History, historyOf, settledAt, standingAt } from './history.ts';
import { escalationRows, type ReminderRow, type Rung, reminderRows } from './profile-tables.ts';
import { type Hearer, type Seat, type Seats, seatsOf } from './seats.ts';
import {
  monthsTouching,
  type Span,
  shanghaiDay,
  shanghaiMoment,
  step,
  type WorkingDays,
  workingDays,
} from './working-days.ts';

export type { AuditedAct } from './history.ts';

/** A duty as the auditor needs it: owed by a branch once a month, to be held by its last working day. */
export interface AuditedDuty {
  readonly id: string;
  readonly cadence: 'month';
  readonly ownerPost: PostType;
  readonly ownerLevel: 'branch';
  readonly heldBy: 'EOM';
  readonly shift: 'prev';
  /** Working days after the activity within which its record is due. */
  readonly recordWorkdays: number;
  readonly reminder: keyof typeof reminderRows;
  readonly escalation: keyof typeof escalationRows;
}

export interface AuditInput {
  readonly roster: Roster;
  readonly tables: readonly YearTable[];
  readonly duties: readonly AuditedDuty[];
  readonly acts: readonly AuditedAct[];
  readonly goLiveOn: Day;
  /** Lines from this day to `to`, both included. */
  readonly from: Day;
  readonly to: Day;
  /** When a person's digest leaves on a day, where it is known; else the last moment a digest may have. */
  readonly digestAt?: ((person: string, day: Day) => Date) | undefined;
}

export type Stage = 'open' | `${number}wd` | `L${number}` | 'closing';

export interface ExpectedLine {
  readonly instance: string;
  readonly stage: Stage;
  readonly kind: 'reminder' | 'overdue' | 'escalation' | 'closing';
  readonly org: string;
  readonly period: string;
  readonly to: string;
  readonly post: PostType;
  readonly day: Day;
}

interface Scene {
  readonly days: WorkingDays;
  readonly seats: Seats;
  readonly goLiveOn: Day;
  readonly to: Day;
  readonly digestAt: (person: string, day: Day) => Date;
}

interface Instance {
  readonly key: string;
  readonly branch: RosterOrg;
  readonly duty: AuditedDuty;
  readonly span: Span;
  readonly heldBy: Day;
  readonly history: History;
}

function lastDigestOf(day: Day): Date {
  return shanghaiMoment(day, '09:58');
}

/** Founded in the last ten working days: the first duty is next month's. Dissolved before its end: none is owed. */
function owes(branch: RosterOrg, span: Span, days: WorkingDays): boolean {
  const { foundedOn, dissolvedOn } = branch;
  const tenthLast = days.walk(step(span.last, 1), -10);
  return (
    (foundedOn === undefined || foundedOn < tenthLast) &&
    (dissolvedOn === undefined || dissolvedOn > span.last)
  );
}

/** Collects what one instance makes the bot say, each stage once to each person. */
class Ledger {
  readonly lines: ExpectedLine[] = [];
  /** Everyone told of the slip, in the post that first heard of it. */
  readonly told = new Map<string, PostType>();
  readonly #instance: Instance;
  readonly #seen = new Set<string>();

  constructor(instance: Instance) {
    this.#instance = instance;
  }

  add(stage: Stage, kind: ExpectedLine['kind'], { person, post }: Seat, day: Day): void {
    if (this.#seen.has(`${stage}/${person}`)) return;
    this.#seen.add(`${stage}/${person}`);
    const { key, branch, span } = this.#instance;
    this.lines.push({
      instance: key,
      stage,
      kind,
      org: branch.code,
      period: span.period,
      to: person,
      post,
      day,
    });
    if ((kind === 'overdue' || kind === 'escalation') && !this.told.has(person)) this.told.set(person, post);
  }
}

function remind(ledger: Ledger, instance: Instance, scene: Scene): void {
  const { branch, duty, span, heldBy, history } = instance;
  const row: ReminderRow = reminderRows[duty.reminder];
  const stages = new Map<Stage, Day>();
  if (row.opens) stages.set('open', scene.days.walk(step(span.first, -1), 1));
  for (const before of row.before) stages.set(`${before}wd`, scene.days.walk(heldBy, -before));
  for (const [stage, day] of stages) {
    const exists = branch.foundedOn === undefined || branch.foundedOn <= day;
    if (day < scene.goLiveOn || !exists) continue;
    for (const seat of scene.seats.owner(branch, duty.ownerPost, day)) {
      const standing = standingAt(history, scene.digestAt(seat.person, day));
      if (!standing.settled && !standing.linked) ledger.add(stage, 'reminder', seat, day);
    }
  }
}

function escalate(ledger: Ledger, instance: Instance, scene: Scene): void {
  const { branch, duty, span, heldBy, history } = instance;
  const ladder: readonly Rung[] = escalationRows[duty.escalation];
  /** Rungs at which a person need not be told again, having stood in for a vacant level below. */
  const stoodIn = new Set<string>();
  const isReached = (rung: Rung, day: Day, moment: Date): boolean => {
    const { settled, heldOn } = standingAt(history, moment);
    if (settled) return false;
    const onlyProofMissing = heldOn !== undefined && heldOn <= heldBy;
    const runsFrom = onlyProofMissing ? scene.days.walk(heldOn, duty.recordWorkdays) : heldBy;
    return scene.days.walk(runsFrom, rung.after) <= day;
  };
  const end = settledAt(history);
  let index = 0;
  for (let day = span.first; day <= scene.to && index < ladder.length; day = step(day, 1)) {
    if (branch.dissolvedOn !== undefined && branch.dissolvedOn <= day) return;
    if (end && end < shanghaiMoment(day, '00:00')) return;
    if (day < scene.goLiveOn || !scene.days.isWorking(day)) continue;
    for (; index < ladder.length; index += 1) {
      const rung = ladder[index];
      if (!rung) return;
      const hearers = scene.seats.hearers(branch, duty.ownerPost, ladder, index, day);
      const hearing = hearers.filter(({ person }) => isReached(rung, day, scene.digestAt(person, day)));
      if (hearing.length === 0 && !isReached(rung, day, lastDigestOf(day))) break;
      for (const hearer of hearing) hear(ledger, rung, index, hearer, day, stoodIn);
    }
  }
}

function hear(
  ledger: Ledger,
  rung: Rung,
  index: number,
  hearer: Hearer,
  day: Day,
  stoodIn: Set<string>,
): void {
  if (hearer.standsAt !== undefined) stoodIn.add(`${hearer.standsAt}/${hearer.person}`);
  const isRepeat = stoodIn.has(`${index}/${hearer.person}`);
  if (!isRepeat) ledger.add(rung.stage, index === 0 ? 'overdue' : 'escalation', hearer, day);
}

function close(ledger: Ledger, instance: Instance, scene: Scene): void {
  const end = settledAt(instance.history);
  if (!end) return;
  for (const [person, post] of ledger.told) {
    let day = shanghaiDay(end);
    while (!scene.days.isWorking(day) || scene.digestAt(person, day) <= end) day = step(day, 1);
    ledger.add('closing', 'closing', { person, post }, day);
  }
}

function instancesOf(input: AuditInput, days: WorkingDays): readonly Instance[] {
  const history = historyOf(input.acts);
  const branches = input.roster.orgs.filter((org) => org.level === 'branch');
  return monthsTouching(input.goLiveOn, input.to).flatMap((span) => {
    const heldBy = days.walk(step(span.last, 1), -1);
    if (heldBy < input.goLiveOn) return [];
    return branches
      .filter((branch) => owes(branch, span, days))
      .flatMap((branch) =>
        input.duties.map((duty): Instance => {
          const key = `${branch.code}/${duty.id}/${span.period}`;
          return { key, branch, duty, span, heldBy, history: history(key) };
        }),
      );
  });
}

function inOrder(a: ExpectedLine, b: ExpectedLine): number {
  const left = `${a.day}/${a.instance}/${a.stage}/${a.to}`;
  const right = `${b.day}/${b.instance}/${b.stage}/${b.to}`;
  return left < right ? -1 : left > right ? 1 : 0;
}

/**
 * What should have been told to whom on which day, worked out from the rules and the facts alone: no plan, no
 * queue and no record of what was sent takes part in it.
 */
export function expectedLines(input: AuditInput): readonly ExpectedLine[] {
  const days = workingDays(input.tables);
  const digestAt = input.digestAt ?? ((_person: string, day: Day) => lastDigestOf(day));
  const scene: Scene = {
    days,
    seats: seatsOf(input.roster),
    goLiveOn: input.goLiveOn,
    to: input.to,
    digestAt,
  };
  return instancesOf(input, days)
    .flatMap((instance) => {
      const ledger = new Ledger(instance);
      remind(ledger, instance, scene);
      escalate(ledger, instance, scene);
      close(ledger, instance, scene);
      return ledger.lines;
    })
    .filter((line) => line.day >= input.from && line.day <= input.to)
    .sort(inOrder);
}

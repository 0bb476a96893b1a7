import type { Day } from '../../calendar/day.ts';
import type { YearTable } from '../../calendar/workdays.ts';
import type { Roster, RosterOrg } from '../../org/types.ts';
import type { AuditedDuty } from './audited-duty.ts';
import { close, escalate, lastDigestOf } from './escalate.ts';
import { type AuditedAct, historiesOf, timelineOf } from './history.ts';
import { type Instance, instancesOf, type LocalRule } from './instances.ts';
import { partiesOf } from './parties.ts';
import { type AuditedClosure, type AuditedOutage, clocksOf } from './pauses.ts';
import { remind } from './remind.ts';
import { type Case, type ExpectedLine, Ledger, lineKey, type Scene } from './scene.ts';
import { seatsOf } from './seats.ts';
import { DigestDays, rideAlong } from './soft.ts';
import { monthsLater } from './spans.ts';
import { shanghaiDay, workingDays } from './working-days.ts';

export type { AuditedDuty } from './audited-duty.ts';
export type { AuditedAct } from './history.ts';
export type { ExpectedLine } from './scene.ts';

export interface AuditInput {
  readonly roster: Roster;
  readonly tables: readonly YearTable[];
  readonly duties: readonly AuditedDuty[];
  /** Where organisations have rules of their own: what holds on the first day of a period, or of an event. */
  readonly localRule?: LocalRule | undefined;
  readonly acts: readonly AuditedAct[];
  readonly closures?: readonly AuditedClosure[] | undefined;
  readonly outages?: readonly AuditedOutage[] | undefined;
  readonly goLiveOn: Day;
  /** Lines from this day to `to`, both included. */
  readonly from: Day;
  readonly to: Day;
  /** When a person's digest leaves on a day, where it is known; else the last moment a digest may have. */
  readonly digestAt?: ((person: string, day: Day) => Date) | undefined;
  /** Digests that went for a reason the auditor does not judge (an invitation, a request): soft lines ride on them too. */
  readonly otherDigests?: Iterable<{ readonly person: string; readonly day: Day }> | undefined;
  /** Lines that waited when the post changed hands: they went, with their digest, to whoever followed. */
  readonly movedLines?: Iterable<MovedLine> | undefined;
}

export interface MovedLine {
  readonly instance: string;
  readonly stage: string;
  readonly from: string;
  readonly to: string;
}

/** The lines of one organisation, either those that open a digest or those that only ride along (stage `soft`). */
export interface ExpectedShare {
  readonly org: string;
  readonly isSoft: boolean;
  readonly lines: readonly ExpectedLine[];
}

function inOrder(a: ExpectedLine, b: ExpectedLine): number {
  if (a.day !== b.day) return a.day < b.day ? -1 : 1;
  if (a.instance !== b.instance) return a.instance < b.instance ? -1 : 1;
  if (a.stage !== b.stage) return a.stage < b.stage ? -1 : 1;
  return a.to < b.to ? -1 : a.to > b.to ? 1 : 0;
}

function caseOf(instance: Instance, scene: Scene): Case {
  const timeline = timelineOf(instance.history, {
    heldBy: instance.heldBy,
    dayOf: shanghaiDay,
    isComplete: (marks, day) => scene.parties.isComplete(instance, marks, day),
  });
  return { instance, timeline };
}

/**
 * What should have been told to whom on which day, organisation by organisation, so that a province need not be held
 * at once: first what opens a digest, then, once all digests are known, the soft lines that ride on them.
 */
export function* expectedLinesOf(input: AuditInput): Generator<ExpectedShare> {
  const days = workingDays(input.tables);
  const seats = seatsOf(input.roster);
  const scene: Scene = {
    days,
    seats,
    parties: partiesOf(seats),
    clocks: clocksOf(days, seats, input.closures ?? [], input.outages ?? []),
    goLiveOn: input.goLiveOn,
    to: input.to,
    digestAt: input.digestAt ?? ((_person, day) => lastDigestOf(day)),
  };
  const histories = historiesOf(input.acts);
  const source = { ...scene, histories, duties: input.duties, localRule: input.localRule };
  const digests = new DigestDays();
  for (const { person, day } of input.otherDigests ?? []) digests.add(person, day);
  const moved = new Map<string, string>();
  for (const { instance, stage, from, to } of input.movedLines ?? []) {
    moved.set(lineKey(instance, stage, from), to);
  }
  const isAskedFor = ({ day }: ExpectedLine): boolean => input.from <= day && day <= input.to;

  const horizon = monthsLater(input.from, -monthsLookedBack);
  const owed = instancesOf(source);
  for (const org of input.roster.orgs) {
    const recent = owed(org).filter((instance) => isRecent(instance, horizon));
    const lines = recent.flatMap((instance) => loudLines(caseOf(instance, scene), scene));
    for (const { instance, stage, to, day } of lines) {
      digests.add(moved.get(lineKey(instance, stage, to)) ?? to, day);
    }
    yield { org: org.code, isSoft: false, lines: lines.filter(isAskedFor) };
  }
  // An organisation's own rule may make any duty a soft one.
  const mayBeSoft = input.duties.filter((duty) => input.localRule || duty.reminder === 'R_SOFT');
  const soft = instancesOf({ ...source, duties: mayBeSoft });
  for (const org of input.roster.orgs) {
    const lines = softLines(org, soft, scene, digests).filter(isAskedFor);
    yield { org: org.code, isSoft: true, lines };
  }
}

/** The longest window of a soft line is a year and a month; a ladder is over long before, unless somebody acts. */
const monthsLookedBack = 18;

/** Whether an instance may still have a line, or a digest that carries one, on a day that is asked for. */
function isRecent({ heldBy, history }: Instance, horizon: Day): boolean {
  return heldBy >= horizon || history.some((act) => shanghaiDay(act.at) >= horizon);
}

function loudLines(one: Case, scene: Scene): readonly ExpectedLine[] {
  const ledger = new Ledger(one.instance);
  remind(ledger, one, scene);
  escalate(ledger, one, scene);
  close(ledger, one, scene);
  return ledger.lines;
}

function softLines(
  org: RosterOrg,
  owed: (org: RosterOrg) => readonly Instance[],
  scene: Scene,
  digests: DigestDays,
): readonly ExpectedLine[] {
  const soft = owed(org).filter((instance) => instance.duty.reminder === 'R_SOFT');
  return soft.flatMap((instance) => {
    const ledger = new Ledger(instance);
    rideAlong(ledger, caseOf(instance, scene), scene, digests);
    return ledger.lines;
  });
}

/**
 * What should have been told to whom on which day, in the order of the days, worked out from the rules and the facts
 * alone: no plan, no queue and no record of what was sent takes part in it.
 */
export function expectedLines(input: AuditInput): readonly ExpectedLine[] {
  return [...expectedLinesOf(input)].flatMap(({ lines }) => lines).sort(inOrder);
}

import type { Day } from '../../calendar/day.ts';
import type { PostType } from '../../org/types.ts';
import { hasActOn, type Standing, standingAt, standingOn, type Timeline } from './history.ts';
import type { Instance } from './instances.ts';
import type { Parties } from './parties.ts';
import type { Clocks } from './pauses.ts';
import type { ReminderStage } from './profile-tables.ts';
import type { Seat, Seats } from './seats.ts';
import type { WorkingDays } from './working-days.ts';

export type Stage = ReminderStage | `L${0 | 1 | 2 | 3 | 4}` | 'closing';

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

/** A line whatever its day and round: what of an item is told to whom. */
export function lineKey(instance: string, stage: string, to: string): string {
  return `${instance}|${stage}|${to}`;
}

/** What every part of the computation looks to. */
export interface Scene {
  readonly days: WorkingDays;
  readonly seats: Seats;
  readonly parties: Parties;
  readonly clocks: Clocks;
  readonly goLiveOn: Day;
  readonly to: Day;
  readonly digestAt: (person: string, day: Day) => Date;
}

/** One instance with its whole story. */
export interface Case {
  readonly instance: Instance;
  readonly timeline: Timeline;
}

/** How things stood just before a person's digest of a day leaves. */
export function standingFor({ timeline }: Case, person: string, day: Day, scene: Scene): Standing {
  return hasActOn(timeline, day)
    ? standingAt(timeline, scene.digestAt(person, day))
    : standingOn(timeline, day);
}

/** Whether the instance is there by that digest: what somebody opens by hand is not there before. */
export function isOpenFor({ instance }: Case, person: string, day: Day, scene: Scene): boolean {
  const { openedAt, openedOn } = instance;
  if (!openedAt || openedOn === undefined || openedOn < day) return true;
  return openedOn === day && openedAt < scene.digestAt(person, day);
}

/** Whether the organisation is there on a day. */
export function stands({ org }: Instance, day: Day): boolean {
  return (
    (org.foundedOn === undefined || org.foundedOn <= day) &&
    (org.dissolvedOn === undefined || day < org.dissolvedOn)
  );
}

interface Told extends Seat {
  readonly day: Day;
}

/** Collects what one instance makes the bot say, each stage of a round once to each person. */
export class Ledger {
  readonly lines: ExpectedLine[] = [];
  /** Lines of the slip, oldest first. */
  readonly slips: Told[] = [];
  readonly #instance: Instance;
  readonly #seen = new Set<string>();

  constructor(instance: Instance) {
    this.#instance = instance;
  }

  add(stage: Stage, kind: ExpectedLine['kind'], { person, post }: Seat, day: Day, round: number): void {
    const key = `${stage}/${person}/${round}`;
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    const { key: instance, org, period } = this.#instance;
    this.lines.push({ instance, stage, kind, org: org.code, period, to: person, post, day });
    if (kind === 'overdue' || kind === 'escalation') this.slips.push({ person, post, day });
  }
}

/** The day from which a slip is counted: where it was held in time only its record is late (duties.md T8). */
export type LapseBase = (standing: Standing) => Day;

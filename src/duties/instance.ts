import type { Day } from '../calendar/day.ts';
import type { Period } from '../calendar/periods.ts';

/** duties.md c.1; the states this house can reach so far. */
export type DutyState =
  | 'planned'
  | 'open'
  | 'scheduled'
  | 'submitted'
  | 'returned'
  | 'done'
  | 'overdue'
  | 'done_late'
  | 'not_applicable';

/** not_held: nothing happened in time. no_record: it happened, only the proof is missing. */
export type OverdueKind = 'not_held' | 'no_record';

export interface DutyInstance {
  readonly key: string;
  readonly number: string;
  readonly orgCode: string;
  readonly duty: string;
  readonly period: Period;
  readonly state: DutyState;
  readonly heldBy: Day;
  readonly recordBy: Day;
  readonly reminder: string;
  readonly escalation: string;
  /** Highest escalation level reached, -1 before any. */
  readonly level: number;
  readonly overdueKind: OverdueKind | null;
  readonly heldOn: Day | null;
  readonly recordedAt: Date | null;
  readonly daysLate: number | null;
  readonly explanation: string | null;
  readonly version: number;
}

/** Done, done late or not applicable: nothing about it leaves any more. */
export function isSettled(state: DutyState): boolean {
  return state === 'done' || state === 'done_late' || state === 'not_applicable';
}

/** Settled, or the evidence is in and waits for its acceptor: the clock stands and nothing leaves. */
export function isStill(state: DutyState): boolean {
  return state === 'submitted' || isSettled(state);
}

export function instanceKey(orgCode: string, duty: string, period: Period): string {
  return `${orgCode}/${duty}/${period}`;
}

/** `D01B01-TD-2602`; a quarter reads 26Q1, a half-year 26H1, a year 26. */
export function instanceNumber(orgCode: string, short: string, period: Period): string {
  return `${orgCode}-${short}-${period.slice(2).replaceAll('-', '')}`;
}

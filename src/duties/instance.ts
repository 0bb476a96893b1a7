import type { Day } from '../calendar/day.ts';
import type { Period } from '../calendar/periods.ts';
import type { PostType } from '../org/types.ts';
import type { DutyDef } from './catalogue/duty-def.ts';

/** duties.md c.1. */
export type DutyState =
  | 'planned'
  | 'open'
  | 'scheduled'
  | 'submitted'
  | 'returned'
  | 'done'
  | 'overdue'
  | 'done_late'
  | 'extended'
  | 'waived'
  | 'not_applicable'
  | 'void';

/** not_held: nothing happened in time. no_record: it happened, only the proof is missing. */
export type OverdueKind = 'not_held' | 'no_record';

/** Standard reasons of duties.md c.2, as people give them. */
export const reasonCodes = [
  'upper_task',
  'majority_away',
  'post_vacant',
  'reorg',
  'disaster',
  'merged',
  'system_fault',
  'other',
] as const;
/** `own_rule`, which nobody gives: an organisation's own rule switches it off, and may be taken back. */
export type ReasonCode = (typeof reasonCodes)[number] | 'own_rule';

/**
 * The rules of the day it was made: who owes it, how the record follows the day it was held, and whom single levels
 * name instead of the profile's posts.
 */
export interface InstanceRules {
  readonly level: DutyDef['owner']['level'];
  readonly post: readonly PostType[];
  /** A deadline rule (duties.md b.1). */
  readonly recordBy: string;
  readonly ladder?: DutyDef['ladder'] | undefined;
  readonly coverage?: DutyDef['coverage'] | undefined;
  readonly acceptedBy?: DutyDef['acceptedBy'];
}

export interface DutyInstance {
  readonly key: string;
  readonly number: string;
  readonly orgCode: string;
  readonly duty: string;
  /** A period key, or `ev:<id>`. */
  readonly period: Period;
  readonly state: DutyState;
  readonly heldBy: Day;
  readonly recordBy: Day;
  readonly originalHeldBy: Day | null;
  readonly reminder: string;
  readonly escalation: string;
  readonly rules: InstanceRules;
  readonly eventOn: Day | null;
  /** The day its window opens. */
  readonly opensOn: Day;
  readonly subject: string | null;
  readonly assignee: string | null;
  readonly issuer: string | null;
  readonly suggestedMonth: string | null;
  /** Highest escalation level reached, -1 before any. */
  readonly level: number;
  readonly overdueKind: OverdueKind | null;
  readonly clockFrom: Day | null;
  readonly round: number;
  readonly reasonCode: ReasonCode | null;
  readonly reason: string | null;
  /** The day a request about it was filed with the superior; null where none stands. */
  readonly requestedOn: Day | null;
  readonly heldOn: Day | null;
  readonly recordedAt: Date | null;
  readonly daysLate: number | null;
  readonly explanation: string | null;
  readonly version: number;
}

export const settledStates: ReadonlySet<DutyState> = new Set([
  'done',
  'done_late',
  'waived',
  'not_applicable',
  'void',
]);

/** Neither dated nor late, nor anything handed in: what may be planned anew, or taken back. */
export const undatedStates: ReadonlySet<DutyState> = new Set(['planned', 'open']);

/** How a period is planned by the rules of a day: what a plan made anew brings. */
export type PlannedAs = Pick<
  DutyInstance,
  'heldBy' | 'recordBy' | 'opensOn' | 'reminder' | 'escalation' | 'rules'
>;

export function plannedAs(one: PlannedAs): PlannedAs {
  const { heldBy, recordBy, opensOn, reminder, escalation, rules } = one;
  return { heldBy, recordBy, opensOn, reminder, escalation, rules };
}

/** Nothing about it leaves any more. */
export function isSettled(state: DutyState): boolean {
  return settledStates.has(state);
}

/** The states of `isStill`, for queries. */
export const stillStates: ReadonlySet<DutyState> = new Set(['submitted', ...settledStates]);

/** Settled, or the evidence is in and waits for its acceptor: the clock stands and nothing leaves. */
export function isStill(state: DutyState): boolean {
  return stillStates.has(state);
}

export function instanceKey(orgCode: string, duty: string, period: Period): string {
  return `${orgCode}/${duty}/${period}`;
}

/** `D01B01-TD-2602`; a quarter reads 26Q1, a half-year 26H1, a year 26, an event by its own id. */
export function instanceNumber(orgCode: string, short: string, period: Period): string {
  const id = period.startsWith('ev:')
    ? period.slice(3).replaceAll(/(\d)-(?=\d)/g, '$1')
    : period.slice(2).replaceAll('-', '');
  return `${orgCode}-${short}-${id}`.toUpperCase();
}

import type { Day } from '../../calendar/day.ts';

/** Something people did about an instance, as it was recorded. */
export interface AuditedAct {
  readonly org: string;
  readonly duty: string;
  readonly period: string;
  readonly kind: 'scheduled' | 'unscheduled' | 'recorded';
  readonly at: Date;
  /** The day of the activity, planned or held. */
  readonly heldOn?: Day | undefined;
}

/** The acts about one instance, in the order they happened. */
export type History = readonly AuditedAct[];

export interface Standing {
  /** Evidence is in: nothing more is due. */
  readonly settled: boolean;
  readonly linked: boolean;
  /** The date of the linked activity. */
  readonly heldOn?: Day | undefined;
}

export function historyOf(acts: readonly AuditedAct[]): (instance: string) => History {
  const histories = new Map<string, AuditedAct[]>();
  for (const act of [...acts].sort((a, b) => a.at.getTime() - b.at.getTime())) {
    const key = `${act.org}/${act.duty}/${act.period}`;
    const history = histories.get(key);
    if (history) history.push(act);
    else histories.set(key, [act]);
  }
  return (instance) => histories.get(instance) ?? [];
}

export function settledAt(history: History): Date | undefined {
  return history.find((act) => act.kind === 'recorded')?.at;
}

/** How things stood just before `moment`; an act at the very moment comes after it. */
export function standingAt(history: History, moment: Date): Standing {
  const before = history.filter((act) => act.at < moment);
  const latest = before.findLast((act) => act.kind !== 'recorded');
  const linked = latest?.kind === 'scheduled';
  return {
    settled: before.some((act) => act.kind === 'recorded'),
    linked,
    heldOn: linked ? latest.heldOn : undefined,
  };
}

import type { PostType } from '../org/types.ts';

/** Reminders before heldBy: `open` is the first working day of the period, a number is working days (duties.md b.2). */
export type ReminderStep = 'open' | number;

export const reminderProfiles = {
  R_MONTH: ['open', 5, 2],
} as const satisfies Record<string, readonly ReminderStep[]>;

export type EscalationLevel = 0 | 1 | 2 | 3 | 4;

export interface EscalationStep {
  readonly level: EscalationLevel;
  /** Working days after heldBy, or after recordBy where only proof is missing (duties.md b.3). */
  readonly after: number;
  /** Who hears this level besides the owner; the owner hears L0 and L1 only (design §4). */
  readonly post?: PostType;
  /** The same for a branch directly under the work committee. */
  readonly directPost?: PostType;
}

export const escalationProfiles = {
  E_MONTH: [
    { level: 0, after: 1 },
    { level: 1, after: 3, post: 'party_affairs_officer', directPost: 'work_committee_officer' },
    { level: 2, after: 5, post: 'organ_fulltime_deputy', directPost: 'work_committee_deputy_secretary' },
    { level: 3, after: 10, post: 'organ_secretary', directPost: 'work_committee_secretary' },
  ],
} as const satisfies Record<string, readonly EscalationStep[]>;

export function reminderProfile(id: string): readonly ReminderStep[] {
  return (reminderProfiles as Record<string, readonly ReminderStep[]>)[id] ?? [];
}

export function escalationProfile(id: string): readonly EscalationStep[] {
  return (escalationProfiles as Record<string, readonly EscalationStep[]>)[id] ?? [];
}

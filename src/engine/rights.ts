import type { PostType } from '../org/types.ts';

/** Who may do what for a branch: one vocabulary for every flow. */
export const rights = {
  /** Set a date, publish, move, cancel (duties.md T4). */
  plan: ['branch_secretary', 'branch_deputy_secretary'],
  /** Call the roll, record (duties.md T5). */
  record: [
    'branch_secretary',
    'branch_deputy_secretary',
    'commissioner_organization',
    'commissioner_publicity',
  ],
} as const satisfies Record<string, readonly PostType[]>;

export type Right = keyof typeof rights;

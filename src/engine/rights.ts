import type { PostType } from '../org/types.ts';

/** Who may do what for the organisation of the post, or below it: one vocabulary for every flow. */
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
  /** Ask for another day or a waiver for one's own organisation (duties.md T10, T11); its owner may always. */
  request: [
    'branch_secretary',
    'branch_deputy_secretary',
    'general_branch_secretary',
    'organ_secretary',
    'organ_fulltime_deputy',
    'party_affairs_officer',
    'leadership_secretary',
    'work_committee_secretary',
    'work_committee_deputy_secretary',
    'work_committee_officer',
  ],
  /** Ask that what was entered in error be removed; a second person confirms (T13). */
  void: ['party_affairs_officer', 'work_committee_officer'],
  /** Open again what was done, with the number of the finding (T14): for what lies below the post. */
  reopen: [
    'organ_secretary',
    'organ_fulltime_deputy',
    'party_affairs_officer',
    'work_committee_secretary',
    'work_committee_deputy_secretary',
    'work_committee_officer',
  ],
  /** Close the own organisation and all below it for some days (duties.md e.1). */
  close: [
    'organ_secretary',
    'organ_fulltime_deputy',
    'party_affairs_officer',
    'work_committee_secretary',
    'work_committee_deputy_secretary',
    'work_committee_officer',
  ],
} as const satisfies Record<string, readonly PostType[]>;

export type Right = keyof typeof rights;

import { type PostType, postTypes } from '../org/types.ts';

/** Who acts for an organ committee or the work committee towards what lies below it. */
const overBranches = [
  'organ_secretary',
  'organ_fulltime_deputy',
  'party_affairs_officer',
  'work_committee_secretary',
  'work_committee_deputy_secretary',
  'work_committee_officer',
] as const satisfies readonly PostType[];

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
  /** Decide on leave from a meeting (duties.md d.3); for whom exactly, the flow decides. */
  approve_leave: [
    'branch_secretary',
    'branch_deputy_secretary',
    'branch_group_leader',
    'organ_fulltime_deputy',
    'organ_secretary',
    'work_committee_deputy_secretary',
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
  reopen: overBranches,
  /** The numbers of all that lies below the post (duties.md h, 32). */
  overview: [
    'work_committee_secretary',
    'work_committee_deputy_secretary',
    'work_committee_officer',
    'leadership_secretary',
    'leadership_member',
    'organ_secretary',
    'organ_fulltime_deputy',
    'party_affairs_officer',
    'general_branch_secretary',
  ],
  /** Have somebody stand in for some days (代办): every post but that of the reader of suggestions. */
  delegate: postTypes.filter((post) => post !== 'member' && post !== 'suggestion_reader'),
  /** Stop what the bot sends, and let it go again. */
  administer: ['administrator'],
  /** Close the own organisation and all below it for some days (duties.md e.1). */
  close: overBranches,
  /** Draft a letter to what lies below the own committee; nothing is sent (duties.md h 25). */
  urge: overBranches,
  /** Issue items of a problem list to branches below, and accept what was done about them (duties.md h 26, 27). */
  issue: overBranches,
  /** Have papers and ledgers of the own organisation drawn up as a file (duties.md h 31). */
  paper: [
    'branch_secretary',
    'branch_deputy_secretary',
    'commissioner_organization',
    'commissioner_publicity',
    'branch_group_leader',
    'general_branch_secretary',
    'organ_secretary',
    'organ_fulltime_deputy',
    'party_affairs_officer',
    'leadership_secretary',
    'work_committee_secretary',
    'work_committee_deputy_secretary',
    'work_committee_officer',
  ],
  /** What the own organisation owes by date, its list of the year, the ends of terms (duties.md h 3, 4, 28). */
  agenda: [
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
  /** The roster: of the own branch by name, of the branches below in numbers (duties.md h 30). */
  roster: [
    'branch_secretary',
    'branch_deputy_secretary',
    'commissioner_organization',
    'general_branch_secretary',
    'organ_secretary',
    'organ_fulltime_deputy',
    'party_affairs_officer',
  ],
} as const satisfies Record<string, readonly PostType[]>;

export type Right = keyof typeof rights;

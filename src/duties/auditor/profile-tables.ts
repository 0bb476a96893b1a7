/** The tables of duties.md b.2 and b.3 as the auditor reads them: when, and whom each level names. */
import type { PostType } from '../../org/types.ts';

/**
 * A post, or one of the people an instance itself knows: `owner`; `parties`, those whose part is still undone;
 * `chief`, the first of the owing organisation; officer and chief of the organisation that issued a list.
 */
export type Named = PostType | 'owner' | 'parties' | 'chief' | 'issuing_officer' | 'issuing_chief';

export type Level = 0 | 1 | 2 | 3 | 4;

export interface Rung {
  readonly level: Level;
  /** Working days after the day the clock runs from, or calendar months before the end of a term. */
  readonly when: { readonly after: number } | { readonly monthsLeft: number };
  /** Whom the level names; with none of them reachable it is vacant. */
  readonly names: readonly Named[];
  /** Who hears it too, and does not make the level held. */
  readonly beside: readonly Named[];
  /** A rung that is passed over in silence once the request of a term election is filed. */
  readonly unlessRequested?: boolean;
}

export type ReminderRow = readonly ReminderStage[];
export type ReminderStage = 'open' | 'on' | 'half' | `${number}wd` | `${number}mo` | 'soft';

export const reminderRows = {
  R_MONTH: ['open', '5wd', '2wd'],
  R_QUARTER: ['20wd', '10wd', '3wd'],
  R_HALF: ['30wd', '15wd', '5wd'],
  R_YEAR: ['40wd', '20wd', '10wd', '3wd'],
  R_TERM: ['6mo', '4mo', '2mo', '1mo', '10wd'],
  R_EVENT: ['on', 'half', '2wd'],
  R_RECTIFY: ['on', 'half', '5wd', '1wd'],
  R_SOFT: ['soft'],
} as const satisfies Record<string, ReminderRow>;

function rung(level: Level, after: number, ...named: readonly Named[]): Rung {
  return {
    level,
    when: { after },
    names: named.filter(isOfLevel),
    beside: named.filter((name) => !isOfLevel(name)),
  };
}

/** The owner and the people concerned hear of their own; they are no level above anybody. */
export function isOfLevel(name: Named): boolean {
  return name !== 'owner' && name !== 'parties';
}

/** The branch's own secretary is told beside the officer where the owner is somebody else. */
const monthlyFirst: Rung = {
  level: 1,
  when: { after: 3 },
  names: ['party_affairs_officer'],
  beside: ['owner', 'branch_secretary'],
};

/** Levels that are told in counts alone (L4 of E_MONTH, of E_YEAR, L3 of E_LEADERSHIP) have no rung: no line by name. */
export const escalationRows = {
  E_MONTH: [
    rung(0, 1, 'owner'),
    monthlyFirst,
    rung(2, 5, 'organ_fulltime_deputy'),
    rung(3, 10, 'organ_secretary'),
  ],
  E_QUARTER: [
    rung(0, 1, 'owner'),
    rung(1, 3, 'owner', 'party_affairs_officer'),
    rung(2, 7, 'organ_fulltime_deputy'),
    rung(3, 12, 'organ_secretary'),
    rung(4, 20, 'leadership_secretary'),
  ],
  E_YEAR: [
    rung(0, 1, 'owner'),
    rung(1, 5, 'owner', 'party_affairs_officer', 'organ_fulltime_deputy'),
    rung(2, 10, 'organ_secretary'),
    rung(3, 20, 'leadership_secretary'),
  ],
  E_ORGAN: [
    rung(0, 1, 'organ_fulltime_deputy'),
    rung(1, 5, 'organ_secretary'),
    rung(2, 10, 'leadership_secretary'),
    rung(3, 20, 'work_committee_officer'),
  ],
  E_LEADERSHIP: [
    rung(0, 1, 'party_affairs_officer'),
    rung(1, 5, 'organ_secretary', 'organ_fulltime_deputy'),
    rung(2, 10, 'leadership_secretary'),
  ],
  E_WORKCOM: [
    rung(0, 1, 'work_committee_officer'),
    rung(1, 5, 'work_committee_deputy_secretary'),
    rung(2, 10, 'work_committee_secretary'),
  ],
  E_TERM: [
    { ...rung(1, 0, 'owner', 'organ_fulltime_deputy'), when: { monthsLeft: 4 }, unlessRequested: true },
    { ...rung(2, 0, 'organ_secretary'), when: { monthsLeft: 1 } },
    rung(3, 1, 'leadership_secretary'),
    rung(4, 20, 'work_committee_officer'),
  ],
  E_RECTIFY: [
    rung(0, 1, 'owner'),
    rung(1, 3, 'issuing_officer'),
    rung(2, 7, 'organ_secretary'),
    rung(3, 15, 'issuing_chief'),
  ],
  E_PRIVATE: [rung(0, 3, 'parties'), rung(1, 10, 'chief'), rung(2, 20, 'party_affairs_officer')],
  E_NONE: [rung(0, 3, 'owner')],
} as const satisfies Record<string, readonly Rung[]>;

/** Above a branch without an organ committee stands the work committee alone: its own post at each level, and no L4. */
export const directLevels: Readonly<Partial<Record<Level, PostType>>> = {
  1: 'work_committee_officer',
  2: 'work_committee_deputy_secretary',
  3: 'work_committee_secretary',
};

/** Who stands at the work committee for a post of an organ committee, where the work committee owes in its place. */
export const workCommitteeCounterpart: Readonly<Partial<Record<PostType, PostType>>> = {
  party_affairs_officer: 'work_committee_officer',
  organ_fulltime_deputy: 'work_committee_deputy_secretary',
  organ_secretary: 'work_committee_secretary',
};

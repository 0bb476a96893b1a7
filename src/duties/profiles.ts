import type { PostType } from '../org/types.ts';

/**
 * When the owner is reminded (duties.md b.2): `open` is the first working day of the period, a number is working
 * days before heldBy, `Nmo` calendar months before the term ends, `on` and `half` count from the event. `soft`
 * rides on a digest that goes anyway.
 */
export type ReminderStep = 'open' | number | `${number}mo` | 'on' | 'half' | 'soft';

export const reminderProfiles = {
  R_MONTH: ['open', 5, 2],
  R_QUARTER: [20, 10, 3],
  R_HALF: [30, 15, 5],
  R_YEAR: [40, 20, 10, 3],
  R_TERM: ['6mo', '4mo', '2mo', '1mo', 10],
  R_EVENT: ['on', 'half', 2],
  R_RECTIFY: ['on', 'half', 5, 1],
  R_SOFT: ['soft'],
} as const satisfies Record<string, readonly ReminderStep[]>;

export type EscalationLevel = 0 | 1 | 2 | 3 | 4;

/** Whom a level names besides posts: the owner, the people concerned, the chief and the issuer of the item. */
export type Hearing = PostType | 'owner' | 'parties' | 'chief' | 'issuing_officer' | 'issuing_chief';

export interface EscalationStep {
  readonly level: EscalationLevel;
  /** Working days after heldBy, or after recordBy where only proof is missing (duties.md b.3). */
  readonly after?: number;
  /** Calendar months before the term ends, instead of `after`: a warning, not yet a slip. */
  readonly monthsBefore?: number;
  /** Only where no request stands with the superior by then. */
  readonly unlessRequested?: true;
  readonly hears: readonly Hearing[];
  /** Numbers only: the names stay with the person responsible. */
  readonly numbersOnly?: true;
}

export interface EscalationProfile {
  readonly steps: readonly EscalationStep[];
  /** Talks and dues: nobody between the branch and the organ committee hears it. */
  readonly isPrivate?: true;
}

/** Levels told in counts alone (L4 of E_MONTH and E_YEAR, L3 of E_LEADERSHIP) are no steps: nobody gets a line by name. */
export const escalationProfiles = {
  E_MONTH: {
    steps: [
      { level: 0, after: 1, hears: ['owner'] },
      { level: 1, after: 3, hears: ['owner', 'party_affairs_officer'] },
      { level: 2, after: 5, hears: ['organ_fulltime_deputy'] },
      { level: 3, after: 10, hears: ['organ_secretary'] },
    ],
  },
  E_QUARTER: {
    steps: [
      { level: 0, after: 1, hears: ['owner'] },
      { level: 1, after: 3, hears: ['owner', 'party_affairs_officer'] },
      { level: 2, after: 7, hears: ['organ_fulltime_deputy'] },
      { level: 3, after: 12, hears: ['organ_secretary'] },
      { level: 4, after: 20, hears: ['leadership_secretary'] },
    ],
  },
  E_YEAR: {
    steps: [
      { level: 0, after: 1, hears: ['owner'] },
      { level: 1, after: 5, hears: ['owner', 'party_affairs_officer', 'organ_fulltime_deputy'] },
      { level: 2, after: 10, hears: ['organ_secretary'] },
      { level: 3, after: 20, hears: ['leadership_secretary'] },
    ],
  },
  E_ORGAN: {
    steps: [
      { level: 0, after: 1, hears: ['organ_fulltime_deputy'] },
      { level: 1, after: 5, hears: ['organ_secretary'] },
      { level: 2, after: 10, hears: ['leadership_secretary'] },
      { level: 3, after: 20, hears: ['work_committee_officer'] },
    ],
  },
  E_LEADERSHIP: {
    steps: [
      { level: 0, after: 1, hears: ['party_affairs_officer'] },
      { level: 1, after: 5, hears: ['organ_secretary', 'organ_fulltime_deputy'] },
      { level: 2, after: 10, hears: ['leadership_secretary'] },
    ],
  },
  E_WORKCOM: {
    steps: [
      { level: 0, after: 1, hears: ['work_committee_officer'] },
      { level: 1, after: 5, hears: ['work_committee_deputy_secretary'] },
      { level: 2, after: 10, hears: ['work_committee_secretary'] },
    ],
  },
  E_TERM: {
    steps: [
      { level: 1, monthsBefore: 4, unlessRequested: true, hears: ['owner', 'organ_fulltime_deputy'] },
      { level: 2, monthsBefore: 1, hears: ['organ_secretary'] },
      { level: 3, after: 1, hears: ['leadership_secretary'] },
      { level: 4, after: 20, hears: ['work_committee_officer'] },
    ],
  },
  E_RECTIFY: {
    steps: [
      { level: 0, after: 1, hears: ['owner'] },
      { level: 1, after: 3, hears: ['issuing_officer'] },
      { level: 2, after: 7, hears: ['organ_secretary'] },
      { level: 3, after: 15, hears: ['issuing_chief'] },
    ],
  },
  E_PRIVATE: {
    isPrivate: true,
    steps: [
      { level: 0, after: 3, hears: ['parties'] },
      { level: 1, after: 10, hears: ['chief'] },
      { level: 2, after: 20, hears: ['party_affairs_officer'], numbersOnly: true },
    ],
  },
  E_NONE: { steps: [{ level: 0, after: 3, hears: ['owner'] }] },
} as const satisfies Record<string, EscalationProfile>;

/** A branch directly under the work committee has its own ladder of posts, and no L4 (design §4). */
export const directPosts: Partial<Record<EscalationLevel, PostType>> = {
  1: 'work_committee_officer',
  2: 'work_committee_deputy_secretary',
  3: 'work_committee_secretary',
};

/** The work committee's post that answers to an organ committee's, where it acts in the place of one. */
export const inPlaceOfOrgan: Partial<Record<Hearing, PostType>> = {
  party_affairs_officer: 'work_committee_officer',
  organ_fulltime_deputy: 'work_committee_deputy_secretary',
  organ_secretary: 'work_committee_secretary',
};

/** What a profile's name stands for: the ones above, or others, for a look at what a change would bring. */
export interface Profiles {
  readonly reminders: Readonly<Record<string, readonly ReminderStep[]>>;
  readonly escalations: Readonly<Record<string, EscalationProfile>>;
}

export const standardProfiles: Profiles = { reminders: reminderProfiles, escalations: escalationProfiles };

export function reminderProfile(id: string, { reminders } = standardProfiles): readonly ReminderStep[] {
  return reminders[id] ?? [];
}

export function escalationProfile(id: string, { escalations } = standardProfiles): EscalationProfile {
  return escalations[id] ?? { steps: [] };
}

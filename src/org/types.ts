/** Vocabularies of the organisation: levels, posts, status. Their Chinese names are in terms.ts. */
import type { Day } from '../calendar/day.ts';

const orgLevels = [
  'work_committee',
  'leadership_group',
  'organ_committee',
  'organ_discipline_committee',
  'general_branch',
  'branch',
  'branch_group',
] as const;
export type OrgLevel = (typeof orgLevels)[number];

/** `committee` is a leading group that is itself a Party committee; the others are kinds of branch. */
const orgVariants = ['committee', 'joint_branch', 'temporary_branch', 'retiree_branch'] as const;
export type OrgVariant = (typeof orgVariants)[number];

const orgRelationKinds = ['superior', 'manages', 'guides', 'discipline', 'liaison'] as const;
export type OrgRelationKind = (typeof orgRelationKinds)[number];

export const postTypes = [
  'work_committee_secretary',
  'work_committee_deputy_secretary',
  'work_committee_officer',
  'leadership_secretary',
  'leadership_member',
  'organ_secretary',
  'organ_fulltime_deputy',
  'organ_committee_member',
  'organ_discipline_secretary',
  'organ_discipline_member',
  'party_affairs_officer',
  'general_branch_secretary',
  'branch_secretary',
  'branch_deputy_secretary',
  'commissioner_organization',
  'commissioner_publicity',
  'commissioner_discipline',
  'branch_group_leader',
  'member',
  'administrator',
  'suggestion_reader',
] as const;
export type PostType = (typeof postTypes)[number];

const memberStatuses = [
  'full',
  'probationary',
  'suspended_rights',
  'org_life_suspended',
  'transferring',
] as const;
export type MemberStatus = (typeof memberStatuses)[number];

/** Combinable with every status. */
const memberTags = ['retired', 'floating'] as const;
export type MemberTag = (typeof memberTags)[number];

/** One holder at a time; of a group leader, one in each group. */
export const uniquePosts: ReadonlySet<PostType> = new Set([
  'work_committee_secretary',
  'leadership_secretary',
  'organ_secretary',
  'organ_discipline_secretary',
  'general_branch_secretary',
  'branch_secretary',
  'branch_group_leader',
]);

const anyLevel: readonly OrgLevel[] = orgLevels;

/** The levels at which a post can stand. An organ's discipline posts are often listed on the organ committee. */
export const postLevels: Readonly<Record<PostType, readonly OrgLevel[]>> = {
  work_committee_secretary: ['work_committee'],
  work_committee_deputy_secretary: ['work_committee'],
  work_committee_officer: ['work_committee'],
  leadership_secretary: ['leadership_group'],
  leadership_member: ['leadership_group'],
  organ_secretary: ['organ_committee'],
  organ_fulltime_deputy: ['organ_committee'],
  organ_committee_member: ['organ_committee'],
  organ_discipline_secretary: ['organ_discipline_committee', 'organ_committee'],
  organ_discipline_member: ['organ_discipline_committee', 'organ_committee'],
  party_affairs_officer: ['organ_committee'],
  general_branch_secretary: ['general_branch'],
  branch_secretary: ['branch'],
  branch_deputy_secretary: ['branch'],
  commissioner_organization: ['branch'],
  commissioner_publicity: ['branch'],
  commissioner_discipline: ['branch'],
  branch_group_leader: ['branch'],
  member: ['branch'],
  administrator: anyLevel,
  suggestion_reader: anyLevel,
};

/** What may stand directly above a level; `none` where an organisation may be the top of a roster. */
export const parentLevels: Readonly<Record<OrgLevel, readonly (OrgLevel | 'none')[]>> = {
  work_committee: ['none'],
  leadership_group: ['work_committee', 'none'],
  organ_committee: ['work_committee', 'none'],
  organ_discipline_committee: ['organ_committee'],
  general_branch: ['organ_committee', 'work_committee'],
  branch: ['general_branch', 'organ_committee', 'work_committee'],
  branch_group: ['branch'],
};

/** Days are half-open throughout: something holds from its first day up to, not including, its last. */
export interface Org {
  readonly code: string;
  readonly name: string;
  readonly level: OrgLevel;
  readonly variant?: OrgVariant | undefined;
  readonly foundedOn?: Day | undefined;
  readonly dissolvedOn?: Day | undefined;
  readonly electedOn?: Day | undefined;
  readonly termYears?: number | undefined;
  /** Which term it is, as the organisation counts them: 第三届. */
  readonly termName?: string | undefined;
}

export interface Person {
  readonly code: string;
  readonly name: string;
  /** The platform account; without one the recorder enters for the person. */
  readonly account?: string | undefined;
  readonly status: MemberStatus;
  readonly tags: readonly MemberTag[];
  readonly branch: string;
  readonly group?: string | undefined;
  /** The day a branch meeting admitted the person, where the roster says it. Compared with, never shown. */
  readonly joinedOn?: Day | undefined;
  readonly leftOn?: Day | undefined;
}

export interface PostAssignment {
  readonly org: string;
  readonly post: PostType;
  readonly group?: string | undefined;
  readonly person: string;
  readonly from: Day;
  readonly to?: Day | undefined;
  readonly acting: boolean;
  /** Whose post it is, where it is held for a time on behalf of somebody (代办). */
  readonly standsInFor?: string | undefined;
}

/** 代办: for these days `person` receives what the post of `away` receives, and may do what it may do. */
export interface StandIn {
  readonly org: string;
  readonly post: PostType;
  readonly group?: string | undefined;
  readonly away: string;
  readonly person: string;
  readonly from: Day;
  readonly to: Day;
}

export interface OrgRelation {
  readonly from: string;
  readonly to: string;
  readonly kind: OrgRelationKind;
}

/** An organisation as a roster states it: the two parents are hints from which relations are derived. */
export interface RosterOrg extends Org {
  readonly parent?: string | undefined;
  readonly leadership?: string | undefined;
}

/** A roster that passed every check. */
export interface Roster {
  readonly orgs: readonly RosterOrg[];
  readonly people: readonly Person[];
  readonly posts: readonly PostAssignment[];
  readonly standIns?: readonly StandIn[] | undefined;
}

import { type PostType, postTypes } from '../../src/org/types.ts';

/** Posts that go together wherever it is said who may do what. */
export const everyone = postTypes;
export const nobody: readonly PostType[] = [];
export const branch: readonly PostType[] = [
  'branch_secretary',
  'branch_deputy_secretary',
  'commissioner_organization',
  'commissioner_publicity',
  'commissioner_discipline',
  'branch_group_leader',
  'member',
];
export const committee: readonly PostType[] = [
  'branch_secretary',
  'branch_deputy_secretary',
  'commissioner_organization',
  'commissioner_publicity',
  'commissioner_discipline',
  'branch_group_leader',
];
export const recorders: readonly PostType[] = [
  'branch_secretary',
  'branch_deputy_secretary',
  'commissioner_organization',
  'commissioner_publicity',
];
export const workCommittee: readonly PostType[] = [
  'work_committee_secretary',
  'work_committee_deputy_secretary',
  'work_committee_officer',
];
export const organ: readonly PostType[] = [
  'organ_secretary',
  'organ_fulltime_deputy',
  'party_affairs_officer',
];
export const officers: readonly PostType[] = ['organ_fulltime_deputy', 'party_affairs_officer'];
export const leaders: readonly PostType[] = ['leadership_secretary', 'leadership_member'];
export const secretaries: readonly PostType[] = ['branch_secretary', 'branch_deputy_secretary'];

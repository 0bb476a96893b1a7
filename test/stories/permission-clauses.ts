import type { PostType } from '../../src/org/types.ts';
import {
  branch,
  committee,
  everyone,
  leaders,
  officers,
  organ,
  recorders,
  secretaries,
  workCommittee,
} from './permission-posts.ts';

/** Who may use a command somewhere, as duties.md says it, and in which clause. */
interface Clause {
  readonly who: readonly PostType[];
  readonly from: string;
  /** More than the column “who” of h says, with the clause that gives it. */
  readonly also?: readonly PostType[];
  readonly alsoFrom?: string;
  /** In the clause, but with nothing to use it on where the matrix tries it. */
  readonly idle?: readonly PostType[];
}

/** “secretary up” (h): the one who answers for an organisation, at every level, and who works for that one. */
const secretaryUp: readonly PostType[] = [
  ...secretaries,
  'general_branch_secretary',
  ...organ,
  'leadership_secretary',
  ...workCommittee,
];
const officerUp: readonly PostType[] = [...organ, ...leaders, ...workCommittee];
/** Owners of duties b.4 to b.7 and, where the post is empty, who stands in (T4). */
const owners: readonly PostType[] = [...secretaries, 'organ_secretary', 'leadership_secretary'];
const nobodyYet: readonly PostType[] = [];

export const clauses: Readonly<Record<string, Clause>> = {
  help: { who: everyone, from: 'h 1' },
  undo: { who: everyone, from: 'c.3: what a person did, he or she takes back' },
  mine: { who: everyone, from: 'h 2' },
  todo: { who: secretaryUp, from: 'h 3' },
  list: {
    who: secretaryUp,
    from: 'h 4',
    idle: ['general_branch_secretary'],
  },
  plan: { who: secretaries, from: 'h 5' },
  move: { who: ['branch_secretary'], from: 'h 6', also: ['branch_deputy_secretary'], alsoFrom: 'T4' },
  cancel: { who: ['branch_secretary'], from: 'h 7', also: ['branch_deputy_secretary'], alsoFrom: 'T4' },
  themeday: { who: ['branch_secretary'], from: 'h 8', also: ['branch_deputy_secretary'], alsoFrom: 'T4' },
  checkin: { who: branch, from: 'h 9' },
  roll: { who: recorders, from: 'h 10, T5' },
  leave: { who: branch, from: 'h 11' },
  'approve-leave': { who: ['branch_secretary'], from: 'h 12, d.3' },
  makeup: { who: nobodyYet, from: 'h 13: tried where nobody was absent' },
  minutes: {
    who: recorders,
    from: 'h 14, T5',
    also: [...organ, 'leadership_secretary', 'work_committee_deputy_secretary', 'work_committee_officer'],
    alsoFrom: 'b.5 to b.7: their own duties; T4 on behalf',
  },
  lecture: { who: ['branch_secretary'], from: 'h 15', also: ['branch_deputy_secretary'], alsoFrom: 'T4' },
  talk: { who: committee, from: 'h 16; the member is the other side here' },
  talks: {
    who: ['branch_secretary'],
    from: 'h 17',
    also: everyone.filter((post) => post !== 'branch_secretary'),
    alsoFrom: 'f.2: own talks; numbers only above',
  },
  report: {
    who: ['branch_secretary'],
    from: 'h 18',
    also: [
      ...recorders.filter((post) => post !== 'branch_secretary'),
      'general_branch_secretary',
      ...organ,
      'organ_committee_member',
      ...leaders,
      ...workCommittee,
    ],
    alsoFrom: 'T5 who prepares it; b.5 review_branch_reports, a.2 liaison, f.2: who reads it, or its number',
  },
  submit: { who: ['branch_secretary'], from: 'h 19', also: recorders.slice(1), alsoFrom: 'T5' },
  accept: { who: nobodyYet, from: 'h 20: tried before anything is filed' },
  extend: {
    who: ['branch_secretary'],
    from: 'h 21',
    also: ['branch_deputy_secretary', ...organ, 'leadership_secretary'],
    alsoFrom: 'T10: the owner, at every level',
  },
  waive: {
    who: ['branch_secretary'],
    from: 'h 22',
    also: ['branch_deputy_secretary', ...organ, 'leadership_secretary', ...workCommittee],
    alsoFrom: 'T11: the owner, at every level',
  },
  overdue: {
    who: officerUp,
    from: 'h 23',
    also: recorders,
    alsoFrom: 'f.2: of the own branch; T5 who records it',
  },
  explain: {
    who: owners.filter((post) => post !== 'branch_deputy_secretary'),
    from: 'h 24, b.3 rule 3',
    also: [...recorders.slice(1), 'work_committee_officer'],
    alsoFrom: 'T5: who may file what is owed may say why it is late; b.7 its owner',
  },
  urge: {
    who: organ,
    from: 'h 25',
    also: workCommittee,
    alsoFrom: 'a.2 guides: the level above an organ committee',
  },
  issue: {
    who: officers,
    from: 'h 26',
    also: ['organ_secretary', ...workCommittee],
    alsoFrom: 'a.3, b.7 inspector',
  },
  close: {
    who: ['member', ...recorders],
    from: 'h 27: the named person, the owner',
    also: officers,
    alsoFrom: 'T4 on behalf',
  },
  election: {
    who: ['party_affairs_officer', 'branch_secretary'],
    from: 'h 28',
    also: [
      ...branch.filter((post) => post !== 'branch_secretary'),
      'organ_secretary',
      'organ_fulltime_deputy',
      'leadership_secretary',
      ...workCommittee,
    ],
    alsoFrom: 'h phrases 换届还有多久; E_TERM',
  },
  dues: { who: ['commissioner_organization'], from: 'h 29' },
  roster: {
    who: ['branch_secretary', 'commissioner_organization'],
    from: 'h 30',
    also: ['branch_deputy_secretary', ...organ],
    alsoFrom: 'T4; a.3 daily operation',
  },
  ledger: {
    who: secretaryUp,
    from: 'h 31',
    also: ['commissioner_organization', 'commissioner_publicity'],
    alsoFrom: 'T5, g.1: the papers of what they record',
  },
  digest: { who: officerUp, from: 'h 32', also: ['general_branch_secretary'], alsoFrom: 'a.2 superior' },
  mute: { who: everyone, from: 'h 33' },
  feedback: { who: everyone, from: 'h 34' },
  behalf: {
    who: ['party_affairs_officer'],
    from: 'h 35',
    also: ['organ_fulltime_deputy'],
    alsoFrom: 'a.3 main operator',
  },
};

import type { Day } from '../../calendar/day.ts';
import type { Directory } from '../../org/directory.ts';
import type { PostType } from '../../org/types.ts';

/** Whose rows a person reads one by one, and of whom only numbers (duties.md f.2). Codes in the order of the roster. */
export interface LedgerScope {
  readonly rows: readonly string[];
  /** Branches of which numbers are shown. */
  readonly counts: readonly string[];
}

const branchReaders: readonly PostType[] = [
  'branch_secretary',
  'branch_deputy_secretary',
  'commissioner_organization',
  'commissioner_publicity',
];
const organReaders: readonly PostType[] = [
  'organ_secretary',
  'organ_fulltime_deputy',
  'party_affairs_officer',
  'general_branch_secretary',
];
const workCommitteeReaders: readonly PostType[] = [
  'work_committee_secretary',
  'work_committee_deputy_secretary',
  'work_committee_officer',
];

/** Whoever reads a ledger of anything at all, for the sentence that says who. */
export const ledgerReaders: readonly PostType[] = [
  ...branchReaders,
  ...organReaders,
  'leadership_secretary',
  ...workCommitteeReaders,
];

export function ledgerScope(directory: Directory, person: string, day: Day): LedgerScope {
  const rows = new Set<string>();
  const counts = new Set<string>();
  const below = (org: string): readonly string[] => directory.branchesUnder(org).map(({ code }) => code);
  for (const { org, post } of directory.postsOf(person, day)) {
    if (branchReaders.includes(post)) rows.add(org);
    else if (organReaders.includes(post)) for (const code of [org, ...below(org)]) rows.add(code);
    else if (post === 'leadership_secretary') {
      for (const code of [org, directory.managedBy(org)?.code]) if (code !== undefined) rows.add(code);
      for (const code of below(org)) counts.add(code);
    } else if (workCommitteeReaders.includes(post)) {
      rows.add(org);
      for (const one of directory.orgs) {
        const isNext = one.level === 'leadership_group' || one.level === 'organ_committee';
        if (isNext && directory.workCommitteeOf(one.code)?.code === org) rows.add(one.code);
      }
      // A branch without an organ committee has the work committee for its next level.
      for (const code of below(org)) {
        if (directory.organCommitteeOf(code)) counts.add(code);
        else rows.add(code);
      }
    }
  }
  const inOrder = (codes: ReadonlySet<string>) => [...codes].sort();
  return { rows: inOrder(rows), counts: inOrder(counts).filter((code) => !rows.has(code)) };
}

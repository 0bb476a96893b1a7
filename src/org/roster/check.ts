import {
  optionalOrgColumns,
  optionalPersonColumns,
  orgColumns,
  personColumns,
  postColumns,
} from '../terms.ts';
import type { Roster } from '../types.ts';
import { checkOrgs } from './check-orgs.ts';
import { checkPeople } from './check-people.ts';
import { checkPosts } from './check-posts.ts';
import { problemAt, type RowProblem } from './problems.ts';
import type { RawSheet, RosterSheets, SheetKey } from './sheet.ts';

export type CheckedRoster = { readonly roster: Roster } | { readonly problems: readonly RowProblem[] };

const columns: Readonly<Record<SheetKey, readonly string[]>> = {
  orgs: Object.values({ ...orgColumns, ...optionalOrgColumns }),
  people: Object.values({ ...personColumns, ...optionalPersonColumns }),
  posts: Object.values(postColumns),
};

/** Turns the three sheets into a roster, or into everything that is wrong with them, in reading order. */
export function checkRoster(sheets: RosterSheets): CheckedRoster {
  const problems: RowProblem[] = [];
  for (const sheet of [sheets.orgs, sheets.people]) {
    if (isWithoutRows(sheet)) problems.push(problemAt(sheet.file, 1, '', 'no_rows'));
  }
  const orgs = checkOrgs(sheets.orgs, problems);
  const people = checkPeople(sheets.people, orgs, problems);
  const posts = checkPosts(sheets.posts, orgs, people, problems);
  if (problems.length > 0) return { problems: inReadingOrder(problems, sheets) };
  return {
    roster: {
      orgs: [...orgs.all.values()].map(({ org }) => org),
      people: [...people.all.values()].map(({ person }) => person),
      posts,
    },
  };
}

function isWithoutRows(sheet: RawSheet): boolean {
  return !sheet.grid.some((cells, index) => index > 0 && cells.some((cell) => cell.trim() !== ''));
}

function inReadingOrder(problems: readonly RowProblem[], sheets: RosterSheets): readonly RowProblem[] {
  const keys: readonly SheetKey[] = ['orgs', 'people', 'posts'];
  const fileAt = (p: RowProblem): number => keys.findIndex((key) => sheets[key].file === p.file);
  const columnAt = (p: RowProblem): number => columns[keys[fileAt(p)] ?? 'orgs'].indexOf(p.column);
  return [...problems].sort((a, b) => fileAt(a) - fileAt(b) || a.row - b.row || columnAt(a) - columnAt(b));
}

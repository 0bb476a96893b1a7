import { knownPosts, orgKindName, postColumns, postName, postTitleOf } from '../terms.ts';
import { type PostAssignment, postLevels, uniquePosts } from '../types.ts';
import type { OrgRegister } from './check-orgs.ts';
import type { PersonRegister } from './check-people.ts';
import type { RowProblem } from './problems.ts';
import { dayIn, isFilled, type RawSheet, type Sheet, type SheetRow, sheetOf } from './sheet.ts';

type Column = keyof typeof postColumns;

interface CheckedPost {
  readonly row: number;
  readonly post: PostAssignment;
}

export function checkPosts(
  raw: RawSheet,
  orgs: OrgRegister,
  people: PersonRegister,
  problems: RowProblem[],
): readonly PostAssignment[] {
  const sheet = sheetOf(raw, postColumns, problems);
  const posts: CheckedPost[] = [];
  for (const row of sheet.rows) {
    const isKnownOrg = checkOrg(sheet, row, orgs);
    const isKnownPerson = checkPerson(sheet, row, people);
    const term = termIn(sheet, row);
    const title = titleIn(sheet, row, orgs, people);
    if (!isKnownOrg || !isKnownPerson || !term || !title) continue;
    const post = {
      org: row.cell('org'),
      person: row.cell('person'),
      ...title,
      ...term,
      acting: false,
    };
    posts.push({ row: row.row, post });
  }
  reportOverlaps(sheet, posts);
  return posts.map(({ post }) => post);
}

function checkOrg(sheet: Sheet<Column>, row: SheetRow<Column>, orgs: OrgRegister): boolean {
  if (!isFilled(sheet, row, 'org', 40)) return false;
  const code = row.cell('org');
  if (orgs.isUnknown(code)) sheet.report(row.row, 'org', 'unknown_org', code);
  return orgs.find(code) !== undefined;
}

function checkPerson(sheet: Sheet<Column>, row: SheetRow<Column>, people: PersonRegister): boolean {
  if (!isFilled(sheet, row, 'person', 40)) return false;
  const code = row.cell('person');
  if (people.isUnknown(code)) sheet.report(row.row, 'person', 'unknown_person', code);
  return people.find(code) !== undefined;
}

function termIn(
  sheet: Sheet<Column>,
  row: SheetRow<Column>,
): Pick<PostAssignment, 'from' | 'to'> | undefined {
  const from = isFilled(sheet, row, 'from', 40) ? dayIn(sheet, row, 'from') : undefined;
  const to = dayIn(sheet, row, 'to');
  if (from === undefined || (to === undefined && row.cell('to') !== '')) return undefined;
  if (to === undefined || from <= to) return { from, to };
  sheet.report(row.row, 'to', 'end_before_start', from, to);
  return undefined;
}

function titleIn(
  sheet: Sheet<Column>,
  row: SheetRow<Column>,
  orgs: OrgRegister,
  people: PersonRegister,
): Pick<PostAssignment, 'post' | 'group'> | undefined {
  const cell = row.cell('post');
  if (!isFilled(sheet, row, 'post', 60)) return undefined;
  const title = postTitleOf(cell);
  const org = orgs.find(row.cell('org'))?.org;
  if (!title) sheet.report(row.row, 'post', 'unknown_post', cell, knownPosts);
  else if (org && !postLevels[title.post].includes(org.level)) {
    const kind = orgKindName(org.level, org.variant);
    sheet.report(row.row, 'post', 'wrong_level', postName(title.post), kind);
  } else if (title.group === '') sheet.report(row.row, 'post', 'no_group');
  else if (org && title.group !== undefined && people.groups?.has(`${org.code}/${title.group}`) === false) {
    sheet.report(row.row, 'post', 'unknown_group', title.group);
  } else return title;
  return undefined;
}

/** Two holders of a post that has one, and the same person twice in any post. */
function reportOverlaps(sheet: Sheet<Column>, posts: readonly CheckedPost[]): void {
  const ordered = [...posts].sort((a, b) => compare(a.post.from, b.post.from) || a.row - b.row);
  const byPost = new Map<string, CheckedPost>();
  const byPerson = new Map<string, CheckedPost>();
  for (const entry of ordered) {
    const { org, post, group, person } = entry.post;
    const place = `${org}/${post}/${group ?? ''}`;
    const twice = overlapping(byPerson, `${place}/${person}`, entry);
    const other = overlapping(byPost, place, entry);
    if (twice) sheet.report(entry.row, 'post', 'duplicate_post', twice.row);
    else if (other && uniquePosts.has(post)) {
      sheet.report(entry.row, 'post', 'two_holders', postName(post), other.row);
    }
  }
}

/** The earlier entry that still runs when this one begins; remembers whichever of the two ends later. */
function overlapping(
  latest: Map<string, CheckedPost>,
  key: string,
  entry: CheckedPost,
): CheckedPost | undefined {
  const before = latest.get(key);
  if (!before || endOf(entry) > endOf(before)) latest.set(key, entry);
  return before && entry.post.from < endOf(before) && entry.post.from < endOf(entry) ? before : undefined;
}

function endOf({ post }: CheckedPost): string {
  return post.to ?? '9999-99-99';
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

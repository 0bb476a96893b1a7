import {
  knownStatuses,
  knownTags,
  optionalPersonColumns,
  orgKindName,
  personColumns,
  statusOf,
  tagOf,
} from '../terms.ts';
import type { MemberTag, Person } from '../types.ts';
import type { OrgRegister } from './check-orgs.ts';
import type { RowProblem } from './problems.ts';
import { type Register, registerOf } from './register.ts';
import { dayIn, isClean, isFilled, type RawSheet, type Sheet, type SheetRow, sheetOf } from './sheet.ts';

const columns = { ...personColumns, ...optionalPersonColumns } as const;
type Column = keyof typeof columns;

interface CheckedPerson {
  readonly row: number;
  readonly person: Person;
}

export interface PersonRegister extends Register<CheckedPerson> {
  /** Every "branch/group" with a member; absent when some row was refused, since a group may be lost with it. */
  readonly groups?: ReadonlySet<string> | undefined;
}

export function checkPeople(raw: RawSheet, orgs: OrgRegister, problems: RowProblem[]): PersonRegister {
  const sheet = sheetOf(raw, columns, problems, new Set<Column>(['joinedOn']));
  const people = new Map<string, CheckedPerson>();
  const accounts = new Map<string, number>();
  for (const row of sheet.rows) {
    checkAccount(sheet, row, accounts);
    const tags = tagsIn(sheet, row);
    const hasBranch = checkBranch(sheet, row, orgs);
    const person = personIn(sheet, row, tags, hasBranch);
    const first = people.get(row.cell('code'));
    if (first) sheet.report(row.row, 'code', 'duplicate_code', row.cell('code'), first.row);
    else if (person) people.set(person.code, { row: row.row, person });
  }
  const isWhole = people.size === sheet.rows.length;
  return { ...registerOf(raw, personColumns.code, people), groups: isWhole ? groupsOf(people) : undefined };
}

function groupsOf(people: ReadonlyMap<string, CheckedPerson>): ReadonlySet<string> {
  const groups = new Set<string>();
  for (const { person } of people.values()) {
    if (person.group !== undefined) groups.add(`${person.branch}/${person.group}`);
  }
  return groups;
}

function personIn(
  sheet: Sheet<Column>,
  row: SheetRow<Column>,
  tags: readonly MemberTag[],
  hasBranch: boolean,
): Person | undefined {
  const hasCode = isFilled(sheet, row, 'code', 40);
  const hasName = isFilled(sheet, row, 'name', 40);
  isClean(sheet, row, 'group', 40);
  const joinedOn = dayIn(sheet, row, 'joinedOn');
  const status = statusOf(row.cell('status'));
  if (!status && isFilled(sheet, row, 'status', 20)) {
    sheet.report(row.row, 'status', 'unknown_status', row.cell('status'), knownStatuses);
  }
  if (!hasCode || !hasName || !status || !hasBranch) return undefined;
  return {
    code: row.cell('code'),
    name: row.cell('name'),
    account: row.cell('account') || undefined,
    status,
    tags,
    branch: row.cell('branch'),
    group: row.cell('group') || undefined,
    joinedOn,
  };
}

function checkAccount(sheet: Sheet<Column>, row: SheetRow<Column>, accounts: Map<string, number>): void {
  const account = row.cell('account');
  if (account === '' || !isClean(sheet, row, 'account', 128)) return;
  // Mail addresses are the one kind of account that does not tell capitals apart.
  const key = account.includes('@') ? account.toLowerCase() : account;
  const first = accounts.get(key);
  if (first === undefined) accounts.set(key, row.row);
  else sheet.report(row.row, 'account', 'duplicate_account', first);
}

function tagsIn(sheet: Sheet<Column>, row: SheetRow<Column>): readonly MemberTag[] {
  const tags = new Set<MemberTag>();
  for (const word of row.cell('tags').split(/[;；、,，]/)) {
    const tag = tagOf(word.trim());
    if (tag) tags.add(tag);
    else if (word.trim() !== '') sheet.report(row.row, 'tags', 'unknown_tag', word.trim(), knownTags);
  }
  return [...tags].sort();
}

function checkBranch(sheet: Sheet<Column>, row: SheetRow<Column>, orgs: OrgRegister): boolean {
  const code = row.cell('branch');
  const branch = orgs.find(code)?.org;
  if (branch?.level === 'branch') return true;
  if (code === '') sheet.report(row.row, 'branch', 'no_branch');
  else if (branch) {
    sheet.report(row.row, 'branch', 'not_a_branch', code, orgKindName(branch.level, branch.variant));
  } else if (orgs.isUnknown(code)) sheet.report(row.row, 'branch', 'unknown_branch', code);
  return false;
}

import {
  knownOrgKinds,
  optionalOrgColumns,
  ordinalTerm,
  orgColumns,
  orgKindName,
  orgKindOf,
  termCount,
} from '../terms.ts';
import { parentLevels, type RosterOrg } from '../types.ts';
import type { RowProblem } from './problems.ts';
import { type Register, registerOf } from './register.ts';
import { dayIn, isClean, isFilled, type RawSheet, type Sheet, type SheetRow, sheetOf } from './sheet.ts';

const columns = { ...orgColumns, ...optionalOrgColumns } as const;
type Column = keyof typeof columns;

export interface CheckedOrg {
  readonly row: number;
  readonly org: RosterOrg;
}

export type OrgRegister = Register<CheckedOrg>;

export function checkOrgs(raw: RawSheet, problems: RowProblem[]): OrgRegister {
  const sheet = sheetOf(raw, columns, problems, new Set<Column>(['termName']));
  const orgs = new Map<string, CheckedOrg>();
  for (const row of sheet.rows) {
    const org = orgIn(sheet, row);
    if (!org) continue;
    const first = orgs.get(org.code);
    if (first) sheet.report(row.row, 'code', 'duplicate_code', org.code, first.row);
    else orgs.set(org.code, { row: row.row, org });
  }
  const register = registerOf(raw, orgColumns.code, orgs);
  const cyclic = reportCycles(sheet, register);
  for (const checked of orgs.values()) {
    if (!cyclic.has(checked.org.code)) checkParent(sheet, checked, register);
    checkLeadership(sheet, checked, register);
  }
  return register;
}

function orgIn(sheet: Sheet<Column>, row: SheetRow<Column>): RosterOrg | undefined {
  const hasCode = isFilled(sheet, row, 'code', 40);
  const hasName = isFilled(sheet, row, 'name', 80);
  const foundedOn = dayIn(sheet, row, 'foundedOn');
  const electedOn = dayIn(sheet, row, 'electedOn');
  const years = row.cell('termYears');
  const isTerm = /^([1-9]|10)$/.test(years);
  if (years !== '' && !isTerm) sheet.report(row.row, 'termYears', 'bad_term_years', years);
  const termName = termNameIn(sheet, row);
  const kind = orgKindOf(row.cell('kind'));
  if (!kind && isFilled(sheet, row, 'kind', 20)) {
    sheet.report(row.row, 'kind', 'unknown_type', row.cell('kind'), knownOrgKinds);
  }
  isClean(sheet, row, 'parent', 40);
  isClean(sheet, row, 'leadership', 40);
  if (!hasCode || !hasName || !kind) return undefined;
  return {
    code: row.cell('code'),
    name: row.cell('name'),
    level: kind.level,
    variant: kind.variant,
    foundedOn,
    electedOn,
    termYears: isTerm ? Number(years) : undefined,
    termName,
    parent: row.cell('parent') || undefined,
    leadership: row.cell('leadership') || undefined,
  };
}

/** 3, 第3届 and 第三届 are the same; a bare number is written out. */
function termNameIn(sheet: Sheet<Column>, row: SheetRow<Column>): string | undefined {
  const typed = row.cell('termName');
  if (typed === '' || !isClean(sheet, row, 'termName', 12)) return undefined;
  const [, count] = termCount.exec(typed) ?? [];
  if (count === undefined) sheet.report(row.row, 'termName', 'bad_term_name', typed);
  return count === undefined ? undefined : ordinalTerm(count);
}

/** Follows the parents of every organisation once; the codes that stand on a circle are returned. */
function reportCycles(sheet: Sheet<Column>, orgs: OrgRegister): ReadonlySet<string> {
  const cyclic = new Set<string>();
  const settled = new Set<string>();
  for (const start of orgs.all.keys()) {
    const path: string[] = [];
    const onPath = new Set<string>();
    let code: string | undefined = start;
    while (code !== undefined && !settled.has(code) && !onPath.has(code)) {
      path.push(code);
      onPath.add(code);
      code = orgs.find(code)?.org.parent;
    }
    if (code !== undefined && onPath.has(code)) {
      const circle = path.slice(path.indexOf(code));
      for (const [index, member] of circle.entries()) {
        const turned = [...circle.slice(index), ...circle.slice(0, index), member];
        cyclic.add(member);
        sheet.report(orgs.find(member)?.row ?? 1, 'parent', 'cycle', turned.slice(0, 8));
      }
    }
    for (const seen of path) settled.add(seen);
  }
  return cyclic;
}

function kindOf(org: RosterOrg): string {
  return orgKindName(org.level, org.variant);
}

function checkParent(sheet: Sheet<Column>, { row, org }: CheckedOrg, orgs: OrgRegister): void {
  const allowed = parentLevels[org.level];
  if (org.parent === undefined) {
    if (!allowed.includes('none')) sheet.report(row, 'parent', 'missing_parent', kindOf(org));
    return;
  }
  const parent = orgs.find(org.parent)?.org;
  if (parent) {
    if (!allowed.includes(parent.level)) {
      sheet.report(row, 'parent', 'bad_parent', kindOf(org), kindOf(parent));
    }
  } else if (orgs.isUnknown(org.parent)) sheet.report(row, 'parent', 'unknown_parent', org.parent);
}

function checkLeadership(sheet: Sheet<Column>, { row, org }: CheckedOrg, orgs: OrgRegister): void {
  if (org.leadership === undefined) return;
  const leadership = orgs.find(org.leadership)?.org;
  const above = org.parent === undefined ? undefined : orgs.find(org.parent)?.org.leadership;
  if (!leadership) {
    if (orgs.isUnknown(org.leadership)) {
      sheet.report(row, 'leadership', 'unknown_leadership', org.leadership);
    }
  } else if (leadership.level !== 'leadership_group') {
    sheet.report(row, 'leadership', 'not_a_leadership', org.leadership);
  } else if (above !== undefined && above !== org.leadership && orgs.find(above)) {
    sheet.report(row, 'leadership', 'leadership_differs', org.leadership, above);
  }
}

import { type Day, isDay } from '../../calendar/day.ts';
import { isDateForm } from '../../calendar/deadlines.ts';
import { coverageNames, escalationNames, reminderNames, shiftNames } from '../../text/catalogue.ts';
import { activeWords, inheritWord, overrideColumns } from '../../text/overrides.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { changeSchema, type DutyChange, type DutyDef } from '../catalogue/duty-def.ts';
import type { OverrideColumn, OverrideRow } from './file.ts';
import type { Override } from './local-rules.ts';
import { type OverrideProblem, type OverrideProblemCode, problemAt, type Words } from './problems.ts';

export interface StatedOverride extends Pick<OverrideRow, 'line' | 'lineOf'> {
  readonly override: Override;
}

interface ReadRow {
  readonly row: OverrideRow;
  readonly duty: DutyDef;
  report<C extends OverrideProblemCode>(column: OverrideColumn | '', code: C, ...words: Words<C>): void;
}

const longest = { reason: 200, document: 60, consent: 60 } as const;

/** What the rows state, each by itself. Rows that cannot be read are problems and are left out. */
export function overridesIn(
  rows: readonly OverrideRow[],
  catalogue: Catalogue,
): { readonly stated: readonly StatedOverride[]; readonly problems: readonly OverrideProblem[] } {
  const problems: OverrideProblem[] = [];
  const stated: StatedOverride[] = [];
  for (const row of rows) {
    const before = problems.length;
    const report: ReadRow['report'] = (column, code, ...words) => {
      const title = column === '' ? '' : overrideColumns[column];
      problems.push(problemAt(row.lineOf(column), title, code, ...words));
    };
    for (const column of ['org', 'duty', 'from', 'reason', 'document'] as const) {
      if (row.cell(column) === '') report(column, 'empty', overrideColumns[column]);
    }
    for (const column of ['reason', 'document', 'consent'] as const) checkWords(row, column, report);
    const from = row.cell('from');
    if (from !== '' && !isDay(from)) report('from', 'bad_date', from, dayMeant(from));
    const duty = dutyCalled(row.cell('duty'), catalogue);
    if (!duty && row.cell('duty') !== '') report('duty', 'unknown_duty', row.cell('duty'));
    const change = duty && changeIn({ row, duty, report });
    if (problems.length > before || !duty || !change) continue;
    const consent = row.cell('consent') || undefined;
    const [org, reason, document] = [row.cell('org'), row.cell('reason'), row.cell('document')];
    stated.push({
      line: row.line,
      lineOf: row.lineOf,
      override: { org, duty: duty.id, from: from as Day, change, reason, document, consent },
    });
  }
  return { stated, problems };
}

// These words come back on cards and in exported tables.
const unclean = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]|^[=+\-@]/u;

function checkWords(row: OverrideRow, column: keyof typeof longest, report: ReadRow['report']): void {
  const words = row.cell(column);
  const title = overrideColumns[column];
  if (unclean.test(words)) report(column, 'unclean', title);
  else if ([...words].length > longest[column]) report(column, 'too_long', title, longest[column]);
}

/** 2026/3/1, 2026.3.1 and 2026年3月1日 as they should be written. */
function dayMeant(words: string): string | undefined {
  const [, year, month = '', date = ''] = /^(\d{4})\D(\d{1,2})\D(\d{1,2})\D?$/u.exec(words) ?? [];
  const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  return isDay(day) ? day : undefined;
}

/** By its name, its short name, the two letters of its numbers or its id. */
function dutyCalled(words: string, { duties }: Catalogue): DutyDef | undefined {
  return duties.find(({ id, short, name }) => [id, short, name.zh, name.brief].includes(words));
}

function changeIn(read: ReadRow): DutyChange {
  const { row, duty, report } = read;
  const change: DutyChange = {
    heldBy: heldByIn(read),
    recordBy: orInherit(row.cell('recordBy'), (rule) => ruleIn(read, 'recordBy', { rule })),
    reminder: oneOf(read, 'reminder', reminderNames),
    escalation: oneOf(read, 'escalation', escalationNames),
    coverage: oneOf(read, 'coverage', coverageNames),
    active: activeIn(read),
  };
  const fields = ['heldBy', 'recordBy', 'reminder', 'escalation', 'coverage', 'active'] as const;
  const cells = [...fields, 'shift'] as const;
  if (cells.every((column) => row.cell(column) === '')) report('', 'nothing');
  if (change.coverage && duty.coverage === undefined) report('coverage', 'no_coverage');
  return Object.fromEntries(fields.flatMap((f) => (change[f] === undefined ? [] : [[f, change[f]]])));
}

/** Nothing where the cell is empty, null where the superior's rule holds again. */
function orInherit<T>(words: string, read: (words: string) => T | undefined): T | null | undefined {
  if (words === '') return undefined;
  return words === inheritWord ? null : read(words);
}

function heldByIn(read: ReadRow): DutyChange['heldBy'] {
  const { row, duty, report } = read;
  const shift = oneOf(read, 'shift', shiftNames);
  if (row.cell('shift') !== '' && row.cell('heldBy') === '') report('shift', 'shift_alone');
  return orInherit(row.cell('heldBy'), (rule) =>
    ruleIn(read, 'heldBy', { rule, shift: shift ?? duty.heldBy.shift }),
  );
}

/** Rules are written without blanks, and sometimes with the colon of a Chinese keyboard. */
function ruleIn<T extends { readonly rule: string }>(
  { row, report }: ReadRow,
  column: 'heldBy' | 'recordBy',
  stated: T,
): T | undefined {
  const rule = stated.rule.replaceAll('：', ':').replaceAll('＋', '+').replaceAll(' ', '');
  const { rule: known } = changeSchema.shape.recordBy.unwrap().unwrap().shape;
  if (known.safeParse(rule).success) return { ...stated, rule };
  report(column, isDateForm(rule) ? 'no_such_day' : 'bad_rule', row.cell(column));
  return undefined;
}

/** A code, or its Chinese name. */
function oneOf<K extends string>(
  { row, report }: ReadRow,
  column: OverrideColumn,
  names: Readonly<Record<K, string>>,
): K | null | undefined {
  return orInherit(row.cell(column), (words) => {
    const keys = Object.keys(names) as K[];
    const found = keys.find((key) => key === words || names[key] === words);
    if (found === undefined)
      report(column, 'unknown_word', words, Object.values(names), overrideColumns[column]);
    return found;
  });
}

function activeIn(read: ReadRow): boolean | null | undefined {
  const word = oneOf(read, 'active', activeWords);
  return word ? word === 'yes' : word;
}

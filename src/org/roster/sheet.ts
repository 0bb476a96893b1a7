import { type Day, dayFrom, existsDay } from '../../calendar/day.ts';
import { type ProblemCode, problemAt, type RowProblem, type Words } from './problems.ts';

export type SheetKey = 'orgs' | 'people' | 'posts';

/** A sheet as it was read: the first row is the header, every cell is text. */
export interface RawSheet {
  readonly file: string;
  readonly grid: readonly (readonly string[])[];
}

export type RosterSheets = Readonly<Record<SheetKey, RawSheet>>;

export interface SheetRow<Column extends string> {
  readonly row: number;
  cell(column: Column): string;
}

export interface Sheet<Column extends string> {
  readonly rows: readonly SheetRow<Column>[];
  /** What the column is called in the file. */
  title(column: Column): string;
  report<C extends ProblemCode>(row: number, column: Column | '', code: C, ...words: Words<C>): void;
}

/**
 * Finds the columns by their titles, in any order; columns we do not know are the customer's own. One of `optional`
 * that is not there reads as empty.
 */
export function sheetOf<Column extends string>(
  raw: RawSheet,
  titles: Readonly<Record<Column, string>>,
  problems: RowProblem[],
  optional: ReadonlySet<Column> = new Set(),
): Sheet<Column> {
  const title = (column: Column | ''): string => (column === '' ? '' : titles[column]);
  const report: Sheet<Column>['report'] = (row, column, code, ...words) => {
    problems.push(problemAt(raw.file, row, title(column), code, ...words));
  };
  const header = (raw.grid[0] ?? []).map((name) => name.trim());
  const places = new Map<Column, number>();
  for (const column in titles) {
    const at = header.indexOf(titles[column]);
    if (at < 0 && !optional.has(column)) report(1, column, 'missing_column', titles[column]);
    else if (at >= 0 && header.indexOf(titles[column], at + 1) >= 0) {
      report(1, column, 'duplicate_column', titles[column]);
    }
    places.set(column, at);
  }
  const rows: SheetRow<Column>[] = [];
  if (problems.some((p) => p.file === raw.file)) return { rows, title, report };

  raw.grid.forEach((cells, index) => {
    if (index === 0 || cells.every((cell) => cell.trim() === '')) return;
    const row = index + 1;
    if (cells.slice(header.length).some((cell) => cell.trim() !== '')) report(row, '', 'extra_cell');
    rows.push({ row, cell: (column) => (cells[places.get(column) ?? -1] ?? '').trim().normalize('NFC') });
  });
  return { rows, title, report };
}

// Format characters are refused with the controls: they turn text around or make two names look alike.
const invisible = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/u;
const mobile = /^\+\d[\d -]*$/;

/** Reports a cell that must not be stored as it is; true when the text is clean. */
export function isClean<Column extends string>(
  sheet: Sheet<Column>,
  row: SheetRow<Column>,
  column: Column,
  most: number,
): boolean {
  const value = row.cell(column);
  if (invisible.test(value)) sheet.report(row.row, column, 'control_character', sheet.title(column));
  else if (/^[=+\-@]/.test(value) && !mobile.test(value))
    sheet.report(row.row, column, 'formula', sheet.title(column), value);
  else if ([...value].length > most) sheet.report(row.row, column, 'too_long', sheet.title(column), most);
  else return true;
  return false;
}

/** The same for a cell that must not be empty either. */
export function isFilled<Column extends string>(
  sheet: Sheet<Column>,
  row: SheetRow<Column>,
  column: Column,
  most: number,
): boolean {
  if (row.cell(column) !== '') return isClean(sheet, row, column, most);
  sheet.report(row.row, column, 'empty', sheet.title(column));
  return false;
}

/** A day, or nothing. Excel rewrites dates with slashes and without zeros when it saves a CSV: both are read. */
export function dayIn<Column extends string>(
  sheet: Sheet<Column>,
  row: SheetRow<Column>,
  column: Column,
): Day | undefined {
  const value = row.cell(column);
  if (value === '' || !isClean(sheet, row, column, 40)) return undefined;
  const match = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/.exec(value);
  const [year, month, date] = [Number(match?.[1]), Number(match?.[3]), Number(match?.[4])];
  if (match && existsDay(year, month, date)) return dayFrom(year, month, date);
  sheet.report(row.row, column, 'bad_date', value);
  return undefined;
}

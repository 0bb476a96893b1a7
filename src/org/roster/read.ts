import { readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { CsvError, parse } from 'csv-parse/sync';
import readXlsxFile from 'read-excel-file/node';
import { type Refusal, refuse } from '../../core/errors.ts';
import { rosterText } from '../../text/roster.ts';
import { sheetNames } from '../terms.ts';
import { problemAt, type RowProblem } from './problems.ts';
import type { RawSheet, RosterSheets, SheetKey } from './sheet.ts';

export type ReadRoster =
  | { readonly sheets: RosterSheets }
  | { readonly problems: readonly RowProblem[] }
  | Refusal;

type ReadSheet = RawSheet | RowProblem;

/** Reads a folder with the three CSV files, or one workbook with three sheets. Says nothing about the content. */
export async function readRoster(path: string): Promise<ReadRoster> {
  const found = await stat(path).catch((error: unknown) => {
    if (isMissing(error)) return undefined;
    throw error;
  });
  if (!found) return refuse('roster_not_found', rosterText.notFound(path));
  if (found.isDirectory()) return await readFolder(path);
  if (path.toLowerCase().endsWith('.xlsx')) return await readWorkbook(path);
  return refuse('not_a_roster', rosterText.notARoster(path));
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}

function joined(orgs: ReadSheet, people: ReadSheet, posts: ReadSheet): ReadRoster {
  const problems = [orgs, people, posts].filter((sheet) => 'code' in sheet);
  if ('code' in orgs || 'code' in people || 'code' in posts) return { problems };
  return { sheets: { orgs, people, posts } };
}

async function readFolder(folder: string): Promise<ReadRoster> {
  const read = async (file: string): Promise<ReadSheet> => {
    try {
      return csvSheet(file, await readFile(join(folder, file)));
    } catch (error) {
      if (isMissing(error)) return problemAt(file, 1, '', 'missing_file', file);
      throw error;
    }
  };
  const [orgs, people, posts] = await Promise.all([read('orgs.csv'), read('people.csv'), read('posts.csv')]);
  return joined(orgs, people, posts);
}

/** One CSV file. Bytes that are not UTF-8 are refused: a wrong guess would store wrong names silently. */
export function csvSheet(file: string, bytes: Uint8Array): ReadSheet {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return problemAt(file, 1, '', 'encoding');
  }
  try {
    // Empty lines are kept, so that an index is the row number that Excel shows.
    return { file, grid: parse(text, { relax_column_count: true, skip_empty_lines: false }) };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = 'lines' in error && typeof error.lines === 'number' ? error.lines : 1;
    return problemAt(file, line, '', 'unreadable');
  }
}

async function readWorkbook(path: string): Promise<ReadRoster> {
  const file = basename(path);
  const bytes = await readFile(path);
  const workbook = await readXlsxFile<string>(bytes, { parseNumber: (digits) => digits }).catch(
    () => undefined,
  );
  if (!workbook) return { problems: [problemAt(file, 1, '', 'unreadable')] };
  const sheet = (key: SheetKey): ReadSheet => {
    const names: readonly string[] = sheetNames[key];
    const found = workbook.find((candidate) => names.includes(candidate.sheet.trim().toLowerCase()));
    if (!found) return problemAt(file, 1, '', 'missing_sheet', names);
    return { file: `${file}:${key}`, grid: found.data.map((cells) => cells.map(cellText)) };
  };
  return joined(sheet('orgs'), sheet('people'), sheet('posts'));
}

/** Numbers stay as they were typed (accounts are long digits); a date cell is midnight UTC of its day. */
function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  return value instanceof Date ? value.toISOString().slice(0, 10) : String(value);
}

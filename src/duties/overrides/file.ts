import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { z } from 'zod';
import { type Refusal, refuse } from '../../core/errors.ts';
import { csvSheet } from '../../org/roster/read.ts';
import { overrideColumns, overrideText } from '../../text/overrides.ts';
import { readYaml } from '../catalogue/yaml-lines.ts';
import { type OverrideProblem, problemAt } from './problems.ts';

export type OverrideColumn = keyof typeof overrideColumns;

/** One row as it was written: trimmed text by column, '' where nothing stands. */
export interface OverrideRow {
  readonly line: number;
  cell(column: OverrideColumn): string;
  /** The line on which a column stands; the row's own where it is missing. */
  lineOf(column: OverrideColumn | ''): number;
}

export interface ReadOverrides {
  readonly rows: readonly OverrideRow[];
  readonly problems: readonly OverrideProblem[];
}

const mustHave: readonly OverrideColumn[] = ['org', 'duty', 'from', 'reason', 'document'];
const columnByTitle = new Map(
  (Object.keys(overrideColumns) as OverrideColumn[]).map((column) => [overrideColumns[column], column]),
) as ReadonlyMap<string, OverrideColumn>;

/** Reads a .csv or .yaml file of overrides. Says nothing about the content of a cell. */
export async function readOverrideFile(path: string): Promise<ReadOverrides | Refusal> {
  const kind = extname(path).toLowerCase();
  if (!['.csv', '.yaml', '.yml'].includes(kind)) {
    return refuse('not_an_override_file', overrideText.notAFile(path));
  }
  const bytes = await readFile(path).catch((error: unknown) => {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR') return undefined;
    throw error;
  });
  if (!bytes) return refuse('override_file_not_found', overrideText.notFound(path));
  const read = kind === '.csv' ? csvRows(bytes) : yamlRows(bytes);
  if (read.rows.length > 0 || read.problems.length > 0) return read;
  return { rows: [], problems: [problemAt(1, '', 'no_rows')] };
}

function csvRows(bytes: Uint8Array): ReadOverrides {
  const sheet = csvSheet('', bytes);
  if ('code' in sheet) return { rows: [], problems: [{ ...sheet, line: sheet.row }] };
  const problems: OverrideProblem[] = [];
  const titles = (sheet.grid[0] ?? []).map((title) => title.trim());
  for (const title of titles) if (!columnByTitle.has(title)) problems.push(unknownColumn(1, title));
  for (const title of new Set(titles.filter((name, at) => titles.indexOf(name) !== at))) {
    problems.push(problemAt(1, title, 'duplicate_column', title));
  }
  for (const column of mustHave) {
    const title = overrideColumns[column];
    if (!titles.includes(title)) problems.push(problemAt(1, title, 'missing_column', title));
  }
  if (problems.length > 0) return { rows: [], problems };
  const rows: OverrideRow[] = [];
  sheet.grid.forEach((cells, index) => {
    if (index === 0 || cells.every((cell) => cell.trim() === '')) return;
    const line = index + 1;
    if (cells.slice(titles.length).some((cell) => cell.trim() !== '')) {
      problems.push(problemAt(line, '', 'extra_cell'));
    }
    rows.push(
      rowOf(
        line,
        (title) => cells[titles.indexOf(title)],
        () => line,
      ),
    );
  });
  return { rows, problems };
}

const yamlWord = z.union([z.string(), z.number(), z.boolean()]);
const yamlCell = z.union([yamlWord, z.array(yamlWord)]);

function yamlRows(bytes: Uint8Array): ReadOverrides {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return { rows: [], problems: [problemAt(1, '', 'encoding')] };
  }
  const yaml = readYaml(text);
  if (yaml.problems.length > 0) {
    return { rows: [], problems: yaml.problems.map(({ line }) => problemAt(line, '', 'yaml')) };
  }
  if (yaml.value === null) return { rows: [], problems: [] };
  if (!Array.isArray(yaml.value)) return { rows: [], problems: [problemAt(1, '', 'not_a_list')] };
  const problems: OverrideProblem[] = [];
  const rows: OverrideRow[] = [];
  yaml.value.forEach((item: unknown, index) => {
    const line = yaml.lineOf([index]);
    const row = z.record(z.string(), z.unknown()).safeParse(item);
    if (!row.success) {
      problems.push(problemAt(line, '', 'not_a_row'));
      return;
    }
    const cells = new Map<string, string>();
    for (const [title, value] of Object.entries(row.data)) {
      const at = yaml.lineOf([index, title]);
      if (!columnByTitle.has(title)) problems.push(unknownColumn(at, title));
      const cell = yamlCell.safeParse(value ?? '');
      if (cell.success) cells.set(title, [cell.data].flat().join('、'));
      else problems.push(problemAt(at, title, 'not_a_row'));
    }
    rows.push(
      rowOf(
        line,
        (title) => cells.get(title),
        (title) => yaml.lineOf([index, title]),
      ),
    );
  });
  return { rows, problems };
}

function rowOf(
  line: number,
  textOf: (title: string) => string | undefined,
  lineOf: (title: string) => number,
): OverrideRow {
  return {
    line,
    cell: (column) => (textOf(overrideColumns[column]) ?? '').trim().normalize('NFC'),
    lineOf: (column) => (column === '' ? line : lineOf(overrideColumns[column])),
  };
}

function unknownColumn(line: number, title: string): OverrideProblem {
  const alike = [...columnByTitle.keys()].find((known) => title.length > 1 && known.includes(title));
  return problemAt(line, title, 'unknown_column', title, alike);
}

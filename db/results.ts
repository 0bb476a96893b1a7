import type { ParserOptions, QueryOptions, Results } from '@electric-sql/pglite';
import type { Reply } from './wire.ts';

export interface ResultField {
  readonly name: string;
  readonly dataTypeID: number;
}

const changing = /^(?:INSERT|UPDATE|DELETE|COPY|MERGE) /;

/** A reply as the stock class would give it: rows as objects or arrays, each value as its type's parser reads it. */
export function resultsOf<T>(
  { rows, tag }: Reply,
  fields: readonly ResultField[],
  parsers: ParserOptions,
  options: QueryOptions | undefined,
): Results<T> {
  const readers = fields.map(({ dataTypeID }) => options?.parsers?.[dataTypeID] ?? parsers[dataTypeID]);
  const read = (value: string | null, column: number): unknown => {
    const reader = readers[column];
    return value === null || !reader ? value : reader(value);
  };
  const inOrder = options?.rowMode === 'array';
  const given = rows.map((row): unknown => {
    if (inOrder) return row.map(read);
    const named: Record<string, unknown> = {};
    for (const [column, { name }] of fields.entries()) named[name] = read(row[column] ?? null, column);
    return named;
  });
  const count = Number(tag.slice(tag.lastIndexOf(' ') + 1));
  return {
    rows: given as T[],
    fields: [...fields],
    affectedRows: changing.test(tag) ? count : 0,
    ...(tag === '' ? {} : { command: tag.split(' ')[0] }),
    ...(tag === '' || Number.isNaN(count) ? {} : { rowCount: count }),
  } as Results<T>;
}

import { getTableColumns, is, type SQL, sql } from 'drizzle-orm';
import { PgColumn, type PgTable } from 'drizzle-orm/pg-core';
import { type Reader, rowsOf } from './client.ts';

const rowsPerStatement = 5000;

interface NamedColumn {
  readonly key: string;
  readonly name: string;
  readonly type: string;
}

/**
 * Inserts many complete rows, two parameters a statement: what differs from row to row, and once what is the same in
 * all of them. Several times faster than a parameter a value, and past the limit of 65,535 of those. A column left
 * out becomes null, not its default. Rows that clash with a unique key are left as they are. Answers the `returning`
 * column of the rows that were really inserted; not asked for, it costs nothing (answering takes as long as inserting).
 */
export async function insertMany<T extends PgTable>(
  tx: Reader,
  table: T,
  rows: readonly T['$inferInsert'][],
  returning?: string,
): Promise<ReadonlySet<string>> {
  const made = new Set<string>();
  const columns = columnsOf(table);
  const names = sql.raw(columns.map(({ name }) => `"${name}"`).join(', '));
  for (let from = 0; from < rows.length; from += rowsPerStatement) {
    const part = rows.slice(from, from + rowsPerStatement) as readonly Readonly<Record<string, unknown>>[];
    const isSame = sameIn(part);
    // One column at least has to say how many rows there are.
    const varying = columns.filter(({ key }, at) => at === 0 || !isSame(key));
    const values = columns.map((column) => (varying.includes(column) ? 'each' : 'all'));
    const found = rowsOf<{ id: string }>(
      await tx.execute(sql`
        insert into ${table} (${names})
        select ${sql.raw(columns.map(({ name }, at) => `"${values[at]}"."${name}"`).join(', '))}
        from jsonb_to_recordset(${JSON.stringify(part.map((row) => recordOf(row, varying)))}::jsonb)
            as "each"(${sql.raw(varying.map(({ name, type }) => `"${name}" ${type}`).join(', '))}),
          jsonb_populate_record(null::${table}, ${JSON.stringify(recordOf(part[0] ?? {}, columns))}::jsonb) as "all"
        on conflict do nothing
        ${returning === undefined ? sql`` : sql`returning ${sql.identifier(returning)}::text as id`}`),
    );
    for (const { id } of found) made.add(id);
  }
  return made;
}

/**
 * Right of `=`: any of these, found through an index. One parameter, so that the text of the statement does not change
 * with their number.
 */
export function anyOf(values: Iterable<string>, type: 'text' | 'uuid'): SQL {
  const all = JSON.stringify([...new Set(values)]);
  return sql`any(array(select jsonb_array_elements_text(${all}::jsonb)::${sql.raw(type)}))`;
}

/**
 * Whether a column is one of these codes, keys or ids. In one parameter where drizzle's `inArray` has one for each: the
 * text stays the same whatever their number, is built in no time and is parsed by the database once.
 */
export function among(column: PgColumn | SQL, values: Iterable<string>): SQL {
  const type = is(column, PgColumn) && column.getSQLType() === 'uuid' ? 'uuid' : 'text';
  return sql`${column} = ${anyOf(values, type)}`;
}

function sameIn(rows: readonly Readonly<Record<string, unknown>>[]): (key: string) => boolean {
  return (key) => rows.every((row) => (row[key] ?? null) === (rows[0]?.[key] ?? null));
}

function recordOf(row: Readonly<Record<string, unknown>>, columns: readonly NamedColumn[]): object {
  const record: Record<string, unknown> = {};
  for (const { key, name } of columns) record[name] = row[key] ?? null;
  return record;
}

function columnsOf(table: PgTable): readonly NamedColumn[] {
  return Object.entries(getTableColumns(table)).map(([key, column]) => ({
    key,
    name: snake(column.name),
    type: column.getSQLType(),
  }));
}

/** Column names follow the casing of db/client.ts. */
function snake(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

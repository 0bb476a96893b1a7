import { getTableColumns, sql } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import { type Reader, rowsOf } from './client.ts';

const rowsPerStatement = 5000;

/**
 * Inserts many complete rows as one parameter a statement: several times faster than a parameter a value, and past
 * the limit of 65,535 of those. A column left out becomes null, not its default. Rows that clash with a unique key
 * are left as they are. Answers the `returning` column of the rows that were really inserted.
 */
export async function insertMany<T extends PgTable>(
  tx: Reader,
  table: T,
  rows: readonly T['$inferInsert'][],
  returning: string,
): Promise<ReadonlySet<string>> {
  const made = new Set<string>();
  const names = Object.entries(getTableColumns(table)).map(
    ([key, column]) => [key, snake(column.name)] as const,
  );
  for (let from = 0; from < rows.length; from += rowsPerStatement) {
    const part = rows.slice(from, from + rowsPerStatement).map((row) => {
      const given = row as Readonly<Record<string, unknown>>;
      return Object.fromEntries(names.map(([key, name]) => [name, given[key] ?? null]));
    });
    const found = rowsOf<{ id: string }>(
      await tx.execute(sql`
        insert into ${table}
        select * from jsonb_populate_recordset(null::${table}, ${JSON.stringify(part)}::jsonb)
        on conflict do nothing
        returning ${sql.identifier(returning)}::text as id`),
    );
    for (const { id } of found) made.add(id);
  }
  return made;
}

/** Column names follow the casing of db/client.ts. */
function snake(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

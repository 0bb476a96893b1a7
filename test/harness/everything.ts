import { sql } from 'drizzle-orm';
import { type Db, rowsOf } from '../../db/client.ts';

/** Every row of every table, the queue's among them, as text. */
export async function everythingIn(db: Db): Promise<string> {
  const tables = rowsOf<{ name: string }>(
    await db.execute(sql`
      select quote_ident(table_schema) || '.' || quote_ident(table_name) as name from information_schema.tables
      where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`),
  );
  const dumps = await Promise.all(
    tables.map(async ({ name }) => {
      const rows = rowsOf<{ row: string }>(
        await db.execute(sql.raw(`select to_jsonb(t)::text as row from ${name} t`)),
      );
      return rows.map(({ row }) => row).join('\n');
    }),
  );
  return dumps.join('\n');
}

import { sql } from 'drizzle-orm';
import { openDatabase } from '../../db/client.ts';

/** A process that opens the folder, commits row after row, tells each one, and waits for its end. */
const database = await openDatabase({ dataDir: process.argv[2] });
await database.db.execute(sql`create table if not exists notes (n integer primary key)`);
process.stdout.write('open\n');
for (let n = 1; ; n += 1) {
  await database.db.transaction((tx) => tx.execute(sql`insert into notes values (${n})`));
  process.stdout.write(`${n}\n`);
}

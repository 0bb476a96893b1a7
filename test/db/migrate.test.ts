import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase, rowsOf } from '../../db/client.ts';
import { migrate } from '../../db/migrate.ts';
import { settings } from '../../db/schema/index.ts';
import { type TestDatabase, testDatabase } from '../harness/db.ts';

let test: TestDatabase;
beforeAll(async () => {
  test = await testDatabase();
});
beforeEach(() => test.reset());
afterAll(() => test.close());

const value = { key: 'a', value: '1' };

describe('migrations', () => {
  it('may be applied again, alone and by several at once', async () => {
    const { db } = test.database;
    const applied = async (): Promise<unknown[]> =>
      rowsOf(await db.execute(sql`select hash from drizzle.__drizzle_migrations order by id`));
    const before = await applied();
    expect(before.length).toBeGreaterThan(0);
    await migrate(test.database);
    await Promise.all([migrate(test.database), migrate(test.database), migrate(test.database)]);
    expect(await applied()).toEqual(before);
  });

  it('applies them once when several processes start on an empty database', async () => {
    const { url } = test.database;
    await test.database.db.execute(sql`drop schema drizzle cascade`);
    await test.database.db.execute(sql`drop schema public cascade`);
    await test.database.db.execute(sql`create schema public`);
    const starters = url ? await Promise.all([1, 2, 3].map(() => openDatabase({ url }))) : [test.database];
    await Promise.all(starters.map((database) => migrate(database)));
    if (url) await Promise.all(starters.map((database) => database.close()));
    const found = await test.database.db.execute(
      sql`select count(*)::int as n from drizzle.__drizzle_migrations`,
    );
    expect(rowsOf<{ n: number }>(found)[0]?.n).toBeGreaterThan(0);
    expect(await test.database.db.select().from(settings)).toEqual([]);
  });
});

describe('both drivers behind one type', () => {
  it('roll a transaction back when it throws', async () => {
    const { db } = test.database;
    const failing = db.transaction(async (tx) => {
      await tx.insert(settings).values(value);
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await db.select().from(settings)).toEqual([]);
  });

  it('start empty after a reset', async () => {
    const { db } = test.database;
    await db.insert(settings).values(value);
    await test.reset();
    expect(await db.select().from(settings)).toEqual([]);
  });
});

it('say which server is missing', async () => {
  const nowhere = openDatabase({ url: 'postgres://nobody@127.0.0.1:1/none' });
  await expect(nowhere).rejects.toMatchObject({ kind: 'unavailable', code: 'database_unreachable' });
});

it('refuses a query that would wait for the transaction around it', async () => {
  const embedded = await openDatabase({});
  const { db } = embedded;
  const nested = db.transaction(() => db.execute(sql`select 1`));
  await expect(nested).rejects.toMatchObject({ cause: { code: 'query_beside_transaction' } });
  expect(rowsOf(await db.execute(sql`select 1::int as one`))).toEqual([{ one: 1 }]);
  await embedded.close();
});

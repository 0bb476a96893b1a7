import { afterAll, describe, expect, it } from 'vitest';
import { FairPGlite } from '../../db/client-pglite.ts';

const pglite = new FairPGlite();
afterAll(() => pglite.close());

async function redoFrom(): Promise<unknown> {
  const { rows } = await pglite.query('select redo_lsn::text as at from pg_control_checkpoint()');
  return rows[0];
}

describe('the embedded database', () => {
  it('starts its log of changes anew by itself: nobody else does, and it would grow for ever', async () => {
    await pglite.waitReady;
    await pglite.exec('create table notes (id int primary key, note text)');
    const before = await redoFrom();
    for (let id = 0; id <= 10_000; id += 1) {
      await pglite.query('insert into notes values ($1::int % 50, $2) on conflict do nothing', [id, 'x']);
    }
    expect(await redoFrom()).not.toEqual(before);
  });

  it('refuses as the stock one does, and goes on, inside a transaction and outside', async () => {
    const twice = (id: number) => pglite.query('insert into notes (id, note) values ($1, $2)', [id, 'y']);
    await twice(70);
    await expect(twice(70)).rejects.toMatchObject({ code: '23505' });
    await expect(
      pglite.transaction(async (tx) => {
        await tx.query('insert into notes (id, note) values ($1, $2)', [71, 'y']);
        await tx.query('insert into notes (id, note) values ($1, $2)', [71, 'y']);
      }),
    ).rejects.toMatchObject({ code: '23505' });
    const { rows } = await pglite.query('select id from notes where id > $1', [60]);
    expect(rows).toEqual([{ id: 70 }]);
  });

  it('keeps working when texts without number pass through: the oldest prepared ones are let go', async () => {
    for (let width = 1; width <= 450; width += 1) {
      const places = Array.from({ length: width }, (_, at) => `$${at + 1}::int`).join(', ');
      const { rows } = await pglite.query<{ n: number }>(
        `select count(*)::int as n from (values (${places})) v`,
        [...Array.from({ length: width }, (_, at) => at)],
      );
      expect(rows).toEqual([{ n: 1 }]);
    }
    expect((await pglite.query('select $1::int as n', [3])).rows).toEqual([{ n: 3 }]);
  });
});

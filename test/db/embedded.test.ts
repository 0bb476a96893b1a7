import { PGlite } from '@electric-sql/pglite';
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

  it('answers as the stock one does, whatever passes through it', async () => {
    const stock = await PGlite.create();
    const texts = [
      '',
      'x',
      '支部主题党日',
      '👍🏽 一项',
      'it\'s "quoted" \\ here',
      '长'.repeat(70_000),
      '{"a":[1,null]}',
    ];
    const statements: readonly (readonly [string, unknown[]])[] = [
      ['select $1::text as one, $2::int as two, $3::bool as three, $4::text as none', ['甲', -7, true, null]],
      [
        'select $1::jsonb as json, $2::timestamptz as at, $3::int8 as big',
        [{ a: [1, '二'] }, new Date(0), 12n],
      ],
      ['select $1::text[] as list, $2::bytea as bytes', [['a', '乙,"'], new Uint8Array([0, 255])]],
      ['select n, n * 2 as twice from generate_series(1, $1::int) n', [500]],
      ['select 1 as none where $1::int = 2', [1]],
      ["select n, null as none, '一' as text from generate_series(1, 3) n", []],
      ['show timezone', []],
      ['create temporary table if not exists passing (id int)', []],
      ['drop table if exists passing', []],
      ...texts.map((text) => ['select $1::text as text, length($1) as size', [text]] as const),
    ].map(([text, params]) => [text as string, params as unknown[]] as const);
    for (const [text, params] of statements) {
      for (const rowMode of ['object', 'array'] as const) {
        const [ours, theirs] = [
          await pglite.query(text, params, { rowMode }),
          await stock.query(text, params, { rowMode }),
        ];
        expect(ours.rows).toEqual(theirs.rows);
        expect(ours.affectedRows).toBe(theirs.affectedRows);
        expect(ours.fields.map(({ name, dataTypeID }) => [name, dataTypeID])).toEqual(
          theirs.fields.map(({ name, dataTypeID }) => [name, dataTypeID]),
        );
      }
    }
    const dates = { parsers: { 1082: (value: string) => `day ${value}` } };
    expect((await pglite.query('select $1::date as day', ['2026-02-28'], dates)).rows).toEqual([
      { day: 'day 2026-02-28' },
    ]);
    const changed = await pglite.query('update notes set note = $1 where id < $2', ['z', 10]);
    expect(changed.affectedRows).toBe(10);
    await stock.close();
  });

  it('copies a table out and in again', async () => {
    await pglite.exec('create table copied (id int, word text)');
    await pglite.exec("insert into copied values (1, '一'), (2, null)");
    const { blob } = await pglite.query("copy copied to '/dev/blob'");
    await pglite.query("copy copied from '/dev/blob'", [], { blob: blob as Blob });
    const { rows } = await pglite.query('select count(*)::int as count from copied where id = $1', [2]);
    expect(rows).toEqual([{ count: 2 }]);
  });

  it('tells who listens, from a statement with parameters, from one without and at a commit', async () => {
    const heard: string[] = [];
    const leave = await pglite.listen('Doors', (payload) => heard.push(payload));
    await pglite.query('select pg_notify($1, $2)', ['doors', '一']);
    await pglite.exec("notify doors, 'two'");
    await pglite.transaction(async (tx) => {
      await tx.query('select pg_notify($1, $2)', ['doors', 'three']);
    });
    await pglite.query('select $1::int', [1]);
    expect(heard).toEqual(['一', 'two', 'three']);
    await leave();
    await pglite.query('select pg_notify($1, $2)', ['doors', 'four']);
    await pglite.query('select $1::int', [1]);
    expect(heard).toHaveLength(3);
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

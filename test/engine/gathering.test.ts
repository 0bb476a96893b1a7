import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Gathering } from '../../src/engine/gathering.ts';

const hop = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('what arrives together is handled together', () => {
  it('a lone one begins at once, and what comes meanwhile is one batch in its order', async () => {
    const batches: (readonly number[])[] = [];
    const gathering = new Gathering(async (items: readonly number[]) => {
      batches.push(items);
      await hop();
      return items.map((item) => item * 10);
    });
    const answers = [1, 2, 3, 4].map((item) => gathering.add(item));
    expect(batches).toEqual([[1]]);
    expect(await Promise.all(answers)).toEqual([10, 20, 30, 40]);
    expect(batches).toEqual([[1], [2, 3, 4]]);
    expect(await gathering.add(5)).toBe(50);
    expect(batches).toHaveLength(3);
  });

  it('one that fails fails alone; everybody is answered, nobody twice', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ id: fc.nat(), fails: fc.boolean(), late: fc.boolean() }), { maxLength: 300 }),
        async (items) => {
          const committed: object[] = [];
          const gathering = new Gathering(async (batch: readonly (typeof items)[number][]) => {
            expect(batch.length).toBeLessThanOrEqual(100);
            await hop();
            if (batch.some(({ fails }) => fails)) throw new Error(batch.map(({ id }) => id).join());
            committed.push(...batch);
            return batch.map(({ id }) => id);
          });
          const answers: Promise<PromiseSettledResult<number>[]>[] = [];
          for (const item of items) {
            if (item.late) await hop();
            answers.push(Promise.allSettled([gathering.add(item)]));
          }
          const settled = (await Promise.all(answers)).flat();
          expect(settled).toEqual(
            items.map(({ id, fails }) =>
              fails
                ? { status: 'rejected', reason: new Error(String(id)) }
                : { status: 'fulfilled', value: id },
            ),
          );
          expect(committed).toEqual(items.filter(({ fails }) => !fails));
        },
      ),
      { numRuns: 50 },
    );
  });
});

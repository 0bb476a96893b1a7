import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readLedger, readPlatform, tally } from './ledger.ts';
import { makePlace, type Place } from './place.ts';
import { Product } from './product.ts';

let place: Place;
let product: Product;
beforeAll(async () => {
  place = await makePlace();
  product = new Product(place.env);
  await product.ready;
});
afterAll(async () => {
  await product?.kill();
  await place?.remove();
});

describe('one process for one data folder', () => {
  it('refuses the second one and leaves the first alone', async () => {
    const second = new Product(place.env);
    void second.ready.then(
      () => second.kill(),
      () => undefined,
    );
    const { code, text } = await second.ended;
    expect(code).toBe(1);
    expect(text).toContain('is in use by process');
    expect(text).not.toMatch(/^\s+at /m);
    expect(await product.get('/clock')).toMatchObject({ http: 200, idle: true });
  });

  it('ends within ten seconds of SIGTERM in the middle of its work, and the next one goes on', async () => {
    const moving = product.post('/clock', { to: '2026-02-02T10:00:00+08:00' }).catch(() => undefined);
    while (readPlatform(place.journal).byUuid.size < 3) await new Promise((next) => setTimeout(next, 5));
    const startedAt = performance.now();
    const { code } = await product.kill('SIGTERM');
    expect(code).toBe(0);
    expect(performance.now() - startedAt).toBeLessThan(10_000);
    await moving;

    product = new Product(place.env);
    await product.post('/clock', { to: '2026-02-02T10:00:00+08:00' });
    await product.kill('SIGTERM');
    const database = await place.open();
    const ledger = await readLedger(database, readPlatform(place.journal));
    await database.close();
    const counted = tally(ledger, new Date('2026-02-02T02:00:00Z'));
    expect(counted).toMatchObject({ lost: 0, duplicates: 0, unknown: 0 });
    // Ten owners of the theme day, and whoever else has something to do in February.
    expect(counted.deliveredOnce).toBeGreaterThanOrEqual(10);
  });
});

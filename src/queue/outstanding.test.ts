import { describe, expect, it } from 'vitest';
import { Outstanding } from './outstanding.ts';

const nothing = (): Promise<void> => Promise.resolve();
const holds = (count: number) => (): Promise<number> => Promise.resolve(count);

async function following(): Promise<Outstanding> {
  const outstanding = new Outstanding();
  outstanding.follow('delivery');
  await outstanding.settle(holds(0));
  return outstanding;
}

describe('outstanding jobs', () => {
  it('is unsure about a queue until the backend has said that it is empty', async () => {
    const outstanding = new Outstanding();
    outstanding.follow('delivery');
    expect([outstanding.isEmpty, outstanding.isSure]).toEqual([true, false]);
    expect(await outstanding.settle(holds(2))).toBe(false);
    expect(await outstanding.settle(holds(0))).toBe(true);
    expect(outstanding.isSure).toBe(true);
  });

  it('counts a job from before it is added until it ends', async () => {
    const outstanding = await following();
    await outstanding.during('delivery', ['a', 'b'], async () => {
      expect(outstanding.isEmpty).toBe(false);
      outstanding.end('delivery', 'a');
      outstanding.end('delivery', 'b');
      expect(outstanding.isEmpty).toBe(false);
    });
    expect([outstanding.isEmpty, outstanding.isSure]).toEqual([true, true]);
  });

  it('is unsure after the same id was added twice, because one end may stand for two jobs', async () => {
    const outstanding = await following();
    await outstanding.during('delivery', ['a'], nothing);
    await outstanding.during('delivery', ['a'], nothing);
    outstanding.end('delivery', 'a');
    expect([outstanding.isEmpty, outstanding.isSure]).toEqual([true, false]);
  });

  it('is unsure after an addition failed', async () => {
    const outstanding = await following();
    const lost = outstanding.during('delivery', ['a'], () => Promise.reject(new Error('lost')));
    await expect(lost).rejects.toThrow('lost');
    outstanding.end('delivery', 'a');
    expect([outstanding.isEmpty, outstanding.isSure]).toEqual([true, false]);
  });

  it('does not believe a count during which something was added', async () => {
    const outstanding = await following();
    const settled = outstanding.settle(async () => {
      await outstanding.during('delivery', ['a'], nothing);
      return 0;
    });
    expect(await settled).toBe(false);
    expect(outstanding.isEmpty).toBe(false);
  });

  it('forgets what the backend lost', async () => {
    const outstanding = await following();
    await outstanding.during('delivery', ['a'], nothing);
    await outstanding.emptied(10);
    expect(outstanding.isEmpty).toBe(false);
    expect(await outstanding.settle(holds(0))).toBe(true);
    expect(outstanding.isEmpty).toBe(true);
  });

  it('wakes whoever waits as soon as the last job ends', async () => {
    const outstanding = await following();
    await outstanding.during('delivery', ['a', 'b'], nothing);
    let woken = false;
    const waiting = outstanding.emptied(60_000).then(() => {
      woken = true;
    });
    outstanding.end('delivery', 'a');
    await nothing();
    expect(woken).toBe(false);
    outstanding.end('delivery', 'b');
    await waiting;
    expect(woken).toBe(true);
  });

  it('does not follow queues that others work on', async () => {
    const outstanding = await following();
    await outstanding.during('digest', ['a'], nothing);
    expect([outstanding.isEmpty, outstanding.isSure]).toEqual([true, true]);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Clock } from '../core/clock.ts';
import { SlidingWindow } from '../core/sliding-window.ts';
import { appAllowances, keyAllowances, SendBudget } from './limits.ts';

/** A clock that moves only where it is told to. */
class HandClock implements Clock {
  at = 1_770_000_000_000;
  now(): Date {
    return new Date(this.at);
  }
  wakeAt(): () => void {
    return () => undefined;
  }
}

/** Sends in order, coming back when told; answers when each call left. */
function run(keys: readonly string[]): readonly { readonly key: string; readonly at: number }[] {
  const clock = new HandClock();
  const budget = new SendBudget(clock);
  const left: { key: string; at: number }[] = [];
  let waiting = keys.map((key) => ({ key, at: clock.at }));
  while (waiting.length > 0) {
    waiting.sort((a, b) => a.at - b.at);
    const [first, ...rest] = waiting;
    if (!first) break;
    clock.at = Math.max(clock.at, first.at);
    const waitMs = budget.take(first.key);
    if (waitMs === 0) left.push({ key: first.key, at: clock.at });
    waiting = waitMs === 0 ? rest : [...rest, { key: first.key, at: clock.at + waitMs }];
  }
  return left;
}

function worst(moments: readonly number[], windowMs: number): number {
  return Math.max(
    0,
    ...moments.map((from) => moments.filter((at) => at >= from && at < from + windowMs).length),
  );
}

describe('our own budget towards the platform', () => {
  it('never lets more through in any sliding second or minute than the platform allows', () => {
    const people = fc.array(
      fc.integer({ min: 0, max: 30 }).map((n) => `p${n}`),
      { maxLength: 400 },
    );
    fc.assert(
      fc.property(people, (keys) => {
        const left = run(keys);
        expect(left).toHaveLength(keys.length);
        for (const { count, windowMs } of appAllowances) {
          expect(
            worst(
              left.map(({ at }) => at),
              windowMs,
            ),
          ).toBeLessThanOrEqual(count);
        }
        for (const key of new Set(keys)) {
          for (const { count, windowMs } of keyAllowances) {
            const own = left.filter((one) => one.key === key).map(({ at }) => at);
            expect(worst(own, windowMs)).toBeLessThanOrEqual(count);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('wastes no room: fifty different people go at once, the next one a second later', () => {
    const left = run(Array.from({ length: 51 }, (_, n) => `p${n}`));
    const start = left[0]?.at ?? 0;
    expect(left.filter(({ at }) => at === start)).toHaveLength(50);
    expect(left[50]?.at).toBe(start + 1_000);
  });

  it('whoever is sent away comes back when it is his turn: a crowd asks twice each, not again every second', () => {
    const clock = new HandClock();
    const budget = new SendBudget(clock);
    const crowd = Array.from({ length: 900 }, (_, n) => ({ key: `p${n}`, at: clock.at, asked: 0 }));
    for (let waiting = crowd; waiting.length > 0; ) {
      clock.at = Math.min(...waiting.map(({ at }) => at));
      waiting = waiting.filter((one) => {
        if (one.at > clock.at) return true;
        one.asked += 1;
        const waitMs = budget.take(one.key);
        one.at = clock.at + waitMs;
        return waitMs > 0;
      });
    }
    expect(Math.max(...crowd.map(({ asked }) => asked))).toBe(2);
    expect(Math.max(...crowd.map(({ at }) => at)) - Math.min(...crowd.map(({ at }) => at))).toBe(17_000);
  });

  it('one person who has had five does not hold up anybody else', () => {
    const left = run([...Array.from({ length: 6 }, () => 'busy'), 'other']);
    const start = left[0]?.at ?? 0;
    expect(left.find(({ key }) => key === 'other')?.at).toBe(start);
    expect(left.filter(({ key, at }) => key === 'busy' && at === start)).toHaveLength(5);
  });
});

describe('a sliding window', () => {
  it('is idle again when its longest window has passed', () => {
    const window = new SlidingWindow(keyAllowances);
    window.use(1_000);
    expect([window.isIdle(1_500), window.isIdle(2_000)]).toEqual([false, true]);
  });
});

import type { SimulatedClock } from './clock.ts';

/**
 * Moves a simulated clock forward and stops at every moment at which somebody waits, until all that is due there
 * is done (`settled`). The clock stands still meanwhile, so what happens at a moment happens at exactly that moment.
 */
export async function stepTo(clock: SimulatedClock, to: Date, settled: () => Promise<void>): Promise<void> {
  const { rate } = clock;
  clock.setRate(0);
  try {
    await settled();
    for (let next = clock.nextWakeAt(); next && next <= to; next = clock.nextWakeAt()) {
      clock.set(next < clock.now() ? clock.now() : next);
      await settled();
    }
    if (clock.now() < to) clock.set(to);
    await settled();
  } finally {
    clock.setRate(rate);
  }
}

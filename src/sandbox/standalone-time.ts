import type { SimulatedClock } from '../core/clock.ts';
import { stepTo } from '../core/step.ts';
import type { TimeControl } from './time-control.ts';

/**
 * Time for a workspace without a bot in the same process: the clock stops at every moment at which
 * the workspace itself has something due, but what the bot still does stays out of sight.
 */
export function standaloneTime(clock: SimulatedClock, settled: () => Promise<void>): TimeControl {
  return {
    now: () => clock.now(),
    rate: () => clock.rate,
    idle: false,
    setRate: (rate) => clock.setRate(rate),
    advanceTo: (to) => stepTo(clock, to, settled),
    nextDue: () => clock.nextWakeAt(),
  };
}

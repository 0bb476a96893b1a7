import { expect, it } from 'vitest';
import { SimulatedClock } from './clock.ts';
import { createLogger } from './logger.ts';
import { Pulse } from './pulse.ts';

const begin = new Date('2026-03-02T00:40:00Z');

function pulseOf(isDriven: boolean, task: () => Promise<Date | undefined>) {
  const clock = new SimulatedClock(begin, 0);
  const pulse = new Pulse('test', clock, createLogger('silent'), task, isDriven);
  pulse.start();
  return { clock, pulse };
}

it('runs when it is nudged, and once more for nudges on the way', async () => {
  let runs = 0;
  const { pulse } = pulseOf(false, async () => {
    runs += 1;
    await undefined;
    if (runs === 1) for (let nudges = 0; nudges < 3; nudges += 1) pulse.nudge();
    return undefined;
  });
  await pulse.idle();
  expect([runs, pulse.isBusy()]).toEqual([2, false]);
});

it('driven, runs once for whoever waits, and keeps the nudges on the way for the next', async () => {
  let runs = 0;
  const later = new Date(begin.getTime() + 1_000);
  const { clock, pulse } = pulseOf(true, async () => {
    runs += 1;
    await undefined;
    if (runs === 1) pulse.nudge();
    return later;
  });
  await new Promise((resolve) => setImmediate(resolve));
  expect([runs, pulse.isBusy()]).toEqual([0, true]);
  await pulse.idle();
  expect([runs, pulse.isBusy()]).toEqual([1, true]);
  await pulse.idle();
  expect([runs, pulse.isBusy()]).toEqual([2, false]);
  // The moment it named is a nudge like any other.
  clock.set(later);
  expect([runs, pulse.isBusy()]).toEqual([2, true]);
  await pulse.stop();
  expect([runs, pulse.isBusy()]).toEqual([2, false]);
});

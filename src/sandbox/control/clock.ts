import { z } from 'zod';
import type { Live } from '../live.ts';
import { beijing, durationMs } from '../moments.ts';
import type { TimeControl } from '../time-control.ts';
import type { Workspace } from '../workspace.ts';
import { type ControlApp, onGet, onPost, refused } from './input.ts';

/** The last moment that can be written with four digits of a year in any zone. */
const lastMs = Date.parse('9999-12-31T00:00:00Z');

const body = z.strictObject({
  to: z.iso.datetime({ offset: true }).optional(),
  advance: z.string().optional(),
  rate: z.number().min(0).max(1_000_000).optional(),
  next: z.literal(true).optional(),
});

export function mountClock(app: ControlApp, workspace: Workspace, time: TimeControl, live: Live): void {
  const now = (): number => time.now().getTime();
  const face = () => ({
    now: beijing(now()),
    rate: time.rate(),
    idle: time.idle && !workspace.push.isBusy ? true : null,
  });
  let queue: Promise<unknown> = Promise.resolve();

  onGet(app, '/clock', z.strictObject({}), face);

  onPost(app, '/clock', body, async ({ to, advance, rate, next }) => {
    if ([to, advance, rate, next].filter((given) => given !== undefined).length !== 1) {
      return refused('exactly one of to, advance, rate, next');
    }
    if (rate !== undefined) {
      time.setRate(rate);
      live.tick();
      return face();
    }
    const byMs = advance === undefined ? undefined : durationMs(advance);
    if (advance !== undefined && byMs === undefined)
      return refused(`advance: "${advance}" is no duration like P1D or PT1H`);
    // One move at a time: the next starts from where the last one ended.
    const move = queue.then(async () => {
      const target = to === undefined ? now() + (byMs ?? 0) : Date.parse(to);
      if (target < now()) return refused(`the clock reads ${beijing(now())} and never goes back`);
      if (target > lastMs) return refused('the clock knows no year after 9999');
      live.isAdvancing = true;
      live.tick();
      try {
        await time.advanceTo(new Date(target));
        // Only what is left after that lies ahead. Nothing left: the clock stays where it is.
        const due = next && time.nextDue();
        if (due && due.getTime() > now()) await time.advanceTo(due);
      } finally {
        live.isAdvancing = false;
        workspace.world.apply({ t: 'clock' });
        live.tick();
      }
      return { now: beijing(now()), idle: time.idle ? true : null };
    });
    queue = move.catch(() => undefined);
    return move;
  });
}

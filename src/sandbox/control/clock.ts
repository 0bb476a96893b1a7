import { z } from 'zod';
import type { Live } from '../live.ts';
import { beijing, durationMs } from '../moments.ts';
import type { TimeControl } from '../time-control.ts';
import type { Workspace } from '../workspace.ts';
import { type ControlApp, onGet, onPost, refused } from './input.ts';

const body = z.strictObject({
  to: z.iso.datetime({ offset: true }).optional(),
  advance: z.string().optional(),
  rate: z.number().min(0).max(1_000_000).optional(),
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

  onPost(app, '/clock', body, async ({ to, advance, rate }) => {
    if ([to, advance, rate].filter((given) => given !== undefined).length !== 1) {
      return refused('exactly one of to, advance, rate');
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
      live.isAdvancing = true;
      live.tick();
      try {
        await time.advanceTo(new Date(target));
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

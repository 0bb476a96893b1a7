import type { Clock } from '../core/clock.ts';
import { type Allowance, SlidingWindow } from '../core/sliding-window.ts';

/** Per app: both at once. A fixed window would let double the rate through at its edge. */
export const appAllowances: readonly Allowance[] = [
  { count: 50, windowMs: 1_000 },
  { count: 1_000, windowMs: 60_000 },
];

/** Per person, chat and message. */
export const keyAllowances: readonly Allowance[] = [{ count: 5, windowMs: 1_000 }];

/** Keys are remembered for a second after use; a sweep keeps the map from growing with every person ever told. */
const sweepAbove = 1_000;

/** As many as come back at one moment find room then. */
const perTurn = appAllowances[0] as Allowance;

/**
 * Our own budget towards the platform. It never makes a call wait: who finds no room hears for how long, and the
 * ledger brings the notice back at that moment, so nothing hangs in memory when the process dies or the clock stops.
 */
export class SendBudget {
  readonly #clock: Clock;
  readonly #app = new SlidingWindow(appAllowances);
  /** How many the app's own limit has sent away until one moment: all of them at once would find no room then. */
  #away = { until: 0, count: 0 };
  readonly #keys = new Map<string, SlidingWindow>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Counts one call for `key` and answers 0, or answers after how many milliseconds there is room again. */
  take(key: string): number {
    const now = this.#clock.now().getTime();
    const window = this.#windowOf(key);
    const appFreeAt = this.#app.freeAt(now);
    if (appFreeAt > now) return this.#turnAfter(appFreeAt) - now;
    const freeAt = window.freeAt(now);
    if (freeAt > now) return freeAt - now;
    window.use(now);
    this.#app.use(now);
    if (this.#keys.size > sweepAbove) this.#sweep(now);
    return 0;
  }

  #turnAfter(freeAt: number): number {
    if (this.#away.until !== freeAt) this.#away = { until: freeAt, count: 0 };
    const turnsBefore = Math.floor(this.#away.count / perTurn.count);
    this.#away.count += 1;
    return freeAt + turnsBefore * perTurn.windowMs;
  }

  #windowOf(key: string): SlidingWindow {
    const known = this.#keys.get(key);
    if (known) return known;
    const fresh = new SlidingWindow(keyAllowances);
    this.#keys.set(key, fresh);
    return fresh;
  }

  #sweep(now: number): void {
    for (const [key, window] of this.#keys) if (window.isIdle(now)) this.#keys.delete(key);
  }
}

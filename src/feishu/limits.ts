import type { Clock } from '../core/clock.ts';

export interface Allowance {
  readonly count: number;
  readonly windowMs: number;
}

/** Per app: both at once. A fixed window would let double the rate through at its edge. */
export const appAllowances: readonly Allowance[] = [
  { count: 50, windowMs: 1_000 },
  { count: 1_000, windowMs: 60_000 },
];

/** Per person, chat and message. */
export const keyAllowances: readonly Allowance[] = [{ count: 5, windowMs: 1_000 }];

/** The moments of the last uses, and when the next one is allowed. Pure: time comes in. */
export class SlidingWindow {
  readonly #allowances: readonly Allowance[];
  readonly #longestMs: number;
  #uses: number[] = [];

  constructor(allowances: readonly Allowance[]) {
    this.#allowances = allowances;
    this.#longestMs = Math.max(...allowances.map((allowance) => allowance.windowMs));
  }

  /** The first moment, at or after `now`, at which one more use breaks no allowance. */
  freeAt(now: number): number {
    let at = now;
    for (const { count, windowMs } of this.#allowances) {
      const blocking = this.#uses.at(-count);
      if (blocking !== undefined) at = Math.max(at, blocking + windowMs);
    }
    return at;
  }

  use(now: number): void {
    this.#uses.push(now);
    const firstKept = this.#uses.findIndex((at) => at > now - this.#longestMs);
    if (firstKept > 0) this.#uses = this.#uses.slice(firstKept);
  }

  isIdle(now: number): boolean {
    const last = this.#uses.at(-1);
    return last === undefined || last <= now - this.#longestMs;
  }
}

/** Keys are remembered for a second after use; a sweep keeps the map from growing with every person ever told. */
const sweepAbove = 1_000;

/**
 * Our own budget towards the platform. It never makes a call wait: who finds no room hears for how long, and the
 * ledger brings the notice back at that moment, so nothing hangs in memory when the process dies or the clock stops.
 */
export class SendBudget {
  readonly #clock: Clock;
  readonly #app = new SlidingWindow(appAllowances);
  readonly #keys = new Map<string, SlidingWindow>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Counts one call for `key` and answers 0, or answers after how many milliseconds there is room again. */
  take(key: string): number {
    const now = this.#clock.now().getTime();
    const window = this.#windowOf(key);
    const freeAt = Math.max(this.#app.freeAt(now), window.freeAt(now));
    if (freeAt > now) return freeAt - now;
    window.use(now);
    this.#app.use(now);
    if (this.#keys.size > sweepAbove) this.#sweep(now);
    return 0;
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

/**
 * The only source of time. Everything that waits, waits on a Clock, so that a simulated one can
 * stop at every moment at which something is due.
 */
export interface Clock {
  now(): Date;
  /** Calls `wake` once, as soon as this clock reads `at` or later; returns a cancel function. */
  wakeAt(at: Date, wake: () => void): () => void;
}

const longestTimeoutMs = 2 ** 31 - 1;

export class SystemClock implements Clock {
  now(): Date {
    return new Date();
  }

  wakeAt(at: Date, wake: () => void): () => void {
    let timer: NodeJS.Timeout;
    const arm = (): void => {
      const left = at.getTime() - Date.now();
      timer = setTimeout(left > longestTimeoutMs ? arm : wake, Math.max(0, Math.min(left, longestTimeoutMs)));
    };
    arm();
    return () => clearTimeout(timer);
  }
}

interface Sleeper {
  readonly at: number;
  readonly wake: () => void;
}

/** A clock that runs at `rate` times real speed (0 = frozen), can be set forward, and never goes back. */
export class SimulatedClock implements Clock {
  #base: number;
  #realBase = performance.now();
  #rate: number;
  #sleepers = new Set<Sleeper>();
  #timer: NodeJS.Timeout | undefined;

  constructor(startAt: Date, rate = 1) {
    this.#base = startAt.getTime();
    this.#rate = rate;
  }

  get rate(): number {
    return this.#rate;
  }

  now(): Date {
    return new Date(Math.floor(this.#base + (performance.now() - this.#realBase) * this.#rate));
  }

  wakeAt(at: Date, wake: () => void): () => void {
    const sleeper: Sleeper = { at: at.getTime(), wake };
    this.#sleepers.add(sleeper);
    this.#arm();
    return () => {
      this.#sleepers.delete(sleeper);
    };
  }

  /** The next moment somebody waits for, if any. */
  nextWakeAt(): Date | undefined {
    let next = Number.POSITIVE_INFINITY;
    for (const sleeper of this.#sleepers) next = Math.min(next, sleeper.at);
    return Number.isFinite(next) ? new Date(next) : undefined;
  }

  /** Moves forward to `to` and wakes whoever waited for it. Throws RangeError on a step back. */
  set(to: Date): void {
    if (to.getTime() < this.now().getTime()) throw new RangeError('the clock never goes back');
    this.#base = to.getTime();
    this.#realBase = performance.now();
    this.#fire();
  }

  setRate(rate: number): void {
    if (!(rate >= 0)) throw new RangeError('the rate is zero or more');
    this.#base = this.now().getTime();
    this.#realBase = performance.now();
    this.#rate = rate;
    this.#arm();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#sleepers.clear();
  }

  #fire(): void {
    const now = this.now().getTime();
    const due = [...this.#sleepers].filter((s) => s.at <= now).sort((a, b) => a.at - b.at);
    for (const sleeper of due) {
      this.#sleepers.delete(sleeper);
      sleeper.wake();
    }
    this.#arm();
  }

  #arm(): void {
    clearTimeout(this.#timer);
    const next = this.nextWakeAt();
    if (!next || this.#rate === 0) return;
    const realMs = (next.getTime() - this.now().getTime()) / this.#rate;
    this.#timer = setTimeout(() => this.#fire(), Math.max(0, Math.min(realMs, longestTimeoutMs)));
  }
}

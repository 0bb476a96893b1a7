export interface Allowance {
  readonly count: number;
  readonly windowMs: number;
}

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

  /** How many more uses break no allowance at this moment. */
  roomAt(now: number): number {
    return Math.min(
      ...this.#allowances.map(
        ({ count, windowMs }) => count - this.#uses.filter((at) => at > now - windowMs).length,
      ),
    );
  }

  isIdle(now: number): boolean {
    const last = this.#uses.at(-1);
    return last === undefined || last <= now - this.#longestMs;
  }
}

import type { Clock } from '../core/clock.ts';

export interface IssuedToken {
  readonly token: string;
  readonly expiresInMs: number;
}

/** Renewed this long before the platform's own end, so that no call travels with a dying token. */
const marginMs = 180_000;

/** The tenant's token: one request for any number of waiting callers, and forgotten when it dies early. */
export class TenantToken {
  readonly #clock: Clock;
  readonly #issue: () => Promise<IssuedToken>;
  #current: { readonly token: string; readonly until: number } | undefined;
  #pending: Promise<string> | undefined;

  constructor(clock: Clock, issue: () => Promise<IssuedToken>) {
    this.#clock = clock;
    this.#issue = issue;
  }

  isWarm(): boolean {
    return this.#current !== undefined && this.#current.until > this.#clock.now().getTime();
  }

  get(): Promise<string> {
    if (this.#current && this.isWarm()) return Promise.resolve(this.#current.token);
    this.#pending ??= this.#renew().finally(() => {
      this.#pending = undefined;
    });
    return this.#pending;
  }

  /** Forgets `token`; a newer one that another caller has fetched meanwhile stays. */
  evict(token: string): void {
    if (this.#current?.token === token) this.#current = undefined;
  }

  async #renew(): Promise<string> {
    const { token, expiresInMs } = await this.#issue();
    // A lifetime shorter than the margin is used for half of itself instead of never.
    const usefulMs = Math.max(expiresInMs - marginMs, expiresInMs / 2);
    this.#current = { token, until: this.#clock.now().getTime() + usefulMs };
    return token;
  }
}

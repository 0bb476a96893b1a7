import type { Mint } from './ids.ts';

const renewBelowMs = 30 * 60_000;

interface Issued {
  readonly token: string;
  readonly endsAt: number;
}

/** Tenant access tokens. Kept in memory alone: a restarted platform knows none of the old ones. */
export class Tokens {
  readonly #ids: Mint;
  #issued: Issued[] = [];

  constructor(ids: Mint) {
    this.#ids = ids;
  }

  /** The same token while at least half an hour of it remains; else a new one beside the old. */
  issue(now: number, lifetimeSeconds: number): { token: string; expire: number } {
    this.#issued = this.#issued.filter((one) => one.endsAt > now);
    let last = this.#issued.at(-1);
    if (!last || last.endsAt - now < renewBelowMs) {
      last = { token: `t-${this.#ids.transient(`token:${now}`)}`, endsAt: now + lifetimeSeconds * 1000 };
      this.#issued.push(last);
    }
    return { token: last.token, expire: Math.floor((last.endsAt - now) / 1000) };
  }

  isValid(token: string, now: number): boolean {
    return this.#issued.some((one) => one.token === token && one.endsAt > now);
  }

  revokeAll(): void {
    this.#issued = [];
  }
}

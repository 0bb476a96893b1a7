interface Bucket {
  tokens: number;
  filledAt: number;
}

export interface Limit {
  readonly name: string;
  readonly size: number;
  readonly perSeconds: number;
}

/** Token buckets on the workspace's clock, one per name. */
export class Buckets {
  readonly #buckets = new Map<string, Bucket>();

  /** Takes one token. Answers 0, or how many seconds until there is one again. */
  take(name: string, size: number, perSeconds: number, now: number): number {
    return this.takeAll([{ name, size, perSeconds }], now)?.waitSeconds ?? 0;
  }

  /** Takes one token of each, or none and tells which one was empty. */
  takeAll(limits: readonly Limit[], now: number): { limit: Limit; waitSeconds: number } | undefined {
    const filled = limits.map((limit) => ({ limit, bucket: this.#filled(limit, now) }));
    const empty = filled.filter(({ bucket }) => bucket.tokens < 1);
    const waits = empty.map(({ limit, bucket }) => ({
      limit,
      waitSeconds: Math.ceil(((1 - bucket.tokens) * limit.perSeconds) / limit.size),
    }));
    const [longest] = waits.sort((a, b) => b.waitSeconds - a.waitSeconds);
    if (longest) return longest;
    for (const { bucket } of filled) bucket.tokens -= 1;
    return undefined;
  }

  clear(): void {
    this.#buckets.clear();
  }

  #filled({ name, size, perSeconds }: Limit, now: number): Bucket {
    const bucket = this.#buckets.get(name) ?? { tokens: size, filledAt: now };
    const perMs = size / (perSeconds * 1000);
    bucket.tokens = Math.min(size, bucket.tokens + (now - bucket.filledAt) * perMs);
    bucket.filledAt = now;
    this.#buckets.set(name, bucket);
    return bucket;
  }
}

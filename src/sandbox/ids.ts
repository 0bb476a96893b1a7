import { createHash } from 'node:crypto';

export function digest(text: string, length = 32): string {
  return createHash('sha256').update(text).digest('hex').slice(0, length);
}

/** Ids that look random and are not: the same seed and the same acts give the same ids. */
export class Mint {
  readonly #seedText: string;
  /** How many ids were given out; journaled, so that a restarted workspace never repeats one. */
  position = 0;
  #transient = 0;
  #logIds = 0;

  constructor(seedText: string) {
    this.#seedText = seedText;
  }

  next(kind: string, length = 32): string {
    this.position += 1;
    return digest(`${this.#seedText}:${kind}:${this.position}`, length);
  }

  /** Nineteen decimal digits, as the platform numbers cards and tabs. */
  nextNumber(kind: string): string {
    const digits = BigInt(`0x${this.next(kind, 16)}`) % 10n ** 18n;
    return `7${digits.toString().padStart(18, '0')}`;
  }

  /** An id nobody needs after a restart; it does not move the journaled position. */
  transient(kind: string, length = 32): string {
    this.#transient += 1;
    return digest(`${this.#seedText}:${kind}::${this.#transient}`, length);
  }

  /** An id that depends on its name alone. */
  fixed(kind: string, name: string, length = 32): string {
    return digest(`${this.#seedText}:${kind}:${name}`, length);
  }

  /** 34 characters as the platform's: a moment and a tail. Cheap, because every answer has one. */
  logId(at: number): string {
    this.#logIds += 1;
    const moment = new Date(at)
      .toISOString()
      .replace(/[^0-9]/g, '')
      .slice(0, 14);
    return moment + this.#logIds.toString(16).padStart(20, '0');
  }
}

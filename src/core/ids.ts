import { createHash } from 'node:crypto';
import { v5, v7 } from 'uuid';

/** Time-ordered unique id. `at` is the injected clock's moment, so that ids of a simulated year sort. */
export function newId(at: Date): string {
  return v7({ msecs: at.getTime() });
}

const namespace = '6f1c1d1e-52b4-5d0c-9a54-0f6f1b0c7a11';

/** The same key gives the same id on every machine: used where a retry must be recognised. */
export function stableId(key: string): string {
  return v5(key, namespace);
}

/** Unsigned 32-bit number from a key: the seed for per-person jitter. */
export function hash32(key: string): number {
  return createHash('sha256').update(key).digest().readUInt32BE(0);
}

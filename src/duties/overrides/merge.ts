import type { Override } from './local-rules.ts';
import type { StatedOverride } from './rows.ts';

export interface Merged {
  /** What is not stored word for word. */
  readonly fresh: readonly StatedOverride[];
  /** Stored for the same organisation, duty and first day as a fresh one, which takes its place. */
  readonly replaced: readonly Override[];
  /** The other stored ones. */
  readonly kept: readonly Override[];
}

/** Rows beside those that are stored: the same file may be read in twice. */
export function mergeOverrides(stated: readonly StatedOverride[], stored: readonly Override[]): Merged {
  const fresh = stated.filter(({ override }) => {
    const twin = storedTwin(override, stored);
    return twin === undefined || wordsOf(twin) !== wordsOf(override);
  });
  const isReplaced = (one: Override): boolean => fresh.some(({ override }) => isSamePlace(override, one));
  return { fresh, replaced: stored.filter(isReplaced), kept: stored.filter((one) => !isReplaced(one)) };
}

export function storedTwin(override: Override, stored: readonly Override[]): Override | undefined {
  return stored.find((other) => isSamePlace(other, override));
}

export function isSamePlace(a: Override, b: Override): boolean {
  return a.org === b.org && a.duty === b.duty && a.from === b.from;
}

/** Fields in one order, because a database keeps them in its own. */
function wordsOf({ change, reason, document, consent }: Override): string {
  const fields = Object.entries(change).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([fields.map(([field, value]) => [field, flat(value)]), reason, document, consent]);
}

function flat(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
}

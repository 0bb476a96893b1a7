/** The same things in the order of `ids`; undefined unless it names every one of them exactly once. */
export function inOrder<T>(
  things: readonly T[],
  idOf: (thing: T) => string,
  ids: readonly string[],
): T[] | undefined {
  if (ids.length !== things.length || new Set(ids).size !== ids.length) return undefined;
  const sorted = ids.flatMap((id) => things.find((thing) => idOf(thing) === id) ?? []);
  return sorted.length === things.length ? sorted : undefined;
}

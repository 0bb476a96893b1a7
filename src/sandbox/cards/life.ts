const cardLifeMs = 14 * 86_400_000;

/** A card can be clicked and replaced for fourteen days. */
export function isExpired(message: { readonly createdAt: number }, now: number): boolean {
  return now - message.createdAt > cardLifeMs;
}

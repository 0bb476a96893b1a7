/** Waits before an unanswered send is repeated with the same uuid. */
const retryDelaysMs = [2_000, 5_000, 15_000, 60_000, 300_000, 900_000];

export function retryAt(attempts: number, now: Date): Date {
  const delay = retryDelaysMs[Math.min(attempts, retryDelaysMs.length - 1)] ?? 0;
  return new Date(now.getTime() + delay);
}

/** The platform recognises a repeated uuid for one hour; after this nobody can tell, and we say so. */
const uuidWindowMs = 55 * 60_000;

export function isPastUuidWindow(sendingAt: Date | null, now: Date): boolean {
  return sendingAt === null || now.getTime() - sendingAt.getTime() > uuidWindowMs;
}

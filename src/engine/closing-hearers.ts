import type { DutyInstance } from '../duties/instance.ts';
import { seatLeft } from '../duties/seat.ts';
import { isReachable, resolveOwner } from '../org/posts.ts';
import type { FlowContext } from './define.ts';

interface Told {
  readonly person: string;
  readonly post: string;
}

interface ClosingHearer extends Told {
  /** Who was told of the slip, where the post has changed hands since. */
  readonly movedFrom?: string | undefined;
  readonly fallback?: object | undefined;
}

interface Unheard extends Told {
  readonly reason: 'post_left' | 'no_account';
}

/**
 * Who hears that a slip is over: whoever was told of it. Was it told to a post that has changed hands since, its
 * present holder hears it; the predecessor does not, and nobody waits for a line that can reach no one.
 */
export function hearersOfEnd(
  { directory, today }: Pick<FlowContext, 'directory' | 'today'>,
  instance: DutyInstance,
  told: readonly Told[],
): { readonly hearers: readonly ClosingHearer[]; readonly unheard: readonly Unheard[] } {
  const seats = told.map((one) => ({ one, seat: seatLeft(directory, instance, one, today) }));
  const hearers: ClosingHearer[] = [];
  const unheard: Unheard[] = [];
  for (const { one, seat } of seats) {
    if (seat) continue;
    if (isReachable(directory, one.person, today)) hearers.push(one);
    else unheard.push({ ...one, reason: 'no_account' });
  }
  for (const { one, seat } of seats) {
    if (!seat) continue;
    const { people, post, fallback } = resolveOwner(directory, seat.org, seat.post, today);
    const fresh = people.filter(({ code }) => !hearers.some(({ person }) => person === code));
    for (const { code } of fresh) hearers.push({ person: code, post, movedFrom: one.person, fallback });
    if (fresh.length === 0) unheard.push({ ...one, reason: 'post_left' });
  }
  return { hearers, unheard };
}

import type { DutyInstance } from '../duties/instance.ts';
import type { Hearing } from '../duties/profiles.ts';
import { seatOf } from '../duties/seat.ts';
import { isReachable, resolveOwner } from '../org/posts.ts';
import type { PostType } from '../org/types.ts';
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

/** Posts of which it is the person and not the desk that was told. */
const personal: ReadonlySet<string> = new Set(['member', 'branch_group_leader', 'administrator']);

/**
 * Who hears that a slip is over: whoever was told of it. Was it told to a post that has changed hands since, its
 * present holder hears it; the predecessor does not, and nobody waits for a line that can reach no one.
 */
export function hearersOfEnd(
  { directory, today }: Pick<FlowContext, 'directory' | 'today'>,
  instance: DutyInstance,
  told: readonly Told[],
): { readonly hearers: readonly ClosingHearer[]; readonly unheard: readonly Unheard[] } {
  const seats = told.map((one) => ({ one, seat: seatLeft(one) }));
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

  function seatLeft({ person, post }: Told) {
    if (personal.has(post) || instance.escalation === 'E_PRIVATE' || instance.assignee === person)
      return undefined;
    const seat = seatOf(directory, instance, post as Hearing);
    const isHeld =
      !seat ||
      directory.postsOf(person, today).some((held) => held.org === seat.org && held.post === seat.post);
    return isHeld ? undefined : { org: seat.org, post: seat.post as PostType };
  }
}

import type { Day } from '../../src/calendar/day.ts';
import type { DutyInstance } from '../../src/duties/instance.ts';
import { isSettled } from '../../src/duties/instance.ts';
import type { PostAssignment } from '../../src/org/types.ts';

/**
 * Whether a name is meant by short words as people say them: 季报 is 支部书记季度工作报告. The characters have to
 * stand in the name in that order.
 */
export function isNamed(name: string, words: string): boolean {
  let from = 0;
  for (const sign of words) {
    const at = name.indexOf(sign, from);
    if (at < 0) return false;
    from = at + sign.length;
  }
  return words.length >= 2;
}

/** What somebody holding these posts owes by them; what everybody owes for himself or herself is counted elsewhere. */
export function isOwedBy(
  { orgCode, rules }: Pick<DutyInstance, 'orgCode' | 'rules'>,
  held: readonly Pick<PostAssignment, 'org' | 'post'>[],
): boolean {
  return held.some(({ org, post }) => org === orgCode && rules.post.includes(post));
}

/** Talks and the like that concern one person are on nobody's list but theirs who have to see to them. */
export function isListed(
  instance: Pick<DutyInstance, 'orgCode' | 'rules' | 'period'>,
  isPrivate: boolean,
  held: readonly Pick<PostAssignment, 'org' | 'post'>[],
): boolean {
  return !isPrivate || !instance.period.startsWith('ev:') || isOwedBy(instance, held);
}

/** Still to be done by that day; what waits for its acceptor stays on the list until it is accepted. */
export function isDueBy({ state, heldBy }: Pick<DutyInstance, 'state' | 'heldBy'>, last: Day): boolean {
  return !isSettled(state) && heldBy <= last;
}

import type { Day } from '../calendar/day.ts';
import type { Directory } from '../org/directory.ts';
import { resolveOwner } from '../org/posts.ts';
import { postLevels } from '../org/types.ts';
import type { DutyDef } from './catalogue/duty-def.ts';

export type StandIns = ReadonlyMap<string, readonly string[]>;

/** A directory is one day's picture and never changes: what follows from it is worked out once. */
const known = new WeakMap<Directory, WeakMap<readonly DutyDef[], StandIns>>();

/**
 * For which organisations, beside those where they hold a post, people hear of soft duties: nobody there can, so
 * the owner's fallback has led to them.
 */
export function softStandIns(directory: Directory, duties: readonly DutyDef[], day: Day): StandIns {
  const before = known.get(directory) ?? new WeakMap<readonly DutyDef[], StandIns>();
  known.set(directory, before);
  const found = before.get(duties) ?? workOut(directory, duties, day);
  before.set(duties, found);
  return found;
}

function workOut(directory: Directory, duties: readonly DutyDef[], day: Day): StandIns {
  const soft = duties.filter(({ reminder }) => reminder === 'R_SOFT');
  const posts = [...new Set(soft.flatMap(({ owner }) => owner.post.slice(0, 1)))];
  const orgs = new Map<string, Set<string>>();
  for (const org of directory.orgs) {
    for (const post of posts) {
      if (post === 'member' || !postLevels[post].includes(org.level)) continue;
      const { people, fallback } = resolveOwner(directory, org.code, post, day);
      if (fallback === undefined) continue;
      for (const { code } of people) orgs.set(code, (orgs.get(code) ?? new Set()).add(org.code));
    }
  }
  return new Map([...orgs].map(([person, of]) => [person, [...of]]));
}

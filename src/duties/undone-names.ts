import type { Day } from '../calendar/day.ts';
import type { Directory } from '../org/directory.ts';
import type { PostType } from '../org/types.ts';
import type { CoverageSubject } from './coverage.ts';
import type { DutyInstance } from './instance.ts';

/**
 * The undone parts whose names this person may read (duties.md b.3 E_PRIVATE, f.2): everybody his or her own;
 * whoever answers for it all of them. That is the organisation commissioner for what every member owes alone (the
 * secretary where there is no commissioner), the secretary for talks in pairs, and those who talk for talks that
 * reach every member. Nobody above, ever.
 */
export function namedFor(
  directory: Directory,
  instance: DutyInstance,
  undone: readonly CoverageSubject[],
  person: string,
  day: Day,
): readonly CoverageSubject[] {
  const { orgCode } = instance;
  const answers = answeringPosts(directory, instance, day).some((post) =>
    directory.holders(orgCode, post, day).some((holder) => holder.person.code === person),
  );
  return answers ? undone : undone.filter(({ people }) => people.some(({ code }) => code === person));
}

function answeringPosts(
  directory: Directory,
  { orgCode, rules }: DutyInstance,
  day: Day,
): readonly PostType[] {
  switch (rules.coverage) {
    case undefined:
      return [];
    case 'per_person':
      return directory.holders(orgCode, 'commissioner_organization', day).length > 0
        ? ['commissioner_organization']
        : ['branch_secretary'];
    case 'per_pair':
      return ['branch_secretary'];
    case 'per_member':
      return rules.post;
    default:
      return rules.coverage satisfies never;
  }
}

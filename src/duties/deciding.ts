import type { Day } from '../calendar/day.ts';
import type { Directory } from '../org/directory.ts';
import { withStandIns } from '../org/scope.ts';
import type { DutyInstance } from './instance.ts';
import { ownerRoute } from './route.ts';

/** Everybody who owes it: nobody decides what he or she owes. */
export function ownersOf(directory: Directory, instance: DutyInstance, today: Day): ReadonlySet<string> {
  const { orgCode, rules, assignee } = instance;
  const route = ownerRoute({ directory, instance, day: today });
  const holders = rules.post.flatMap((post) => directory.holders(orgCode, post, today));
  return new Set([
    ...route.hearers.map(({ person }) => person.code),
    ...holders.map(({ person }) => person.code),
    ...(assignee === null ? [] : [assignee]),
  ]);
}

/** Whether this person may decide a request that went to this post. */
export function mayDecide(
  directory: Directory,
  person: string,
  request: { readonly deciderOrg: string; readonly deciderPost: string; readonly requestedBy: string },
  instance: DutyInstance,
  today: Day,
): boolean {
  const concerned = [request.requestedBy, ...ownersOf(directory, instance, today)];
  if (withStandIns(directory, concerned, today).has(person)) return false;
  return directory
    .postsOf(person, today)
    .some(({ org, post }) => org === request.deciderOrg && post === request.deciderPost);
}

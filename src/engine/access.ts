import { branchesOf } from '../org/scope.ts';
import { postName } from '../org/terms.ts';
import type { PostAssignment, PostType } from '../org/types.ts';
import type { ActorContext, Command } from './define.ts';
import { type Right, rights } from './rights.ts';

/** The branches for which this person holds the right, strongest role first. */
export function branchesWith(context: ActorContext, right: Right): readonly string[] {
  const posts: readonly PostType[] = rights[right];
  const found = branchesOf(context.directory, context.actor.code, context.today)
    .filter(({ role }) => posts.includes(role))
    .map(({ branch }) => branch);
  return [...new Set(found)];
}

export function may(context: ActorContext, right: Right, branch: string): boolean {
  return branchesWith(context, right).includes(branch);
}

/** The organisations of every level in which this person holds a post with the right. */
export function orgsWith(context: ActorContext, right: Right): readonly string[] {
  const posts: readonly PostType[] = rights[right];
  const held = context.directory.postsOf(context.actor.code, context.today);
  return [...new Set(held.filter(({ post }) => posts.includes(post)).map(({ org }) => org))];
}

/** The post with the right that a person holds at one organisation itself. */
export function heldWith(
  { directory, today }: Pick<ActorContext, 'directory' | 'today'>,
  person: string,
  right: Right,
  org: string,
): PostAssignment | undefined {
  const posts: readonly PostType[] = rights[right];
  return directory.postsOf(person, today).find((held) => held.org === org && posts.includes(held.post));
}

/** Whether a command is among those this person is shown; what it then does for whom, it decides itself. */
export function mayUse(context: ActorContext, { right, isOffered }: Command): boolean {
  if (right !== undefined && orgsWith(context, right).length === 0) return false;
  return isOffered?.(context) ?? true;
}

/** The posts that hold a right, for the sentence that says who may do it. */
export function postsWith(right: Right): string {
  return rights[right].map((post) => postName(post)).join('、');
}

import type { ActorContext } from '../../src/engine/index.ts';
import { text } from './text.ts';

/** The branches whose dues this person enters: as organisation commissioner, or as secretary where there is none. */
export function keptBranches({ directory, actor, today }: ActorContext): readonly string[] {
  const held = directory.postsOf(actor.code, today);
  const own = held.filter(({ post }) => post === 'commissioner_organization').map(({ org }) => org);
  const standIn = held
    .filter(({ post }) => post === 'branch_secretary')
    .map(({ org }) => org)
    .filter((org) => directory.holders(org, 'commissioner_organization', today).length === 0);
  return [...new Set([...own, ...standIn])];
}

/** Who does it, for the sentence that says so. */
export function keeperName({ directory, actor, today }: ActorContext): string {
  const isVacant = directory.holders(actor.branch, 'commissioner_organization', today).length === 0;
  return isVacant ? text.no.standIn : text.no.keeper;
}

import type { Workspace } from '../workspace.ts';
import type { CardFault, CardWorld } from './fault.ts';
import { findCardFault } from './validate.ts';

const most = 500;
const good = new WeakMap<Workspace, Set<string>>();

/**
 * The first fault of a card. A good card that goes to many people is judged once, as long as what it says depends
 * on nothing that may change: neither a person nor a picture was asked for.
 */
export function judge(workspace: Workspace, content: string, world: CardWorld): CardFault | undefined {
  const known = good.get(workspace) ?? new Set<string>();
  good.set(workspace, known);
  const key = `${world.markdownTablesMax} ${content}`;
  if (known.has(key)) return undefined;
  let hasAsked = false;
  const fault = findCardFault(content, {
    ...world,
    hasPerson: (id) => {
      hasAsked = true;
      return world.hasPerson(id);
    },
    hasImage: (image) => {
      hasAsked = true;
      return world.hasImage(image);
    },
  });
  if (fault || hasAsked) return fault;
  if (known.size >= most) known.clear();
  known.add(key);
  return undefined;
}

import { orgsWith } from '../../src/engine/access.ts';
import type { ActorContext } from '../../src/engine/index.ts';
import { isAcceptor } from './people.ts';
import { type Item, itemsOf } from './queries.ts';

/** Items that were filed and that this person may judge, the earliest due in front. */
export async function waitingItems(context: ActorContext): Promise<readonly Item[]> {
  const issuers = orgsWith(context, 'issue');
  if (issuers.length === 0) return [];
  const items = await itemsOf(context.tx, { orgs: [], issuers, assignee: '' });
  return items.filter((item) => item.instance.state === 'submitted' && isAcceptor(context, item));
}

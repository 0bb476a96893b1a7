import type { Reader } from '../../db/client.ts';
import { dayOf, instantAt } from '../../src/calendar/day.ts';
import type { Block } from '../../src/cards/block.ts';
import { button, buttons, text as paragraph } from '../../src/cards/elements.ts';
import { requestsPendingAt } from '../../src/duties/approvals.ts';
import { isStill } from '../../src/duties/instance.ts';
import type { FlowContext } from '../../src/engine/index.ts';
import { text } from './text.ts';

/**
 * Requests that wait since an earlier day for one of these people: how many, and for how long the first of them.
 * They ride on a digest that goes anyway; nobody is sent a message to be pressed (duties.md b.2, soft lines).
 */
export async function waitingRequests(
  {
    tx,
    today,
    calendar,
    directory,
  }: Pick<FlowContext, 'today' | 'calendar' | 'directory'> & { readonly tx: Reader },
  people: readonly string[],
): Promise<ReadonlyMap<string, readonly Block[]>> {
  const held = new Map(people.map((person) => [person, directory.postsOf(person, today)]));
  const orgs = [...held.values()].flat().map(({ org }) => org);
  const before = instantAt(today);
  const open = (await requestsPendingAt(tx, orgs)).filter(
    ({ kind, state, at }) =>
      at < before &&
      // An election that was recorded waits for nothing but this; a result whose record was taken back asks nothing.
      (kind === 'result' ? state === 'submitted' : kind === 'void' || !isStill(state)),
  );
  return new Map(
    [...held].flatMap(([person, posts]): [string, readonly Block[]][] => {
      const own = open.filter(
        ({ org, post, by }) => by !== person && posts.some((one) => one.org === org && one.post === post),
      );
      const [first] = own;
      const days = first ? calendar.workdaysBetween(dayOf(first.at), today) : 0;
      if (days === 0) return [];
      const show = button({ label: text.requests, name: 'waiting', action: 'extensions.show' });
      return [[person, [paragraph(text.waitingRequests(own.length, days)), buttons([show])]]];
    }),
  );
}

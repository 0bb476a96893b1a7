import type { Reader } from '../../db/client.ts';
import { dayOf, instantAt } from '../../src/calendar/day.ts';
import type { Block } from '../../src/cards/block.ts';
import { button, buttons, text as paragraph } from '../../src/cards/elements.ts';
import { requestsPendingAt } from '../../src/duties/approvals.ts';
import { decidersNow, desksOf } from '../../src/duties/deciding.ts';
import type { FlowContext } from '../../src/engine/index.ts';
import { text } from './text.ts';

/**
 * Requests that wait since an earlier day for one of these people: how many, and for how long the first of them.
 * They ride on a digest that goes anyway; nobody is sent a message to be pressed (duties.md b.2, soft lines).
 */
export async function waitingRequests(
  context: Pick<FlowContext, 'today' | 'calendar' | 'directory'> & { readonly tx: Reader },
  people: readonly string[],
): Promise<ReadonlyMap<string, readonly Block[]>> {
  const { tx, today, calendar, directory } = context;
  const before = instantAt(today);
  const open = (await requestsPendingAt(tx, desksOf(directory, people, today)))
    .filter(({ request }) => request.createdAt < before)
    .map(({ request, instance }) => ({
      since: dayOf(request.createdAt),
      deciders: decidersNow(context, request, instance),
    }));
  return new Map(
    people.flatMap((person): [string, readonly Block[]][] => {
      const own = open.filter(({ deciders }) => deciders.has(person));
      const [first] = own;
      const days = first ? calendar.workdaysBetween(first.since, today) : 0;
      if (days === 0) return [];
      const show = button({ label: text.requests, name: 'waiting', action: 'extensions.show' });
      return [[person, [paragraph(text.waitingRequests(own.length, days)), buttons([show])]]];
    }),
  );
}

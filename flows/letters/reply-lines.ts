import { and, eq, inArray, sql } from 'drizzle-orm';
import { among } from '../../db/bulk.ts';
import type { Tx } from '../../db/client.ts';
import { lines, outbox } from '../../db/schema/index.ts';
import { type Day, dayOf } from '../../src/calendar/day.ts';
import type { FlowContext } from '../../src/engine/index.ts';
import { waitAgain } from '../../src/engine/unsettle.ts';
import { touchCarried } from '../../src/notices/carried-cards.ts';
import type { Letter } from './queries.ts';

/** Lines that ask for the answer to these letters. */
function aboutReply(letters: readonly Letter[]) {
  return and(
    among(
      lines.instanceKey,
      letters.flatMap(({ instanceKey }) => instanceKey ?? []),
    ),
    eq(lines.kind, 'report'),
    eq(sql`${lines.facts} ->> 'report'`, 'reply'),
    among(
      sql`${lines.facts} ->> 'paper'`,
      letters.map(({ number }) => number),
    ),
  );
}

/** When somebody was asked for an answer last; `waiting`, where such a line has not left yet. */
export type Asked = Day | 'waiting';

/** Of these letters, by number, those for whose answer somebody was asked. */
export async function askedBefore(tx: Tx, letters: readonly Letter[]): Promise<ReadonlyMap<string, Asked>> {
  if (letters.length === 0) return new Map();
  const rows = await tx
    .select({ facts: lines.facts, state: lines.state, at: lines.bookedAt, leftAt: outbox.sendingAt })
    .from(lines)
    .leftJoin(outbox, eq(outbox.id, lines.outboxId))
    .where(and(aboutReply(letters), inArray(lines.state, ['waiting', 'carried'])));
  const asked = new Map<string, Asked>();
  for (const { facts, state, at, leftAt } of rows) {
    const { paper } = facts as { readonly paper: string };
    const known = asked.get(paper);
    const day = dayOf(leftAt ?? at);
    if (state === 'waiting') asked.set(paper, 'waiting');
    else if (known === undefined || known < day) asked.set(paper, day);
  }
  return asked;
}

/** The answer is noted, or needless: nobody is asked for it any more, and the card of today says so. */
export async function stopAsking(
  { tx, now }: Pick<FlowContext, 'tx' | 'now'>,
  letter: Letter,
  reason: 'replied' | 'settled' = 'replied',
): Promise<void> {
  await tx
    .update(lines)
    .set({ state: 'withdrawn', reason })
    .where(and(aboutReply([letter]), eq(lines.state, 'waiting')));
  await touchCarried(tx, letter.instanceKey === null ? [] : [letter.instanceKey], now);
}

/** The note is taken back: what had not left waits again. Answers whether anybody was asked by now. */
export async function askAgain(
  context: Pick<FlowContext, 'tx' | 'now' | 'calendar'>,
  letter: Letter,
): Promise<boolean> {
  const rows = await context.tx
    .select({ id: lines.id, state: lines.state, reason: lines.reason })
    .from(lines)
    .where(aboutReply([letter]));
  await waitAgain(
    context,
    rows.filter(({ reason }) => reason === 'replied').map(({ id }) => id),
  );
  await touchCarried(context.tx, letter.instanceKey === null ? [] : [letter.instanceKey], context.now);
  return rows.length > 0;
}

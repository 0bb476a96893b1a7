import { and, asc, eq, getTableColumns, isNotNull, isNull, notInArray, or } from 'drizzle-orm';
import { among } from '../../db/bulk.ts';
import { dutyInstances, letters } from '../../db/schema/index.ts';
import type { Day } from '../../src/calendar/day.ts';
import { formatDay } from '../../src/calendar/format.ts';
import type { Block } from '../../src/cards/block.ts';
import { list, text as paragraph } from '../../src/cards/elements.ts';
import { bold, grey, rich } from '../../src/cards/rich.ts';
import { orgsWith } from '../../src/engine/access.ts';
import type { ActorContext } from '../../src/engine/index.ts';
import { shortOrgName } from '../../src/org/short-name.ts';
import { text } from './text.ts';

/** The rest stands in the ledger of letters. */
const mostReplies = 6;

/** Letters of the own committees that were sent and whose answer nobody has noted: `own`, those drafted by oneself. */
export async function awaitedReplies(context: ActorContext, which: 'own' | 'all'): Promise<readonly Block[]> {
  const { tx, actor, directory, calendar, today } = context;
  const issuers = orgsWith(context, 'urge');
  if (issuers.length === 0) return [];
  const rows = await tx
    .select(getTableColumns(letters))
    .from(letters)
    .leftJoin(dutyInstances, eq(dutyInstances.key, letters.instanceKey))
    .where(
      and(
        among(letters.issuer, issuers),
        eq(letters.state, 'sent'),
        isNotNull(letters.replyBy),
        // Nobody waits for an answer about what was waived or removed since.
        or(isNull(dutyInstances.state), notInArray(dutyInstances.state, ['waived', 'void'])),
        which === 'own' ? eq(letters.draftedBy, actor.code) : undefined,
      ),
    )
    .orderBy(asc(letters.replyBy), asc(letters.number));
  if (rows.length === 0) return [];
  const shown = rows.slice(0, mostReplies).map(({ item, addressee, replyBy, number }) => {
    const to = addressee === null ? '' : shortOrgName(directory, addressee);
    return rich`${text.reply(to, item, formatDay(replyBy as Day, calendar, today))}  ${grey(number)}`;
  });
  return [paragraph(bold(text.replies(rows.length))), list(shown)];
}

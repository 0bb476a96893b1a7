import { and, asc, inArray, or } from 'drizzle-orm';
import { among } from '../../../db/bulk.ts';
import { letters } from '../../../db/schema/index.ts';
import { dayOf } from '../../calendar/day.ts';
import type { Sheet } from '../../exports/sheet.ts';
import { sheetOf } from './columns.ts';
import type { LedgerQuery } from './query.ts';
import { ledgerText as text } from './text.ts';

const committees = ['organ_committee', 'work_committee'];

/** 督办台账: whoever writes letters sees all of the own committee; whoever gets them, those that were sent. */
export async function urgingSheets(query: LedgerQuery): Promise<readonly Sheet[]> {
  const { tx, directory, reader, scope, today, from, to } = query;
  const held = new Set(directory.postsOf(reader, today).map(({ org }) => org));
  const issuers = scope.rows.filter(
    (org) => held.has(org) && committees.includes(directory.org(org)?.level ?? ''),
  );
  const rows =
    scope.rows.length === 0
      ? []
      : await tx
          .select()
          .from(letters)
          .where(
            and(
              inArray(letters.kind, ['urging', 'term_notice']),
              or(
                issuers.length > 0 ? among(letters.issuer, issuers) : undefined,
                and(among(letters.addressee, scope.rows), inArray(letters.state, ['sent', 'replied'])),
              ),
            ),
          )
          .orderBy(asc(letters.draftedAt), asc(letters.number));
  const inTime = rows.filter(({ draftedAt }) => dayOf(draftedAt) >= from && dayOf(draftedAt) <= to);
  return [
    sheetOf(
      'urging',
      text.names.urging,
      inTime.map((letter) => [
        letter.paper ?? letter.number,
        directory.org(letter.addressee ?? '')?.name ?? '',
        letter.item,
        letter.sentOn ?? (letter.state === 'dropped' ? text.dropped : text.notSent),
        letter.replyBy,
        letter.repliedOn,
        letter.result,
      ]),
    ),
  ];
}

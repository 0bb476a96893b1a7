import { and, asc, count, eq, gte, inArray, lte, or } from 'drizzle-orm';
import { among } from '../../../db/bulk.ts';
import { talks } from '../../../db/schema/index.ts';
import type { Sheet } from '../../exports/sheet.ts';
import { sheetOf } from './columns.ts';
import type { LedgerQuery } from './query.ts';
import { ledgerText as text } from './text.ts';

/**
 * 谈心谈话台账: names and days are for the two who talked (duties.md f.2), so a person's rows are his or her own
 * talks. Of the organisations in sight there are numbers by kind.
 */
export async function talkSheets(query: LedgerQuery): Promise<readonly Sheet[]> {
  const { tx, directory, catalogue, reader, scope, from, to } = query;
  const isInTime = and(gte(talks.talkedOn, from), lte(talks.talkedOn, to));
  const own = await tx
    .select()
    .from(talks)
    .where(
      and(
        or(eq(talks.personCode, reader), eq(talks.otherCode, reader)),
        inArray(talks.state, ['asked', 'confirmed']),
        isInTime,
      ),
    )
    .orderBy(asc(talks.talkedOn), asc(talks.id));
  const nameOf = (person: string): string => directory.person(person)?.name ?? person;
  const kindOf = (kind: string): string => catalogue.find(kind)?.name.brief ?? kind;
  const rows = own.map((talk, at) => [
    at + 1,
    kindOf(talk.kind),
    nameOf(talk.personCode),
    nameOf(talk.otherCode),
    talk.talkedOn,
    talk.state === 'confirmed' ? text.confirmed : text.asked,
  ]);
  const orgs = [...scope.rows, ...scope.counts];
  const counts =
    orgs.length === 0
      ? []
      : await tx
          .select({ kind: talks.kind, count: count() })
          .from(talks)
          .where(and(among(talks.orgCode, orgs), eq(talks.state, 'confirmed'), isInTime))
          .groupBy(talks.kind)
          .orderBy(asc(talks.kind));
  return [
    sheetOf('talk', text.names.talk, rows),
    {
      name: text.talkCountsName,
      columns: text.talkCounts.map((title, at) => ({ title, width: at === 0 ? 28 : 14 })),
      rows: counts.map((row) => [kindOf(row.kind), row.count]),
    },
  ];
}

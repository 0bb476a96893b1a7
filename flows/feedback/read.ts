import { and, asc, eq, isNull, or } from 'drizzle-orm';
import { among } from '../../db/bulk.ts';
import { suggestions } from '../../db/schema/index.ts';
import { dayOf } from '../../src/calendar/day.ts';
import { formatDay } from '../../src/calendar/format.ts';
import { buildCard } from '../../src/cards/card.ts';
import { note, text as paragraph, rule } from '../../src/cards/elements.ts';
import { bold, rich } from '../../src/cards/rich.ts';
import { composeEach, type FlowContext } from '../../src/engine/index.ts';
import { shortOrgName } from '../../src/org/short-name.ts';
import type { Person } from '../../src/org/types.ts';
import { text } from './text.ts';

/** The designated reader nearest to a person: along the line of superiors, else whoever holds the post. */
export function readerFor(
  { directory, today }: Pick<FlowContext, 'directory' | 'today'>,
  person: Person,
): { readonly reader: Person; readonly org: string } | undefined {
  const upper = [
    person.branch,
    ...directory.superiorsOf(person.branch).map(({ code }) => code),
    directory.leadershipOf(person.branch)?.code ?? '',
  ];
  for (const post of ['suggestion_reader', 'administrator'] as const) {
    const near = upper.flatMap((org) => directory.holders(org, post, today));
    const found = [...near, ...directory.holdersAnywhere(post, today)].find(
      ({ person: holder }) => holder.account !== undefined,
    );
    if (found) return { reader: found.person, org: found.org };
  }
  return undefined;
}

const mostAtOnce = 10;

/** Everything its reader has not been shown yet; what a lost notice told itself is still to be told. */
export const composeReading = composeEach(async (context, notice) => {
  const { tx, calendar, today } = context;
  const reader = notice.personCode ?? '';
  const rows = await tx
    .select()
    .from(suggestions)
    .where(
      and(
        eq(suggestions.readerCode, reader),
        or(isNull(suggestions.toldBy), eq(suggestions.toldBy, notice.id)),
      ),
    )
    .orderBy(asc(suggestions.at), asc(suggestions.id))
    .limit(mostAtOnce)
    .for('update');
  if (rows.length === 0) return { kind: 'suppress', reason: 'nothing_left' };
  await tx
    .update(suggestions)
    .set({ toldBy: notice.id })
    .where(
      among(
        suggestions.id,
        rows.map(({ id }) => id),
      ),
    );
  const blocks = rows.flatMap((row, at) => [
    ...(at === 0 ? [] : [rule()]),
    paragraph(row.words),
    note(
      rich`${bold(text.from(whoSaid(context, row), formatDay(dayOf(row.at), calendar, today)))}${aboutOf(row)}`,
    ),
  ]);
  const card = buildCard({
    title: text.readTitle,
    tone: 'info',
    tag: text.tag(rows.length),
    summary: text.readSummary(rows.length),
    blocks,
  });
  return { kind: 'card', card };
});

type Row = typeof suggestions.$inferSelect;

function whoSaid({ directory }: FlowContext, { personCode, orgCode }: Row): string {
  if (personCode === null) return text.nobody;
  return `${shortOrgName(directory, orgCode)} ${directory.person(personCode)?.name ?? ''}`;
}

function aboutOf({ about }: Row): string {
  const kind = about === null ? undefined : text.aboutKinds[about.split('.')[0] ?? about];
  return kind === undefined ? '' : text.about(kind);
}

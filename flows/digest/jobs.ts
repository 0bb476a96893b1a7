import { inArray } from 'drizzle-orm';
import { dutyInstances } from '../../db/schema/index.ts';
import type { Composer, FlowContext } from '../../src/engine/index.ts';
import { carryLines } from '../../src/notices/lines.ts';
import type { Composed } from '../../src/notices/notice.ts';
import type { Person } from '../../src/org/types.ts';
import { digestCard } from './cards.ts';
import { rideSoft } from './soft.ts';
import { withFreshCounts } from './undone.ts';
import { type LineView, viewLine } from './view.ts';

/** Everything each person has to hear now, with the instances locked: what it says is true when it leaves. */
export const composeDigest: Composer = async (context, notices) => {
  const people = new Map(
    notices.map((notice) => [notice.id, context.directory.person(notice.personCode ?? '')]),
  );
  const carriers = [...people].flatMap(([id, person]) => (person ? [{ id, person: person.code }] : []));
  const booked = await carryLines(context.tx, carriers);
  const isDigest = new Set(notices.filter(({ channel }) => channel === 'digest').map(({ id }) => id));
  const soft = await rideSoft(
    context,
    carriers.filter(({ id }) => isDigest.has(id) && (booked.get(id)?.length ?? 0) > 0),
  );
  const carried = await withFreshCounts(
    context,
    new Map(notices.map(({ id }) => [id, [...(booked.get(id) ?? []), ...(soft.get(id) ?? [])]])),
  );
  const keys = [...new Set([...carried.values()].flat().map((line) => line.instanceKey))];
  const explanations = await explanationsOf(context, keys);
  return new Map(
    notices.map((notice): [string, Composed] => {
      const person = people.get(notice.id);
      const lines = carried.get(notice.id) ?? [];
      if (!person) return [notice.id, { kind: 'suppress', reason: 'left' }];
      if (lines.length === 0) return [notice.id, { kind: 'suppress', reason: 'nothing_left' }];
      const views = lines.map((line) => viewLine(context, line, explanations.get(line.instanceKey) ?? null));
      const card = digestCard(
        context,
        addressOf(context, person, views),
        newestOf(views),
        notice.channel === 'direct',
      );
      return [notice.id, { kind: 'card', card }];
    }),
  );
};

async function explanationsOf(
  context: FlowContext,
  keys: readonly string[],
): Promise<ReadonlyMap<string, string | null>> {
  if (keys.length === 0) return new Map();
  const rows = await context.tx
    .select({ key: dutyInstances.key, explanation: dutyInstances.explanation })
    .from(dutyInstances)
    .where(inArray(dutyInstances.key, [...keys]));
  return new Map(rows.map((row) => [row.key, row.explanation]));
}

/** The organisation for which this person hears it: the own branch, or the one where the post is held. */
function addressOf(context: FlowContext, person: Person, views: readonly LineView[]): string {
  const [first] = views;
  if (!first || views.some(({ section }) => section !== 'others_late' && section !== 'closed'))
    return person.branch;
  const held = context.directory.postsOf(person.code, context.today).find(({ post }) => post === first.post);
  return held?.org ?? person.branch;
}

/** Stages told together after a pause are one item: the newest says it all. The lines come in the order of stages. */
function newestOf(views: readonly LineView[]): readonly LineView[] {
  const newest = new Map(views.map((view) => [`${view.instanceKey} ${view.section}`, view]));
  return [...newest.values()];
}

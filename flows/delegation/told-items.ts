import { and, eq, inArray, ne, or, sql } from 'drizzle-orm';
import { dutyInstances, lines } from '../../db/schema/index.ts';
import type { DutyInstance } from '../../src/duties/instance.ts';
import { toInstance } from '../../src/duties/store.ts';
import type { FlowContext } from '../../src/engine/index.ts';
import type { PostAt } from '../../src/org/posts.ts';
import { isUnder } from '../../src/org/scope.ts';

/**
 * What a post that looks after others was told of and is late still: whoever takes it over knows of it too. What this
 * person was told of before, through whatever post, is no news.
 */
export async function toldItems(
  { tx, directory }: FlowContext,
  { org, post }: PostAt,
  person: string,
): Promise<readonly DutyInstance[]> {
  const rows = await tx
    .select({ instance: dutyInstances, person: lines.personCode })
    .from(lines)
    .innerJoin(dutyInstances, eq(dutyInstances.key, lines.instanceKey))
    .where(
      and(
        or(eq(lines.post, post), eq(lines.personCode, person)),
        eq(lines.state, 'carried'),
        inArray(lines.kind, ['overdue', 'escalation']),
        sql`${lines.facts} ->> 'role' = 'above'`,
        eq(dutyInstances.state, 'overdue'),
        ne(dutyInstances.escalation, 'E_PRIVATE'),
      ),
    )
    .orderBy(dutyInstances.heldBy, dutyInstances.key);
  const known = new Set(rows.flatMap((row) => (row.person === person ? [row.instance.key] : [])));
  const news = new Map(rows.map(({ instance }) => [instance.key, toInstance(instance)]));
  return [...news.values()].filter(
    ({ key, orgCode }) => !known.has(key) && (orgCode === org || isUnder(directory, orgCode, org)),
  );
}

import { and, eq, gte, inArray, lte, ne, sql } from 'drizzle-orm';
import { among } from '../../db/bulk.ts';
import type { Reader } from '../../db/client.ts';
import { dutyInstances, lines } from '../../db/schema/index.ts';
import type { Day } from '../../src/calendar/day.ts';
import type { Block } from '../../src/cards/block.ts';
import { fold, list } from '../../src/cards/elements.ts';
import type { FlowContext } from '../../src/engine/index.ts';
import { shortOrgName } from '../../src/org/short-name.ts';
import { text } from './text.ts';
import { itemName } from './view.ts';

export interface NamedItem {
  readonly org: string;
  readonly duty: string;
  readonly period: string;
  readonly explanation: string | null;
}

interface Lead {
  readonly person: string;
  readonly orgs: ReadonlySet<string>;
}

/**
 * Items these people were told of by name and that are still late; of everything else they see numbers. They are part
 * of the figures beside them (readFigures): the same organisations, the same time, nothing private.
 */
export async function namedItems(
  tx: Reader,
  leads: readonly Lead[],
  { since, to }: { readonly since: Day; readonly to: Day },
): Promise<ReadonlyMap<string, readonly NamedItem[]>> {
  const rows = await tx
    .selectDistinct({
      person: lines.personCode,
      key: dutyInstances.key,
      org: dutyInstances.orgCode,
      duty: dutyInstances.duty,
      period: dutyInstances.period,
      explanation: dutyInstances.explanation,
    })
    .from(lines)
    .innerJoin(dutyInstances, eq(dutyInstances.key, lines.instanceKey))
    .where(
      and(
        among(
          lines.personCode,
          leads.map(({ person }) => person),
        ),
        eq(lines.state, 'carried'),
        inArray(lines.kind, ['overdue', 'escalation']),
        sql`${lines.facts} ->> 'role' = 'above'`,
        eq(dutyInstances.state, 'overdue'),
        ne(dutyInstances.escalation, 'E_PRIVATE'),
        gte(dutyInstances.heldBy, since),
        lte(dutyInstances.heldBy, to),
      ),
    )
    .orderBy(dutyInstances.key);
  return new Map(
    leads.map(({ person, orgs }) => [
      person,
      rows.filter((row) => row.person === person && orgs.has(row.org)),
    ]),
  );
}

const mostNamed = 8;

/** The first of them folded under their number; how many are not shown is said. */
export function namedFold(
  { directory, catalogue, today }: Pick<FlowContext, 'directory' | 'catalogue' | 'today'>,
  items: readonly NamedItem[],
): readonly Block[] {
  if (items.length === 0) return [];
  const shown = items
    .slice(0, mostNamed)
    .map(({ org, duty, period, explanation }) =>
      text.namedItem(
        shortOrgName(directory, org),
        itemName(today, period, catalogue.get(duty).name.brief),
        explanation === null ? text.noExplanation : text.explanation(explanation),
      ),
    );
  const left = items.length - shown.length;
  return [fold(text.named(items.length), [list(left > 0 ? [...shown, text.namedLeft(left)] : shown)])];
}

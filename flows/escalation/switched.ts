import { and, asc, eq, sql } from 'drizzle-orm';
import { among } from '../../db/bulk.ts';
import { lines, outbox } from '../../db/schema/index.ts';
import { periodStart } from '../../src/calendar/periods.ts';
import { type DutyInstance, plannedAs } from '../../src/duties/instance.ts';
import type { LocalRules } from '../../src/duties/overrides/local-rules.ts';
import type { Generated } from '../../src/duties/planning/generate.ts';
import type { Effect, FlowContext } from '../../src/engine/index.ts';
import type { LineDraft } from '../../src/notices/lines.ts';
import { hasLeft } from '../../src/notices/notice.ts';
import { reportOf, reportsTo } from './reports.ts';
import { text } from './text.ts';

/** Not owed, because an organisation's own rule says so (T15): for what reason, and by which document. */
export function endings(
  { switchedOff }: Generated,
  definitionFor: LocalRules['definitionFor'],
): readonly Effect[] {
  return switchedOff.map(({ key, orgCode, duty, period }) => {
    const rule = definitionFor(orgCode, duty, periodStart(period)).prescribedBy.active;
    const reason = rule ? text.switchedOff(rule.reason, rule.document) : null;
    return {
      do: 'transition',
      instance: key,
      event: { type: 'not_applicable', reasonCode: 'own_rule', reason },
    };
  });
}

/** Owed after all: that rule is taken back while it can still be done. */
export function comebacks({ today }: FlowContext, { owed }: Generated): readonly Effect[] {
  return owed.map((instance) => ({
    do: 'transition',
    instance: instance.key,
    event: { type: 'owe', on: today, ...plannedAs(instance) },
  }));
}

/**
 * That it need not be done, to who owes it, where it had been asked for; that it is owed again, to whoever heard that
 * it is not. What was taken back before it left is said to nobody: each hears only of what is new to him or her. The
 * version makes each time a line of its own.
 */
export async function switchReports(
  context: FlowContext,
  { switchedOff, owed }: Generated,
): Promise<readonly LineDraft[]> {
  // Nobody was asked for what had not begun.
  const open = switchedOff.filter(({ state }) => state === 'open');
  const heard = await lastHeard(context, [...open, ...owed]);
  const heardBy = (instance: DutyInstance): readonly Heard[] => heard.get(instance.key) ?? [];
  return [
    ...open.flatMap((instance) => {
      const knows = heardBy(instance).flatMap(({ report, person }) => (report === 'off' ? [person] : []));
      const drafts = reportsTo(context, instance, `off:${instance.version}`, { report: 'off' });
      return drafts.filter(({ person }) => !knows.includes(person));
    }),
    ...owed.flatMap((instance) =>
      heardBy(instance)
        .filter(({ report }) => report === 'off')
        .map(({ person, post }) => ({
          ...reportOf(instance, `owed:${instance.version}`, { report: 'owed' }),
          ...{ person, post },
        })),
    ),
  ];
}

interface Heard {
  readonly person: string;
  readonly post: string;
  readonly report: 'off' | 'owed';
}

/** What each person heard last of it, by item: in a message that has left. */
async function lastHeard(
  { tx }: FlowContext,
  instances: readonly DutyInstance[],
): Promise<ReadonlyMap<string, readonly Heard[]>> {
  if (instances.length === 0) return new Map();
  const report = sql<Heard['report']>`${lines.facts} ->> 'report'`;
  const { instanceKey, personCode, post } = lines;
  const rows = await tx
    .select({ key: instanceKey, person: personCode, post, report, sent: outbox.state })
    .from(lines)
    .innerJoin(outbox, eq(outbox.id, lines.outboxId))
    .where(
      and(
        among(
          instanceKey,
          instances.map(({ key }) => key),
        ),
        eq(lines.kind, 'report'),
        among(report, ['off', 'owed']),
      ),
    )
    .orderBy(asc(lines.bookedAt));
  const heard = new Map<string, readonly Heard[]>();
  for (const { key, sent, ...one } of rows) {
    if (!hasLeft(sent)) continue;
    const others = (heard.get(key) ?? []).filter(({ person }) => person !== one.person);
    heard.set(key, [...others, one]);
  }
  return heard;
}

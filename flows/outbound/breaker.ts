import { and, eq, gt, inArray, ne, notInArray, sql } from 'drizzle-orm';
import { among } from '../../db/bulk.ts';
import type { Tx } from '../../db/client.ts';
import { outbox, pauses, ruleDays, settings } from '../../db/schema/index.ts';
import { addDays, type Day, instantAt } from '../../src/calendar/day.ts';
import type { FlowContext, Watch } from '../../src/engine/index.ts';
import { floodReason, ruleStageOf } from '../../src/notices/flood-hold.ts';
import type { LineDraft } from '../../src/notices/lines.ts';
import { leftStates, type NoticeDraft, waitingStates } from '../../src/notices/notice.ts';
import { asking } from './flood.ts';
import { isCardFlood, isFlood, isReminder, leastFlood, type RuleDay, weekDays } from './rules.ts';

/**
 * Looks at what a batch of timers has just booked, before its commit: at any time of day nothing of a flood has left.
 * What is far above the plan, or told again and again, waits for the administrator; everything else goes.
 */
export const watchClock: Watch = async (context, { lines, notices }) => {
  // A line that moved with its post was looked at when it was booked.
  const fresh = lines.filter(({ facts }) => facts.movedFrom === undefined);
  const isHolding = [await holdRules(context, fresh), await holdCards(context, notices)];
  return isHolding.includes(true) ? asking(context) : [];
};

/** A smaller installation may call fewer items a flood. */
async function leastIn(tx: Tx): Promise<number> {
  const [row] = await tx.select().from(settings).where(eq(settings.key, 'flood_least'));
  return typeof row?.value === 'number' ? row.value : leastFlood;
}

type RuleDayRow = typeof ruleDays.$inferSelect;

/** Counts the lines by rule and answers whether something is held that was not before. */
async function holdRules(context: FlowContext, fresh: readonly LineDraft[]): Promise<boolean> {
  const { tx, today, directory, catalogue } = context;
  if (fresh.length === 0) return false;
  const counted = await addToDay(tx, countByRule(fresh, today, await plannedSince(tx, fresh, today)));
  const duties = [...new Set(counted.map(({ duty }) => duty))];
  const week = await tx
    .select()
    .from(ruleDays)
    .where(and(among(ruleDays.duty, duties), gt(ruleDays.onDay, addDays(today, -weekDays))));
  const known = new Set(catalogue.duties.map(({ id }) => id));
  const days = counted.flatMap((row) => {
    if (!known.has(row.duty)) return [];
    const { cadence, owner } = catalogue.get(row.duty);
    const isOfTerms = 'on' in cadence && cadence.on !== 'event';
    const told = (some: readonly RuleDayRow[]): number =>
      some.reduce((sum, { items, opened }) => sum + items - (isOfTerms ? 0 : opened), 0);
    const ofDuty = week.filter(({ duty }) => duty === row.duty);
    const day: RuleDay = {
      items: row.items,
      planned: row.planned,
      stageWeek: told(ofDuty.filter(({ stage }) => stage === row.stage)),
      remindersWeek: isReminder(row.stage) ? told(ofDuty.filter(({ stage }) => isReminder(stage))) : 0,
      owing: directory.orgs.reduce((sum, { level }) => sum + (level === owner.level ? 1 : 0), 0),
    };
    return isFlood(day, 0) ? [{ row, day }] : [];
  });
  if (days.length === 0) return false;
  const least = await leastIn(tx);
  let isNew = false;
  for (const { row, day } of days) {
    // What the administrator let go today goes on; what was not sent is asked about again when more of it comes.
    if (!isFlood(day, least) || row.state === 'held' || row.state === 'released') continue;
    isNew = true;
    await tx
      .update(ruleDays)
      .set({ state: 'held' })
      .where(and(eq(ruleDays.duty, row.duty), eq(ruleDays.stage, row.stage), eq(ruleDays.onDay, row.onDay)));
  }
  return isNew;
}

/** Today; where the system as a whole was down until yesterday, the first of those days. */
async function plannedSince(tx: Tx, fresh: readonly LineDraft[], today: Day): Promise<Day> {
  if (fresh.every(({ plan }) => plan === undefined || plan.on >= today)) return today;
  const down = await tx
    .select({ from: pauses.fromOn })
    .from(pauses)
    .where(and(eq(pauses.kind, 'outage'), eq(pauses.toOn, addDays(today, -1))));
  return down.reduce<Day>((first, { from }) => (from < first ? (from as Day) : first), today);
}

/** What is no stage of the plan, that something is settled or has moved, counts as planned. */
function countByRule(fresh: readonly LineDraft[], today: Day, since: Day): readonly RuleDayRow[] {
  const rules = new Map<string, LineDraft[]>();
  for (const line of fresh) {
    const rule = `${line.duty} ${ruleStageOf(line.stage)}`;
    const known = rules.get(rule);
    if (known) known.push(line);
    else rules.set(rule, [line]);
  }
  const itemsOf = (lines: readonly LineDraft[]): number =>
    new Set(lines.map(({ instanceKey }) => instanceKey)).size;
  // In one order everywhere, so that two processes never wait for each other's rows.
  return [...rules].sort(byRule).map(([rule, lines]) => {
    const [duty = '', stage = ''] = rule.split(' ');
    return {
      ...{ duty, stage, onDay: today, state: 'normal', decidedBy: null, decidedAt: null },
      items: itemsOf(lines),
      planned: itemsOf(lines.filter(({ plan }) => plan === undefined || plan.on >= since)),
      opened: itemsOf(lines.filter(({ plan }) => plan?.isOpened)),
    };
  });
}

function byRule([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}

/** Adds to what these rules told of today, and answers them as they stand. */
async function addToDay(tx: Tx, rows: readonly RuleDayRow[]): Promise<readonly RuleDayRow[]> {
  return tx
    .insert(ruleDays)
    .values([...rows])
    .onConflictDoUpdate({
      target: [ruleDays.duty, ruleDays.stage, ruleDays.onDay],
      set: {
        items: sql`${ruleDays.items} + excluded.items`,
        planned: sql`${ruleDays.planned} + excluded.planned`,
        opened: sql`${ruleDays.opened} + excluded.opened`,
      },
    })
    .returning();
}

/** Cards to people, by their kind: what one person gets of it in a week, the same measure at any time of day. */
async function holdCards({ tx, today }: FlowContext, notices: readonly NoticeDraft[]): Promise<boolean> {
  const cards = notices.flatMap(({ kind, channel, to }) =>
    channel === 'direct' && 'person' in to ? [{ kind, person: to.person }] : [],
  );
  if (cards.length === 0) return false;
  const kinds = [...new Set(cards.map(({ kind }) => kind))];
  const people = cards.map(({ person }) => person);
  const weekAgo = instantAt(addDays(today, 1 - weekDays)).toISOString();
  const rows = await tx
    .select({ kind: outbox.kind, person: outbox.personCode, count: sql<number>`count(*)::int` })
    .from(outbox)
    .where(
      and(
        among(outbox.personCode, people),
        inArray(outbox.kind, kinds),
        sql`(${outbox.sendingAt} is null and ${inArray(outbox.state, [...waitingStates])}
          or ${outbox.sendingAt} >= ${weekAgo}::timestamptz and ${inArray(outbox.state, [...leftStates])})`,
      ),
    )
    .groupBy(outbox.kind, outbox.personCode);
  let isNew = false;
  for (const kind of kinds.sort()) {
    const counts = rows.filter((row) => row.kind === kind).map(({ count }) => count);
    if (!isCardFlood(counts, 0) || !isCardFlood(counts, await leastIn(tx))) continue;
    const items = counts.reduce((sum, count) => sum + count, 0);
    const row = { duty: kind, stage: '', onDay: today, items, planned: 0, opened: 0, state: 'held' };
    const held = await tx
      .insert(ruleDays)
      .values(row)
      .onConflictDoUpdate({
        target: [ruleDays.duty, ruleDays.stage, ruleDays.onDay],
        set: { items, state: 'held' },
        setWhere: notInArray(ruleDays.state, ['released']),
      })
      .returning();
    if (held.length === 0) continue;
    isNew = true;
    await tx
      .update(outbox)
      .set({ state: 'held', reason: floodReason })
      .where(
        and(eq(outbox.kind, kind), ne(outbox.channel, 'reply'), inArray(outbox.state, [...waitingStates])),
      );
  }
  return isNew;
}

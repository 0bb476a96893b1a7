import { and, asc, eq, inArray, lt, sql } from 'drizzle-orm';
import { among } from '../../db/bulk.ts';
import { rowsOf, type Tx } from '../../db/client.ts';
import { outbox, ruleDays } from '../../db/schema/index.ts';
import { addDays, type Day, dayOf, instantAt } from '../../src/calendar/day.ts';
import { formatDay } from '../../src/calendar/format.ts';
import type { Block } from '../../src/cards/block.ts';
import { buildCard } from '../../src/cards/card.ts';
import { button, buttons, text as paragraph } from '../../src/cards/elements.ts';
import { refuse } from '../../src/core/errors.ts';
import { stageWord } from '../../src/duties/explain/words.ts';
import { orgsWith } from '../../src/engine/access.ts';
import { type Action, composeEach, type Effect, type FlowContext, type Job } from '../../src/engine/index.ts';
import { floodReason, isHeldLine, ruleStage } from '../../src/notices/flood-hold.ts';
import { bookCarriers } from '../../src/notices/lines.ts';
import { waitingStates } from '../../src/notices/notice.ts';
import { nextSendingTime } from '../../src/notices/windows.ts';
import { isReminder, weekDays } from './rules.ts';
import { nameOf } from './switch.ts';
import { text } from './text.ts';

export const floodTimer = 'outbound.flood';
/** Before the first window opens. */
export const floodTime = '08:40';

/** While something is held the administrator is asked anew every day; what was normal and lies back is forgotten. */
export const askAgain: Job = async (context) => {
  const { tx, today } = context;
  const past = lt(ruleDays.onDay, addDays(today, -weekDays));
  await tx.delete(ruleDays).where(and(eq(ruleDays.state, 'normal'), past));
  const [held] = await tx.select().from(ruleDays).where(eq(ruleDays.state, 'held')).limit(1);
  return [
    ...(held ? asking(context) : []),
    { do: 'timer', kind: floodTimer, subject: 'all', dueAt: instantAt(addDays(today, 1), floodTime) },
  ];
};

/** Once a day. */
export function asking({ directory, today, now, calendar }: FlowContext): readonly Effect[] {
  const notBefore = nextSendingTime(now, calendar);
  return directory
    .holdersAnywhere('administrator', today)
    .filter(({ person }) => person.account !== undefined)
    .map(({ person }) => ({
      do: 'notify',
      notice: {
        key: `flood:${person.code}:${dayOf(notBefore)}`,
        kind: 'outbound.flood',
        channel: 'direct',
        to: { person: person.code },
        subject: {},
        notBefore,
      },
    }));
}

export const composeFlood = composeEach(async (context) => {
  const card = await floodCard(context);
  return card ? { kind: 'card', card } : { kind: 'suppress', reason: 'nothing_left' };
});

const mostRules = 10;

type RuleDayRow = typeof ruleDays.$inferSelect;

async function floodCard({ tx, catalogue, calendar, today }: FlowContext): Promise<object | undefined> {
  const held = await tx
    .select()
    .from(ruleDays)
    .where(eq(ruleDays.state, 'held'))
    .orderBy(asc(ruleDays.onDay), asc(ruleDays.duty), asc(ruleDays.stage))
    .limit(mostRules);
  if (held.length === 0) return undefined;
  const reminded = await remindedInWeek(tx, held);
  const wordsOf = (row: RuleDayRow): string => {
    const day = formatDay(row.onDay as Day, calendar, today);
    if (row.stage === '') return text.floodCards(nameOf(row.duty), day, row.items);
    const rule = text.rule(catalogue.get(row.duty).name.brief, stageWord(row.stage));
    return text.flood(rule, day, row.items, row.planned, reminded.get(row) ?? 0);
  };
  const blocks = held.flatMap((row, at): Block[] => {
    const { duty, stage, onDay } = row;
    const answer = (verdict: 'released' | 'dropped', label: string) =>
      button({
        label,
        name: `${verdict}_${at}`,
        action: 'outbound.decide',
        payload: { duty, stage, day: onDay, verdict },
      });
    return [paragraph(wordsOf(row)), buttons([answer('released', text.send), answer('dropped', text.drop)])];
  });
  return buildCard({
    title: text.floodTitle,
    tone: 'due',
    summary: text.floodTitle,
    blocks: [paragraph(text.floodIntro), ...blocks],
  });
}

/** How often the duty has reminded in the week before each of these days, where that is more than the day itself. */
async function remindedInWeek(tx: Tx, held: readonly RuleDayRow[]): Promise<ReadonlyMap<RuleDayRow, number>> {
  const duties = [...new Set(held.map(({ duty }) => duty))];
  const rows = await tx.select().from(ruleDays).where(among(ruleDays.duty, duties));
  return new Map(
    held.map((row) => {
      const told = rows.filter(
        ({ duty, stage, onDay }) =>
          duty === row.duty &&
          (stage === row.stage || (isReminder(stage) && isReminder(row.stage))) &&
          onDay <= row.onDay &&
          addDays(onDay as Day, weekDays) > row.onDay,
      );
      const sum = told.reduce((total, { items }) => total + items, 0);
      return [row, sum > row.items ? sum : 0];
    }),
  );
}

/** 照常发出 and 不发. What was settled meanwhile is taken back already, and not told in any case. */
export const decideFlood: Action = async (context, { payload }) => {
  const { tx, actor, now } = context;
  const [org] = orgsWith(context, 'administer');
  if (org === undefined) return refuse('not_administrator', text.no.notAdministrator);
  const verdict = payload.verdict === 'released' ? 'released' : 'dropped';
  const rule = { duty: String(payload.duty), stage: String(payload.stage), day: String(payload.day) };
  const isThis = and(
    eq(ruleDays.duty, rule.duty),
    eq(ruleDays.stage, rule.stage),
    eq(ruleDays.onDay, rule.day),
    eq(ruleDays.state, 'held'),
  );
  const [held] = await tx.select().from(ruleDays).where(isThis).for('update');
  if (!held) return { toast: { tone: 'info', text: text.no.gone } };
  if (rule.stage === '') await settleCards(context, rule.duty, verdict);
  else await settleLines(context, rule, verdict);
  await tx.update(ruleDays).set({ state: verdict, decidedBy: actor.code, decidedAt: now }).where(isThis);
  const said = verdict === 'released' ? text.floodSent : text.floodDropped;
  const card = await floodCard(context);
  return {
    card:
      card ?? buildCard({ title: text.floodTitle, tone: 'closed', summary: said, blocks: [paragraph(said)] }),
    toast: { tone: 'success', text: said },
    undo: { none: verdict === 'released' ? text.sendIsFinal : text.dropIsFinal, isToast: true },
    effects: [
      {
        do: 'audit',
        entry: {
          org,
          channel: 'card',
          object: rule.stage === '' ? rule.duty : `${rule.duty}/${rule.stage}`,
          action: `flood.${verdict}`,
          actor: actor.code,
        },
      },
    ],
  };
};

/** Lines of a rule and day that wait: with each person's next digest, or never. */
async function settleLines(
  { tx, now, calendar }: FlowContext,
  { duty, stage, day }: { readonly duty: string; readonly stage: string; readonly day: string },
  verdict: 'released' | 'dropped',
): Promise<void> {
  const ofRule = sql`lines.state = 'waiting' and lines.duty = ${duty} and ${ruleStage} = ${stage}
    and (lines.booked_at at time zone 'Asia/Shanghai')::date = ${day}::date and ${isHeldLine}`;
  if (verdict === 'dropped') {
    await tx.execute(sql`update lines set state = 'withdrawn', reason = ${floodReason} where ${ofRule}`);
    return;
  }
  const people = rowsOf<{ person: string }>(
    await tx.execute(sql`select distinct person_code as person from lines where ${ofRule} order by 1`),
  );
  await bookCarriers(
    tx,
    people.map(({ person }) => person),
    now,
    calendar,
  );
}

/** Cards of a kind that wait: within windows and budgets as ever, or never. */
async function settleCards(
  { tx, now }: FlowContext,
  kind: string,
  verdict: 'released' | 'dropped',
): Promise<void> {
  await tx
    .update(outbox)
    .set(
      verdict === 'released'
        ? { state: 'planned', reason: null }
        : { state: 'suppressed', reason: floodReason, settledAt: now },
    )
    .where(
      and(eq(outbox.kind, kind), eq(outbox.reason, floodReason), inArray(outbox.state, [...waitingStates])),
    );
}

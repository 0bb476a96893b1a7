import { and, asc, eq, sql } from 'drizzle-orm';
import { rowsOf, type Tx } from '../../db/client.ts';
import { ruleDays, settings } from '../../db/schema/index.ts';
import { addDays, dayOf, instantAt } from '../../src/calendar/day.ts';
import type { Block } from '../../src/cards/block.ts';
import { buildCard } from '../../src/cards/card.ts';
import { button, buttons, text as paragraph } from '../../src/cards/elements.ts';
import { refuse } from '../../src/core/errors.ts';
import { orgsWith } from '../../src/engine/access.ts';
import { type Action, composeEach, type Effect, type FlowContext, type Job } from '../../src/engine/index.ts';
import { carrierFor } from '../../src/notices/lines.ts';
import { nextDigestMoment, nextSendingTime } from '../../src/notices/windows.ts';
import { isFlood, leastFlood } from './rules.ts';
import { text } from './text.ts';

export const breakerTimer = 'outbound.breaker';
/** After the stages of the day are booked, before the first window opens. */
export const breakerTime = '08:40';

/**
 * What each rule is about to tell, against what was planned for the days since the last look. What is far above waits
 * for the administrator; a bad table or a mended planner must not reach a thousand people first.
 */
export const checkFloods: Job = async (context) => {
  const { tx, now, today, directory, catalogue } = context;
  const again: Effect = {
    do: 'timer',
    kind: breakerTimer,
    subject: 'all',
    dueAt: instantAt(addDays(today, 1), breakerTime),
  };
  const least = await leastIn(tx);
  const owing = new Map<string, number>();
  for (const { level } of directory.orgs) owing.set(level, (owing.get(level) ?? 0) + 1);
  const known = new Set(catalogue.duties.map(({ id }) => id));
  for (const { duty, stage, items, planned, opened } of await rulesSince(tx, await lastLook(tx))) {
    if (!known.has(duty)) continue;
    const { cadence, owner } = catalogue.get(duty);
    const isOfTerms = 'on' in cadence && cadence.on !== 'event';
    const seen = { items, planned, opened: isOfTerms ? 0 : opened, owing: owing.get(owner.level) ?? 0 };
    const state = isFlood(seen, least) ? 'held' : 'normal';
    const row = { duty, stage, onDay: today, items, planned, state };
    const fresh = await tx.insert(ruleDays).values(row).onConflictDoNothing().returning();
    if (state === 'held' && fresh.length > 0) await holdLines(tx, duty, stage);
  }
  await tx
    .insert(settings)
    .values({ key: lookedAt, value: now.toISOString() })
    .onConflictDoUpdate({ target: settings.key, set: { value: now.toISOString() } });
  const [waiting] = await tx.select().from(ruleDays).where(eq(ruleDays.state, 'held')).limit(1);
  return waiting ? [...asking(context), again] : [again];
};

/** A smaller installation may call fewer items a flood. */
async function leastIn(tx: Tx): Promise<number> {
  const [row] = await tx.select().from(settings).where(eq(settings.key, 'flood_least'));
  return typeof row?.value === 'number' ? row.value : leastFlood;
}

const lookedAt = 'flood_looked_at';

async function lastLook(tx: Tx): Promise<Date> {
  const [row] = await tx.select().from(settings).where(eq(settings.key, lookedAt));
  return new Date(typeof row?.value === 'string' ? row.value : 0);
}

/**
 * Lines booked since then, counted once: what waits longer (all is stopped, a day off) was looked at before. What
 * was opened on the day of that look is told at once and could not be seen by it.
 */
async function rulesSince(
  tx: Tx,
  since: Date,
): Promise<
  readonly {
    readonly duty: string;
    readonly stage: string;
    readonly items: number;
    readonly planned: number;
    readonly opened: number;
  }[]
> {
  return rowsOf(
    await tx.execute(sql`
      select lines.duty, split_part(lines.stage, '+', 1) as stage,
        count(distinct lines.instance_key)::int as items,
        count(distinct lines.instance_key) filter (
          where told.on_day is null or told.on_day > ${dayOf(since)}::date
            or item.event_on >= ${dayOf(since)}::date)::int as planned,
        count(distinct lines.instance_key) filter (where item.event_on is not null)::int as opened
      from lines
      join duty_instances as item on item.key = lines.instance_key
      left join duty_stages as told on told.instance_key = lines.instance_key and told.stage = lines.stage
      where lines.state = 'waiting' and lines.kind in ('reminder', 'overdue', 'escalation')
        and lines.booked_at > ${since.toISOString()}::timestamptz
      group by 1, 2 order by 1, 2`),
  );
}

async function holdLines(tx: Tx, duty: string, stage: string): Promise<void> {
  await tx.execute(sql`
    update lines set state = 'held', reason = 'flood'
    where state = 'waiting' and duty = ${duty} and split_part(stage, '+', 1) = ${stage}
      and kind in ('reminder', 'overdue', 'escalation')`);
}

/** Asked anew every working day while something is held. */
function asking({ directory, today, now, calendar }: FlowContext): readonly Effect[] {
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

async function floodCard({ tx, catalogue }: FlowContext): Promise<object | undefined> {
  const held = await tx
    .select()
    .from(ruleDays)
    .where(eq(ruleDays.state, 'held'))
    .orderBy(asc(ruleDays.onDay), asc(ruleDays.duty), asc(ruleDays.stage))
    .limit(mostRules);
  if (held.length === 0) return undefined;
  const blocks = held.flatMap(({ duty, stage, onDay, items, planned }, at): Block[] => {
    const rule = text.rule(catalogue.get(duty).name.brief, stage);
    const answer = (verdict: 'released' | 'dropped', label: string) =>
      button({
        label,
        name: `${verdict}_${at}`,
        action: 'outbound.decide',
        payload: { duty, stage, day: onDay, verdict },
      });
    return [
      paragraph(text.flood(rule, items, planned)),
      buttons([answer('released', text.send), answer('dropped', text.drop)]),
    ];
  });
  return buildCard({
    title: text.floodTitle,
    tone: 'due',
    summary: text.floodTitle,
    blocks: [paragraph(text.floodIntro), ...blocks],
  });
}

/** 照常发出 and 不发. What was settled meanwhile is not told in any case. */
export const decideFlood: Action = async (context, { payload }) => {
  const { tx, actor, now, calendar } = context;
  const [org] = orgsWith(context, 'administer');
  if (org === undefined) return refuse('not_administrator', text.no.notAdministrator);
  const verdict = payload.verdict === 'released' ? 'released' : 'dropped';
  const [duty, stage, day] = [String(payload.duty), String(payload.stage), String(payload.day)];
  const changed = await tx
    .update(ruleDays)
    .set({ state: verdict, decidedBy: actor.code, decidedAt: now })
    .where(
      and(
        eq(ruleDays.duty, duty),
        eq(ruleDays.stage, stage),
        eq(ruleDays.onDay, day),
        eq(ruleDays.state, 'held'),
      ),
    )
    .returning();
  if (changed.length === 0) return { toast: { tone: 'info', text: text.no.gone } };
  const people = verdict === 'released' ? await releaseLines(tx, duty, stage) : [];
  await tx.execute(sql`
    update lines set state = 'withdrawn', reason = 'flood'
    where state = 'held' and duty = ${duty} and split_part(stage, '+', 1) = ${stage}`);
  const carriers = people.map(
    (person): Effect => ({
      do: 'notify',
      notice: carrierFor(person, 'digest', nextDigestMoment(person, now, calendar)),
    }),
  );
  const said = verdict === 'released' ? text.floodSent : text.floodDropped;
  const card = await floodCard(context);
  return {
    card:
      card ?? buildCard({ title: text.floodTitle, tone: 'closed', summary: said, blocks: [paragraph(said)] }),
    toast: { tone: 'success', text: said },
    undo: { none: verdict === 'released' ? text.sendIsFinal : text.dropIsFinal, isToast: true },
    effects: [
      ...carriers,
      {
        do: 'audit',
        entry: {
          org,
          channel: 'card',
          object: `${duty}/${stage}`,
          action: `flood.${verdict}`,
          actor: actor.code,
        },
      },
    ],
  };
};

/** Back to waiting, where the item still asks for it; answers whose they are. */
async function releaseLines(tx: Tx, duty: string, stage: string): Promise<readonly string[]> {
  const rows = rowsOf<{ person_code: string }>(
    await tx.execute(sql`
      update lines set state = 'waiting', reason = null
      from duty_instances as item
      where lines.state = 'held' and lines.duty = ${duty} and split_part(lines.stage, '+', 1) = ${stage}
        and item.key = lines.instance_key
        and item.state not in ('submitted', 'done', 'done_late', 'waived', 'not_applicable', 'void')
      returning lines.person_code`),
  );
  return [...new Set(rows.map((row) => row.person_code))].sort();
}

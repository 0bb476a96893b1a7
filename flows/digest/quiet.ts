import { and, type SQL, sql } from 'drizzle-orm';
import { among, anyOf } from '../../db/bulk.ts';
import { type Reader, rowsOf } from '../../db/client.ts';
import { dutyInstances, mutes } from '../../db/schema/index.ts';
import { missedItsDay } from '../../src/duties/streak.ts';
import type { FlowContext } from '../../src/engine/index.ts';

/**
 * What people do not want to hear now is taken out of their digest, with the reason: reminders they muted, and items
 * they know of until a day, or have planned for their group. Slips a person owes, closing lines and what another
 * person asked for always come. What is not true any more is taken out, too.
 */
export async function withholdUnwanted(
  { tx, today }: Pick<FlowContext, 'tx' | 'today'>,
  people: readonly string[],
): Promise<void> {
  if (people.length === 0) return;
  const theirs = anyOf(people, 'text');
  // Most digests concern nobody who asked for quiet: one look instead of six changes.
  const [found] = rowsOf<Record<'mutes' | 'known' | 'leads' | 'nudges' | 'streaks' | 'past', boolean | null>>(
    await tx.execute(sql`
      select
        exists (select 1 from mutes where person_code = ${theirs}) as mutes,
        exists (select 1 from known_items where person_code = ${theirs}) as known,
        bool_or(kind = 'reminder' and post = 'branch_group_leader') as leads,
        bool_or(kind = 'nudge') as nudges,
        bool_or(stage = 'streak') as streaks,
        bool_or(kind = 'reminder' and facts ->> 'heldBy' < ${today}) as past
      from lines where person_code = ${theirs} and state = 'waiting'`),
  );
  if (found?.mutes) await withholdMuted(tx, theirs, today);
  if (found?.leads) await withholdPlanned(tx, theirs);
  if (found?.known) await withholdKnown(tx, theirs, today);
  if (found?.nudges) await withholdNeedless(tx, theirs);
  if (found?.streaks) await withholdBroken(tx, theirs);
  if (found?.past) await withholdPast(tx, theirs, today);
}

/** Held back over its day by a stop, in which the clock of its slip stood: as a slip it is told on its own day. */
async function withholdPast(tx: Reader, theirs: SQL, today: string): Promise<void> {
  await tx.execute(sql`
    update lines set state = 'withdrawn', reason = 'lapsed'
    from duty_instances as item
    where lines.person_code = ${theirs} and lines.state = 'waiting' and lines.kind = 'reminder'
      and lines.facts ->> 'heldBy' < ${today}
      and item.key = lines.instance_key and item.held_by < ${today}::date and item.held_on is null`);
}

async function withholdMuted(tx: Reader, theirs: SQL, today: string): Promise<void> {
  await tx.execute(sql`
    update lines set state = 'withdrawn', reason = 'muted'
    from mutes
    where lines.person_code = ${theirs} and lines.state = 'waiting' and lines.kind = 'reminder'
      and mutes.person_code = lines.person_code
      and mutes.from_on <= ${today}::date and (mutes.to_on is null or mutes.to_on >= ${today}::date)
      and mutes.what in ('days', 'duty:' || lines.duty)`);
}

/** The item of a branch stays open until its last group has planned; a leader whose own group has is not asked again. */
async function withholdPlanned(tx: Reader, theirs: SQL): Promise<void> {
  await tx.execute(sql`
    update lines set state = 'withdrawn', reason = 'group_planned'
    from post_assignments as led, activities as held, activity_instances as met
    where lines.person_code = ${theirs} and lines.state = 'waiting' and lines.kind = 'reminder'
      and lines.post = 'branch_group_leader'
      and led.person_code = lines.person_code and led.post = 'branch_group_leader'
      and led.org_code = lines.org_code and led.group_name = held.group_name
      and met.instance_key = lines.instance_key and met.activity_id = held.id
      and held.org_code = lines.org_code and held.state in ('published', 'recorded')`);
}

/** Whoever was told that it is over starts anew: what comes after, an extension run out, is another slip. */
async function forgetOver(tx: Reader, theirs: SQL): Promise<void> {
  await tx.execute(sql`
    delete from known_items as known using lines as ended
    where known.person_code = ${theirs} and ended.person_code = known.person_code
      and ended.instance_key = known.instance_key and ended.kind = 'closing'
      and ended.state in ('waiting', 'carried') and ended.booked_at >= known.at`);
}

async function withholdKnown(tx: Reader, theirs: SQL, today: string): Promise<void> {
  await forgetOver(tx, theirs);
  await tx.execute(sql`
    update lines set state = 'withdrawn', reason = 'known'
    from known_items as known
    where lines.person_code = ${theirs} and lines.state = 'waiting' and lines.kind in ('overdue', 'escalation')
      and lines.facts ->> 'role' = 'above'
      and known.person_code = lines.person_code and known.instance_key = lines.instance_key
      and known.until > ${today}::date`);
}

/** What a person asked for yesterday is needless once a date is set or the evidence is in. */
async function withholdNeedless(tx: Reader, theirs: SQL): Promise<void> {
  await tx.execute(sql`
    update lines set state = 'withdrawn', reason = 'settled'
    from duty_instances as item
    where lines.person_code = ${theirs} and lines.state = 'waiting' and lines.kind = 'nudge'
      and item.key = lines.instance_key and item.state <> 'overdue'`);
}

/** Noted as two periods late; since then one of them was recorded as held in time, or extended, or waived. */
async function withholdBroken(tx: Reader, theirs: SQL): Promise<void> {
  await tx.execute(sql`
    update lines set state = 'withdrawn', reason = 'settled'
    from ${dutyInstances}
    where lines.person_code = ${theirs} and lines.state = 'waiting' and lines.stage = 'streak'
      and ${dutyInstances.key} in (lines.instance_key, lines.facts ->> 'before') and not ${missedItsDay}`);
}

/** Whether a soft line of this duty is unwanted by this person today; by `person duty`, or `person` for all. */
export async function mutedDuties(
  tx: Reader,
  people: readonly string[],
  today: string,
): Promise<ReadonlySet<string>> {
  if (people.length === 0) return new Set();
  const rows = await tx
    .select({ person: mutes.personCode, what: mutes.what })
    .from(mutes)
    .where(
      and(
        among(mutes.personCode, people),
        sql`${mutes.fromOn} <= ${today}::date and (${mutes.toOn} is null or ${mutes.toOn} >= ${today}::date)`,
      ),
    );
  return new Set(
    rows.map(({ person, what }) => (what === 'days' ? person : `${person} ${what.slice('duty:'.length)}`)),
  );
}

import { and, asc, eq, getTableColumns, inArray, sql } from 'drizzle-orm';
import type { Reader } from '../../db/client.ts';
import { dutyInstances, lines, outbox } from '../../db/schema/index.ts';
import { bookTimers } from '../../db/timers.ts';
import type { Day } from '../calendar/day.ts';
import { dayOf } from '../calendar/day.ts';
import type { WorkCalendar } from '../calendar/workdays.ts';
import { stableId } from '../core/ids.ts';
import { nextDigestMoment, nextScheduledTime } from './windows.ts';

export type LineKind = 'reminder' | 'overdue' | 'escalation' | 'closing';
export type LineRow = typeof lines.$inferSelect;

export interface LineDraft {
  readonly kind: LineKind;
  readonly instanceKey: string;
  readonly stage: string;
  readonly person: string;
  readonly orgCode: string;
  readonly duty: string;
  readonly period: string;
  readonly post: string;
  readonly fallback?: object | undefined;
  readonly facts: Readonly<Record<string, unknown>>;
  /** Less than one working day remains before this day: the line does not wait for the digest. */
  readonly due?: Day | undefined;
}

export const digestTimer = 'digest.day';
export const directTimer = 'digest.direct';

/**
 * Books lines and makes sure that each person's digest is on its way. A line is unique by instance, stage and
 * person: booking it again changes nothing.
 */
export async function bookLines(
  tx: Reader,
  drafts: readonly LineDraft[],
  now: Date,
  calendar: WorkCalendar,
): Promise<void> {
  if (drafts.length === 0) return;
  const booked = await tx
    .insert(lines)
    .values(
      drafts.map((draft) => ({
        id: stableId(`line:${draft.instanceKey}:${draft.stage}:${draft.person}`),
        kind: draft.kind,
        instanceKey: draft.instanceKey,
        stage: draft.stage,
        personCode: draft.person,
        orgCode: draft.orgCode,
        duty: draft.duty,
        period: draft.period,
        post: draft.post,
        fallback: draft.fallback ?? null,
        facts: draft.facts,
        bookedAt: now,
        state: 'waiting',
      })),
    )
    .onConflictDoNothing()
    .returning({ id: lines.id });
  const fresh = new Set(booked.map((row) => row.id));
  const today = dayOf(now);
  const moments = drafts
    .filter((draft) => fresh.has(stableId(`line:${draft.instanceKey}:${draft.stage}:${draft.person}`)))
    .map((draft) => {
      const isShort =
        draft.due !== undefined && draft.due >= today && calendar.workdaysBetween(today, draft.due) < 1;
      return isShort
        ? { kind: directTimer, subject: draft.person, dueAt: nextScheduledTime(now, calendar) }
        : { kind: digestTimer, subject: draft.person, dueAt: nextDigestMoment(draft.person, now, calendar) };
    });
  await bookTimers(tx, moments, { keepEarlier: true });
}

/** Lines of an instance that have not left are taken back; they stay in the ledger with the reason. */
export async function withdrawLines(
  tx: Reader,
  instanceKey: string,
  reason: string,
  kinds: readonly Exclude<LineKind, 'closing'>[] = ['reminder', 'overdue', 'escalation'],
): Promise<void> {
  await tx
    .update(lines)
    .set({ state: 'withdrawn', reason })
    .where(
      and(eq(lines.instanceKey, instanceKey), eq(lines.state, 'waiting'), inArray(lines.kind, [...kinds])),
    );
}

/** Who was told of a slip, and through which post: everybody a message with such a line may have reached. */
export async function toldOfSlip(
  tx: Reader,
  instanceKey: string,
): Promise<readonly { readonly person: string; readonly post: string; readonly stage: string }[]> {
  const rows = await tx
    .select({ person: lines.personCode, post: lines.post, stage: lines.stage })
    .from(lines)
    .innerJoin(outbox, eq(outbox.id, lines.outboxId))
    .where(
      and(
        eq(lines.instanceKey, instanceKey),
        inArray(lines.kind, ['overdue', 'escalation']),
        eq(lines.state, 'carried'),
        inArray(outbox.state, ['sending', 'accepted', 'unknown', 'read']),
      ),
    )
    .orderBy(asc(lines.stage), asc(lines.personCode));
  const first = new Map<string, { person: string; post: string; stage: string }>();
  for (const row of rows) if (!first.has(row.person)) first.set(row.person, row);
  return [...first.values()];
}

/**
 * The lines each of these messages carries now, by its id; one message a person. Locks the instances first: from
 * here to the commit none of them can be settled, so what a message says is true when it leaves (invariant 1).
 */
export async function carryLines(
  tx: Reader,
  messages: readonly { readonly id: string; readonly person: string }[],
): Promise<ReadonlyMap<string, readonly LineRow[]>> {
  const messageOf = new Map(messages.map((message) => [message.person, message.id]));
  const people = [...messageOf.keys()];
  const carried = new Map<string, LineRow[]>();
  const waiting = await tx
    .select({ instanceKey: lines.instanceKey })
    .from(lines)
    .where(and(inArray(lines.personCode, people), eq(lines.state, 'waiting')));
  const keys = [...new Set(waiting.map((line) => line.instanceKey))];
  if (keys.length === 0) return carried;
  await tx
    .select({ key: dutyInstances.key })
    .from(dutyInstances)
    .where(inArray(dutyInstances.key, keys))
    .orderBy(asc(dutyInstances.key))
    .for('share');
  const pairs = JSON.stringify([...messageOf].map(([person, id]) => ({ person, id })));
  const rows = await tx
    .update(lines)
    .set({ state: 'carried', outboxId: sql`carrier.id` })
    .from(sql`jsonb_to_recordset(${pairs}::jsonb) as carrier(person text, id uuid)`)
    .where(
      and(
        sql`${lines.personCode} = carrier.person`,
        eq(lines.state, 'waiting'),
        inArray(lines.instanceKey, keys),
      ),
    )
    .returning(getTableColumns(lines));
  rows.sort((a, b) => a.instanceKey.localeCompare(b.instanceKey) || a.stage.localeCompare(b.stage));
  for (const row of rows) {
    const id = row.outboxId ?? '';
    carried.set(id, [...(carried.get(id) ?? []), row]);
  }
  return carried;
}

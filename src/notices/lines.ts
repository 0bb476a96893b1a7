import { and, asc, eq, getTableColumns, inArray, not, or, sql } from 'drizzle-orm';
import { among, insertMany } from '../../db/bulk.ts';
import type { Reader } from '../../db/client.ts';
import { dutyInstances, lines, outbox } from '../../db/schema/index.ts';
import { addDays, type Day, dayOf, instantAt } from '../calendar/day.ts';
import type { WorkCalendar } from '../calendar/workdays.ts';
import { stableId } from '../core/ids.ts';
import { isHeldLine } from './flood-hold.ts';
import { hasLeft, type NoticeDraft } from './notice.ts';
import { bookNotices } from './outbox.ts';
import { nextDigestMoment, nextScheduledTime } from './windows.ts';

/**
 * `report` states a fact that is no slip: a date that moved, a time in which the system was down. `nudge` is what a
 * person asked for: a polite word to the owner, or a matter back on the day somebody wanted to hear of it again.
 */
export type LineKind = 'reminder' | 'overdue' | 'escalation' | 'closing' | 'report' | 'nudge';
export type LineRow = typeof lines.$inferSelect;

/** Why a line reaches nobody: its post is another's who hears of it already, or the person has no account. */
export const unheardReasons = ['post_left', 'no_account'] as const;
export type UnheardReason = (typeof unheardReasons)[number];

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
  /** Of a stage: the day it has by the plan, and whether an event opened its item and not the calendar. Not kept. */
  readonly plan?: { readonly on: Day; readonly isOpened: boolean } | undefined;
  /** Of a line that goes on to somebody else: when it was booked at first. */
  readonly bookedAt?: Date | undefined;
  /** It rides on a digest that goes anyway, and opens one of its own only on this day. */
  readonly ridesUntil?: Day | undefined;
}

/** The item a line is about, as every line names it. */
export function lineAbout(item: {
  readonly key: string;
  readonly orgCode: string;
  readonly duty: string;
  readonly period: string;
}): Pick<LineDraft, 'instanceKey' | 'orgCode' | 'duty' | 'period'> {
  const { key: instanceKey, orgCode, duty, period } = item;
  return { instanceKey, orgCode, duty, period };
}

/**
 * Books lines and makes sure that each person's digest is on its way. A line is unique by instance, stage and
 * person: booking it again changes nothing. Answers those that are new.
 */
export async function bookLines(
  tx: Reader,
  drafts: readonly LineDraft[],
  now: Date,
  calendar: WorkCalendar,
): Promise<readonly LineDraft[]> {
  if (drafts.length === 0) return [];
  const rows = drafts.map((draft) => rowOf(draft, now, 'waiting', null));
  const fresh = await insertMany(tx, lines, rows, 'id');
  const heard = drafts.filter((_, at) => fresh.has(rows[at]?.id ?? ''));
  await bookNotices(
    tx,
    heard.flatMap((draft) => carriersOf(draft, now, calendar)),
    now,
  );
  return heard;
}

/**
 * The messages a line may leave with: the person's next digest; or, when less than one working day remains, today's
 * one direct card, and the digest after it in case that card has left already. Each is booked once a person and day.
 */
function carriersOf(draft: LineDraft, now: Date, calendar: WorkCalendar): readonly NoticeDraft[] {
  const today = dayOf(now);
  const { person, due, ridesUntil } = draft;
  const isShort = due !== undefined && due >= today && calendar.workdaysBetween(today, due) < 1;
  if (!isShort) {
    const from = ridesUntil !== undefined && ridesUntil > today ? instantAt(ridesUntil) : now;
    return [carrierFor(person, 'digest', nextDigestMoment(person, from, calendar))];
  }
  const tomorrow = nextDigestMoment(person, instantAt(addDays(today, 1)), calendar);
  return [
    carrierFor(person, 'direct', nextScheduledTime(now, calendar)),
    carrierFor(person, 'digest', tomorrow),
  ];
}

/** Lines of these people wait again: each gets a message of the day they can ride on. */
export async function bookCarriers(
  tx: Reader,
  people: readonly string[],
  now: Date,
  calendar: WorkCalendar,
): Promise<void> {
  const digests = [...new Set(people)].map((person) =>
    carrierFor(person, 'digest', nextDigestMoment(person, now, calendar)),
  );
  await bookNotices(tx, digests, now);
}

/** The one digest, or the one direct card, of a person and day. */
export function carrierFor(person: string, channel: 'digest' | 'direct', notBefore: Date): NoticeDraft {
  return {
    key: `${channel}:${person}:${dayOf(notBefore)}`,
    kind: `digest.${channel}`,
    channel,
    to: { person },
    subject: {},
    notBefore,
  };
}

function idOf(draft: LineDraft): string {
  return stableId(`line:${draft.instanceKey}:${draft.stage}:${draft.person}`);
}

function rowOf(draft: LineDraft, now: Date, state: string, outboxId: string | null): LineRow {
  return {
    id: idOf(draft),
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
    bookedAt: draft.bookedAt ?? now,
    state,
    reason: null,
    outboxId,
  };
}

/** Lines that reach nobody: in the ledger with their reason, and never on their way. */
export async function noteUnheard(
  tx: Reader,
  unheard: readonly { readonly draft: LineDraft; readonly reason: UnheardReason }[],
  now: Date,
): Promise<void> {
  const rows = unheard.map(({ draft, reason }) => ({ ...rowOf(draft, now, 'withdrawn', null), reason }));
  if (rows.length > 0) await insertMany(tx, lines, rows, 'id');
}

/** A line that rides on a message that is just leaving. */
export type CarriedDraft = LineDraft & { readonly outboxId: string };

/** Writes lines as carried by their messages; those told before are left out. Answers them by message. */
export async function carryNow(
  tx: Reader,
  drafts: readonly CarriedDraft[],
  now: Date,
): Promise<ReadonlyMap<string, readonly LineRow[]>> {
  const rows = drafts.map((draft) => rowOf(draft, now, 'carried', draft.outboxId));
  const fresh = await insertMany(tx, lines, rows, 'id');
  const carried = new Map<string, LineRow[]>();
  for (const row of rows) {
    if (!fresh.has(row.id) || row.outboxId === null) continue;
    const known = carried.get(row.outboxId);
    if (known) known.push(row);
    else carried.set(row.outboxId, [row]);
  }
  return carried;
}

/**
 * Who was told of a slip and not yet that it is settled, through which post: everybody a message with such a line
 * may have reached. A line told after somebody's last closing line opens the matter for that person again.
 */
export async function toldOfSlip(
  tx: Reader,
  instanceKey: string,
): Promise<readonly { readonly person: string; readonly post: string }[]> {
  const rows = await tx
    .select({
      kind: lines.kind,
      person: lines.personCode,
      post: lines.post,
      stage: lines.stage,
      movedFrom: sql<string | null>`${lines.facts} ->> 'movedFrom'`,
      sent: outbox.state,
    })
    .from(lines)
    .leftJoin(outbox, eq(outbox.id, lines.outboxId))
    .where(
      and(
        eq(lines.instanceKey, instanceKey),
        inArray(lines.kind, ['overdue', 'escalation', 'closing']),
        or(
          inArray(lines.state, ['waiting', 'carried']),
          and(eq(lines.kind, 'closing'), inArray(lines.reason, [...unheardReasons])),
        ),
      ),
    )
    .orderBy(asc(lines.stage), asc(lines.personCode));
  const closed = new Map<string, number>();
  for (const row of rows) {
    if (row.kind !== 'closing') continue;
    for (const person of [row.person, row.movedFrom ?? row.person])
      closed.set(person, Math.max(closed.get(person) ?? -1, roundOf(row.stage)));
  }
  const told = new Map<string, { person: string; post: string }>();
  for (const { kind, person, post, stage, sent } of rows) {
    if (kind === 'closing' || sent === null || !hasLeft(sent) || roundOf(stage) <= (closed.get(person) ?? -1))
      continue;
    if (!told.has(person)) told.set(person, { person, post });
  }
  return [...told.values()];
}

function roundOf(stage: string): number {
  return Number(stage.split('+')[1] ?? 0);
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
    .where(and(among(lines.personCode, people), eq(lines.state, 'waiting'), not(isHeldLine)));
  const keys = [...new Set(waiting.map((line) => line.instanceKey))];
  if (keys.length === 0) return carried;
  await tx
    .select({ key: dutyInstances.key })
    .from(dutyInstances)
    .where(among(dutyInstances.key, keys))
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
        not(isHeldLine),
        among(lines.instanceKey, keys),
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

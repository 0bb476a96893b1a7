import { createHash } from 'node:crypto';
import { asc, eq, like } from 'drizzle-orm';
import type { Db } from '../../db/client.ts';
import { auditEvents, findings, lines, outbox } from '../../db/schema/index.ts';
import { type Day, instantAt, isoWithZone } from '../calendar/day.ts';
import type { Difference } from '../duties/auditor/compare.ts';

/** One row of the ledger of design §5.4. */
export type LedgerRow = { readonly id: string; readonly at: string; readonly event: string } & Record<
  string,
  unknown
>;

/**
 * What was told, sent, moved and found, sorted by moment and content; `provisional` names the first day of every
 * year that is counted without an announced table. Ids are hashes of the content, so the same
 * seed gives the same bytes on every machine.
 */
export async function readLedger(
  db: Db,
  differences: readonly Difference[],
  at: Date,
  provisional: readonly Day[],
): Promise<readonly LedgerRow[]> {
  const rows = [
    ...provisional.map((day) =>
      row('finding', instantAt(day), { kind: 'provisional_calendar', detail: { year: day.slice(0, 4) } }),
    ),
    ...differences.map((found) =>
      row('finding', at, { kind: 'auditor', org: found.line.org, detail: found }),
    ),
    ...(await messageRows(db)),
    ...(await lineRows(db)),
    ...(await transitionRows(db)),
    ...(await findingRows(db)),
  ];
  return rows.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.id < b.id ? -1 : 1));
}

function row(event: string, at: Date, fields: Record<string, unknown>): LedgerRow {
  const stamped = { at: isoWithZone(at), event, ...fields };
  const id = createHash('sha256').update(JSON.stringify(stamped)).digest('hex').slice(0, 16);
  return { id, ...stamped };
}

async function messageRows(db: Db): Promise<readonly LedgerRow[]> {
  const counts = new Map<string, number>();
  for (const line of await db.select({ outboxId: lines.outboxId }).from(lines)) {
    if (line.outboxId) counts.set(line.outboxId, (counts.get(line.outboxId) ?? 0) + 1);
  }
  const sent = await db.select().from(outbox).orderBy(asc(outbox.dedupeKey));
  return sent.map((notice) =>
    row('message', notice.sendingAt ?? notice.settledAt ?? notice.bookedAt, {
      message: messageOf(notice.dedupeKey),
      kind: notice.kind,
      to: notice.personCode === null ? [] : [notice.personCode],
      // The ledger's contract knows four: what was asked for stands as a reply.
      channel: notice.channel === 'answer' ? 'reply' : notice.channel,
      lines: counts.get(notice.id) ?? 0,
      status: notice.state,
      ...(notice.reason === null ? {} : { reason: notice.reason }),
    }),
  );
}

/** Stands for the message in the ledger: the platform's own ids come from another machine. */
function messageOf(dedupeKey: string): string {
  return createHash('sha256').update(dedupeKey).digest('hex').slice(0, 16);
}

async function lineRows(db: Db): Promise<readonly LedgerRow[]> {
  const rows = await db
    .select({ line: lines, key: outbox.dedupeKey })
    .from(lines)
    .leftJoin(outbox, eq(outbox.id, lines.outboxId));
  return rows.map(({ line, key }) =>
    row('line', line.bookedAt, {
      kind: line.kind,
      instance: line.instanceKey,
      duty: line.duty,
      org: line.orgCode,
      period: line.period,
      stage: line.stage,
      to: [line.personCode],
      post: line.post,
      ...(line.fallback === null ? {} : { fallback: line.fallback }),
      message: key === null ? null : messageOf(key),
      state: line.state,
      ...(line.reason === null ? {} : { reason: line.reason }),
      why: line.facts,
    }),
  );
}

interface Move {
  readonly actor: string;
  readonly before: { readonly state: string };
  readonly after: { readonly state: string; readonly level: number };
}

async function transitionRows(db: Db): Promise<readonly LedgerRow[]> {
  const events = await db.select().from(auditEvents).where(like(auditEvents.action, 'transition.%'));
  return events.map((event) => {
    const move = event.personal as Move;
    return row('transition', event.at, {
      instance: event.object,
      org: event.orgCode,
      from: move.before.state,
      to: move.after.state,
      ...(move.after.level >= 0 ? { level: move.after.level } : {}),
      by: move.actor,
    });
  });
}

async function findingRows(db: Db): Promise<readonly LedgerRow[]> {
  const found = await db.select().from(findings);
  return found.map((finding) =>
    row('finding', finding.at, { kind: finding.kind, org: finding.orgCode, detail: finding.detail }),
  );
}

import { createHash } from 'node:crypto';
import { type AnyColumn, and, count, eq, like, type SQL, sql } from 'drizzle-orm';
import type { Db } from '../../db/client.ts';
import { auditEvents, findings, lines, outbox } from '../../db/schema/index.ts';
import { addDays, type Day, instantAt, isoWithZone } from '../calendar/day.ts';
import type { Difference } from '../duties/auditor/compare.ts';

/** One row of the ledger of design §5.4. */
export type LedgerRow = { readonly id: string; readonly at: string; readonly event: string } & Record<
  string,
  unknown
>;

/** What a rehearsal adds to what it reads: where the auditor disagrees, and years counted without an announced table. */
export interface Remarks {
  readonly differences: readonly Difference[];
  /** The end of the rehearsal, when the auditor spoke. */
  readonly at: Date;
  /** The first day of every year whose holidays nobody has announced yet. */
  readonly provisional: readonly Day[];
}

/** Moments from the first on, before the second. */
interface Span {
  readonly from: Date;
  readonly before: Date;
}

/**
 * What was told, sent, moved and found, half a month at a time, sorted by moment and content: a year of a province need not
 * be held at once. Ids are hashes of the content, so the same seed gives the same bytes on every machine.
 */
export async function* ledgerInParts(
  db: Db,
  { from, to }: { readonly from: Day; readonly to: Day },
  remarks: Remarks,
): AsyncGenerator<readonly LedgerRow[]> {
  const remarked = remarkRows(remarks);
  for (const span of partsOf(from, to)) {
    const isWithin = ({ at }: { readonly at: Date }): boolean => span.from <= at && at < span.before;
    const rows = [
      ...remarked.filter(isWithin).map((remark) => remark.row),
      ...(await messageRows(db, span)),
      ...(await lineRows(db, span)),
      ...(await transitionRows(db, span)),
      ...(await findingRows(db, span)),
    ];
    yield rows.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.id < b.id ? -1 : 1));
  }
}

const ever = { from: new Date(0), before: new Date('9999-12-31T00:00:00Z') };

/** The first part begins, and the last one ends, with whatever there is. */
function partsOf(from: Day, to: Day): readonly Span[] {
  const starts: Date[] = [];
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1))
    if (day.endsWith('-01') || day.endsWith('-16')) starts.push(instantAt(day));
  return [ever.from, ...starts].map((start, at) => ({ from: start, before: starts[at] ?? ever.before }));
}

function remarkRows({ differences, at, provisional }: Remarks) {
  return [
    ...provisional.map((day) => {
      const detail = { year: day.slice(0, 4) };
      const at = instantAt(day);
      return { at, row: row('finding', at, { kind: 'provisional_calendar', detail }) };
    }),
    ...differences.map((found) => {
      const fields = { kind: 'auditor', org: found.line.org, detail: found };
      return { at, row: row('finding', at, fields) };
    }),
  ];
}

function row(event: string, at: Date, fields: Record<string, unknown>): LedgerRow {
  const stamped = { at: isoWithZone(at), event, ...fields };
  const id = createHash('sha256').update(JSON.stringify(stamped)).digest('hex').slice(0, 16);
  return { id, ...stamped };
}

function during(moment: AnyColumn | SQL, { from, before }: Span): SQL {
  const [first, end] = [from.toISOString(), before.toISOString()];
  return sql`(${moment} >= ${first}::timestamptz and ${moment} < ${end}::timestamptz)`;
}

/** When a message left; one that never did stands where it was settled, or booked. */
const messageMoment = sql<Date>`coalesce(${outbox.sendingAt}, ${outbox.settledAt}, ${outbox.bookedAt})`;

async function messageRows(db: Db, span: Span): Promise<readonly LedgerRow[]> {
  const counted = await db
    .select({ id: outbox.id, count: count() })
    .from(outbox)
    .innerJoin(lines, eq(lines.outboxId, outbox.id))
    .where(during(messageMoment, span))
    .groupBy(outbox.id);
  const counts = new Map(counted.map(({ id, count }) => [id, count]));
  const sent = await db
    .select({
      id: outbox.id,
      dedupeKey: outbox.dedupeKey,
      kind: outbox.kind,
      channel: outbox.channel,
      personCode: outbox.personCode,
      state: outbox.state,
      reason: outbox.reason,
      bookedAt: outbox.bookedAt,
      sendingAt: outbox.sendingAt,
      settledAt: outbox.settledAt,
    })
    .from(outbox)
    .where(during(messageMoment, span));
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

async function lineRows(db: Db, span: Span): Promise<readonly LedgerRow[]> {
  const rows = await db
    .select({ line: lines, key: outbox.dedupeKey })
    .from(lines)
    .leftJoin(outbox, eq(outbox.id, lines.outboxId))
    .where(during(lines.bookedAt, span));
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

async function transitionRows(db: Db, span: Span): Promise<readonly LedgerRow[]> {
  const events = await db
    .select()
    .from(auditEvents)
    .where(and(like(auditEvents.action, 'transition.%'), during(auditEvents.at, span)));
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

async function findingRows(db: Db, span: Span): Promise<readonly LedgerRow[]> {
  const found = await db.select().from(findings).where(during(findings.at, span));
  return found.map((finding) =>
    row('finding', finding.at, { kind: finding.kind, org: finding.orgCode, detail: finding.detail }),
  );
}

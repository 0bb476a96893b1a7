import { createHash, randomBytes } from 'node:crypto';
import { asc, eq, sql } from 'drizzle-orm';
import { among, insertMany } from '../../db/bulk.ts';
import type { Reader, Tx } from '../../db/client.ts';
import { auditEvents, auditHeads } from '../../db/schema/index.ts';
import { newId } from '../core/ids.ts';

/** One change of state, as duties.md c.3 wants it kept. */
export interface AuditEntry {
  readonly org: string;
  readonly channel: 'card' | 'command' | 'console' | 'system';
  readonly object: string;
  readonly action: string;
  readonly actor: string;
  /** Whose posts the actor had for a time there (代办). */
  readonly standingInFor?: readonly string[] | undefined;
  readonly before?: unknown;
  readonly after?: unknown;
  readonly reason?: string | undefined;
}

const genesis = '0'.repeat(64);

/** Appends to each organisation's chain; the head row is the one writer's lock. */
export async function appendAudit(tx: Tx, entries: readonly AuditEntry[], now: Date): Promise<void> {
  if (entries.length === 0) return;
  // In one order everywhere, so that two transactions never wait for each other's heads.
  const orgs = [...new Set(entries.map((entry) => entry.org))].sort();
  const first = orgs.map((orgCode) => ({ orgCode, seq: 0, hash: genesis }));
  await insertMany(tx, auditHeads, first, 'org_code');
  const heads = await tx
    .select()
    .from(auditHeads)
    .where(among(auditHeads.orgCode, orgs))
    .orderBy(asc(auditHeads.orgCode))
    .for('update');
  const headOf = new Map(heads.map((head) => [head.orgCode, head]));
  const rows = entries.map((entry) => {
    const head = headOf.get(entry.org) ?? { orgCode: entry.org, seq: 0, hash: genesis };
    const row = linkTo(head, entry, now);
    headOf.set(entry.org, { orgCode: entry.org, seq: row.seq, hash: row.hash });
    return row;
  });
  await insertMany(tx, auditEvents, rows, 'id');
  const moved = JSON.stringify(
    [...headOf.values()].map(({ orgCode, seq, hash }) => ({ org: orgCode, seq, hash })),
  );
  await tx.execute(sql`
    update audit_heads set seq = moved.seq, hash = moved.hash
    from jsonb_to_recordset(${moved}::jsonb) as moved(org text, seq int, hash text)
    where audit_heads.org_code = moved.org`);
}

function linkTo(head: typeof auditHeads.$inferSelect, entry: AuditEntry, now: Date) {
  const { org, channel, object, action } = entry;
  const seq = head.seq + 1;
  const { actor, standingInFor, before, after, reason } = entry;
  const personal = { actor, standingInFor, before, after, reason };
  // From the system, not from a seed: a salt that can be computed hides nothing.
  const salt = randomBytes(16).toString('hex');
  const personalHash = sha256(salt + canonical(personal));
  const prevHash = head.hash;
  const open = { org, seq, at: now.toISOString(), channel, object, action };
  const hash = sha256(canonical({ ...open, personalHash, prevHash }));
  const id = newId(now);
  return {
    orgCode: org,
    seq,
    id,
    at: now,
    channel,
    object,
    action,
    personal,
    salt,
    personalHash,
    prevHash,
    hash,
  };
}

/** The first broken link of an organisation's chain, or undefined. Erased personal fields do not break it. */
export async function brokenLink(db: Reader, org: string): Promise<number | undefined> {
  const rows = await db
    .select()
    .from(auditEvents)
    .where(eq(auditEvents.orgCode, org))
    .orderBy(asc(auditEvents.seq));
  let prevHash = genesis;
  for (const [index, row] of rows.entries()) {
    const open = {
      org,
      seq: row.seq,
      at: row.at.toISOString(),
      channel: row.channel,
      object: row.object,
      action: row.action,
    };
    const isWhole =
      row.seq === index + 1 &&
      row.prevHash === prevHash &&
      row.hash === sha256(canonical({ ...open, personalHash: row.personalHash, prevHash })) &&
      (row.salt === null || row.personalHash === sha256(row.salt + canonical(row.personal)));
    if (!isWhole) return row.seq;
    prevHash = row.hash;
  }
  return undefined;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** JSON with sorted keys, so that a round trip through jsonb gives the same bytes. */
function canonical(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  if (value instanceof Date) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const entries = Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join(',')}}`;
}

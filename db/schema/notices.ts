import { sql } from 'drizzle-orm';
import { date, index, integer, jsonb, pgTable, text, timestamp, unique, uuid } from 'drizzle-orm/pg-core';

/** One fact one person is to hear, once: unique by instance, stage and person. */
export const lines = pgTable(
  'lines',
  {
    id: uuid().primaryKey(),
    kind: text().notNull(),
    instanceKey: text().notNull(),
    stage: text().notNull(),
    personCode: text().notNull(),
    orgCode: text().notNull(),
    duty: text().notNull(),
    period: text().notNull(),
    /** The post through which the person hears it, and how it came to be this one (岗位空缺, 无账号). */
    post: text().notNull(),
    fallback: jsonb(),
    facts: jsonb().notNull(),
    bookedAt: timestamp({ withTimezone: true }).notNull(),
    /** waiting → carried by an outbox row; or withdrawn with a reason. */
    state: text().notNull(),
    reason: text(),
    outboxId: uuid(),
  },
  (t) => [
    unique('lines_once').on(t.instanceKey, t.stage, t.personCode),
    index('lines_person').on(t.personCode, t.state),
    index('lines_outbox').on(t.outboxId).where(sql`outbox_id is not null`),
    // Rare among the lines of an item, and looked for at every drawing.
    index('lines_nudged').on(t.instanceKey, t.bookedAt).where(sql`kind = 'nudge'`),
  ],
);

/** What waits to leave, digests and others: the indexes of what is due hold these, and are found by the same words. */
export const waits = sql`state in ('planned', 'held', 'queued', 'sending')`;
export const isDigest = sql`kind like 'digest.%'`;
export const isOther = sql`kind not like 'digest.%'`;
/** Of the digests; the others are the direct cards, with less than a working day left. */
export const isDaily = sql`(kind = 'digest.digest')`;

/**
 * The ledger of everything that is to leave or has left. States: planned, held, queued, sending, accepted, failed,
 * suppressed, unknown (the answer was lost and may not be asked for again), read.
 */
export const outbox = pgTable(
  'outbox',
  {
    id: uuid().primaryKey(),
    dedupeKey: text().notNull().unique(),
    kind: text().notNull(),
    channel: text().notNull(),
    personCode: text(),
    chatId: text(),
    replyTo: text(),
    subject: jsonb().notNull(),
    content: jsonb(),
    /** Instances whose settlement makes this notice untrue; locked before it leaves. */
    instanceKeys: text().array().notNull(),
    state: text().notNull(),
    reason: text(),
    bookedAt: timestamp({ withTimezone: true }).notNull(),
    notBefore: timestamp({ withTimezone: true }).notNull(),
    sendingAt: timestamp({ withTimezone: true }),
    settledAt: timestamp({ withTimezone: true }),
    attempts: integer().notNull().default(0),
    messageId: text(),
  },
  (t) => [
    // What has settled is most of the table and is not in here: looking for what is due costs what is due.
    index('outbox_due').on(t.notBefore, t.id).where(sql`${waits} and ${isOther}`),
    // A wave of digests leaves by the forty: in its order, so that neither each forty nor an answer reads the wave.
    index('outbox_due_digests').on(isDaily, t.notBefore, t.id).where(sql`${waits} and ${isDigest}`),
    index('outbox_person').on(t.personCode, t.sendingAt),
    index('outbox_message').on(t.messageId).where(sql`message_id is not null`),
  ],
);

/** Bytes of documents on their way, so that a repetition sends the very same; gone as soon as the answer is known. */
export const outgoingFiles = pgTable('outgoing_files', {
  noticeId: uuid().primaryKey(),
  name: text().notNull(),
  base64: text().notNull(),
});

/** A message whose card follows the state (the roll of an activity): patched when `wanted` runs ahead of `shown`. */
export const liveCards = pgTable(
  'live_cards',
  {
    messageId: text().primaryKey(),
    kind: text().notNull(),
    subject: text().notNull(),
    personCode: text().notNull(),
    postedAt: timestamp({ withTimezone: true }).notNull(),
    wanted: integer().notNull().default(0),
    shown: integer().notNull().default(0),
    retryAt: timestamp({ withTimezone: true }),
  },
  (t) => [
    index('live_cards_subject').on(t.kind, t.subject),
    // Cards that are as they should be are nearly all of them, and nobody asks for them.
    index('live_cards_behind').on(t.retryAt).where(sql`wanted > shown`),
  ],
);

/** Something a person should look into; told once, never a judgement. */
export const findings = pgTable(
  'findings',
  {
    id: uuid().primaryKey(),
    kind: text().notNull(),
    orgCode: text().notNull(),
    subject: text().notNull(),
    detail: jsonb().notNull(),
    at: timestamp({ withTimezone: true }).notNull(),
    onDay: date({ mode: 'string' }).notNull(),
  },
  (t) => [unique('findings_once').on(t.kind, t.orgCode, t.subject)],
);

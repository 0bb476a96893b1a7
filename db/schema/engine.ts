import { index, integer, jsonb, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';

/** Incoming events already handled; kept longer than the platform's retry ladder. */
export const eventsSeen = pgTable('events_seen', {
  key: text().primaryKey(),
  at: timestamp({ withTimezone: true }).notNull(),
});

/** Small facts about the installation, e.g. the day it went live. */
export const settings = pgTable('settings', { key: text().primaryKey(), value: jsonb().notNull() });

/** Chats the bot knows: whether a person was welcomed, and which branch a group belongs to. */
export const chats = pgTable('chats', {
  chatId: text().primaryKey(),
  type: text().notNull(),
  name: text(),
  orgCode: text(),
  personCode: text(),
  welcomedAt: timestamp({ withTimezone: true }),
});

/**
 * Append-only, one chain per organisation. `hash` covers the open fields and `personalHash`; the personal
 * fields themselves can be erased with their salt, and the chain still verifies.
 */
export const auditEvents = pgTable(
  'audit_events',
  {
    orgCode: text().notNull(),
    seq: integer().notNull(),
    id: uuid().notNull(),
    at: timestamp({ withTimezone: true }).notNull(),
    channel: text().notNull(),
    object: text().notNull(),
    action: text().notNull(),
    personal: jsonb(),
    salt: text(),
    personalHash: text().notNull(),
    prevHash: text().notNull(),
    hash: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.orgCode, t.seq] })],
);

export const auditHeads = pgTable('audit_heads', {
  orgCode: text().primaryKey(),
  seq: integer().notNull(),
  hash: text().notNull(),
});

/** What a person may still take back, until when: the declared inverse by its kind, and all it needs to know. */
export const undos = pgTable(
  'undos',
  {
    id: uuid().primaryKey(),
    kind: text().notNull(),
    payload: jsonb().notNull(),
    /** Who did it, and alone may take it back. */
    personCode: text().notNull(),
    orgCode: text().notNull(),
    object: text().notNull(),
    until: timestamp({ withTimezone: true }).notNull(),
    /** The live card that offers it, where the answer is one. */
    liveKind: text(),
    liveSubject: text(),
    undoneAt: timestamp({ withTimezone: true }),
  },
  (t) => [index('undos_live').on(t.liveKind, t.liveSubject), index('undos_person').on(t.personCode)],
);

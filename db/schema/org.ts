import {
  boolean,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core';

/** Organisations by their 组织编码. Levels and variants: duties.md a.1. */
export const orgs = pgTable('orgs', {
  code: text().primaryKey(),
  name: text().notNull(),
  level: text().notNull(),
  variant: text(),
  foundedOn: date({ mode: 'string' }),
  dissolvedOn: date({ mode: 'string' }),
  electedOn: date({ mode: 'string' }),
  termYears: integer(),
  /** 第三届; of a committee elected for a term. */
  termName: text(),
});

/** Typed edges (superior, manages, guides, …), because two lines of authority cross at every organ committee. */
export const orgRelations = pgTable(
  'org_relations',
  {
    fromOrg: text().notNull(),
    toOrg: text().notNull(),
    kind: text().notNull(),
    validFrom: date({ mode: 'string' }),
    validTo: date({ mode: 'string' }),
  },
  (t) => [primaryKey({ columns: [t.fromOrg, t.toOrg, t.kind] }), index('org_relations_to').on(t.toOrg)],
);

/** People by their 人员编码. `account` is the platform's open_id; without one the recorder enters for the person. */
export const people = pgTable(
  'people',
  {
    code: text().primaryKey(),
    name: text().notNull(),
    account: text().unique(),
    status: text().notNull(),
    tags: text().array().notNull(),
    branchCode: text().notNull(),
    groupName: text(),
    /** 入党日期: admitted as a probationary member. No card shows it. */
    joinedOn: date({ mode: 'string' }),
    leftOn: date({ mode: 'string' }),
  },
  (t) => [index('people_branch').on(t.branchCode)],
);

export const postAssignments = pgTable(
  'post_assignments',
  {
    id: uuid().primaryKey(),
    orgCode: text().notNull(),
    post: text().notNull(),
    groupName: text(),
    personCode: text().notNull(),
    fromOn: date({ mode: 'string' }).notNull(),
    toOn: date({ mode: 'string' }),
    acting: boolean().notNull().default(false),
  },
  (t) => [index('post_assignments_org').on(t.orgCode), index('post_assignments_person').on(t.personCode)],
);

/** One row a roster batch; the newest one is the version of the directory. */
export const rosterImports = pgTable('roster_imports', {
  id: uuid().primaryKey(),
  at: timestamp({ withTimezone: true }).notNull(),
  importedBy: text().notNull(),
  counts: jsonb().notNull(),
});

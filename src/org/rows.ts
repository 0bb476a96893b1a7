import type { delegations } from '../../db/schema/delegations.ts';
import type { orgRelations, orgs, people, postAssignments } from '../../db/schema/org.ts';
import type { Day } from '../calendar/day.ts';
import { stableId } from '../core/ids.ts';
import type {
  MemberStatus,
  MemberTag,
  Org,
  OrgLevel,
  OrgRelation,
  OrgRelationKind,
  OrgVariant,
  Person,
  PostAssignment,
  PostType,
  StandIn,
} from './types.ts';

/** Between the tables and our types. Only the import writes these tables, so their words are ours already. */

export type OrgRow = typeof orgs.$inferSelect;
export type PersonRow = typeof people.$inferSelect;
export type PostRow = typeof postAssignments.$inferSelect;
export type RelationRow = typeof orgRelations.$inferSelect;

export function orgRow(org: Org): OrgRow {
  return {
    code: org.code,
    name: org.name,
    level: org.level,
    variant: org.variant ?? null,
    foundedOn: org.foundedOn ?? null,
    dissolvedOn: org.dissolvedOn ?? null,
    electedOn: org.electedOn ?? null,
    termYears: org.termYears ?? null,
    termName: org.termName ?? null,
  };
}

export function orgOf(row: OrgRow): Org {
  return {
    code: row.code,
    name: row.name,
    level: row.level as OrgLevel,
    variant: (row.variant as OrgVariant | null) ?? undefined,
    foundedOn: day(row.foundedOn),
    dissolvedOn: day(row.dissolvedOn),
    electedOn: day(row.electedOn),
    termYears: row.termYears ?? undefined,
    termName: row.termName ?? undefined,
  };
}

export function personRow(person: Person): PersonRow {
  return {
    code: person.code,
    name: person.name,
    account: person.account ?? null,
    status: person.status,
    tags: [...person.tags],
    branchCode: person.branch,
    groupName: person.group ?? null,
    joinedOn: person.joinedOn ?? null,
    leftOn: person.leftOn ?? null,
  };
}

export function personOf(row: PersonRow): Person {
  return {
    code: row.code,
    name: row.name,
    account: row.account ?? undefined,
    status: row.status as MemberStatus,
    tags: row.tags as MemberTag[],
    branch: row.branchCode,
    group: row.groupName ?? undefined,
    joinedOn: day(row.joinedOn),
    leftOn: day(row.leftOn),
  };
}

export function postRow(post: PostAssignment): PostRow {
  return {
    id: stableId(`post/${post.org}/${post.post}/${post.group ?? ''}/${post.person}/${post.from}`),
    orgCode: post.org,
    post: post.post,
    groupName: post.group ?? null,
    personCode: post.person,
    fromOn: post.from,
    toOn: post.to ?? null,
    acting: post.acting,
  };
}

export function postOf(row: PostRow): PostAssignment {
  return {
    org: row.orgCode,
    post: row.post as PostType,
    group: row.groupName ?? undefined,
    person: row.personCode,
    from: row.fromOn as Day,
    to: day(row.toOn),
    acting: row.acting,
  };
}

export function standInOf(row: typeof delegations.$inferSelect): StandIn {
  return {
    org: row.orgCode,
    post: row.post as PostType,
    group: row.groupName ?? undefined,
    away: row.awayCode,
    person: row.standInCode,
    from: row.fromOn as Day,
    to: row.toOn as Day,
  };
}

export function relationRow(relation: OrgRelation): RelationRow {
  return {
    fromOrg: relation.from,
    toOrg: relation.to,
    kind: relation.kind,
    validFrom: null,
    validTo: null,
  };
}

export function relationOf(row: RelationRow): OrgRelation {
  return { from: row.fromOrg, to: row.toOrg, kind: row.kind as OrgRelationKind };
}

function day(text: string | null): Day | undefined {
  return (text as Day | null) ?? undefined;
}

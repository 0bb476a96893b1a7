import type { Day } from '../../calendar/day.ts';
import {
  type OrgRow,
  orgRow,
  type PersonRow,
  type PostRow,
  personRow,
  postRow,
  type RelationRow,
  relationRow,
} from '../rows.ts';
import type { Roster } from '../types.ts';
import { relationsOf } from './relations.ts';

/** The rows of one table: as they are stored, or as they shall be. */
export interface OrgRows {
  readonly orgs: readonly OrgRow[];
  readonly people: readonly PersonRow[];
  readonly posts: readonly PostRow[];
  readonly relations: readonly RelationRow[];
}

/** `changed` holds the new rows; `missing` the stored ones that are still open but no longer listed. */
export interface Change<Row> {
  readonly added: readonly Row[];
  readonly changed: readonly Row[];
  readonly missing: readonly Row[];
}

export interface RosterDiff {
  readonly orgs: Change<OrgRow>;
  readonly people: Change<PersonRow>;
  readonly posts: Change<PostRow>;
  readonly relations: Change<RelationRow>;
}

function relationKey(row: RelationRow): string {
  return `${row.kind}/${row.fromOrg}/${row.toOrg}`;
}

/** A roster is the whole truth of its day, so what it does not list has ended. */
export function diffRoster(stored: OrgRows, roster: Roster, onDay: Day): RosterDiff {
  const first = stored.orgs.length === 0;
  const relations = relationsOf(roster.orgs).map(relationRow);
  const since = new Map(stored.relations.map((row) => [relationKey(row), row.validFrom]));
  // What the first roster states has always been so; a later edge holds from the day it was first seen.
  const dated = relations.map((row) => {
    const known = since.get(relationKey(row));
    return { ...row, validFrom: known === undefined && !first ? onDay : (known ?? null) };
  });
  return {
    orgs: changeOf(stored.orgs, roster.orgs.map(orgRow), codeOf, (row) => row.dissolvedOn === null),
    people: changeOf(stored.people, roster.people.map(personRow), codeOf, (row) => row.leftOn === null),
    posts: changeOf(
      stored.posts,
      withKnownIds(stored.posts, roster.posts.map(postRow)),
      (row) => row.id,
      (row) => row.toOn === null || row.toOn > onDay,
    ),
    relations: changeOf(stored.relations, dated, relationKey, (row) => row.validTo === null),
  };
}

function codeOf(row: { readonly code: string }): string {
  return row.code;
}

function changeOf<Row extends object>(
  stored: readonly Row[],
  wanted: readonly Row[],
  keyOf: (row: Row) => string,
  isOpen: (row: Row) => boolean,
): Change<Row> {
  const storedByKey = new Map(stored.map((row) => [keyOf(row), row]));
  const wantedKeys = new Set(wanted.map(keyOf));
  return {
    added: wanted.filter((row) => !storedByKey.has(keyOf(row))),
    changed: wanted.filter((row) => {
      const before = storedByKey.get(keyOf(row));
      return before !== undefined && !isSame(before, row);
    }),
    missing: stored.filter((row) => !wantedKeys.has(keyOf(row)) && isOpen(row)),
  };
}

function isSame<Row extends object>(a: Row, b: Row): boolean {
  for (const key in b) if (JSON.stringify(a[key]) !== JSON.stringify(b[key])) return false;
  return true;
}

/**
 * An appointment is known by its first day too. Where only that day was corrected, the stored row is kept
 * and changed; otherwise a mended typing error would look like one post ended and another begun.
 */
function withKnownIds(stored: readonly PostRow[], wanted: readonly PostRow[]): readonly PostRow[] {
  const placeOf = (row: PostRow): string =>
    [row.orgCode, row.post, row.groupName ?? '', row.personCode].join('/');
  const exact = new Map(stored.map((row) => [`${placeOf(row)}/${row.fromOn}`, row.id]));
  const wantedDays = new Set(wanted.map((row) => `${placeOf(row)}/${row.fromOn}`));
  const spare = new Map<string, string[]>();
  for (const row of stored) {
    if (row.toOn !== null || wantedDays.has(`${placeOf(row)}/${row.fromOn}`)) continue;
    spare.set(placeOf(row), [...(spare.get(placeOf(row)) ?? []), row.id]);
  }
  return wanted.map((row) => {
    const id = exact.get(`${placeOf(row)}/${row.fromOn}`) ?? spare.get(placeOf(row))?.shift() ?? row.id;
    return { ...row, id };
  });
}

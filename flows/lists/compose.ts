import { asDay } from '../../src/calendar/day.ts';
import { formatDayShort } from '../../src/calendar/format.ts';
import { rosterOf } from '../../src/duties/activities/rosters.ts';
import type { DutyDef } from '../../src/duties/catalogue/catalogue.ts';
import { postName } from '../../src/org/terms.ts';
import type { Org, Person, PostType } from '../../src/org/types.ts';
import { attendedClause, type Clause, catalogueClause, isCommon, listedPosts, ruleWords } from './clauses.ts';
import { type ListKey, type Typed, typedClauses } from './queries.ts';
import type { YearRow } from './rules.ts';
import { text } from './text.ts';
import { instancesOfYear, type ListView, yearRows } from './year-rows.ts';

/** One person's list: the clauses of all posts he or she holds there. */
export interface Personal {
  readonly person: Person;
  readonly posts: readonly PostType[];
  readonly clauses: readonly Clause[];
}

/** A clause for which not exactly one person answers, and why. */
export interface Unassigned {
  readonly duty: DutyDef;
  readonly reason: string;
}

export interface OrgList {
  readonly key: ListKey;
  readonly lists: readonly Personal[];
  readonly unassigned: readonly Unassigned[];
}

/** The list of an organisation as the catalogue and its drafter make it today. */
export async function composeList(view: ListView, org: Org, year: string): Promise<OrgList> {
  const key = { org: org.code, year };
  const known = await instancesOfYear(view.tx, org.code, Number(year));
  const rows = await yearRows(view, org, Number(year), known);
  return assembled(view, key, rows, await typedClauses(view.tx, key));
}

/** Rosters that are a body with seats; the others are members, who have no list of their own. */
const bodies: ReadonlySet<string> = new Set(['committee', 'organ_committee', 'leadership']);

interface Given {
  readonly person: string;
  readonly clause: Clause;
}

/** Pure: who gets which clause, and which clauses are nobody's or several people's. */
export function assembled(
  view: Pick<ListView, 'directory' | 'today'>,
  key: ListKey,
  rows: readonly YearRow[],
  typed: readonly Typed[],
): OrgList {
  const seated = seatsOf(view, key.org);
  const given: Given[] = [];
  const unassigned: Unassigned[] = [];
  for (const row of rows) {
    const { duty } = row;
    // Whose a listed problem is, its issuer says each time.
    if (row.isOff || duty.acceptedBy === 'issuer') continue;
    given.push(...attended(view, key.org, row, seated));
    if (isCommon(duty)) {
      const owing = seated.filter(
        ({ posts }) =>
          duty.owner.post[0] === 'member' || posts.some((post) => duty.owner.post.includes(post)),
      );
      given.push(
        ...owing.map(({ person }) => ({ person: person.code, clause: catalogueClause(row, 'common') })),
      );
      continue;
    }
    const owners = ownersOf(view, key.org, duty, typed.find((one) => one.duty === duty.id)?.personCode);
    if (typeof owners === 'string') unassigned.push({ duty, reason: owners });
    else given.push(...owners.map((person) => ({ person, clause: catalogueClause(row, 'own') })));
  }
  for (const one of typed.filter(({ duty }) => duty === null)) {
    const people = one.personCode === null ? seated.map(({ person }) => person.code) : [one.personCode];
    const clause = typedClause(one);
    given.push(...people.map((person) => ({ person, clause })));
  }
  return { key, lists: listsOf(view, seated, given), unassigned };
}

/** The members of the committee or the group that meets, but for whoever owes that it does. */
function attended(
  { directory, today }: Pick<ListView, 'directory' | 'today'>,
  org: string,
  row: YearRow,
  seated: readonly Seated[],
): readonly Given[] {
  const { participants, owner } = row.duty;
  if (!participants || !bodies.has(participants.roster)) return [];
  const called = new Set(rosterOf(directory, participants, org, today).map(({ code }) => code));
  const clause = attendedClause(row);
  return seated
    .filter(
      ({ person, posts }) => called.has(person.code) && !posts.some((post) => owner.post.includes(post)),
    )
    .map(({ person }) => ({ person: person.code, clause }));
}

type Seated = Omit<Personal, 'clauses'>;

/** Whoever holds a listed post there, once each, in the order of posts. */
export function seatsOf(
  { directory, today }: Pick<ListView, 'directory' | 'today'>,
  org: string,
): readonly Seated[] {
  const level = directory.org(org)?.level ?? '';
  const seats = new Map<string, { person: Person; posts: PostType[] }>();
  for (const post of listedPosts[level] ?? []) {
    for (const { person } of directory.holders(org, post, today)) {
      const known = seats.get(person.code) ?? { person, posts: [] };
      if (!known.posts.includes(post)) known.posts.push(post);
      seats.set(person.code, known);
    }
  }
  return [...seats.values()];
}

/** The one person who holds the post; the leader of each group for what groups owe. A sentence where there is not one. */
function ownersOf(
  { directory, today }: Pick<ListView, 'directory' | 'today'>,
  org: string,
  { owner }: DutyDef,
  assigned: string | null | undefined,
): readonly string[] | string {
  const named = directory.person(assigned ?? '');
  if (named) {
    const isHere = named.leftOn === undefined || named.leftOn > today;
    return isHere ? [named.code] : text.left(named.name);
  }
  const [post = 'member'] = owner.post;
  const holders = directory.holders(org, post, today);
  if (post === 'branch_group_leader') {
    const groups = [...new Set(directory.membersOf(org).flatMap(({ group }) => group ?? []))].sort();
    const missing = groups.find((group) => holders.filter((one) => one.group === group).length !== 1);
    if (missing !== undefined) return text.vacant(missing + postName(post));
    return holders.map(({ person }) => person.code);
  }
  const [only, ...others] = holders;
  if (!only) return text.vacant(postName(post));
  return others.length === 0
    ? [only.person.code]
    : text.several(postName(post), holders.map(({ person }) => person.name).join(text.and));
}

/** In the year of the list, whenever it is drawn: the words that were confirmed stay the same. */
function typedClause(one: Typed): Clause {
  return {
    id: one.id,
    kind: one.personCode === null ? 'common' : 'own',
    content: one.content,
    quantity: one.quantity,
    due: dueWords(one),
    standard: one.standard,
    source: '',
  };
}

/** By when a clause is due that was typed. */
export function dueWords({ dueOn, dueRule, year }: Typed): string {
  if (dueRule !== null) return ruleWords(dueRule);
  return dueOn === null ? '' : text.before(formatDayShort(dueOn, asDay(`${year}-01-01`)));
}

/** People with a listed post first; then whoever was given a clause without one. */
function listsOf(
  { directory }: Pick<ListView, 'directory'>,
  seated: readonly Seated[],
  given: readonly Given[],
): readonly Personal[] {
  const known = new Set(seated.map(({ person }) => person.code));
  const others = [...new Set(given.map(({ person }) => person))]
    .filter((code) => !known.has(code))
    .flatMap((code) => directory.person(code) ?? [])
    .map((person): Seated => ({ person, posts: [] }));
  return [...seated, ...others]
    .map((seat) => ({
      ...seat,
      clauses: given.filter(({ person }) => person === seat.person.code).map(({ clause }) => clause),
    }))
    .filter(({ clauses }) => clauses.length > 0);
}

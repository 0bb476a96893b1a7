import type { Day } from '../calendar/day.ts';
import type { Directory } from '../org/directory.ts';
import { type PassedPost, reachableHolders, resolveOwner } from '../org/posts.ts';
import type { Person, PostType } from '../org/types.ts';
import { type CoverageSubject, committeePostOf, concernedPeople, owingMembers } from './coverage.ts';
import type { DutyInstance } from './instance.ts';
import { type EscalationStep, type Hearing, inPlaceOfOrgan } from './profiles.ts';
import { seatOf } from './seat.ts';
import type { StageDay } from './stages.ts';

/** One person who is to hear one stage, through which post, and how it came to be this one. */
export interface Hearer {
  readonly person: Person;
  readonly post: PostType;
  readonly role: 'owner' | 'above';
  readonly fallback?: readonly PassedPost[] | undefined;
  /** The code of whoever holds the post, where this person stands in for a time (代办). */
  readonly standsInFor?: string | undefined;
  /** The level whose post this is, where it hears in place of an empty one below. */
  readonly standsAt?: number | undefined;
}

/** A post that should have heard and could not: shown to people as a fact, told nobody as a fault. */
export interface Gap {
  readonly org: string;
  readonly post: PostType;
  readonly reason: PassedPost['reason'];
}

export interface Route {
  readonly hearers: readonly Hearer[];
  readonly gaps: readonly Gap[];
}

export interface RouteInput {
  readonly directory: Directory;
  readonly instance: DutyInstance;
  readonly ladder: readonly EscalationStep[];
  readonly day: Day;
  /** `person/level` of everybody who stood in so far in this round, by the level that is his or her own. */
  readonly toldAbove: ReadonlySet<string>;
  /** What is not marked yet, where the instance is counted by marks. */
  readonly undone?: readonly CoverageSubject[] | undefined;
}

/** As much of it as names the owners. */
type OwnerInput = Pick<RouteInput, 'directory' | 'day' | 'undone'> & {
  readonly instance: Pick<DutyInstance, 'orgCode' | 'assignee'> & {
    readonly rules: Pick<DutyInstance['rules'], 'post'>;
  };
};

const nobody: Route = { hearers: [], gaps: [] };

/**
 * Who hears a stage on a day (duties.md b.3, design §4): reminders go to the owner; an escalation to whom its level
 * names. A vacant level is passed over at once: the next level hears this stage, under its own name, and is not
 * told again when its own day comes.
 */
export function routeStage(input: RouteInput, stage: StageDay): Route {
  if (stage.level < 0 || !stage.step) return ownerRoute(input);
  const own = ownSide(input, stage.step);
  const above = levelRoute(input, stage.level);
  // Whoever stood in for a level below is not told again by the own level; for each further empty one in between, yes.
  const fresh = above.hearers.filter(
    ({ person, fallback }) => fallback || !input.toldAbove.has(`${person.code}/${stage.level}`),
  );
  return { hearers: oncePerPerson([...own.hearers, ...fresh]), gaps: [...own.gaps, ...above.gaps] };
}

/** Several posts of one person merge; the one nearest to the work is named. */
function oncePerPerson(hearers: readonly Hearer[]): readonly Hearer[] {
  const byPerson = new Map<string, Hearer>();
  for (const hearer of hearers) {
    const { code } = hearer.person;
    const known = byPerson.get(code);
    const { standsAt } = hearer;
    if (!known) byPerson.set(code, hearer);
    else if (known.standsAt === undefined && standsAt !== undefined)
      byPerson.set(code, { ...known, standsAt });
  }
  return [...byPerson.values()];
}

/** Who stood in, as `toldAbove` keeps it. */
export function standIns(hearers: readonly Hearer[]): readonly string[] {
  return hearers.flatMap(({ person, standsAt }) =>
    standsAt === undefined ? [] : [`${person.code}/${standsAt}`],
  );
}

/** Who hears next and when, for the L1 line that says so. */
export function hearersOfLevel(input: RouteInput, level: number): readonly Hearer[] {
  return levelRoute(input, level).hearers;
}

function ownSide(input: RouteInput, step: EscalationStep): Route {
  if (step.hears.includes('owner')) return ownerRoute(input);
  if (!step.hears.includes('parties')) return nobody;
  const { directory, instance, undone, day } = input;
  // Nobody to name (no pair is complete, say, while a post is empty), or talks owed by posts: those answer for it.
  if (!undone || undone.length === 0 || instance.rules.coverage === 'per_member') return ownerRoute(input);
  return {
    hearers: concernedPeople(directory, instance, undone, day)
      .filter(({ account }) => account !== undefined)
      .map((person): Hearer => ({ person, post: partyPost(input, person), role: 'owner' })),
    gaps: [],
  };
}

/** A pair talks as committee members; what everybody owes, one owes as a member. */
function partyPost({ directory, instance, day }: RouteInput, { code }: Person): PostType {
  if (instance.rules.coverage !== 'per_pair') return 'member';
  return committeePostOf(directory, instance.orgCode, code, day) ?? 'member';
}

/** Everybody who owes it (several posts may), or whoever stands in when none of them can be reached. */
export function ownerRoute({ directory, instance, day, undone }: OwnerInput): Route {
  const { orgCode, assignee } = instance;
  const posts = owingPosts(directory, instance);
  const named = assignee === null ? undefined : directory.person(assignee);
  if (named?.account !== undefined) {
    const held = posts.find((post) =>
      directory.holders(orgCode, post, day).some(({ person }) => person.code === named.code),
    );
    return { hearers: [{ person: named, post: held ?? 'member', role: 'owner' }], gaps: [] };
  }
  if (posts[0] === 'member') {
    const members = undone ? undone.flatMap(({ people }) => people) : owingMembers(directory, orgCode);
    return {
      hearers: members
        .filter(({ account }) => account !== undefined)
        .map((person): Hearer => ({ person, post: 'member', role: 'owner' })),
      gaps: [],
    };
  }
  if (posts.length > 1) {
    const found = posts.map((post) => ({ post, ...reachableHolders(directory, orgCode, post, day) }));
    const hearers = found.flatMap(({ people, post, standsInFor }) =>
      people.map((person): Hearer => ({ person, post, role: 'owner', ...lent(standsInFor, person) })),
    );
    if (hearers.length > 0) return { hearers: oncePerPerson(hearers), gaps: [] };
  }
  const [post = 'member'] = posts;
  const { people, post: reached, fallback, standsInFor } = resolveOwner(directory, orgCode, post, day);
  return {
    hearers: people.map(
      (person): Hearer => ({ person, post: reached, role: 'owner', fallback, ...lent(standsInFor, person) }),
    ),
    gaps: (fallback ?? []).map(({ org, from, reason }) => ({ org, post: from, reason })),
  };
}

/** The posts that owe it; a work committee that owes in the place of an organ committee has posts of its own for them. */
function owingPosts(directory: Directory, { orgCode, rules }: OwnerInput['instance']): readonly PostType[] {
  if (directory.org(orgCode)?.level !== 'work_committee') return rules.post;
  return rules.post.map((post) => inPlaceOfOrgan[post as Hearing] ?? post);
}

function lent(standsInFor: ReadonlyMap<string, string> | undefined, { code }: Person) {
  const away = standsInFor?.get(code);
  return away === undefined ? {} : { standsInFor: away };
}

function levelRoute(input: RouteInput, level: number): Route {
  const { directory, instance, day } = input;
  const passed: PassedPost[] = [];
  const gaps: Gap[] = [];
  for (const step of input.ladder) {
    if (step.level < level) continue;
    const named = step.hears.filter((hearing) => hearing !== 'owner' && hearing !== 'parties');
    // A level that names the owner alone is told; the one after it is not asked to stand in.
    if (named.length === 0) return { hearers: [], gaps };
    const { hearers, missing } = hearersOf(input, named);
    for (const { org, from, reason } of missing) gaps.push({ org, post: from, reason });
    // At L0 the owner is the level: whoever hears it too is not stood in for.
    if (step.level === 0 && step.hears.includes('owner')) return { hearers, gaps };
    if (hearers.length > 0) {
      const fallback = passed.length > 0 ? [...passed] : undefined;
      return {
        hearers: [
          ...(level === 1 ? generalBranchHearers(input) : []),
          ...hearers.map((hearer) => (fallback ? { ...hearer, fallback, standsAt: step.level } : hearer)),
        ],
        gaps,
      };
    }
    passed.push(...missing);
  }
  if (passed.length === 0) return nobody;
  const administrators = directory
    .holdersAnywhere('administrator', day)
    .map((holder) => directory.attending(holder, day))
    .filter(({ person }) => person.account !== undefined);
  return {
    hearers: [
      ...(level === 1 ? generalBranchHearers(input) : []),
      ...administrators.map(
        ({ person }): Hearer => ({
          person,
          post: 'administrator',
          role: instance.assignee === person.code ? 'owner' : 'above',
          fallback: passed,
        }),
      ),
    ],
    gaps,
  };
}

function hearersOf(
  { directory, instance, day }: RouteInput,
  named: readonly Hearing[],
): { readonly hearers: readonly Hearer[]; readonly missing: readonly PassedPost[] } {
  const hearers: Hearer[] = [];
  const missing: PassedPost[] = [];
  for (const hearing of named) {
    const seat = seatOf(directory, instance, hearing);
    if (!seat) continue;
    const { people, reason, standsInFor } = reachableHolders(directory, seat.org, seat.post, day);
    if (reason !== undefined) missing.push({ org: seat.org, from: seat.post, reason });
    for (const person of people)
      hearers.push({ person, post: seat.post, role: 'above', ...lent(standsInFor, person) });
  }
  return { hearers, missing };
}

/** With a general branch in between, its secretary is told together with L1; of talks and dues nobody in between. */
function generalBranchHearers({ directory, instance, day }: RouteInput): readonly Hearer[] {
  if (instance.escalation === 'E_PRIVATE' || instance.rules.level !== 'branch') return [];
  const general = directory.generalBranchOf(instance.orgCode);
  if (!general) return [];
  const post = 'general_branch_secretary';
  const { people, standsInFor } = reachableHolders(directory, general.code, post, day);
  return people.map((person) => ({ person, post, role: 'above', ...lent(standsInFor, person) }));
}

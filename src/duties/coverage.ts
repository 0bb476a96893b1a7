import type { Day } from '../calendar/day.ts';
import type { Directory } from '../org/directory.ts';
import type { Person, PostType } from '../org/types.ts';
import type { DutyInstance } from './instance.ts';

/** One thing to be marked inside an instance: a member, or the two people of a pair in code order. */
export interface CoverageSubject {
  readonly key: string;
  readonly people: readonly Person[];
}

const committeePosts = [
  'branch_secretary',
  'branch_deputy_secretary',
  'commissioner_organization',
  'commissioner_publicity',
  'commissioner_discipline',
] as const satisfies readonly PostType[];

/** The committee of a branch: whoever holds one of its posts, once each, in post order. */
export function committeeOf(directory: Directory, branch: string, day: Day): readonly Person[] {
  return holdersOf(directory, branch, committeePosts, day);
}

/** The first committee post of a person, in post order; undefined for somebody who holds none. */
export function committeePostOf(
  directory: Directory,
  branch: string,
  person: string,
  day: Day,
): PostType | undefined {
  return committeePosts.find((post) =>
    directory.holders(branch, post, day).some((holder) => holder.person.code === person),
  );
}

/** Members who owe personal duties: full and probationary. */
export function owingMembers(directory: Directory, branch: string): readonly Person[] {
  return directory.membersOf(branch).filter(({ status }) => status === 'full' || status === 'probationary');
}

function subjectKey(people: readonly Person[]): string {
  return people
    .map(({ code }) => code)
    .sort()
    .join('+');
}

/**
 * What has to be marked, by the three ways of counting (duties.md b.4): `per_pair` every pair once, `per_member`
 * each member reached at least once, `per_person` each takes part in at least one.
 */
export function coverageSubjects(
  directory: Directory,
  instance: DutyInstance,
  day: Day,
): readonly CoverageSubject[] {
  const { orgCode, rules } = instance;
  const subject = (...people: Person[]): CoverageSubject => ({ key: subjectKey(people), people });
  switch (rules.coverage) {
    case undefined:
      return [];
    case 'per_person':
      return owingMembers(directory, orgCode).map((person) => subject(person));
    case 'per_member': {
      if (rules.level !== 'branch')
        return branchHeads(directory, orgCode, day).map((person) => subject(person));
      const committee = new Set(committeeOf(directory, orgCode, day).map(({ code }) => code));
      return owingMembers(directory, orgCode)
        .filter(({ code }) => !committee.has(code))
        .map((person) => subject(person));
    }
    case 'per_pair': {
      const secretaries = holdersOf(directory, orgCode, ['branch_secretary'], day);
      const others = committeeOf(directory, orgCode, day).filter((one) => !secretaries.includes(one));
      // The secretary with each of the others is one duty, the others among themselves the other one.
      return rules.post.length === 1
        ? secretaries.flatMap((secretary) => others.map((other) => subject(secretary, other)))
        : others.flatMap((one, at) => others.slice(at + 1).map((other) => subject(one, other)));
    }
    default:
      return rules.coverage satisfies never;
  }
}

/** What is not marked yet; undefined for an instance that is not counted by marks. */
export function undoneSubjects(
  directory: Directory,
  instance: DutyInstance,
  day: Day,
  marked: ReadonlySet<string> | undefined,
): readonly CoverageSubject[] | undefined {
  if (instance.rules.coverage === undefined) return undefined;
  return coverageSubjects(directory, instance, day).filter(({ key }) => !marked?.has(key));
}

/** The people a private line speaks to (duties.md b.3, E_PRIVATE): both of an undone pair, the undone, or the talkers. */
export function concernedPeople(
  directory: Directory,
  instance: DutyInstance,
  undone: readonly CoverageSubject[],
  day: Day,
): readonly Person[] {
  const { rules, orgCode } = instance;
  if (rules.coverage === 'per_member') {
    return undone.length === 0 ? [] : holdersOf(directory, orgCode, rules.post, day);
  }
  return [...new Map(undone.flatMap(({ people }) => people).map((person) => [person.code, person])).values()];
}

function holdersOf(
  directory: Directory,
  org: string,
  posts: readonly PostType[],
  day: Day,
): readonly Person[] {
  const found = new Map<string, Person>();
  for (const post of posts)
    for (const { person } of directory.holders(org, post, day)) found.set(person.code, person);
  return [...found.values()];
}

function branchHeads(directory: Directory, organ: string, day: Day): readonly Person[] {
  const found = new Map<string, Person>();
  for (const branch of directory.branchesUnder(organ)) {
    for (const { person } of directory.holders(branch.code, 'branch_secretary', day))
      found.set(person.code, person);
  }
  return [...found.values()];
}

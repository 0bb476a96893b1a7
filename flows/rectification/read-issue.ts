import type { Day } from '../../src/calendar/day.ts';
import type { WorkCalendar } from '../../src/calendar/workdays.ts';
import { readWhen, type WhenOption } from '../../src/calendar/zh-dates.ts';
import { type Refusal, refuse } from '../../src/core/errors.ts';
import type { Directory } from '../../src/org/directory.ts';
import { findPeople } from '../../src/org/names.ts';
import { orgNamed } from '../../src/org/org-named.ts';
import { shortOrgName } from '../../src/org/short-name.ts';
import type { Person } from '../../src/org/types.ts';
import type { Source } from './rules.ts';
import { dayPrefix, nameJoints, personPrefix, sourceWords, text, untilSuffix } from './text.ts';

/** What a line says of an item; what is missing is asked for by the form. */
export interface IssueWish {
  readonly org: string;
  readonly problem: string;
  readonly person?: Person | undefined;
  readonly day?: Day | undefined;
  readonly source?: Source | undefined;
}

export type IssueReading =
  | { readonly kind: 'wish'; readonly wish: IssueWish }
  | { readonly kind: 'which_person'; readonly typed: string; readonly people: readonly Person[] }
  | {
      readonly kind: 'which_day';
      readonly typed: string;
      readonly question: string;
      readonly options: readonly WhenOption[];
    }
  | { readonly kind: 'refusal'; readonly refusal: Refusal };

interface Moment {
  readonly now: Date;
  readonly calendar: WorkCalendar;
}

/**
 * `支部 问题 责任人 期限 [来源]`: the branch in front, the rest from behind, because the problem itself may speak of
 * dates and people. `branches` are those the person may issue to.
 */
export function readIssue(
  directory: Directory,
  line: string,
  branches: readonly string[],
  at: Moment,
  posts: string,
): IssueReading {
  const [first = '', ...others] = line
    .trim()
    .split(/[\s,，;；]+/u)
    .filter((word) => word !== '');
  const org = orgNamed(directory, branches, first);
  if (org === undefined) {
    return { kind: 'refusal', refusal: refuse('unknown_org', text.no.unknownBranch(first, posts)) };
  }
  const words = [...others];
  const source = takeSource(words);
  const day = takeDay(words, at);
  if (day?.kind === 'ask') {
    return { kind: 'which_day', typed: day.typed, question: day.question, options: day.options };
  }
  const person = takePerson(directory, org, words);
  if (person?.kind === 'refusal' || person?.kind === 'which_person') return person;
  const problem = words.join('，');
  if (problem === '') {
    return { kind: 'refusal', refusal: refuse('missing', text.no.noProblem(text.issueExample)) };
  }
  return { kind: 'wish', wish: { org, problem, person: person?.person, day: day?.day, source } };
}

function takeSource(words: string[]): Source | undefined {
  for (const [at, word] of words.entries()) {
    const found = sourceWords.find(([pattern]) => pattern.test(word))?.[1];
    if (found === undefined || at === 0) continue;
    words.splice(at, 1);
    return found;
  }
  return undefined;
}

type TakenDay =
  | { readonly kind: 'day'; readonly day: Day }
  | {
      readonly kind: 'ask';
      readonly typed: string;
      readonly question: string;
      readonly options: readonly WhenOption[];
    };

/** The last words that are a date and nothing else: 4月30日, 下周 五. */
function takeDay(words: string[], at: Moment): TakenDay | undefined {
  for (let end = words.length; end > 1; end -= 1) {
    for (const count of [2, 1]) {
      if (end - count < 1) continue;
      const typed = words
        .slice(end - count, end)
        .join('')
        .replace(dayPrefix, '')
        .replace(untilSuffix, '');
      const when = readWhen(typed, at);
      if (when.kind === 'none' || when.rest.trim() !== '') continue;
      words.splice(end - count, count);
      return when.kind === 'moment'
        ? { kind: 'day', day: when.day }
        : { kind: 'ask', typed, question: when.question, options: when.options };
    }
  }
  return undefined;
}

type TakenPerson =
  | { readonly kind: 'one'; readonly person: Person }
  | Extract<IssueReading, { readonly kind: 'which_person' | 'refusal' }>;

/** A word of two to four characters behind the problem is meant as a name, also where nobody has it. */
const nameLike = /^\p{Script=Han}{2,4}$/u;

/** The last word but the problem itself; exactly one person, never several. */
function takePerson(directory: Directory, org: string, words: string[]): TakenPerson | undefined {
  const typed = words.at(-1);
  if (typed === undefined || words.length < 2) return undefined;
  const isSaid = personPrefix.test(typed);
  const name = typed.replace(personPrefix, '');
  const parts = name.split(nameJoints).filter((part) => part !== '');
  const before = words.at(-2) ?? '';
  const twice = words.length > 2 ? [before.replace(personPrefix, ''), ...parts] : parts;
  const named = twice.filter((part) => findPeople(directory, part, [org]).kind !== 'none');
  if (new Set(named).size > 1) {
    return { kind: 'refusal', refusal: refuse('two_people', text.no.twoPeople(named.join(text.list))) };
  }
  const found = findPeople(directory, name, [org]);
  if (found.kind === 'one') {
    words.pop();
    return found;
  }
  if (found.kind === 'many') return { kind: 'which_person', typed, people: found.people };
  if (!isSaid && !nameLike.test(name) && !/^[A-Z]+\d+$/u.test(name)) return undefined;
  const nearest = found.nearest.map((person) => person.name).join(text.list);
  return {
    kind: 'refusal',
    refusal: refuse('unknown_name', text.no.unknownPerson(name, shortOrgName(directory, org), nearest)),
  };
}

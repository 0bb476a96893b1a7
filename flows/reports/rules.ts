import { addDays, type Day, partsOf } from '../../src/calendar/day.ts';
import { nextPeriod, type Period, periodEnd, periodOf, periodStart } from '../../src/calendar/periods.ts';
import type { WorkCalendar } from '../../src/calendar/workdays.ts';
import { foldTraditional } from '../../src/commands/traditional.ts';
import type { DutyInstance } from '../../src/duties/instance.ts';
import type { Directory } from '../../src/org/directory.ts';
import { reachableHolders } from '../../src/org/posts.ts';
import { withStandIns } from '../../src/org/scope.ts';
import type { Person, PostType } from '../../src/org/types.ts';
import type { Answers } from './papers.ts';
import { askedSections, type Section, type Template } from './templates.ts';
import {
  acceptWords,
  quarterDigits,
  quarterWords,
  type ReturnCode,
  relativeQuarters,
  returnCodeWords,
  returnWords,
} from './text.ts';

/** A reader has ten working days, and they never count against whoever filed. */
export const readingDays = 10;
const shortestReason = 5;

/** A quarter as typed; undefined where it is none. Without a year the current one, in spring the last fourth quarter. */
export function readQuarter(typed: string, today: Day): Period | undefined {
  const current = periodOf(today, 'quarter');
  const relative = relativeQuarters.find(([words]) => words.test(typed));
  if (relative) {
    const [, step] = relative;
    if (step > 0) return nextPeriod(current);
    return step === 0 ? current : periodOf(addDays(periodStart(current), -1), 'quarter');
  }
  const { year, cn, q } = quarterWords.exec(typed)?.groups ?? {};
  const digit =
    q ??
    (cn === undefined ? undefined : quarterDigits.includes(cn) ? String(quarterDigits.indexOf(cn) + 1) : cn);
  if (digit === undefined) return undefined;
  const now = partsOf(today);
  if (year !== undefined) return `${year.length === 2 ? `20${year}` : year}-Q${digit}`;
  const isLastYears = digit === '4' && now.month <= 3;
  return `${isLastYears ? now.year - 1 : now.year}-Q${digit}`;
}

/** More than a week of the period is still to come: what is filed now leaves it out. */
const earlyDays = 5;

/** Working days left in the period, where it would be filed too early to pass without a question; else undefined. */
export function daysTooEarly(period: Period, today: Day, calendar: WorkCalendar): number | undefined {
  const last = periodEnd(period);
  const left = today < last ? calendar.workdaysBetween(today, last) : 0;
  return left > earlyDays ? left : undefined;
}

/** The sections that nobody has written yet. */
export function missingSections(template: Template, answers: Answers): readonly Section[] {
  return askedSections(template).filter(({ key }) => (answers[key] ?? '').trim() === '');
}

/** Which report of a branch is meant where no quarter is named: what is due first, else what was filed last. */
export function chooseQuarter(
  instances: readonly DutyInstance[],
  today: Day,
  calendar: WorkCalendar,
): DutyInstance | undefined {
  const begun = instances.filter(({ period }) => periodStart(period) <= today);
  const due = begun.find(
    ({ state, heldBy }) => isUnfiled(state) && calendar.addWorkdays(heldBy, -20) <= today,
  );
  if (due) return due;
  const filed = begun.findLast(({ state }) => !isUnfiled(state));
  return filed ?? begun.find(({ state }) => isUnfiled(state));
}

export function isUnfiled(state: DutyInstance['state']): boolean {
  return ['planned', 'open', 'scheduled', 'returned', 'overdue', 'extended'].includes(state);
}

/** Who reads a paper: the post it goes to and its colleagues, without whoever owes or filed it; else the one above them. */
export interface Readers {
  readonly org: string;
  /** Whom the paper is waiting with, the proper post first. */
  readonly people: readonly Person[];
  readonly posts: readonly PostType[];
}

const colleagues: Partial<Record<PostType, readonly PostType[]>> = {
  party_affairs_officer: ['organ_fulltime_deputy'],
  work_committee_officer: ['work_committee_deputy_secretary'],
  branch_secretary: ['branch_deputy_secretary'],
};
const standIns: Partial<Record<PostType, PostType>> = {
  party_affairs_officer: 'organ_secretary',
  work_committee_officer: 'work_committee_secretary',
};

export function readersOf(
  directory: Directory,
  template: Pick<Template, 'reader'>,
  instance: Pick<DutyInstance, 'orgCode' | 'rules'>,
  barred: ReadonlySet<string>,
  today: Day,
): Readers | undefined {
  const seat = readingSeat(directory, template.reader, instance.orgCode);
  if (!seat) return undefined;
  const { org, post } = seat;
  const posts = [post, ...(colleagues[post] ?? [])];
  const free = (wanted: readonly PostType[]): readonly Person[] => {
    const people = wanted.flatMap((one) => reachableHolders(directory, org, one, today).people);
    return [...new Map(people.map((person) => [person.code, person])).values()].filter(
      ({ code }) => !barred.has(code),
    );
  };
  const people = free(posts);
  const standIn = standIns[post];
  if (people.length > 0 || standIn === undefined) return { org, people, posts };
  return { org, people: free([standIn]), posts: [...posts, standIn] };
}

/** A branch directly under the work committee is read there. */
function readingSeat(directory: Directory, reader: PostType, org: string) {
  if (reader === 'branch_secretary') return { org, post: reader };
  const work = directory.workCommitteeOf(org)?.code;
  const above = work === undefined ? undefined : { org: work, post: 'work_committee_officer' as const };
  if (reader !== 'party_affairs_officer') return above;
  const organ = directory.organCommitteeOf(org)?.code;
  return organ === undefined ? above : { org: organ, post: reader };
}

/** Nobody accepts his or her own: who owes it, and who filed it. */
export function barredFrom(
  directory: Directory,
  instance: Pick<DutyInstance, 'orgCode' | 'rules' | 'assignee'>,
  paper: { readonly person?: string | undefined; readonly filedBy: string },
  today: Day,
): ReadonlySet<string> {
  const owners =
    paper.person === undefined
      ? instance.rules.post.flatMap((post) => directory.holders(instance.orgCode, post, today))
      : [];
  const concerned = [
    ...owners.map(({ person }) => person.code),
    ...[paper.person, instance.assignee, paper.filedBy].filter((code) => typeof code === 'string'),
  ];
  return withStandIns(directory, concerned, today);
}

export type Verdict =
  | { readonly kind: 'read'; readonly comment: string }
  | { readonly kind: 'returned'; readonly code: ReturnCode; readonly words: string }
  | { readonly kind: 'short_reason' }
  | undefined;

/** `通过 意见` or `退回 原因`; a reason for a return has at least five characters (duties.md T7). */
export function readVerdict(typed: string): Verdict {
  if (returnWords.test(foldTraditional(typed))) {
    const words = withoutVerdict(typed, returnWords).trim();
    if ([...words].length < shortestReason) return { kind: 'short_reason' };
    return {
      kind: 'returned',
      code: returnCodeWords.find(([, found]) => found.test(foldTraditional(words)))?.[0] ?? 'other',
      words,
    };
  }
  if (!acceptWords.test(foldTraditional(typed))) return undefined;
  const comment = withoutVerdict(typed, acceptWords).replace(/^[\s,，;；:：。]+/u, '');
  return { kind: 'read', comment: comment.trim() };
}

/** The words behind it are kept as they were typed. */
function withoutVerdict(typed: string, verdict: RegExp): string {
  const match = verdict.exec(foldTraditional(typed));
  return match ? typed.slice(0, match.index) + typed.slice(match.index + match[0].length) : typed;
}

export function isReasonShort(code: ReturnCode, words: string): boolean {
  return code === 'other' && [...words].length < shortestReason;
}

/** Whether the reading duty of a quarter covers a paper: it came in early enough to be read by that day. */
export function isCovered(
  filedOn: Day,
  review: Pick<DutyInstance, 'heldBy' | 'state'>,
  calendar: WorkCalendar,
): boolean {
  return calendar.addWorkdays(filedOn, readingDays) <= review.heldBy;
}

/**
 * Whether the reading of a quarter is done: nothing it covers waits, and either every branch is through or no more
 * can come in that it would cover. What nobody has filed is not the reader's to answer for; where nothing at all
 * came in there is nothing to call done.
 */
export function isReadingDone(
  papers: readonly { readonly state: DutyInstance['state']; readonly filedOn: Day | undefined }[],
  review: Pick<DutyInstance, 'heldBy' | 'state'>,
  today: Day,
  calendar: WorkCalendar,
): boolean {
  const waits = papers.some(
    ({ state, filedOn }) =>
      state === 'submitted' && filedOn !== undefined && isCovered(filedOn, review, calendar),
  );
  const cameIn = papers.some(({ filedOn }) => filedOn !== undefined);
  if (waits || !cameIn) return false;
  return (
    papers.every(({ state }) => !isUnfiled(state) && state !== 'submitted') ||
    isClosedTo(today, review, calendar)
  );
}

/** The last day on which a paper still falls under the quarter's reading is over. */
function isClosedTo(
  today: Day,
  review: Pick<DutyInstance, 'heldBy' | 'state'>,
  calendar: WorkCalendar,
): boolean {
  return today > calendar.addWorkdays(review.heldBy, -readingDays);
}

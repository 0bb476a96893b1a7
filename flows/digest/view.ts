import type { Day } from '../../src/calendar/day.ts';
import { formatDay, formatDayShort, formatPeriod } from '../../src/calendar/format.ts';
import type { FlowContext } from '../../src/engine/index.ts';
import type { LineRow } from '../../src/notices/lines.ts';
import type { PassedPost } from '../../src/org/posts.ts';
import { shortOrgName } from '../../src/org/short-name.ts';
import { postName } from '../../src/org/terms.ts';
import type { PostType } from '../../src/org/types.ts';
import { text } from './text.ts';

export type Section = 'own_open' | 'own_late' | 'others_late' | 'closed' | 'reports';

/** One line as a person reads it. */
export interface LineView {
  readonly section: Section;
  readonly item: string;
  readonly org: string;
  readonly details: readonly string[];
  /** Why this person hears it instead of the post that should; empty mostly. */
  readonly aside: string;
  readonly source: string;
  readonly instanceKey: string;
  readonly duty: string;
  /** It was held; only the record is missing. */
  readonly isHeld: boolean;
  /** Talks and dues: told in numbers, looked at in private. */
  readonly isPrivate: boolean;
  /** The chief of the organisation that owes it, who may look into it. */
  readonly isChief: boolean;
  /** The post through which this person hears it. */
  readonly post: string;
}

/** The facts a line was booked with; written by flows/escalation and by the engine's closing lines. */
interface Facts {
  readonly number: string;
  readonly role?: 'owner' | 'above';
  readonly heldBy: Day;
  readonly heldOn?: Day | null;
  readonly daysLate?: number | null;
  readonly overdueKind?: 'not_held' | 'no_record';
  /** Working days late on the day `on`, without those on which the clock stood. */
  readonly late?: number;
  readonly on?: Day;
  readonly level?: number;
  readonly next?: { readonly on: Day; readonly posts: readonly PostType[] } | null;
  readonly subject?: string;
  readonly originalHeldBy?: Day;
  readonly undone?: number;
  readonly coverage?: 'per_pair' | 'per_member' | 'per_person';
  readonly isWarning?: boolean;
  readonly state?: string;
  /** Working days on which the clock stood: a closure, a fault. */
  readonly paused?: number;
  readonly report?: 'missed' | 'late' | 'moved' | 'reopened';
  /** The number of the finding for which it was opened again. */
  readonly paper?: string;
  readonly before?: Day;
}

type ViewContext = Pick<FlowContext, 'today' | 'calendar' | 'directory' | 'catalogue'>;

export function viewLine(context: ViewContext, line: LineRow, explanation: string | null): LineView {
  const facts = line.facts as Facts;
  const duty = context.catalogue.get(line.duty);
  const section = sectionOf(line, facts);
  return {
    section,
    item: itemOf(context, line, facts, duty.name.brief),
    org: shortOrgName(context.directory, line.orgCode),
    details: detailsOf(context, line, section, facts, explanation),
    aside: fallbackOf(line),
    source: text.source(duty.source[0]?.clause ?? '', facts.number),
    instanceKey: line.instanceKey,
    duty: line.duty,
    isHeld: facts.overdueKind === 'no_record',
    isPrivate: isPrivate(context, line),
    isChief: section === 'others_late' && facts.level === 1,
    post: line.post,
  };
}

/** What happened once has no period to name; a notice about another organisation names that one. */
function itemOf(context: ViewContext, line: LineRow, facts: Facts, brief: string): string {
  const period = line.period.startsWith('ev:') ? '' : formatPeriod(line.period, context.today);
  const about = facts.subject ? text.about(shortOrgName(context.directory, facts.subject)) : '';
  return text.item(period, brief) + about;
}

function sectionOf(line: LineRow, facts: Facts): Section {
  if (line.kind === 'closing') return 'closed';
  if (line.kind === 'report') return 'reports';
  if (line.kind === 'reminder') return 'own_open';
  return facts.role === 'owner' ? 'own_late' : 'others_late';
}

function detailsOf(
  context: ViewContext,
  line: LineRow,
  section: Section,
  facts: Facts,
  explanation: string | null,
): string[] {
  const { calendar, today } = context;
  const show = (day: Day): string => formatDay(day, calendar, today);
  if (section === 'reports') return [reportOf(facts, show)];
  if (section === 'own_open') {
    const extended = facts.originalHeldBy ? [text.extended(show(facts.originalHeldBy))] : [];
    return [
      ...extended,
      text.dueBefore(show(facts.heldBy)),
      text.daysLeft(calendar.workdaysBetween(today, facts.heldBy)),
    ];
  }
  if (section === 'closed') {
    const plain = closedAs(facts, show) ?? (isPrivate(context, line) ? text.allMarked : undefined);
    if (plain) return [plain];
    const heldOn = facts.heldOn ?? facts.heldBy;
    const late = facts.daysLate ?? 0;
    return [late > 0 ? text.heldLate(show(heldOn), late) : text.heldInTime(show(heldOn))];
  }
  if (facts.isWarning) return [text.warning(show(facts.heldBy))];
  const late = (facts.late ?? 0) + calendar.workdaysBetween(facts.on ?? today, today);
  const undone = undoneOf(facts);
  const details = [
    ...undone,
    facts.overdueKind === 'no_record' && facts.heldOn
      ? text.recordSince(formatDayShort(facts.heldOn, today), late)
      : text.lateSince(show(facts.heldBy), late),
  ];
  if (facts.paused) details.push(text.paused(facts.paused));
  // What people write about a private matter stays with those it concerns: above it is a number.
  if (section === 'others_late' && (facts.level ?? 0) >= 2 && !isPrivate(context, line)) {
    details.push(explanation ? text.explanation(explanation) : text.noExplanation);
  }
  if (section === 'own_late' && facts.level === 1) {
    if (!explanation) details.push(text.askExplanation(facts.number));
    if (facts.next && facts.next.posts.length > 0) {
      const posts = facts.next.posts.map((post) => postName(post)).join(text.and);
      details.push(text.hearsNext(show(facts.next.on), posts));
    }
  }
  return details;
}

function isPrivate({ catalogue }: ViewContext, { duty }: LineRow): boolean {
  return catalogue.get(duty).escalation === 'E_PRIVATE';
}

/** To those concerned or who talk what is theirs, to everybody else a number (duties.md b.3, E_PRIVATE). */
function undoneOf({ undone, coverage, role }: Facts): readonly string[] {
  if (undone === undefined || undone === 0) return [];
  if (role !== 'owner') return [coverage === 'per_pair' ? text.undonePairs(undone) : text.undone(undone)];
  if (coverage === 'per_member') return [text.undoneToReach(undone)];
  return [coverage === 'per_pair' ? text.undoneOwnPair : text.undoneOwn];
}

function reportOf(facts: Facts, show: (day: Day) => string): string {
  if (facts.report === 'reopened') return text.reopened(facts.paper ?? '', show(facts.heldBy));
  if (facts.report === 'moved') return text.moved(show(facts.before ?? facts.heldBy), show(facts.heldBy));
  return facts.report === 'late' ? text.lateKnown(show(facts.heldBy)) : text.missed(show(facts.heldBy));
}

/** How it was settled, where nothing was held. */
function closedAs(facts: Facts, show: (day: Day) => string): string | undefined {
  switch (facts.state) {
    case 'waived':
      return text.waived;
    case 'not_applicable':
      return text.notApplicable;
    case 'void':
      return text.voided;
    case 'extended':
    case 'scheduled':
      return text.extendedTo(show(facts.heldBy));
    default:
      return undefined;
  }
}

/** 岗位空缺 or 没有飞书账号, where the line was passed on. */
function fallbackOf(line: LineRow): string {
  const [first] = (line.fallback ?? []) as readonly PassedPost[];
  if (!first || line.kind === 'closing') return '';
  return text.fallback(postName(first.from), first.reason === 'vacant' ? text.vacant : text.noAccount);
}

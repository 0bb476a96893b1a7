import type { Day } from '../../src/calendar/day.ts';
import { formatDay, formatDayShort, formatPeriod } from '../../src/calendar/format.ts';
import type { FlowContext } from '../../src/engine/index.ts';
import type { LineRow } from '../../src/notices/lines.ts';
import type { PassedPost } from '../../src/org/posts.ts';
import { shortOrgName } from '../../src/org/short-name.ts';
import { postName } from '../../src/org/terms.ts';
import type { PostType } from '../../src/org/types.ts';
import { text } from './text.ts';

export type Section = 'own_open' | 'own_late' | 'others_late' | 'closed';

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
  readonly from?: Day;
  readonly level?: number;
  readonly next?: { readonly on: Day; readonly posts: readonly PostType[] } | null;
}

type ViewContext = Pick<FlowContext, 'today' | 'calendar' | 'directory' | 'catalogue'>;

export function viewLine(context: ViewContext, line: LineRow, explanation: string | null): LineView {
  const facts = line.facts as Facts;
  const duty = context.catalogue.get(line.duty);
  const section = sectionOf(line, facts);
  return {
    section,
    item: text.item(formatPeriod(line.period, context.today), duty.name.brief),
    org: shortOrgName(context.directory, line.orgCode),
    details: detailsOf(context, section, facts, explanation),
    aside: fallbackOf(line),
    source: text.source(duty.source[0]?.clause ?? '', facts.number),
    instanceKey: line.instanceKey,
    duty: line.duty,
    isHeld: facts.overdueKind === 'no_record',
    post: line.post,
  };
}

function sectionOf(line: LineRow, facts: Facts): Section {
  if (line.kind === 'closing') return 'closed';
  if (line.kind === 'reminder') return 'own_open';
  return facts.role === 'owner' ? 'own_late' : 'others_late';
}

function detailsOf(
  context: ViewContext,
  section: Section,
  facts: Facts,
  explanation: string | null,
): string[] {
  const { calendar, today } = context;
  const show = (day: Day): string => formatDay(day, calendar, today);
  if (section === 'own_open') {
    return [text.dueBefore(show(facts.heldBy)), text.daysLeft(calendar.workdaysBetween(today, facts.heldBy))];
  }
  if (section === 'closed') {
    const heldOn = facts.heldOn ?? facts.heldBy;
    const late = facts.daysLate ?? 0;
    return [late > 0 ? text.heldLate(show(heldOn), late) : text.heldInTime(show(heldOn))];
  }
  const late = calendar.workdaysBetween(facts.from ?? facts.heldBy, today);
  const details = [
    facts.overdueKind === 'no_record' && facts.heldOn
      ? text.recordSince(formatDayShort(facts.heldOn, today), late)
      : text.lateSince(show(facts.heldBy), late),
  ];
  if (section === 'others_late' && (facts.level ?? 0) >= 2) {
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

/** 岗位空缺 or 没有飞书账号, where the line was passed on. */
function fallbackOf(line: LineRow): string {
  const [first] = (line.fallback ?? []) as readonly PassedPost[];
  if (!first || line.kind === 'closing') return '';
  return text.fallback(postName(first.from), first.reason === 'vacant' ? text.vacant : text.noAccount);
}

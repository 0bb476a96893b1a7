import type { Day } from '../../src/calendar/day.ts';
import { formatDay } from '../../src/calendar/format.ts';
import { isStill } from '../../src/duties/instance.ts';
import { type Pause, pausedCalendar, pausesOf } from '../../src/duties/pauses.ts';
import type { FlowContext } from '../../src/engine/index.ts';
import type { LineRow } from '../../src/notices/lines.ts';
import { postAt } from '../../src/org/short-name.ts';
import { postName } from '../../src/org/terms.ts';
import type { PostType } from '../../src/org/types.ts';
import { type Slip, slipWords } from '../../src/text/lateness.ts';
import type { Item } from './items.ts';
import { text } from './text.ts';

export type Section = 'own_open' | 'own_late' | 'others_late' | 'settled' | 'closed' | 'reports';

/** The facts a line was booked with; written by flows/escalation and by the engine's closing lines. */
export interface Facts {
  readonly number: string;
  readonly role?: 'owner' | 'above';
  /** Whose post it is, where this person stands in (代办). */
  readonly standsInFor?: string;
  readonly heldBy: Day;
  readonly heldOn?: Day | null;
  readonly daysLate?: number | null;
  readonly overdueKind?: 'not_held' | 'no_record';
  /** Of what was filed and came back: the day it had been filed. */
  readonly cameBack?: Day | null;
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
  readonly report?:
    | 'streak'
    | 'missed'
    | 'late'
    | 'moved'
    | 'off'
    | 'owed'
    | 'reopened'
    | 'read'
    | 'reply'
    | 'to_close'
    | 'closed';
  /** What the reader of a paper answered. */
  readonly words?: string;
  /** The number of the finding for which it was opened again. */
  readonly paper?: string;
  readonly before?: Day;
  /** Of a nudge: the post that asked, and where it stands. */
  readonly asker?: { readonly post: PostType; readonly org: string };
}

export type ViewContext = Pick<FlowContext, 'today' | 'calendar' | 'directory' | 'catalogue'> & {
  readonly pauses: readonly Pause[];
};

/** What is said of an item behind its name: dates and facts, never a judgement. */
export function detailsOf(
  context: ViewContext,
  line: LineRow,
  section: Section,
  facts: Facts,
  item: Item | undefined,
): string[] {
  const { calendar, today } = context;
  // Who asks for more time has said why.
  const explanation = item?.explanation ?? (item?.request?.reason || undefined);
  const show = (day: Day): string => formatDay(day, calendar, today);
  if (section === 'reports') {
    const isAnswered = facts.report === 'to_close' && item !== undefined && item.state !== 'submitted';
    if (facts.report === 'reply' && item?.replied.includes(facts.paper ?? ''))
      return [text.replyNoted(facts.paper ?? '')];
    return [isAnswered ? text.answered : reportOf(facts, show)];
  }
  if (section === 'own_open') {
    const extended = facts.originalHeldBy ? [text.extended(show(facts.originalHeldBy))] : [];
    return [
      ...extended,
      text.dueBefore(show(facts.heldBy)),
      text.daysLeft(calendar.workdaysBetween(today, facts.heldBy)),
    ];
  }
  if (section === 'closed') return closedNow(context, line, facts, item);
  // Since it was booked its clock may have stood.
  const slips = pausedCalendar(calendar, pausesOf(context.directory, line.orgCode, context.pauses));
  const bookedOn = facts.on ?? today;
  const since = slips.workdaysBetween(bookedOn, today);
  const stood = calendar.workdaysBetween(bookedOn, today) - since;
  const paused = (facts.paused ?? 0) + stood;
  const slip = [
    slipWords(slipOf(facts), (facts.late ?? 0) + since, context),
    ...(paused > 0 ? [text.paused(paused)] : []),
  ];
  if (line.kind === 'nudge' && facts.role === 'owner' && facts.asker) {
    const { org, post } = facts.asker;
    const asked = text.asked(postAt(context.directory, org, post));
    return section === 'own_late' ? [...slip, asked] : [asked];
  }
  if (facts.isWarning) return [text.warning(show(facts.heldBy))];
  const details = [...ownUndone(facts), ...slip];
  // What people write about a private matter stays with those it concerns: above it is a number.
  if (section === 'others_late' && (facts.level ?? 0) >= 2 && !isPrivate(context, line)) {
    details.push(explanation ? text.explanation(explanation) : text.noExplanation);
  }
  if (section === 'own_late' && facts.level === 1) {
    if (!explanation) details.push(text.askExplanation(facts.number));
    // Held back, it may leave when that day is over, or has moved.
    if (facts.next && facts.next.on >= today && stood === 0 && facts.next.posts.length > 0) {
      const posts = facts.next.posts.map((post) => postName(post)).join(text.and);
      details.push(text.hearsNext(show(facts.next.on), posts));
    }
  }
  return details;
}

/** How it ended, as it stands now: what was extended may be done since, or extended once more. */
function closedNow(context: ViewContext, line: LineRow, booked: Facts, item: Item | undefined): string[] {
  const show = (day: Day): string => formatDay(day, context.calendar, context.today);
  const wasExtended = booked.state === 'extended' || booked.state === 'scheduled';
  const isOver = item !== undefined && isStill(item.state);
  const facts: Facts = {
    ...booked,
    ...(item && { heldBy: item.heldBy }),
    ...(isOver && { state: item.state, heldOn: item.heldOn, daysLate: item.daysLate }),
  };
  const plain = closedAs(facts, show) ?? (isPrivate(context, line) ? text.allMarked : undefined);
  if (plain) return [plain];
  const was = (isMeeting(context, line) ? text.held : text.done)(show(facts.heldOn ?? facts.heldBy));
  const late = facts.daysLate ?? 0;
  if (wasExtended) return [text.extendedTo(show(facts.heldBy)), late > 0 ? text.late(was, late) : was];
  return [late > 0 ? text.late(was, late) : text.recorded(was)];
}

function slipOf({ heldBy, heldOn, overdueKind, cameBack }: Facts): Slip {
  const held = overdueKind === 'no_record' ? (heldOn ?? undefined) : undefined;
  return { missed: heldBy, held, cameBack: cameBack ?? undefined };
}

function isMeeting({ catalogue }: ViewContext, { duty }: LineRow): boolean {
  return catalogue.get(duty).participants !== undefined;
}

export function isPrivate({ catalogue }: ViewContext, { duty }: LineRow): boolean {
  return catalogue.get(duty).escalation === 'E_PRIVATE';
}

/** To everybody else than those concerned a number (duties.md b.3, E_PRIVATE), of one organisation each. */
export function undoneCount({ undone, coverage, role }: Facts): string | undefined {
  if (undone === undefined || undone === 0 || role === 'owner') return undefined;
  return coverage === 'per_pair' ? text.undonePairs(undone) : text.undone(undone);
}

/** To those concerned or who talk what is theirs. */
function ownUndone({ undone, coverage, role }: Facts): readonly string[] {
  if (undone === undefined || undone === 0 || role !== 'owner') return [];
  if (coverage === 'per_member') return [text.undoneToReach(undone)];
  return [coverage === 'per_pair' ? text.undoneOwnPair : text.undoneOwn];
}

function reportOf(facts: Facts, show: (day: Day) => string): string {
  if (facts.report === 'streak') return text.streak;
  if (facts.report === 'read') return text.read(facts.words ?? '');
  if (facts.report === 'to_close') return text.toClose(facts.number);
  if (facts.report === 'closed') return text.itemClosed;
  if (facts.report === 'reply') return text.replyDue(facts.paper ?? '', show(facts.heldBy));
  if (facts.report === 'reopened') return text.reopened(facts.paper ?? '', show(facts.heldBy));
  if (facts.report === 'off') return text.switchedOff;
  if (facts.report === 'owed') return text.switchedOn(show(facts.heldBy));
  if (facts.report === 'moved') return text.moved(show(facts.before ?? facts.heldBy), show(facts.heldBy));
  return facts.report === 'late' ? text.lateKnown(show(facts.heldBy)) : text.missed(show(facts.heldBy));
}

/** How it was settled, where nothing was held. */
export function closedAs(facts: Facts, show: (day: Day) => string): string | undefined {
  switch (facts.state) {
    case 'waived':
      return text.waived;
    case 'not_applicable':
      return text.notApplicable;
    case 'void':
      return text.voided;
    case 'extended':
    case 'scheduled':
      // It is over for who was told, and to be done for who owes it.
      return text[facts.role === 'owner' ? 'extendedForYou' : 'extendedTo'](show(facts.heldBy));
    default:
      return undefined;
  }
}

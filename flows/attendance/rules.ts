import type { Day } from '../../src/calendar/day.ts';
import type { WorkCalendar } from '../../src/calendar/workdays.ts';
import { type Refusal, refuse } from '../../src/core/errors.ts';
import {
  type Activity,
  type AskedMark,
  isAnswerTime,
  type LeaveKind,
  leaveKinds,
  type RollEntry,
  tookPart,
} from '../../src/duties/activities/activity.ts';
import { text } from './text.ts';

/** One's own answer as it was pressed or said. */
export interface Said {
  readonly mark: AskedMark;
  /** Of leave: null where none was said, so that a repeat keeps the kind that stands. */
  readonly leaveKind: LeaveKind | null;
}

export interface Judged {
  readonly entry: RollEntry;
  /** Who has to decide before it counts: the approver of leave, or the recorder of the roll. */
  readonly asks?: 'leave' | 'correction' | undefined;
}

interface Moment {
  readonly now: Date;
  readonly today: Day;
  readonly calendar: WorkCalendar;
}

/** After-the-fact leave is asked for within two working days (duties.md d.3). */
const lateLeaveDays = 2;
/** Later than this a roll is history and changes only by its recorder's hand. */
const correctionDays = 10;

export function readAnswer(answer: unknown, kind: unknown): Said | undefined {
  switch (answer) {
    case 'present':
      return { mark: 'present', leaveKind: null };
    case 'online':
      return { mark: 'present_online', leaveKind: null };
    case 'leave':
      return { mark: 'on_leave', leaveKind: leaveKinds.find((known) => known === kind) ?? 'other' };
    default:
      return undefined;
  }
}

/**
 * What becomes of an answer (duties.md d.3, d.5): on the frozen roll the last press counts until the roll is closed
 * or the window over; leave waits for its approver; what comes later asks the recorder for a correction.
 */
export function judgeAnswer(
  activity: Activity,
  entry: RollEntry | undefined,
  said: Said,
  hasApprover: boolean,
  at: Moment,
): Judged | Refusal {
  if (!entry) return refuse('not_on_roll', text.no.notOnRoll);
  if (activity.state !== 'published' && activity.state !== 'recorded') return refuse('gone', text.no.gone);
  const isClosed = activity.rollClosedAt !== null || activity.state === 'recorded';
  const isOpen = !isClosed && isAnswerTime(activity, at.now);
  if (said.mark === 'on_leave') return judgeLeave(activity, entry, said, { hasApprover, isClosed }, at);
  if (isOpen) {
    const own = { ...entry, ...said, markedBy: entry.person, asked: null, isLate: false };
    return { entry: own };
  }
  if (entry.mark === said.mark) return refuse('there_already', text.no.thereAlready);
  if (at.today > at.calendar.addWorkdays(activity.heldOn, correctionDays)) {
    return refuse('over', isClosed ? text.no.closed : text.no.over);
  }
  return { entry: { ...entry, asked: said.mark }, asks: 'correction' };
}

function judgeLeave(
  activity: Activity,
  entry: RollEntry,
  said: Said,
  { hasApprover, isClosed }: { readonly hasApprover: boolean; readonly isClosed: boolean },
  { now, today, calendar }: Moment,
): Judged | Refusal {
  const standing = entry.mark === 'on_leave' || entry.asked === 'on_leave' ? entry.leaveKind : null;
  const leaveKind = said.leaveKind ?? standing ?? 'other';
  const isLate = now >= activity.startsAt;
  if (isClosed && tookPart(entry)) return refuse('closed', text.no.wasThere);
  if (isLate && today > calendar.addWorkdays(activity.heldOn, lateLeaveDays)) {
    return refuse('leave_over', text.no.leaveOver);
  }
  // Granted already: saying it again, or without a kind, takes nothing back.
  if (entry.mark === 'on_leave' && (leaveKind === 'other' || leaveKind === entry.leaveKind)) return { entry };
  const own = { ...entry, leaveKind, markedBy: entry.person, isLate };
  if (!hasApprover) return { entry: { ...own, mark: 'on_leave', asked: null } };
  return { entry: { ...own, mark: isClosed ? 'absent' : 'unanswered', asked: 'on_leave' }, asks: 'leave' };
}

/** Asked by the person, decided, and granted nothing: he or she has to answer anew. */
export function wasRefusedLeave({ mark, asked, person, markedBy }: RollEntry): boolean {
  return mark === 'unanswered' && asked === null && markedBy === person;
}

/** What is decided, as a new entry; the reason of a refused leave is kept nowhere. */
export function decided(entry: RollEntry, verdict: 'agree' | 'refuse', by: string): RollEntry {
  const { asked } = entry;
  if (verdict === 'agree' && asked) {
    const leaveKind = asked === 'on_leave' ? (entry.leaveKind ?? 'other') : null;
    // Leave stays entered by whoever asked for it; who granted it is in the trace.
    const markedBy = asked === 'on_leave' ? entry.person : by;
    return { ...entry, mark: asked, leaveKind, asked: null, markedBy };
  }
  const leaveKind = entry.mark === 'on_leave' ? entry.leaveKind : null;
  return { ...entry, leaveKind, asked: null, isLate: false };
}

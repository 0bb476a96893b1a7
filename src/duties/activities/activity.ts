import type { Day } from '../../calendar/day.ts';
import type { EvidenceField } from '../evidence.ts';

/** What a record says, field by field; `observers` attended without being members of the body (duties.md d.1). */
export type ActivityNotes = Readonly<Partial<Record<EvidenceField | 'observers', string>>>;

/** Something people actually hold (活动). One activity may meet several instances. */
export interface Activity {
  readonly id: string;
  readonly orgCode: string;
  readonly duty: string;
  /** Further duties it is held for, by id; not what each owes alone. Kept by `linkInstances`. */
  readonly also: string[];
  readonly state: 'draft' | 'published' | 'discarded' | 'cancelled' | 'recorded';
  readonly startsAt: Date;
  readonly heldOn: Day;
  readonly place: string;
  readonly topic: string;
  readonly speaker: string;
  readonly lateReason: string | null;
  /** The group that meets, where a duty is owed by groups. */
  readonly groupName: string | null;
  readonly notes: ActivityNotes;
  readonly draftedBy: string;
  readonly publishedAt: Date | null;
  readonly rollClosedAt: Date | null;
  readonly rollClosedBy: string | null;
  readonly recordedAt: Date | null;
  readonly recordedBy: string | null;
  /** Whether enough were there, as counted when it was recorded. */
  readonly quorum: readonly Quorum[] | null;
  /** Four digits shown in the room; null: nobody is asked for them. */
  readonly onSiteCode: string | null;
  /** Quorum rules in which who takes part online counts, because the superior allowed it for this one meeting. */
  readonly onlineCounts: string[];
  readonly version: number;
  readonly createdAt: Date;
}

/** duties.md d.1. Before the roll is closed a mark is an answer, afterwards a fact. */
export type Mark = 'unanswered' | 'present' | 'present_online' | 'on_leave' | 'absent';

export const leaveKinds = ['business', 'personal', 'sick', 'other'] as const;
export type LeaveKind = (typeof leaveKinds)[number];

/** Whether enough were there, as duties.md d.2 counts it. */
export interface Quorum {
  readonly rule: 'half_voting' | 'half_committee' | 'four_fifths' | 'two_thirds';
  /** Of these the rule speaks: with a vote where one is needed, all on the roll elsewhere. */
  readonly expected: number;
  readonly present: number;
  readonly isMet: boolean;
  /** Exactly the share and nothing more: shown with both numbers, and the chair decides. */
  readonly isEdge: boolean;
  /** The superior allowed that who took part online counts (duties.md d.5 rule 6). */
  readonly countsOnline?: boolean | undefined;
}

/** What somebody else decides: leave by its approver, a correction of a closed roll by its recorder. */
export type AskedMark = Extract<Mark, 'on_leave' | 'present' | 'present_online'>;

export interface RollEntry {
  readonly person: string;
  readonly mark: Mark;
  readonly leaveKind: LeaveKind | null;
  readonly markedBy: string | null;
  /** What this person asks the mark to become. */
  readonly asked?: AskedMark | null | undefined;
  /** Leave asked for after the meeting had begun (补假). */
  readonly isLate?: boolean | undefined;
  /** Studied later (补学); the mark stays. */
  readonly madeUpOn?: Day | null | undefined;
}

/** Whether this person took part, in the room or online; whether that counts in a vote, the quorum says. */
export function tookPart({ mark }: Pick<RollEntry, 'mark'>): boolean {
  return mark === 'present' || mark === 'present_online';
}

export function isLeavePending(entry: Pick<RollEntry, 'asked'>): boolean {
  return entry.asked === 'on_leave';
}

export interface RollTotals {
  readonly expected: number;
  readonly present: number;
  readonly presentOnline: number;
  readonly onLeave: number;
  readonly absent: number;
  readonly unanswered: number;
  /** Leave that nobody has decided yet (待批): neither leave nor absence so far. */
  readonly pending: number;
}

export function rollTotals(roll: readonly RollEntry[]): RollTotals {
  const pending = roll.filter(isLeavePending);
  const of = (mark: Mark): number =>
    roll.filter((entry) => entry.mark === mark && !pending.includes(entry)).length;
  return {
    expected: roll.length,
    present: of('present'),
    presentOnline: of('present_online'),
    onLeave: of('on_leave'),
    absent: of('absent'),
    unanswered: of('unanswered'),
    pending: pending.length,
  };
}

/** A check-in counts until this long after the start: two hours for the meeting, two more (duties.md d.5). */
const answerWindowMs = 4 * 3_600_000;

export function isAnswerTime(activity: Activity, now: Date): boolean {
  return now.getTime() <= activity.startsAt.getTime() + answerWindowMs;
}

/** The roll may be called from half an hour before the start. */
export function rollOpensAt(activity: Activity): Date {
  return new Date(activity.startsAt.getTime() - 30 * 60_000);
}

export function isRollTime(activity: Activity, now: Date): boolean {
  return now >= rollOpensAt(activity);
}

export interface RollCall {
  /** Named as there, although they had asked for leave. */
  readonly present?: ReadonlySet<string> | undefined;
  readonly absent: ReadonlySet<string>;
  readonly onLeave: ReadonlySet<string>;
  readonly online: ReadonlySet<string>;
}

/** A form shows everybody and says who is not there: whoever is not chosen is. */
export function chosenCall(roll: readonly RollEntry[], absent: readonly string[]): RollCall {
  const away = new Set(absent);
  const present = new Set(roll.map((entry) => entry.person).filter((person) => !away.has(person)));
  return { absent: away, onLeave: new Set(), online: new Set(), present };
}

/**
 * Closes a roll in one step: everybody is present except those named. Who is on leave stays on leave unless named as
 * there after all; who answered online and is not named stays online. Whose leave nobody has decided did not come,
 * and the request waits on.
 */
export function closeRoll(roll: readonly RollEntry[], call: RollCall, by: string): readonly RollEntry[] {
  return roll.map((entry) => {
    const mark = markAfter(entry, call);
    const isPending = mark === 'absent' && isLeavePending(entry);
    const leaveKind = mark === 'on_leave' ? (entry.leaveKind ?? 'other') : isPending ? entry.leaveKind : null;
    const isLate = (mark === 'on_leave' || isPending) && entry.isLate === true;
    const keepsMark = mark === entry.mark && entry.markedBy !== null;
    const wasAsked = mark === 'on_leave' && isLeavePending(entry);
    const isOwn = wasAsked || (keepsMark && (mark === 'on_leave' || entry.markedBy === entry.person));
    const markedBy = isOwn ? entry.markedBy : by;
    return { ...entry, mark, leaveKind, markedBy, asked: isPending ? 'on_leave' : null, isLate };
  });
}

function markAfter({ person, mark, asked }: RollEntry, call: RollCall): Mark {
  if (call.onLeave.has(person)) return 'on_leave';
  if (call.online.has(person)) return 'present_online';
  if (call.present?.has(person)) return mark === 'present_online' ? mark : 'present';
  if (mark === 'on_leave') return 'on_leave';
  if (asked === 'on_leave') return 'absent';
  if (call.absent.has(person)) return 'absent';
  return mark === 'present_online' ? 'present_online' : 'present';
}

import type { Day } from '../../calendar/day.ts';
import type { Deadline, Shift } from '../../calendar/deadlines.ts';
import type { DayKind, WorkCalendar } from '../../calendar/workdays.ts';
import type { Directory } from '../../org/directory.ts';
import type { PassedPost, PostAt } from '../../org/posts.ts';
import type { PostType } from '../../org/types.ts';
import type { DutyDef } from '../catalogue/duty-def.ts';
import type { Routed } from '../deciding.ts';
import type { DutyInstance } from '../instance.ts';
import type { LocalDuty } from '../overrides/local-rules.ts';
import type { OverridePart } from '../overrides/words.ts';
import type { Pause } from '../pauses.ts';

/** What became of a line: still waiting, taken back and why, or its message's fate. */
export type LineFate = 'waiting' | 'withdrawn' | 'told' | 'held' | 'suppressed' | 'failed' | 'unknown';

/** A line of the ledger, without the name of whom it was for. */
export interface KeptLine {
  /** With its round: `L0+1`. */
  readonly stage: string;
  readonly post: PostType;
  readonly fallback: readonly PassedPost[];
  /** Told to whoever stood in for the holder of the post (代办). */
  readonly isLent: boolean;
  readonly fate: LineFate;
  /** The day it left, is to leave, or was booked. */
  readonly on: Day;
  readonly bookedOn: Day;
  readonly reason: string | null;
}

export interface ExplainInput {
  readonly instance: DutyInstance;
  /** As it stands at its organisation, and who prescribed what there. */
  readonly local: LocalDuty;
  readonly directory: Directory;
  readonly calendar: WorkCalendar;
  readonly pauses: readonly Pause[];
  readonly today: Day;
  /** Stages dealt with, under the names of their rounds. */
  readonly handled: readonly { readonly stage: string; readonly onDay: Day; readonly outcome: string }[];
  readonly lines: readonly KeptLine[];
  /** Parts marked inside the instance. */
  readonly marks: ReadonlySet<string>;
  /** Who allowed, and when, that online counts at its meeting (duties.md d.5 rule 6). */
  readonly onlineAllowed?: OnlineAllowed | undefined;
  /** What was asked about its date: another day, or to be let off. */
  readonly requests: readonly AskedDate[];
}

export interface AskedDate extends Routed {
  readonly askedOn: Day;
  /** Null while it waits. */
  readonly decidedOn: Day | null;
}

/** A request nobody has decided yet, and the post for which it waits. */
export interface WaitingDate extends PostAt {
  readonly kind: string;
  readonly newDay: Day | null;
  readonly askedOn: Day;
}

export interface OnlineAllowed {
  readonly org: string;
  readonly post: PostType;
  readonly on: Day;
}

/** Days the calendar passed over on the way to a due day, neighbours of one kind together. */
export interface PassedDays extends DayKind {
  readonly from: Day;
  readonly to: Day;
}

export interface ToldGroup {
  readonly post: PostType;
  readonly count: number;
  readonly fate: LineFate;
  readonly on: Day;
  readonly reason: string | null;
  readonly fallback: readonly PassedPost[];
  readonly isLent: boolean;
}

export interface ExplainedStage {
  /** Plain name; `soft`, `closing` and reports too, where lines of these are kept. */
  readonly stage: string;
  readonly round: number;
  readonly on: Day | undefined;
  /**
   * As it was handled (told, skipped, overtaken, stopped); `planned` is still to come; `off` will not come any more, as
   * all is done, or `ended`, as nothing is owed; `down`: nobody was told, for the system was down.
   */
  readonly outcome: string;
  readonly told: readonly ToldGroup[];
  /** Of a stage to come: who would hear it as things stand. */
  readonly wouldHear: readonly ToldGroup[];
}

/** Why an instance is due when it is, and what was or will be said about it. Posts and numbers, never a name. */
export interface Explanation {
  readonly instance: DutyInstance;
  readonly duty: DutyDef;
  /** What was prescribed otherwise there, or above it (本级规定). */
  readonly prescribed: readonly OverridePart[];
  readonly due: {
    readonly rule: Deadline | undefined;
    readonly shift: Shift;
    /** The day the rule names before the calendar is asked, where it names one. */
    readonly nominal: Day | undefined;
    readonly passed: readonly PassedDays[];
    readonly isProvisional: boolean;
    /** The instance does not stand on the rule any more: a day was given, or rules have changed since. */
    readonly isGiven: boolean;
    /** By an own rule that was entered since it was planned: the day it will be. */
    readonly comes?: Day | undefined;
  };
  readonly pauses: readonly Pause[];
  /** How many parts are not marked yet, where it is counted by parts. */
  readonly undone: number | undefined;
  readonly onlineAllowed: OnlineAllowed | undefined;
  readonly waiting: WaitingDate | undefined;
  readonly stages: readonly ExplainedStage[];
}

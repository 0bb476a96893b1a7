import type { Reader, Tx } from '../../db/client.ts';
import type { Day } from '../calendar/day.ts';
import type { WorkCalendar } from '../calendar/workdays.ts';
import type { CardKind } from '../commands/intent-name.ts';
import type { CommandName } from '../commands/name.ts';
import type { Refusal } from '../core/errors.ts';
import type { Catalogue, DutyDef } from '../duties/catalogue/catalogue.ts';
import type { LiveCardRow } from '../notices/live-cards.ts';
import type { Composed, LiveSubject, OutboxRow } from '../notices/notice.ts';
import type { Directory } from '../org/directory.ts';
import type { Person } from '../org/types.ts';
import type { Booked, Effect } from './effect.ts';
import type { Right } from './rights.ts';

/** What every handler of a flow may know: one transaction, one moment, one picture of the organisation. */
export interface FlowContext {
  readonly tx: Tx;
  readonly now: Date;
  readonly today: Day;
  readonly calendar: WorkCalendar;
  readonly directory: Directory;
  readonly catalogue: Catalogue;
  /** All commands of all flows: for help, for the menu, and for buttons that need one. */
  readonly commands: readonly Command[];
}

/** What the message or the press is about beside its words: the card it replies to, or the answer that was chosen. */
export interface About {
  readonly kind?: CardKind | undefined;
  /** The message of that card, where it is a notice. */
  readonly message?: string | undefined;
  readonly activity?: string | undefined;
  /** Duty instances the card tells of. */
  readonly instances: readonly string[];
}

/** A person did something, in the private chat or in a group. */
export interface ActorContext extends FlowContext {
  readonly actor: Person;
  /** Unique to what the person did; what is created by it is named after it, so that a repetition is the same. */
  readonly eventKey: string;
  readonly messageId: string;
  readonly chat: { readonly id: string; readonly type: 'p2p' | 'group' };
  readonly about?: About | undefined;
  /** The branch for which an officer enters what happened there (代录). */
  readonly behalf?: string | undefined;
}

/** What the engine carries out after a handler decided. All of it commits together, or none. */
export interface Outcome {
  /** A new message that answers the person. */
  readonly reply?: object | undefined;
  /** The reply follows its subject from now on. */
  readonly liveReply?: LiveSubject | undefined;
  /** The clicked card as it reads from now on. */
  readonly card?: object | undefined;
  readonly toast?: { readonly tone: 'success' | 'info' | 'warning'; readonly text: string } | undefined;
  readonly effects?: readonly Effect[] | undefined;
  /** How this is taken back within ten minutes, or the sentence that says why it cannot be. */
  readonly undo?: Undoing | Final | undefined;
  /**
   * The reply names nobody and may stand where it was asked. Every other answer to a group, and every refusal, comes
   * in the private chat of whoever asked (duties.md f.2).
   */
  readonly isForGroup?: boolean | undefined;
}

/** Why what was done cannot be taken back, and what to do instead. */
export interface Final {
  readonly none: string;
  /** The card is drawn anew at once and would lose the sentence: the toast says it. */
  readonly isToast?: boolean | undefined;
}

/** The declared inverse of what was done: its kind, all it needs to know, and what it is traced under. */
export interface Undoing {
  readonly kind: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly org: string;
  readonly object: string;
  /** The answer is a live card, which goes on offering it. */
  readonly live?: LiveSubject | undefined;
}

/** Takes back one act; refuses where something has built on it since. */
export type Undo = (
  context: ActorContext,
  payload: Readonly<Record<string, unknown>>,
) => Promise<Outcome | Refusal>;

export interface Command extends CommandName {
  /** One line for help and for the platform's own `/` list. */
  readonly description: string;
  /** A complete line to type, shown with every refusal. */
  readonly example: string;
  /** Shown in help only to those who hold this right; everybody's command when absent. */
  readonly right?: Right | undefined;
  /** The same where the right is not one of certain posts. */
  readonly isOffered?: ((context: ActorContext) => boolean) | undefined;
  /** What is typed after it may hold what must be kept nowhere (talks, dues): it is never repeated in an answer. */
  readonly isPrivate?: boolean | undefined;
  run(context: ActorContext, rest: string): Promise<Outcome | Refusal>;
}

export interface Click {
  readonly payload: Readonly<Record<string, unknown>>;
  readonly form: Readonly<Record<string, unknown>>;
  readonly option?: string | undefined;
}

export type Action = (context: ActorContext, click: Click) => Promise<Outcome | Refusal>;

/** One of the presses that are handled together. */
export interface Press extends ActorContext {
  readonly click: Click;
}

/** What one press of many may cause: it moves no duty, and is changed by pressing again instead of 撤销. */
export interface CrowdOutcome extends Pick<Outcome, 'card' | 'toast'> {
  readonly effects: readonly CrowdEffect[];
}
export type CrowdEffect = Exclude<Effect, { readonly do: 'transition' }>;

/**
 * A button that hundreds press within a minute: the presses that arrive while others are being handled share one
 * transaction. Answers in their order; what one of them changed, the next one finds.
 */
export type CrowdAction = (
  context: FlowContext,
  presses: readonly Press[],
) => Promise<readonly (CrowdOutcome | Refusal)[]>;

/** Timers of one kind that are due, handled together in one transaction. */
export type Job = (context: FlowContext, subjects: readonly string[]) => Promise<readonly Effect[]>;

/** What is to happen about all that one batch of timers booked. */
export type Watch = (context: FlowContext, booked: Booked) => Promise<readonly Effect[]>;

/** Draws the notices of one kind just before the wire, from the state of that moment; by their ids. */
export type Composer = (
  context: FlowContext,
  notices: readonly OutboxRow[],
) => Promise<ReadonlyMap<string, Composed>>;

/** Draws a live card; undefined when nobody needs it any more. */
export type LiveCardComposer = (
  context: Omit<FlowContext, 'tx'> & { readonly tx: Reader },
  card: LiveCardRow,
) => Promise<object | undefined>;

/** A flow is a folder. This declaration reads like its table of contents. */
export interface Flow {
  readonly key: string;
  readonly title: string;
  readonly duties?: readonly DutyDef[];
  readonly commands?: readonly Command[];
  /** By action id, e.g. `attendance.answer`. */
  readonly actions?: Readonly<Record<string, Action>>;
  /** By action id, for buttons that many press at the same time. */
  readonly crowdActions?: Readonly<Record<string, CrowdAction>>;
  /** By kind of undo. */
  readonly undos?: Readonly<Record<string, Undo>>;
  /** By timer kind. */
  readonly jobs?: Readonly<Record<string, Job>>;
  /** Evidence came in that somebody has to accept, whichever way; every flow that declares it hears of it. */
  readonly onSubmitted?: Job;
  /** Looks at what the clock alone has booked, in the transaction that did so; what people cause is no business of it. */
  readonly watch?: Watch;
  /** Timer kinds that come every day, with their time; the subject is `all`, and each books its next day itself. */
  readonly daily?: Readonly<Record<string, string>>;
  /** By notice kind. */
  readonly notices?: Readonly<Record<string, Composer>>;
  /** By live card kind. */
  readonly liveCards?: Readonly<Record<string, LiveCardComposer>>;
  /** By notice or live card kind: what a reply to such a card may mean. */
  readonly cardKinds?: Readonly<Record<string, CardKind>>;
  /** A person opened the private chat. */
  readonly onEnter?: (context: ActorContext) => Promise<Outcome>;
}

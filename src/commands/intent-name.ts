export const intentNames = [
  'leave',
  'confirm_attendance',
  'activity_info',
  'month_status',
  'own_dues',
  'dues_progress',
  'talk_record',
  'due_date',
  'extension_request',
  'minutes_request',
  'record_activity',
  'roll_on_behalf',
  'correct_roll',
  'make_up_study',
  'approve_leave',
  'change_speaker',
  'attendance_sheet',
  'overview',
  'overdue',
  'why',
  'take_back',
  'term_date',
  'mute',
  'open_items',
  'who_not_arrived',
  'plan_activity',
  'move_activity',
  'cancel_activity',
  'roll',
  'merge_activity',
  'help',
] as const;

/** What somebody wants, said in plain words (duties.md h). */
export type IntentName = (typeof intentNames)[number];

/** The words that fill an intent, as typed; names are joined by 、. */
export type SlotName =
  | 'activity'
  | 'group'
  | 'org'
  | 'because'
  | 'other'
  | 'together'
  | 'when'
  | 'place'
  | 'topic'
  | 'speaker'
  | 'person'
  | 'item'
  | 'aspect'
  | 'period'
  | 'kind'
  | 'mark'
  | 'code'
  | 'absent'
  | 'onLeave'
  | 'online';

export type Slots = Readonly<Partial<Record<SlotName, string>>>;

/** What the card shows that a message replies to. */
export type CardKind = 'invitation' | 'roll' | 'items';

export interface IntentReading {
  readonly intent: IntentName;
  readonly slots: Slots;
}

/** `doubtful` is shown and asked back, never done; `also` are the other things it may mean. */
export interface Intent extends IntentReading {
  readonly confidence: 'sure' | 'doubtful';
  readonly also: readonly IntentReading[];
}

/** A rule is data: whole clauses, as regular expressions whose named groups fill the slots. */
export interface IntentRule {
  readonly intent: IntentName;
  readonly sure?: readonly string[];
  /** Means it perhaps: asked back. */
  readonly doubtful?: readonly string[];
  /** Sure in a reply to such a card; without it the words mean nothing. */
  readonly inReply?: Partial<Record<CardKind, readonly string[]>>;
  /** As before, but asked back. */
  readonly doubtfulInReply?: Partial<Record<CardKind, readonly string[]>>;
  /** May stand beside, says nothing alone. */
  readonly beside?: readonly string[];
  /** Means nothing unless one of those stands beside. */
  readonly needsBeside?: boolean;
  /** What stands beside takes the doubt away. */
  readonly isSettledBeside?: boolean;
  /** Too short to mean anything in the middle of other words. */
  readonly isAlone?: boolean;
  /** What else a doubtful one may mean. */
  readonly also?: readonly IntentName[];
  readonly slots?: Slots;
}

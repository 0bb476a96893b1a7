/** The tables of duties.md b.2 and b.3 as the auditor reads them: working days, and whom each level names. */

/** `officer`, `deputy` and `secretary` are those of the committee above the branch; the branch's own are not named. */
export type NamedLevel = 'officer' | 'deputy' | 'secretary' | 'leadership';

export interface Rung {
  readonly stage: `L${number}`;
  /** Working days after the day the clock runs from. */
  readonly after: number;
  readonly tellsOwner: boolean;
  readonly names: readonly NamedLevel[];
}

export interface ReminderRow {
  /** Whether the owner hears on the first working day of the period. */
  readonly opens: boolean;
  /** Working days before heldBy. */
  readonly before: readonly number[];
}

export const reminderRows = {
  R_MONTH: { opens: true, before: [5, 2] },
  R_QUARTER: { opens: false, before: [20, 10, 3] },
  R_HALF: { opens: false, before: [30, 15, 5] },
  R_YEAR: { opens: false, before: [40, 20, 10, 3] },
} as const satisfies Record<string, ReminderRow>;

const owner: Rung = { stage: 'L0', after: 1, tellsOwner: true, names: [] };

function first(after: number, ...names: NamedLevel[]): Rung {
  return { stage: 'L1', after, tellsOwner: true, names };
}

function higher(stage: Rung['stage'], after: number, name: NamedLevel): Rung {
  return { stage, after, tellsOwner: false, names: [name] };
}

/** Levels that are told in counts alone (L4 of E_MONTH, of E_YEAR) have no rung: nobody gets a line by name. */
export const escalationRows = {
  E_MONTH: [owner, first(3, 'officer'), higher('L2', 5, 'deputy'), higher('L3', 10, 'secretary')],
  E_QUARTER: [
    owner,
    first(3, 'officer'),
    higher('L2', 7, 'deputy'),
    higher('L3', 12, 'secretary'),
    higher('L4', 20, 'leadership'),
  ],
  E_YEAR: [
    owner,
    first(5, 'officer', 'deputy'),
    higher('L2', 10, 'secretary'),
    higher('L3', 20, 'leadership'),
  ],
} as const satisfies Record<string, readonly Rung[]>;

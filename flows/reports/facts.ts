import type { Day } from '../../src/calendar/day.ts';
import type { Mark } from '../../src/duties/activities/activity.ts';
import type { DutyDef } from '../../src/duties/catalogue/catalogue.ts';
import { isLate } from '../../src/duties/correction.ts';
import { type DutyInstance, isStill, type ReasonCode } from '../../src/duties/instance.ts';
import { lapseBase } from '../../src/duties/stages.ts';

/** Something of the period that was not done as planned, with the reason somebody gave. */
export interface Exception {
  readonly duty: string;
  readonly period: string;
  readonly kind: 'extended' | 'late' | 'overdue';
  /** The new due day of an extension. */
  readonly heldBy: Day;
  /** Working days late, once it is done. */
  readonly daysLate: number | null;
  readonly reasonCode: ReasonCode | null;
  readonly reason: string | null;
}

/** How often one kind of meeting was held, of all the period holds; excused or not asked for, it is not owed. */
interface Meetings {
  readonly duty: string;
  readonly done: number;
  readonly owed: number;
  readonly waived?: number | undefined;
  readonly notApplicable?: number | undefined;
}

/** What the period comes to in figures, as counted on one day. Numbers of talks, never whom or what about. */
export interface PaperFacts {
  readonly on: Day;
  /** The last day of the period: before it is over, what is owed includes what lies ahead. */
  readonly until?: Day | undefined;
  readonly meetings: readonly Meetings[];
  /** Meetings of the period that were due before the product was in use: nobody knows of them here. */
  readonly beforeUse?: readonly { readonly duty: string; readonly owed: number }[] | undefined;
  readonly attendance: { readonly expected: number; readonly present: number };
  readonly progress: {
    readonly owed: number;
    readonly onTime: number;
    readonly extended: number;
    readonly late: number;
    readonly waived: number;
    readonly notApplicable?: number | undefined;
    /** Due later, or sent back for correction. */
    readonly open: number;
    readonly exceptions: readonly Exception[];
  };
  readonly talks: { readonly inPeriod: number; readonly done: number; readonly total: number };
  readonly rectification: { readonly closed: number; readonly total: number };
  /** Of the person whose statement it is. */
  readonly ownAttendance?: { readonly expected: number; readonly present: number } | undefined;
}

/** Owed once more than the figures say: what was never asked of the organisation, or entered in error. */
const uncounted: ReadonlySet<string> = new Set(['not_applicable', 'void']);

/** How the duties of a period stand on a day, private ones (talks, dues) aside. */
export function progressOf(instances: readonly DutyInstance[], today: Day): PaperFacts['progress'] {
  const counted = instances.filter((one) => !uncounted.has(one.state) && isPublic(one));
  const dueOf = ({ originalHeldBy, heldBy }: DutyInstance): Day => originalHeldBy ?? heldBy;
  const inOrder = counted.toSorted((a, b) => (dueOf(a) < dueOf(b) ? -1 : dueOf(a) > dueOf(b) ? 1 : 0));
  const kinds = inOrder.map((instance) => ({ instance, kind: courseOf(instance, today) }));
  const count = (kind: ReturnType<typeof courseOf>): number =>
    kinds.filter((one) => one.kind === kind).length;
  const exceptions = kinds.flatMap(({ instance, kind }): Exception[] => {
    if (kind !== 'extended' && kind !== 'late') return [];
    return [
      {
        duty: instance.duty,
        period: instance.period,
        kind: kind === 'late' && !isStill(instance.state) ? 'overdue' : kind,
        heldBy: instance.heldBy,
        daysLate: instance.daysLate,
        reasonCode: kind === 'extended' ? instance.reasonCode : null,
        reason: kind === 'extended' ? instance.reason : instance.explanation,
      },
    ];
  });
  return {
    owed: counted.length - count('waived'),
    onTime: count('on_time'),
    extended: count('extended'),
    late: count('late'),
    waived: count('waived'),
    notApplicable: instances.filter((one) => one.state === 'not_applicable' && isPublic(one)).length,
    open: count('open'),
    exceptions,
  };
}

function isPublic({ escalation }: DutyInstance): boolean {
  return escalation !== 'E_PRIVATE';
}

/** An extension that was granted is no slip, unless the new day was missed as well. */
function courseOf(instance: DutyInstance, today: Day): 'on_time' | 'extended' | 'late' | 'waived' | 'open' {
  const { state, originalHeldBy, heldOn } = instance;
  if (state === 'waived') return 'waived';
  if (state === 'overdue' || state === 'done_late') return 'late';
  if (state === 'submitted' && heldOn !== null && isLate(instance, heldOn)) return 'late';
  // Its first level may come days later: it is late all the same.
  if (!isStill(state) && lapseBase(instance).from < today) return 'late';
  if (originalHeldBy !== null) return 'extended';
  return state === 'done' || state === 'submitted' ? 'on_time' : 'open';
}

/** How often each kind of meeting was held, in the order of the catalogue. */
export function meetingsOf(
  instances: readonly DutyInstance[],
  duties: readonly DutyDef[],
): PaperFacts['meetings'] {
  return duties
    .filter(({ participants, coverage }) => participants !== undefined && coverage === undefined)
    .flatMap(({ id }) => {
      const all = instances.filter(({ duty, state }) => duty === id && state !== 'void');
      const count = (...states: readonly DutyInstance['state'][]): number =>
        all.filter(({ state }) => states.includes(state)).length;
      const [waived, notApplicable] = [count('waived'), count('not_applicable')];
      const owed = all.length - waived - notApplicable;
      return all.length === 0
        ? []
        : [{ duty: id, done: count('done', 'done_late'), owed, waived, notApplicable }];
    });
}

/** Everybody on a roll was expected, leave included; who took part online was there (duties.md d.1). */
export function attendanceOf(
  marks: readonly { readonly mark: string; readonly count: number }[],
): PaperFacts['attendance'] {
  const there: readonly Mark[] = ['present', 'present_online'];
  const sum = (rows: typeof marks): number => rows.reduce((total, { count }) => total + count, 0);
  return {
    expected: sum(marks),
    present: sum(marks.filter(({ mark }) => there.some((one) => one === mark))),
  };
}

export function rectificationOf(items: readonly DutyInstance[]): PaperFacts['rectification'] {
  const counted = items.filter(({ state }) => !uncounted.has(state) && state !== 'waived');
  const closed = counted.filter(({ state }) => state === 'done' || state === 'done_late');
  return { closed: closed.length, total: counted.length };
}

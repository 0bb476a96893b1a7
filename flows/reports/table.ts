import { type Day, dayOf } from '../../src/calendar/day.ts';
import { formatDay } from '../../src/calendar/format.ts';
import type { WorkCalendar } from '../../src/calendar/workdays.ts';
import { daysLateOn } from '../../src/duties/completion.ts';
import type { DutyInstance } from '../../src/duties/instance.ts';
import type { Sheet } from '../../src/exports/sheet.ts';
import type { Directory } from '../../src/org/directory.ts';
import { shortOrgName } from '../../src/org/short-name.ts';
import { reasonNames } from '../../src/text/reasons.ts';
import type { Standing } from './papers.ts';
import { text } from './text.ts';

/** How one organisation stands with one paper. */
export interface ReportRow {
  readonly org: string;
  readonly paperId: string;
  readonly state: keyof typeof text.stateNames;
  /** The filing that was accepted, that waits, or that came back. */
  readonly filedOn: Day | null;
  /** Owner's working days only, see `workdaysLate`. */
  readonly daysLate: number;
  /** Why it is late or was extended, as somebody said. */
  readonly reason: string;
  readonly dueOn: Day;
  readonly isExtended: boolean;
  readonly readBy: Day | null;
  readonly readOn: Day | null;
  /** How often it came back. */
  readonly returns: number;
  /** Its reader said something beyond 已阅; a return is no comment. */
  readonly hasComment: boolean;
}

interface ReportCounts {
  readonly due: number;
  readonly filed: number;
  readonly onTime: number;
  readonly late: number;
  readonly read: number;
  readonly unread: number;
  readonly returned: number;
  readonly overdue: number;
  /** Papers on which their reader said something. */
  readonly commented: number;
  /** Unread for longer than a reader has. */
  readonly overReading: number;
  /** Read, and nothing said about it. */
  readonly uncommented: number;
}

/** A row for each organisation that owes it, in the order given: never ranked. */
export function reportRows(
  instances: readonly DutyInstance[],
  standings: readonly Standing[],
  { today, calendar }: { readonly today: Day; readonly calendar: WorkCalendar },
): readonly ReportRow[] {
  const owed = instances.filter(({ state }) => state !== 'not_applicable' && state !== 'void');
  return owed.map((instance): ReportRow => {
    const versions = standings.filter(({ instanceKey }) => instanceKey === instance.key);
    const latest = versions.at(-1);
    const enteredOn = latest?.filedOn ?? (instance.recordedAt ? dayOf(instance.recordedAt) : null);
    const state = stateOf(instance, latest);
    return {
      org: instance.orgCode,
      paperId: latest?.paperId ?? instance.key,
      state,
      // What was filed on paper counts on its own day, not on the day it was entered.
      filedOn: enteredOn && (instance.heldOn ?? enteredOn),
      daysLate: daysLateOn(instance, calendar, today),
      reason: reasonOf(instance),
      dueOn: state === 'returned' ? instance.recordBy : instance.heldBy,
      isExtended: instance.originalHeldBy !== null,
      readBy: state === 'waiting' ? (latest?.readBy ?? null) : null,
      readOn: latest?.reviewedAt ? dayOf(latest.reviewedAt) : null,
      returns: versions.filter(({ verdict }) => verdict === 'returned').length,
      hasComment: versions.some(({ verdict, comment }) => verdict === 'read' && comment !== null),
    };
  });
}

function stateOf({ state }: DutyInstance, latest: Standing | undefined): ReportRow['state'] {
  if (state === 'waived') return 'waived';
  if (state === 'submitted') return 'waiting';
  if (state === 'done' || state === 'done_late') return latest?.verdict === 'read' ? 'read' : 'done';
  if (latest?.verdict === 'returned') return 'returned';
  return state === 'overdue' ? 'overdue' : 'open';
}

function reasonOf({ explanation, reasonCode, reason, originalHeldBy }: DutyInstance): string {
  if (explanation !== null) return explanation;
  if (originalHeldBy === null || reasonCode === null) return '';
  const name = reasonCode === 'other' ? '' : reasonNames[reasonCode];
  return [name, reason ?? ''].filter((part) => part !== '').join('：');
}

export function countRows(rows: readonly ReportRow[], today: Day): ReportCounts {
  const owed = rows.filter(({ state }) => state !== 'waived');
  const filed = owed.filter(({ filedOn }) => filedOn !== null);
  const of = (state: ReportRow['state']): number => owed.filter((row) => row.state === state).length;
  return {
    due: owed.length,
    filed: filed.length,
    onTime: filed.filter(({ daysLate }) => daysLate === 0).length,
    late: filed.filter(({ daysLate }) => daysLate > 0).length,
    read: of('read') + of('done'),
    unread: of('waiting'),
    returned: of('returned'),
    overdue: of('overdue'),
    commented: owed.filter(({ state, hasComment }) => state === 'read' && hasComment).length,
    uncommented: owed.filter(({ state, hasComment }) => state === 'read' && !hasComment).length,
    overReading: owed.filter(({ readBy }) => readBy !== null && readBy < today).length,
  };
}

/** The same as cells, under `text.columns`: for a sheet. */
export function reportCells(rows: readonly ReportRow[], directory: Directory): Sheet['rows'] {
  return rows.map((row) => [
    shortOrgName(directory, row.org),
    text.stateNames[row.state],
    row.filedOn,
    row.daysLate === 0 ? null : row.daysLate,
    row.reason,
    row.readOn,
    row.hasComment ? text.hasComment : null,
    row.returns === 0 ? null : row.returns,
  ]);
}

/** Numbers of one organisation's part, under `text.countColumns`. */
export function countCells(org: string, rows: readonly ReportRow[], today: Day): Sheet['rows'][number] {
  const c = countRows(rows, today);
  return [
    ...[org, c.due, c.filed, c.onTime, c.late, c.read, c.unread, c.overReading, c.returned, c.overdue],
    ...[c.commented, c.uncommented],
  ];
}

/** One line about one organisation: facts, and the reason where it is late. */
export function rowLine(
  row: ReportRow,
  view: { readonly today: Day; readonly calendar: WorkCalendar; readonly directory: Directory },
): string {
  const show = (day: Day | null): string => (day ? formatDay(day, view.calendar, view.today) : '');
  const back = row.returns > 0 && row.state !== 'returned' ? text.cameBack(row.returns) : '';
  const late = row.filedOn !== null && row.daysLate > 0 ? text.late(row.daysLate) : '';
  const why = row.reason === '' ? (row.daysLate > 0 ? text.unexplained : '') : text.explained(row.reason);
  return text.orgLine(shortOrgName(view.directory, row.org), `${wordsOf(row, show)}${back}${late}${why}`);
}

function wordsOf(row: ReportRow, show: (day: Day | null) => string): string {
  const { states } = text;
  switch (row.state) {
    case 'waiting':
      return states.waiting(show(row.filedOn), show(row.readBy));
    case 'read':
      return states.read(show(row.filedOn), row.hasComment);
    case 'done':
      return states.done(show(row.filedOn));
    case 'returned':
      return states.returned(show(row.dueOn));
    case 'overdue':
      return states.overdue(row.daysLate);
    case 'open':
      return row.isExtended ? states.extended(show(row.dueOn)) : states.open(show(row.dueOn));
    case 'waived':
      return states.waived;
    default:
      return row.state satisfies never;
  }
}

import { type Day, dayOf } from '../../src/calendar/day.ts';
import { formatDay } from '../../src/calendar/format.ts';
import type { WorkCalendar } from '../../src/calendar/workdays.ts';
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
  /** The first time it was filed: a correction does not make it late. */
  readonly filedOn: Day | null;
  readonly daysLate: number;
  /** Why it is late or was extended, as somebody said. */
  readonly reason: string;
  readonly dueOn: Day;
  readonly isExtended: boolean;
  readonly readBy: Day | null;
  readonly readOn: Day | null;
  /** Readings that said something beyond 已阅. */
  readonly comments: number;
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
  readonly comments: number;
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
    const [first] = versions;
    const latest = versions.at(-1);
    const enteredOn = first?.filedOn ?? (instance.recordedAt ? dayOf(instance.recordedAt) : null);
    // What was filed on paper counts on its own day, not on the day it was entered.
    const filedOn = enteredOn && (instance.heldOn ?? enteredOn);
    const state = stateOf(instance, latest);
    const until = filedOn ?? (state === 'overdue' ? today : instance.heldBy);
    return {
      org: instance.orgCode,
      paperId: latest?.paperId ?? instance.key,
      state,
      filedOn,
      daysLate: until > instance.heldBy ? calendar.workdaysBetween(instance.heldBy, until) : 0,
      reason: reasonOf(instance),
      dueOn: state === 'returned' ? instance.recordBy : instance.heldBy,
      isExtended: instance.originalHeldBy !== null,
      readBy: state === 'waiting' ? (latest?.readBy ?? null) : null,
      readOn: latest?.reviewedAt ? dayOf(latest.reviewedAt) : null,
      comments: versions.filter(({ verdict, comment }) => verdict === 'returned' || comment !== null).length,
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
    comments: owed.reduce((sum, { comments }) => sum + comments, 0),
    uncommented: owed.filter(({ state, comments }) => state === 'read' && comments === 0).length,
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
    row.comments === 0 ? null : row.comments,
  ]);
}

/** Numbers of one organisation's part, under `text.countColumns`. */
export function countCells(org: string, rows: readonly ReportRow[], today: Day): Sheet['rows'][number] {
  const c = countRows(rows, today);
  return [
    ...[org, c.due, c.filed, c.onTime, c.late, c.read, c.unread, c.overReading, c.returned, c.overdue],
    ...[c.comments, c.uncommented],
  ];
}

/** One line about one organisation: facts, and the reason where it is late. */
export function rowLine(
  row: ReportRow,
  view: { readonly today: Day; readonly calendar: WorkCalendar; readonly directory: Directory },
): string {
  const show = (day: Day | null): string => (day ? formatDay(day, view.calendar, view.today) : '');
  const late = row.filedOn !== null && row.daysLate > 0 ? text.late(row.daysLate) : '';
  const why = row.reason === '' ? (row.daysLate > 0 ? text.unexplained : '') : text.explained(row.reason);
  return text.orgLine(shortOrgName(view.directory, row.org), `${wordsOf(row, show)}${late}${why}`);
}

function wordsOf(row: ReportRow, show: (day: Day | null) => string): string {
  const { states } = text;
  switch (row.state) {
    case 'waiting':
      return states.waiting(show(row.filedOn), show(row.readBy));
    case 'read':
      return states.read(show(row.filedOn), row.comments > 0);
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

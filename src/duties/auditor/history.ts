import type { Day } from '../../calendar/day.ts';

export type ActKind =
  | 'opened'
  | 'scheduled'
  | 'unscheduled'
  | 'requested'
  | 'unrequested'
  | 'submitted'
  | 'returned'
  | 'accepted'
  | 'recorded'
  | 'marked'
  | 'extended'
  | 'waived'
  | 'not_applicable'
  | 'owed'
  | 'voided';

/** Something people did about an instance, as it was recorded. */
export interface AuditedAct {
  readonly org: string;
  readonly duty: string;
  readonly period: string;
  readonly kind: ActKind;
  readonly at: Date;
  /** The day of the activity, planned or held; of a return, that of a meeting that stays held. */
  readonly heldOn?: Day | undefined;
  /** The due day an extension gives. */
  readonly newHeldBy?: Day | undefined;
  /** Of a mark: the member, or the two people of a talk. */
  readonly subject?: readonly string[] | undefined;
  /** Of an event opened by hand: its day, its due day where one was given, whom it names and who issued it. */
  readonly eventOn?: Day | undefined;
  readonly heldBy?: Day | undefined;
  readonly assignee?: string | undefined;
  readonly issuer?: string | undefined;
}

/** The acts about one instance, in the order they happened. */
export type History = readonly AuditedAct[];

/** How an instance stood between two acts. */
export interface Standing {
  /** Evidence is in, or nothing is owed any more: nothing is told. */
  readonly settled: boolean;
  /** Settled for good; a return opens it again. */
  readonly finished: boolean;
  /** Not owed, by a rule that may be taken back. */
  readonly letGo?: boolean | undefined;
  readonly linked: boolean;
  /** The date of the linked activity. */
  readonly heldOn?: Day | undefined;
  readonly heldBy: Day;
  /** How many extensions were given. */
  readonly extensions: number;
  /** How often the clock of a slip was started anew; a stage is told once a round. */
  readonly round: number;
  /** The day of the latest return, from which the proof is due anew. */
  readonly returnedOn?: Day | undefined;
  /** What came back then was the record of a meeting, and nothing but that is due. */
  readonly onlyRecord?: boolean | undefined;
  readonly requested: boolean;
  readonly marks: readonly (readonly string[])[];
}

interface Change {
  readonly at: Date;
  /** The Shanghai day of that moment. */
  readonly on: Day;
  readonly standing: Standing;
  /** Everyone told of the slip so far hears that it is over. */
  readonly closes: boolean;
  /** What was over is open again: who has not heard of its end by then hears nothing of it. */
  readonly reopens: boolean;
}

/** All the standings of one instance, oldest first. */
export interface Timeline {
  readonly first: Standing;
  readonly changes: readonly Change[];
}

export interface TimelineFacts {
  readonly heldBy: Day;
  /** The Shanghai day of a moment. */
  dayOf(at: Date): Day;
  /** Whether these marks, on this day, leave nobody undone. */
  isComplete(marks: Standing['marks'], day: Day): boolean;
}

export function historiesOf(acts: readonly AuditedAct[]): ReadonlyMap<string, History> {
  const histories = new Map<string, AuditedAct[]>();
  for (const act of [...acts].sort((a, b) => a.at.getTime() - b.at.getTime())) {
    const key = `${act.org}/${act.duty}/${act.period}`;
    const history = histories.get(key);
    if (history) history.push(act);
    else histories.set(key, [act]);
  }
  return histories;
}

export function timelineOf(history: History, facts: TimelineFacts): Timeline {
  const first: Standing = {
    settled: false,
    finished: false,
    linked: false,
    heldBy: facts.heldBy,
    extensions: 0,
    round: 0,
    requested: false,
    marks: [],
  };
  const changes: Change[] = [];
  let standing = first;
  for (const act of history) {
    const next = after(standing, act, facts);
    if (next === standing) continue;
    const closes = (next.finished && !standing.finished) || next.extensions > standing.extensions;
    const reopens = standing.finished && !next.finished;
    changes.push({ at: act.at, on: facts.dayOf(act.at), standing: next, closes, reopens });
    standing = next;
  }
  return { first, changes };
}

function after(now: Standing, act: AuditedAct, facts: TimelineFacts): Standing {
  if (act.kind === 'owed') {
    return now.letGo ? { ...now, settled: false, finished: false, letGo: undefined } : now;
  }
  // What is over stays over, whatever is recorded about it later; only a return opens it again.
  if (now.finished && act.kind !== 'returned') return now;
  switch (act.kind) {
    case 'opened':
      return now;
    case 'scheduled':
      return { ...now, linked: true, heldOn: act.heldOn };
    case 'unscheduled':
      return { ...now, linked: false, heldOn: undefined };
    case 'requested':
      return { ...now, requested: true };
    case 'unrequested':
      return { ...now, requested: false };
    case 'submitted':
      return { ...now, settled: true, heldOn: act.heldOn ?? now.heldOn };
    case 'returned':
      if (!now.settled) return now;
      // A meeting whose record alone came back keeps its day; everything else is still to be done.
      return {
        ...now,
        settled: false,
        finished: false,
        letGo: undefined,
        linked: !now.finished && act.heldOn !== undefined,
        heldOn: now.finished ? undefined : act.heldOn,
        round: now.round + 1,
        returnedOn: facts.dayOf(act.at),
        onlyRecord: !now.finished && act.heldOn !== undefined,
      };
    case 'marked': {
      const marks = [...now.marks, act.subject ?? []];
      const isDone = facts.isComplete(marks, facts.dayOf(act.at));
      return { ...now, marks, settled: now.settled || isDone, finished: isDone };
    }
    case 'extended': {
      const heldBy = act.newHeldBy ?? now.heldBy;
      return { ...now, heldBy, extensions: now.extensions + 1, round: now.round + 1, returnedOn: undefined };
    }
    case 'not_applicable':
      return { ...now, settled: true, finished: true, letGo: true };
    default:
      return { ...now, settled: true, finished: true, heldOn: act.heldOn ?? now.heldOn };
  }
}

/** How things stood just before `moment`; an act at the very moment comes after it. */
export function standingAt({ first, changes }: Timeline, moment: Date): Standing {
  let standing = first;
  for (const change of changes) {
    if (change.at >= moment) break;
    standing = change.standing;
  }
  return standing;
}

/** How things stood when `day` began. */
export function standingOn({ first, changes }: Timeline, day: Day): Standing {
  let standing = first;
  for (const change of changes) {
    if (change.on >= day) break;
    standing = change.standing;
  }
  return standing;
}

/** Whether anything was done on that day, so that the hour matters. */
export function hasActOn({ changes }: Timeline, day: Day): boolean {
  return changes.some((change) => change.on === day);
}

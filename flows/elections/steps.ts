import { addMonths, type Day } from '../../src/calendar/day.ts';
import type { WorkCalendar } from '../../src/calendar/workdays.ts';
import type { Approval, Approvals } from '../../src/duties/approvals.ts';
import type { DutyInstance } from '../../src/duties/instance.ts';

/** One county asks for the request four months before the term ends (duties.md b.4, Election facts). */
const requestMonths = 4;
/** The superior's notice, six months before (TERM). */
export const noticeMonths = 6;

export type StepName = 'notice' | 'request' | 'approval' | 'meeting' | 'result' | 'result_approval';

/** One step of an election: when it was done, or by when it is to be. `since`: it lies with the superior. */
export interface Step {
  readonly name: StepName;
  readonly doneOn: Day | null;
  readonly dueOn: Day | null;
  readonly since: Day | null;
  /** Why the superior said no. */
  readonly refused: string | null;
  /** The date the meeting has. */
  readonly plannedOn: Day | null;
  /** With whom it lies. */
  readonly decider: { readonly org: string; readonly post: string } | null;
}

interface ElectionFacts {
  readonly end: Day;
  /** Owed upwards, of a branch; undefined where nobody owes it here. */
  readonly notice: DutyInstance | undefined;
  /** The letter about it, where the notice itself is no item here. */
  readonly noticeSentOn: Day | undefined;
  readonly hasNotice: boolean;
  readonly election: DutyInstance | undefined;
  readonly approvals: Approvals;
}

/** Every step in the order in which they are done (duties.md b.4, b.5; E_TERM). */
export function stepsOf(
  { end, notice, noticeSentOn, hasNotice, election, approvals }: ElectionFacts,
  calendar: WorkCalendar,
): readonly Step[] {
  // A term that was extended ends on the new day, and what is counted back from its end moves with it.
  const until = election?.originalHeldBy ? election.heldBy : end;
  const before = (months: number): Day => calendar.shift(addMonths(until, -months), 'prev');
  const { elect, result } = approvals;
  const heldBy = election?.heldBy ?? calendar.shift(end, 'prev');
  const isHeld = election !== undefined && ['submitted', 'done', 'done_late'].includes(election.state);
  const isDone = election?.state === 'done' || election?.state === 'done_late';
  const heldOn = isHeld ? election.heldOn : null;
  // A result that came back is mended in the record; the meeting was held.
  const metOn = isHeld || election?.state === 'returned' ? election.heldOn : null;
  const recordBy = election?.recordBy ?? calendar.addWorkdays(heldBy, 3);
  const blank = { doneOn: null, dueOn: null, since: null, refused: null, plannedOn: null, decider: null };
  const lies = (approval: Approval | undefined) =>
    approval ? { org: approval.deciderOrg, post: approval.deciderPost } : null;
  const requested = elect && elect.state !== 'refused' ? elect.askedOn : null;
  const noticed =
    notice?.state === 'done' || notice?.state === 'done_late' ? notice.heldOn : (noticeSentOn ?? null);
  return [
    ...(hasNotice
      ? [
          {
            ...blank,
            name: 'notice',
            doneOn: noticed,
            dueOn: notice?.heldBy ?? before(noticeMonths),
          } as const,
        ]
      : []),
    {
      ...blank,
      name: 'request',
      doneOn: requested,
      dueOn: before(requestMonths),
      refused: elect?.state === 'refused' ? (elect.answer ?? '') : null,
    },
    {
      ...blank,
      name: 'approval',
      doneOn: elect?.state === 'approved' ? elect.approvedOn : null,
      since: elect?.state === 'pending' ? elect.askedOn : null,
      decider: lies(elect),
    },
    {
      ...blank,
      name: 'meeting',
      doneOn: metOn,
      dueOn: heldBy,
      plannedOn: election?.state === 'scheduled' ? election.heldOn : null,
    },
    {
      ...blank,
      name: 'result',
      doneOn: heldOn,
      dueOn: recordBy,
      refused: result?.state === 'refused' && election?.state === 'returned' ? (result.answer ?? '') : null,
    },
    {
      ...blank,
      name: 'result_approval',
      doneOn: isDone ? (result?.approvedOn ?? election.heldOn) : null,
      since: result?.state === 'pending' && election?.state === 'submitted' ? result.askedOn : null,
      decider: lies(result),
    },
  ];
}

/** What is to be done now; the superior's notice holds nobody up. Undefined when all is done. */
export function nextStep(steps: readonly Step[]): Step | undefined {
  return steps.find(({ name, doneOn }) => doneOn === null && name !== 'notice');
}

import { addMonths, type Day, instantAt } from '../../src/calendar/day.ts';
import { formatDay } from '../../src/calendar/format.ts';
import { readWhen } from '../../src/calendar/zh-dates.ts';
import { isRefusal, type Refusal, refuse } from '../../src/core/errors.ts';
import { stableId } from '../../src/core/ids.ts';
import {
  putStandingLeave,
  type StandingLeave,
  standingLeavesOf,
} from '../../src/duties/activities/standing-leave.ts';
import type { ActorContext, Effect, FlowContext, Outcome } from '../../src/engine/index.ts';
import { sentenceCard } from '../../src/engine/index.ts';
import { findPeople } from '../../src/org/names.ts';
import { visibleBranches } from '../../src/org/scope.ts';
import type { Person } from '../../src/org/types.ts';
import { approverOf } from './approvers.ts';
import { excuse } from './excuse.ts';
import { ownAnswerWords, standingWords, text } from './text.ts';

/** It is looked at again every six months (duties.md d.3). */
export const reviewMonths = 6;
export const reviewTimer = 'attendance.review_leave';
const daysAhead = 3;

const branchDuty = { owner: { level: 'branch', post: ['branch_secretary'] } } as const;

export function standingApprover(
  { directory, today }: Pick<FlowContext, 'directory' | 'today'>,
  person: Person,
) {
  const activity = { orgCode: person.branch, groupName: null };
  return approverOf(directory, activity, { ...branchDuty, coverage: undefined } as never, person.code, today);
}

/** `/长假 姓名 [从 日期] [到 日期] 病假`, `/长假 姓名 结束`: entered by who decides; without words what runs. */
export async function standingByText(context: ActorContext, line: string): Promise<Outcome | Refusal> {
  const { directory, actor, today, tx } = context;
  const branches = visibleBranches(directory, actor.code, today);
  const running = await standingLeavesOf(tx, branches, today);
  if (line.trim() === '') return listed(context, running);
  const typed = readStanding(context, line);
  if (isRefusal(typed)) return typed;
  const found = findPeople(directory, typed.name, branches);
  if (found.kind !== 'one') {
    const people = found.kind === 'many' ? found.people : found.nearest;
    return refuse('unknown_name', text.no.unknownName(typed.name, people.map(({ name }) => name).join('、')));
  }
  const { person } = found;
  if (!standingApprover(context, person)?.people.some(({ code }) => code === actor.code)) {
    return refuse('not_decider', text.no.notApprover);
  }
  const known = running.find(({ personCode }) => personCode === person.code);
  if (typed.ends) {
    if (!known) return refuse('nothing', text.no.noStanding(person.name));
    return keep(context, { ...known, endedOn: today }, known, text.standingEnded(person.name));
  }
  const leave: StandingLeave = {
    id: known?.id ?? stableId(`standing:${context.eventKey}`),
    orgCode: person.branch,
    personCode: person.code,
    kind: typed.kind,
    fromDay: typed.from,
    toDay: typed.to,
    approvedBy: actor.code,
    approvedAt: context.now,
    endedOn: null,
  };
  const show = (day: Day): string => formatDay(day, context.calendar, today);
  return keep(context, leave, known, text.standingKept(person.name, show(typed.from), show(typed.to)));
}

function listed(context: ActorContext, running: readonly StandingLeave[]): Outcome {
  const { directory, actor, calendar, today } = context;
  const mine = running.filter(({ personCode }) => {
    const person = directory.person(personCode);
    return person && standingApprover(context, person)?.people.some(({ code }) => code === actor.code);
  });
  const lines = mine.map(({ personCode, kind, toDay }) =>
    text.standingLine(
      directory.person(personCode)?.name ?? personCode,
      kind,
      formatDay(toDay, calendar, today),
    ),
  );
  return { reply: sentenceCard(lines.length === 0 ? text.noneStanding : lines.join('；')) };
}

async function keep(
  context: ActorContext,
  leave: StandingLeave,
  before: StandingLeave | undefined,
  sentence: string,
): Promise<Outcome> {
  await putStandingLeave(context.tx, leave);
  const { excused, effects } = await excuse(context, leave);
  return {
    reply: sentenceCard(`${sentence}${excused.length === 0 ? '' : text.excused(excused.length)}`),
    undo: {
      kind: 'attendance.standing',
      payload: {
        leave: leave.id,
        before: before ? { ...before, approvedAt: before.approvedAt.toISOString() } : null,
        person: leave.personCode,
        excused,
      },
      org: leave.orgCode,
      object: leave.id,
    },
    effects: [...effects, ...reviewEffects(context, leave), traced(context, leave)],
  };
}

/** Some days before it ends, or has run for half a year, whoever decided looks at it again. */
export function reviewEffects(
  { calendar, today }: Pick<FlowContext, 'calendar' | 'today'>,
  leave: StandingLeave,
): readonly Effect[] {
  const halfYear = addMonths(leave.fromDay > today ? leave.fromDay : today, reviewMonths);
  const last = leave.toDay < halfYear ? leave.toDay : halfYear;
  const dueAt = instantAt(calendar.addWorkdays(last, -daysAhead), '09:05');
  if (leave.endedOn !== null) return [{ do: 'cancel_timer', kind: reviewTimer, subject: leave.id }];
  return [{ do: 'timer', kind: reviewTimer, subject: leave.id, dueAt }];
}

/** Why is kept in one place only, and there for the approver alone. */
export function traced(context: ActorContext, leave: StandingLeave): Effect {
  const { orgCode: org, id: object, fromDay, toDay, endedOn, personCode: person } = leave;
  return {
    do: 'audit',
    entry: {
      org,
      channel: 'command',
      object,
      action: endedOn === null ? 'standing_leave' : 'standing_leave.ended',
      actor: context.actor.code,
      after: { person, fromDay, toDay },
    },
  };
}

type ReadStanding =
  | { readonly name: string; readonly ends: true }
  | {
      readonly name: string;
      readonly ends: false;
      readonly from: Day;
      readonly to: Day;
      readonly kind: StandingLeave['kind'];
    };

function readStanding(context: ActorContext, line: string): ReadStanding | Refusal {
  const kind = ownAnswerWords.leave.find(({ said }) => said.test(line))?.kind ?? 'other';
  const [head = '', tail = ''] = line.split(standingWords.until);
  const begins = readWhen(head, context);
  const ends = readWhen(tail, context);
  if (begins.kind === 'ask') return refuse('when_unclear', begins.question);
  if (ends.kind === 'ask') return refuse('when_unclear', ends.question);
  const rest = begins.kind === 'none' ? head : begins.rest;
  const name = rest.replace(standingWords.around, ' ').trim();
  if (name === '') return refuse('name_missing', text.no.nameMissing(text.standingExample));
  if (standingWords.ends.test(line)) return { name, ends: true };
  const from = begins.kind === 'moment' ? begins.day : context.today;
  const to = ends.kind === 'moment' ? ends.day : addMonths(from, reviewMonths);
  if (to <= from || to < context.today) return refuse('unclear', text.no.unclear(text.standingExample));
  return { name, ends: false, from, to, kind };
}

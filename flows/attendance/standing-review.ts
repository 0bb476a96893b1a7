import { addMonths } from '../../src/calendar/day.ts';
import { formatDay } from '../../src/calendar/format.ts';
import { buildCard } from '../../src/cards/card.ts';
import { button, buttons, text as paragraph } from '../../src/cards/elements.ts';
import { refuse } from '../../src/core/errors.ts';
import {
  findStandingLeave,
  putStandingLeave,
  removeStandingLeave,
  type StandingLeave,
} from '../../src/duties/activities/standing-leave.ts';
import {
  type Action,
  composeEach,
  type Effect,
  type Job,
  sentenceCard,
  type Undo,
} from '../../src/engine/index.ts';
import { digestMoment } from '../../src/notices/windows.ts';
import { shortOrgName } from '../../src/org/short-name.ts';
import { type Excused, excuse, unexcuse } from './excuse.ts';
import { reviewEffects, reviewMonths, reviewTimer, standingApprover, traced } from './standing.ts';
import { text } from './text.ts';

/** Who decides is asked once in half a year, and before it ends, whether it goes on. */
export const reviewStanding: Job = async (context, ids) => {
  const effects: Effect[] = [];
  for (const id of ids) {
    const leave = await findStandingLeave(context.tx, id);
    const person = leave && context.directory.person(leave.personCode);
    if (!leave || !person || leave.endedOn !== null) continue;
    for (const { code } of standingApprover(context, person)?.people ?? []) {
      effects.push({
        do: 'notify',
        notice: {
          key: `standing:${id}:${code}:${context.today}`,
          kind: 'attendance.standing',
          channel: 'direct',
          to: { person: code },
          subject: { leave: id },
          notBefore: digestMoment(code, context.today),
        },
      });
    }
  }
  return effects;
};

export const composeStanding = composeEach(async (context, notice) => {
  const leave = await findStandingLeave(context.tx, (notice.subject as { readonly leave: string }).leave);
  const person = leave && context.directory.person(leave.personCode);
  if (!leave || !person || leave.endedOn !== null) return { kind: 'suppress', reason: 'ended' };
  const press = (label: string, name: string) =>
    button({ label, name, action: 'attendance.standing', payload: { leave: leave.id, verdict: name } });
  const until = formatDay(leave.toDay, context.calendar, context.today);
  return {
    kind: 'card',
    card: buildCard({
      title: text.reviewTitle,
      subtitle: shortOrgName(context.directory, leave.orgCode),
      tone: 'todo',
      summary: text.reviewTitle,
      blocks: [
        paragraph(text.review(person.name, until)),
        buttons([press(text.reviewGoesOn, 'on'), press(text.reviewEnds, 'ends')]),
      ],
    }),
  };
});

/** 继续 and 已经回来 on the card of the review. */
export const decideStanding: Action = async (context, click) => {
  const leave = await findStandingLeave(context.tx, String(click.payload.leave));
  const person = leave && context.directory.person(leave.personCode);
  const decides =
    person && standingApprover(context, person)?.people.some(({ code }) => code === context.actor.code);
  if (!leave || !person || !decides) return refuse('not_decider', text.no.notApprover);
  const halfYear = addMonths(context.today, reviewMonths);
  const goesOn = click.payload.verdict === 'on';
  const after: StandingLeave = goesOn
    ? {
        ...leave,
        toDay: leave.toDay > halfYear ? leave.toDay : halfYear,
        approvedBy: context.actor.code,
        approvedAt: context.now,
      }
    : { ...leave, endedOn: context.today };
  await putStandingLeave(context.tx, after);
  const { excused, effects } = await excuse(context, after);
  const until = formatDay(after.toDay, context.calendar, context.today);
  const said = goesOn ? text.standingGoesOn(person.name, until) : text.standingEnded(person.name);
  return {
    card: sentenceCard(said),
    toast: { tone: 'success', text: said },
    undo: {
      kind: 'attendance.standing',
      payload: {
        leave: leave.id,
        before: { ...leave, approvedAt: leave.approvedAt.toISOString() },
        person: leave.personCode,
        excused,
      },
      org: leave.orgCode,
      object: leave.id,
    },
    effects: [...effects, ...reviewEffects(context, after), traced(context, after)],
  };
};

export const undoStanding: Undo = async (context, payload) => {
  const before = payload.before as
    | (Omit<StandingLeave, 'approvedAt'> & { readonly approvedAt: string })
    | null;
  const excused = (payload.excused ?? []) as readonly Excused[];
  const effects = await unexcuse(context, String(payload.person), excused);
  if (!before) {
    await removeStandingLeave(context.tx, String(payload.leave));
    return {
      effects: [...effects, { do: 'cancel_timer', kind: reviewTimer, subject: String(payload.leave) }],
    };
  }
  const leave = { ...before, approvedAt: new Date(before.approvedAt) };
  await putStandingLeave(context.tx, leave);
  return { effects: [...effects, ...reviewEffects(context, leave)] };
};

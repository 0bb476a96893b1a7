import { eq } from 'drizzle-orm';
import { liveCards, outbox } from '../../db/schema/index.ts';
import type { Day } from '../../src/calendar/day.ts';
import { formatDay } from '../../src/calendar/format.ts';
import { type Refusal, refuse } from '../../src/core/errors.ts';
import { isNeedless } from '../../src/duties/approvals.ts';
import { recordCorrectionDay } from '../../src/duties/correction.ts';
import {
  daysGranted,
  deciderNow,
  desksOf,
  mayDecide,
  ownersOf,
  shortExtension,
} from '../../src/duties/deciding.ts';
import type { DutyInstance } from '../../src/duties/instance.ts';
import { type LifecycleEvent, transition } from '../../src/duties/lifecycle.ts';
import { recordByOf } from '../../src/duties/planning/draft.ts';
import type { Action, ActorContext, Click, Effect, FlowContext, Outcome } from '../../src/engine/index.ts';
import { touchCarried } from '../../src/notices/carried-cards.ts';
import { postName } from '../../src/org/terms.ts';
import { answerTo } from './answer.ts';
import { checkDay } from './ask.ts';
import { standingCard } from './asker-card.ts';
import { waitingCard, withdrawnCard } from './cards.ts';
import { excuseFault } from './faults.ts';
import { allowOnline, askedMeeting } from './online.ts';
import { pickedDay } from './read-request.ts';
import { type Asked, askedAt, changeRequest, type DutyRequest, lockAsked } from './requests.ts';
import { text } from './text.ts';

const shortestAnswer = 5;

/** 同意, and 不同意 with a reason typed or, on the row of a digest, chosen. A second press, and a press by another person, change nothing. */
export const decide: Action = async (context, click) => {
  const asked = await lockAsked(context.tx, String(click.payload.request));
  if (!asked) return refuse('gone', text.no.gone);
  const { request, instance } = asked;
  if (!mayDecide(context, context.actor.code, request, instance)) return notDecider(context, asked);
  if (request.state !== 'pending') {
    return { card: await cardFor(context), toast: { tone: 'info', text: text.no.gone } };
  }
  if (isNeedless(request, instance) || (request.kind === 'online' && !(await askedMeeting(context, asked)))) {
    return settle(context, { request, instance }, { state: 'overtaken' }, text.decided.overtaken, []);
  }
  return click.payload.verdict === 'agree'
    ? agree(context, { request, instance }, click)
    : disagree(context, { request, instance }, click);
};

/** Whoever was asked and has handed the post on reads with whom it is now. */
function notDecider(context: ActorContext, { request, instance }: Asked): Refusal {
  const { actor, directory } = context;
  const wasAsked = request.told.some((entry) => entry.startsWith(`${actor.code}/`));
  const isParty =
    request.requestedBy === actor.code || ownersOf(directory, instance, context.today).has(actor.code);
  const decider = deciderNow(context, request, instance);
  return wasAsked && !isParty && request.state === 'pending' && decider
    ? refuse('not_decider', text.no.movedOn(postName(decider.post)))
    : refuse('not_decider', text.no.notDecider);
}

async function disagree(context: ActorContext, asked: Asked, click: Click): Promise<Outcome | Refusal> {
  const answer = (click.option ?? fieldOf(click, 'answer')).trim();
  if ([...answer].length < shortestAnswer) return refuse('reason_missing', text.no.refuseReason);
  const { kind, instanceKey } = asked.request;
  const refused = { state: 'refused', answer } as const;
  if (kind === 'elect') return settle(context, asked, refused, text.refusedToast, [unrequest(instanceKey)]);
  // What is to be mended about a result is mended in the record; the meeting was held (duties.md T7).
  const recordBy = recordCorrectionDay(context.today, context.calendar);
  return kind === 'result'
    ? move(context, asked, refused, { type: 'return', recordBy, wasHeld: true }, text.refusedToast)
    : settle(context, asked, refused, text.refusedToast, []);
}

async function agree(context: ActorContext, asked: Asked, click: Click): Promise<Outcome | Refusal> {
  const { request, instance } = asked;
  const approved = { state: 'approved' as const };
  const reason = { reasonCode: request.code, reason: request.reason || null };
  switch (request.kind) {
    case 'waive':
      return move(context, asked, approved, { type: 'waive', ...reason });
    case 'void':
      return move(context, asked, approved, { type: 'void', reason: request.reason });
    case 'system_fault': {
      const last = request.newDay ?? instance.heldBy;
      await excuseFault(context, instance, last);
      return settle(context, asked, { ...approved, grantedDay: last }, text.agreedToast, []);
    }
    case 'extend': {
      const day = pickedDay(fieldOf(click, 'day')) ?? request.newDay ?? instance.heldBy;
      const problem = checkGrant(context, asked, day);
      if (problem) return problem;
      const recordBy = recordByFor(context, instance, day);
      const granted = { ...approved, grantedDay: day };
      return move(context, asked, granted, { type: 'extend', heldBy: day, recordBy, ...reason });
    }
    case 'online':
      return settle(
        context,
        asked,
        { ...approved, grantedDay: context.today },
        text.agreedToast,
        await allowOnline(context, asked),
      );
    case 'elect':
    case 'result': {
      const day = approvalDay(context, request, click);
      if (typeof day !== 'string') return day;
      const granted = { ...approved, grantedDay: day };
      return request.kind === 'elect'
        ? settle(context, asked, granted, text.agreedToast, [])
        : move(context, asked, granted, { type: 'accept' });
    }
    default:
      return request.kind satisfies never;
  }
}

/** The day of the 批复: today, or an earlier one where it was given on paper. */
function approvalDay({ today, calendar }: FlowContext, { newDay }: DutyRequest, click: Click): Day | Refusal {
  const day = pickedDay(fieldOf(click, 'day')) ?? today;
  const isWrong = day > today || (newDay !== null && day < newDay);
  return isWrong ? refuse('approval_day', text.no.approvalDay(formatDay(day, calendar, today))) : day;
}

function unrequest(instance: string): Effect {
  return { do: 'transition', instance, event: { type: 'unrequest' } };
}

/** The field of this one request on a card of several: its name ends with the request's place there. */
function fieldOf({ form }: Click, name: string): string {
  const value = Object.entries(form).find(([key]) => key.startsWith(`${name}_`))?.[1];
  return typeof value === 'string' ? value : '';
}

/** A day over by now, or one that is for somebody higher to grant, is not granted. */
function checkGrant(context: FlowContext, { request, instance }: Asked, day: Day): Refusal | undefined {
  if (day < context.today) {
    return refuse('day_over', text.no.dayOver(formatDay(day, context.calendar, context.today)));
  }
  const problem = checkDay(context, instance, day);
  if (problem) return problem;
  const post = deciderNow(context, request, instance)?.post ?? request.deciderPost;
  const isDeputy = post === 'organ_fulltime_deputy' || post === 'work_committee_deputy_secretary';
  // A deputy who stands in where nobody is above grants what was asked, no more.
  const most = Math.max(
    shortExtension,
    request.newDay === null ? 0 : daysGranted(context, instance, request.newDay),
  );
  return isDeputy && daysGranted(context, instance, day) > most
    ? refuse('beyond', text.no.beyond(most))
    : undefined;
}

/** By when the record is due then: after the planned activity where there is one, never before the day itself. */
function recordByFor({ calendar }: FlowContext, instance: DutyInstance, day: Day): Day {
  const held = instance.heldOn ?? day;
  const due = recordByOf(instance, held, calendar);
  return due < held ? calendar.addWorkdays(held, 3) : due;
}

async function move(
  context: ActorContext,
  asked: Asked,
  changes: Partial<DutyRequest>,
  event: LifecycleEvent,
  toast: string = text.agreedToast,
): Promise<Outcome | Refusal> {
  const { instance } = asked;
  const step = transition(instance, event, context.calendar);
  if (!step) return settle(context, asked, { state: 'overtaken' }, text.decided.overtaken, []);
  const moved = { ...asked, instance: { ...instance, ...step.changes } };
  return settle(context, moved, changes, toast, [{ do: 'transition', instance: instance.key, event }]);
}

async function settle(
  context: ActorContext,
  { request, instance }: Asked,
  changes: Partial<DutyRequest>,
  toast: string,
  effects: readonly Effect[],
): Promise<Outcome> {
  const { actor, now, tx, directory, today } = context;
  const at = deciderNow(context, request, instance);
  const decided: DutyRequest = {
    ...request,
    ...(at?.people.some(({ code }) => code === actor.code)
      ? { deciderOrg: at.org, deciderPost: at.post }
      : {}),
    ...changes,
    decidedBy: actor.code,
    decidedAt: now,
  };
  const { id: _id, ...row } = decided;
  await changeRequest(tx, request.id, row);
  await touchCarried(tx, [instance.key], now);
  const holders = directory.holders(decided.deciderOrg, decided.deciderPost, today);
  const answers = decided.state === 'approved' || decided.state === 'refused';
  return {
    card: await cardFor(context),
    toast: { tone: 'success', text: toast },
    ...(answers ? { undo: { none: text.decisionIsFinal, isToast: true } } : {}),
    effects: [
      ...effects,
      ...holders.map(
        ({ person }): Effect => ({ do: 'touch_live', kind: 'extensions.waiting', subject: person.code }),
      ),
      ...(answers ? [answerTo(context, { request: decided, instance })] : []),
      {
        do: 'audit',
        entry: {
          org: instance.orgCode,
          channel: 'card',
          object: instance.key,
          action: `request.${decided.state}`,
          actor: actor.code,
          after: { request: request.id, grantedDay: decided.grantedDay, isAfterDue: decided.isAfterDue },
          reason: decided.answer ?? undefined,
        },
      },
    ],
  };
}

/** 撤回申请 on the card of the person who asked. */
export const withdraw: Action = async (context, click) => {
  const asked = await lockAsked(context.tx, String(click.payload.request));
  if (asked?.request.requestedBy !== context.actor.code) return refuse('gone', text.no.gone);
  const { request, instance } = asked;
  if (request.state !== 'pending') {
    const sentence = request.state === 'withdrawn' ? text.withdrawnToast : text.no.answered;
    return { card: standingCard(context, asked), toast: { tone: 'info', text: sentence } };
  }
  const outcome = await settle(
    context,
    { request, instance },
    { state: 'withdrawn' },
    text.withdrawnToast,
    request.kind === 'elect' ? [unrequest(instance.key)] : [],
  );
  return {
    ...outcome,
    card: withdrawnCard(context, { request, instance }),
    undo: { none: text.withdrawIsFinal, isToast: true },
  };
};

/** The pressed card as it reads now. A digest that offered the answer is redrawn by its own flow. */
async function cardFor(context: ActorContext): Promise<object | undefined> {
  const [card] = await context.tx.select().from(liveCards).where(eq(liveCards.messageId, context.messageId));
  const [notice] = await context.tx
    .select({ kind: outbox.kind })
    .from(outbox)
    .where(eq(outbox.messageId, context.messageId));
  if (notice?.kind.startsWith('digest.')) return undefined;
  return drawWaiting(context, context.actor.code, card?.postedAt ?? context.now);
}

/** What waits for this person, and what was decided of it since the card was posted. */
export async function drawWaiting(
  context: Omit<FlowContext, 'tx'> & { readonly tx: Parameters<typeof askedAt>[0] },
  person: string,
  since: Date,
): Promise<object> {
  const { directory, today } = context;
  const asked = await waitingFor(context, person, since);
  const [first] = asked;
  const org = first?.request.deciderOrg ?? directory.postsOf(person, today)[0]?.org ?? '';
  return waitingCard(context, org, asked);
}

/** The same as it stands; what was settled otherwise while it waited asks for nothing any more. */
export async function waitingFor(
  context: Pick<FlowContext, 'directory' | 'calendar' | 'today'> & {
    readonly tx: Parameters<typeof askedAt>[0];
  },
  person: string,
  since: Date,
): Promise<readonly Asked[]> {
  const { tx, directory, today } = context;
  const asked = await askedAt(tx, desksOf(directory, [person], today), since);
  return asked.filter((one) => {
    const { request, instance } = one;
    const isOver = request.state === 'pending' && isNeedless(request, instance);
    return !isOver && mayDecide(context, person, request, instance);
  });
}

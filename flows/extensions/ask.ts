import { addDays, addMonths, type Day, dayOf, instantAt } from '../../src/calendar/day.ts';
import { formatDay } from '../../src/calendar/format.ts';
import { isRefusal, type Refusal, refuse } from '../../src/core/errors.ts';
import { stableId } from '../../src/core/ids.ts';
import { type Decider, daysGranted, deciderOf, type RequestKind } from '../../src/duties/deciding.ts';
import { type DutyInstance, isSettled, reasonCodes } from '../../src/duties/instance.ts';
import { lockInstances } from '../../src/duties/store.ts';
import type { Action, ActorContext, Effect, FlowContext, Outcome } from '../../src/engine/index.ts';
import { askBack, formWords } from '../../src/engine/index.ts';
import { touchCarried } from '../../src/notices/carried-cards.ts';
import { nextDigestMoment, nextSendingTime } from '../../src/notices/windows.ts';
import { keepSent, liveSent } from './asker-card.ts';
import { askForm, sentCard } from './cards.ts';
import { codeOf, pickedDay, readDayFirst, readNumber } from './read-request.ts';
import { type DutyRequest, insertRequest, newRequest, pendingOf } from './requests.ts';
import {
  type AskedKind,
  askWhich,
  checkAsker,
  chooseSubject,
  findSubject,
  voiderOrg,
  type Wish,
  waitingWords,
} from './subject.ts';
import { text } from './text.ts';

const longestReason = 200;
/** No extension reaches further (of elections duties.md T10: normally no more than a year). */
const mostMonths = 12;
const examples: Readonly<Record<AskedKind, string>> = {
  extend: text.extendExample,
  waive: text.waiveExample,
  void: text.voidExample,
};

/** `/延期 编号 新日期 原因`, `/免除 编号 原因`, `/作废 编号 原因`. */
export function askByText(kind: AskedKind) {
  return async (context: ActorContext, line: string): Promise<Outcome | Refusal> => {
    const { number, rest } = readNumber(line);
    if (number === undefined && kind === 'void') {
      return refuse('missing', text.no.missingNumber(text.voidExample));
    }
    const subject =
      number === undefined ? await chooseSubject(context, kind, rest) : await findSubject(context, number);
    if (!('key' in subject)) return subject;
    const refusal = checkAsker(context, kind, subject);
    if (refusal) return refusal;
    const typed = kind === 'extend' ? readDayFirst(rest, context) : ({ kind: 'none', rest } as const);
    if (typed.kind === 'ask') return askDay(subject, typed);
    const words = number === undefined ? '' : typed.rest.trim();
    const wish: Wish = {
      kind,
      day: typed.kind === 'day' ? typed.day : undefined,
      code: words === '' ? undefined : codeOf(words),
      words,
    };
    const problem = checkWish(context, subject, wish);
    if (problem) return problem;
    const isWhole = wish.code !== undefined && (kind !== 'extend' || wish.day !== undefined);
    if (!isWhole) return { reply: askForm(context, subject, wish) };
    const sent = await send(context, subject, wish, 'command');
    return isRefusal(sent)
      ? sent
      : { reply: sent.card, effects: sent.effects, liveReply: liveSent(sent.request) };
  };
}

function askDay(
  subject: DutyInstance,
  typed: Extract<ReturnType<typeof readDayFirst>, { kind: 'ask' }>,
): Outcome | Refusal {
  if (typed.options.length === 0) return refuse('when_unclear', typed.question);
  const command = examples.extend.split(' ')[0];
  return askBack(
    typed.question,
    typed.options.map(({ label, day }) => ({
      label,
      line: `${command} ${subject.number} ${day} ${typed.rest}`.trim(),
    })),
  );
}

/** The button 申请延期 on a digest: one item gives its form, several are asked back. */
export const begin: Action = async (context, click) => {
  const keys = Array.isArray(click.payload.instances) ? click.payload.instances.map(String) : [];
  const open = (await lockInstances(context.tx, keys)).filter((one) => !checkAsker(context, 'extend', one));
  const [only] = open;
  if (!only) return refuse('nothing_open', text.no.nothingOpen);
  if (open.length > 1) return askWhich(context, 'extend', open);
  return {
    reply: askForm(context, only, { kind: 'extend', day: undefined, code: undefined, words: '' }),
  };
};

/** The form, filled in. */
export const submit: Action = async (context, click) => {
  const kind = String(click.payload.kind) as AskedKind;
  const [subject] = await lockInstances(context.tx, [String(click.payload.instance)]);
  if (!subject) return refuse('gone', text.no.gone);
  const refusal = checkAsker(context, kind, subject);
  if (refusal) return refusal;
  const wish: Wish = {
    kind,
    day: pickedDay(click.form.day),
    code: reasonCodes.find((code) => code === click.form.code),
    words: formWords(click.form.words),
  };
  if (kind === 'extend' && wish.day === undefined) return refuse('day_missing', text.no.dayMissing);
  const isReasoned = wish.words !== '' || (wish.code !== undefined && wish.code !== 'other');
  if (!isReasoned) return refuse('reason_missing', text.no.reasonMissing);
  const problem = checkWish(context, subject, wish);
  if (problem) return problem;
  const sent = await send(context, subject, { ...wish, code: wish.code ?? codeOf(wish.words) }, 'card');
  if (isRefusal(sent)) return sent;
  return {
    card: sent.card,
    effects: [...sent.effects, keepSent(context, sent.request)],
    toast: { tone: 'success', text: text.sentToast },
  };
};

/** What no superior could grant is said before anybody is asked. */
function checkWish(context: FlowContext, instance: DutyInstance, { day, words }: Wish): Refusal | undefined {
  if (words.length > longestReason) return refuse('too_long', text.no.reasonTooLong);
  return day === undefined ? undefined : checkDay(context, instance, day);
}

export function checkDay(
  { calendar, today }: FlowContext,
  instance: DutyInstance,
  day: Day,
): Refusal | undefined {
  const show = (one: Day): string => formatDay(one, calendar, today);
  if (day < today) return refuse('past', text.no.past(show(day)));
  if (day <= instance.heldBy) return refuse('not_later', text.no.notLater(show(day), show(instance.heldBy)));
  const latest = addMonths(instance.originalHeldBy ?? instance.heldBy, mostMonths);
  return day > latest ? refuse('too_far', text.no.tooFar(show(latest))) : undefined;
}

/** A request on its way, and the answer to whoever made it. */
export interface Sent {
  readonly card: object;
  readonly request: DutyRequest;
  readonly effects: readonly Effect[];
}

async function send(
  context: ActorContext,
  instance: DutyInstance,
  wish: Wish,
  channel: 'card' | 'command',
): Promise<Sent | Refusal> {
  const { tx, today, now, actor, directory } = context;
  const waiting = await pendingOf(tx, instance);
  if (waiting) return refuse('waiting', waitingWords(context, waiting, instance));
  const kind: RequestKind =
    wish.kind === 'extend' && wish.code === 'system_fault' ? 'system_fault' : wish.kind;
  const days = wish.day === undefined ? 0 : daysGranted(context, instance, wish.day);
  const asksFor = wish.kind === 'void' ? voiderOrg(context, instance) : undefined;
  const decider = deciderOf(directory, { kind, instance, days, requester: actor.code, asksFor }, today);
  if (!decider) return refuse('nobody', text.no.nobody);
  const request = newRequest({
    id: stableId(`request:${context.eventKey}`),
    kind,
    instanceKey: instance.key,
    requestedBy: actor.code,
    newDay: wish.kind === 'extend' ? (wish.day ?? null) : null,
    code: wish.code ?? 'other',
    reason: wish.words,
    isAfterDue: !isSettled(instance.state) && today > instance.heldBy,
    deciderOrg: decider.org,
    deciderPost: decider.post,
    createdAt: now,
  });
  await insertRequest(tx, request);
  // Who decides may answer it on the row of this morning's card.
  await touchCarried(tx, [instance.key], now);
  const { newDay, code, isAfterDue } = request;
  return {
    card: sentCard(context, { request, instance }, decider.people),
    request,
    effects: [
      ...askEffects(context, decider),
      {
        do: 'audit',
        entry: {
          org: instance.orgCode,
          channel,
          object: instance.key,
          action: `request.${kind}`,
          actor: actor.code,
          before: { state: instance.state, heldBy: instance.heldBy },
          after: { request: request.id, newDay, code, isAfterDue },
          reason: wish.words || undefined,
        },
      },
    ],
  };
}

/**
 * Asks by one card a person and day that lists whatever waits. What comes in after it has left shows on it at once
 * and, if it still waits then, is asked for anew on the next working day.
 */
export function askEffects(
  { now, calendar }: Pick<FlowContext, 'now' | 'calendar'>,
  { people }: Decider,
): readonly Effect[] {
  return people.flatMap(({ code }): readonly Effect[] => {
    const notice = (notBefore: Date): Effect => ({
      do: 'notify',
      notice: {
        key: `approvals:${code}:${dayOf(notBefore)}`,
        kind: 'extensions.waiting',
        channel: 'direct',
        to: { person: code },
        subject: {},
        notBefore,
        live: { kind: 'extensions.waiting', subject: code },
      },
    });
    const first = nextSendingTime(now, calendar);
    const second = nextDigestMoment(code, instantAt(addDays(dayOf(first), 1)), calendar);
    return [notice(first), notice(second), { do: 'touch_live', kind: 'extensions.waiting', subject: code }];
  });
}

import { and, eq } from 'drizzle-orm';
import { dutyRecords, dutyRequests } from '../../db/schema/index.ts';
import type { Day } from '../../src/calendar/day.ts';
import { formatDay } from '../../src/calendar/format.ts';
import { type Refusal, refuse } from '../../src/core/errors.ts';
import { stableId } from '../../src/core/ids.ts';
import { activitiesOfInstance } from '../../src/duties/activities/activity-store.ts';
import { approvalsOf, needsApproval } from '../../src/duties/approvals.ts';
import { type Decider, deciderOf, ownersOf } from '../../src/duties/deciding.ts';
import type { DutyInstance } from '../../src/duties/instance.ts';
import { lockInstances } from '../../src/duties/store.ts';
import type { Effect, FlowContext, Job, Outcome } from '../../src/engine/index.ts';
import { type Action, type ActorContext, askBack } from '../../src/engine/index.ts';
import { shortOrgName } from '../../src/org/short-name.ts';
import { askEffects, type Sent } from './ask.ts';
import { liveSent } from './asker-card.ts';
import { sentCard } from './cards.ts';
import { readDayFirst, readNumber } from './read-request.ts';
import { changeRequest, type DutyRequest, insertRequest, newRequest, pendingOf } from './requests.ts';
import { checkAsker, findSubject, itemOf, openHere, waitingWords } from './subject.ts';
import { text } from './text.ts';

/** `/请示 [编号] [日期]`: the request to elect (换届请示) goes to the superior, who approves it. */
export async function electByText(context: ActorContext, line: string): Promise<Outcome | Refusal> {
  const { number, rest } = readNumber(line);
  const meant = number === undefined ? await ownElection(context) : await findSubject(context, number);
  if (!('key' in meant)) return meant;
  const typed = readDayFirst(rest, context);
  if (typed.kind === 'ask') return refuse('when_unclear', typed.question);
  const day = typed.kind === 'day' ? typed.day : context.today;
  const sent = await send(context, meant, day, 'command');
  return 'refused' in sent
    ? sent
    : { reply: sent.card, effects: sent.effects, liveReply: liveSent(sent.request) };
}

/** 报换届请示 on the card of the terms: as of today. */
export const electByPress: Action = async (context, click) => {
  const [instance] = await lockInstances(context.tx, [String(click.payload.instance)]);
  if (!instance) return refuse('gone', text.no.gone);
  const sent = await send(context, instance, context.today, 'card');
  if ('refused' in sent) return sent;
  return {
    reply: sent.card,
    liveReply: liveSent(sent.request),
    effects: sent.effects,
    toast: { tone: 'success', text: text.sentToast },
  };
};

async function ownElection(context: ActorContext): Promise<DutyInstance | Outcome | Refusal> {
  const open = (await openHere(context, true)).filter((one) => isElection(context, one));
  const [only] = open;
  if (!only) return refuse('no_election', text.no.noElection);
  if (open.length === 1) return only;
  return askBack(
    text.chooseElection,
    open.map((one) => ({
      label: shortOrgName(context.directory, one.orgCode),
      line: `${text.electExample.split(' ')[0]} ${one.number}`,
    })),
  );
}

function isElection({ catalogue }: Pick<FlowContext, 'catalogue'>, { duty }: DutyInstance): boolean {
  const known = catalogue.find(duty);
  return known !== undefined && needsApproval(known);
}

async function send(
  context: ActorContext,
  instance: DutyInstance,
  day: Day,
  channel: 'card' | 'command',
): Promise<Sent | Refusal> {
  const { tx, today, actor, directory, calendar } = context;
  const show = (one: Day): string => formatDay(one, calendar, today);
  const refusal = checkAsker(context, 'extend', instance);
  if (refusal) return refusal;
  if (!isElection(context, instance))
    return refuse('no_election', text.no.notElection(itemOf(context, instance)));
  if (day > today) return refuse('future', text.no.electFuture(show(day)));
  const waiting = await pendingOf(tx, instance);
  if (waiting) return refuse('waiting', waitingWords(context, waiting, instance));
  const known = (await approvalsOf(tx, [instance.key])).get(instance.key)?.elect;
  if (known?.state === 'approved') {
    return refuse('approved', text.no.electApproved(show(known.approvedOn ?? today)));
  }
  const decider = deciderOf(directory, { kind: 'elect', instance, days: 0, requester: actor.code }, today);
  if (!decider) return refuse('nobody', text.no.nobody);
  const request = requestOf(context, instance, {
    id: stableId(`request:${context.eventKey}`),
    kind: 'elect',
    requestedBy: actor.code,
    newDay: day,
    decider,
  });
  await insertRequest(tx, request);
  return {
    card: sentCard(context, { request, instance }, decider.people),
    request,
    effects: [
      { do: 'transition', instance: instance.key, event: { type: 'request', on: day } },
      ...askEffects(context, decider),
      traced(request, instance, channel),
    ],
  };
}

function requestOf(
  { today, now }: FlowContext,
  instance: DutyInstance,
  asked: Pick<DutyRequest, 'id' | 'kind' | 'requestedBy' | 'newDay'> & { readonly decider: Decider },
): DutyRequest {
  const { decider, ...rest } = asked;
  return newRequest({
    ...rest,
    instanceKey: instance.key,
    code: 'other',
    reason: '',
    isAfterDue: today > instance.heldBy,
    deciderOrg: decider.org,
    deciderPost: decider.post,
    createdAt: now,
  });
}

function traced(
  request: DutyRequest,
  instance: DutyInstance,
  channel: 'card' | 'command' | 'system',
): Effect {
  const { id, kind, newDay, requestedBy } = request;
  return {
    do: 'audit',
    entry: {
      org: instance.orgCode,
      channel,
      object: instance.key,
      action: `request.${kind}`,
      actor: requestedBy,
      after: { request: id, newDay },
    },
  };
}

/** The election was held and recorded, whichever way: its result goes to the superior, who approves it (duties.md b.4). */
export const askResults: Job = async (context, keys) => {
  const { tx, directory, today } = context;
  const effects: Effect[] = [];
  for (const instance of await lockInstances(tx, keys)) {
    if (instance.state !== 'submitted' || !isElection(context, instance)) continue;
    const id = stableId(`request:result:${instance.key}:${instance.version}`);
    await overtake(context, instance, id);
    const requester = await recorderOf(context, instance);
    const matter = { kind: 'result', instance, days: 0, requester } as const;
    const decider = deciderOf(directory, matter, today);
    if (!decider) {
      const detail = { instance: instance.key };
      effects.push({
        do: 'finding',
        kind: 'nobody_decides',
        org: instance.orgCode,
        subject: instance.key,
        detail,
      });
      continue;
    }
    const request = requestOf(context, instance, {
      id,
      kind: 'result',
      requestedBy: requester,
      newDay: instance.heldOn,
      decider,
    });
    await insertRequest(tx, request);
    effects.push(...askEffects(context, decider), traced(request, instance, 'system'));
  }
  return effects;
};

/** A result that was put forward before it was corrected asks for nothing any more. */
async function overtake({ tx }: FlowContext, { key }: DutyInstance, id: string): Promise<void> {
  const waiting = await tx
    .select({ id: dutyRequests.id })
    .from(dutyRequests)
    .where(and(eq(dutyRequests.instanceKey, key), eq(dutyRequests.state, 'pending')));
  for (const one of waiting) if (one.id !== id) await changeRequest(tx, one.id, { state: 'overtaken' });
}

/** Who recorded it hears what became of it. */
async function recorderOf(context: FlowContext, instance: DutyInstance): Promise<string> {
  const { tx, directory, today } = context;
  const held = (await activitiesOfInstance(tx, instance.key)).find(({ state }) => state === 'recorded');
  if (held?.recordedBy) return held.recordedBy;
  const [record] = await tx
    .select({ by: dutyRecords.by })
    .from(dutyRecords)
    .where(eq(dutyRecords.instanceKey, instance.key))
    .orderBy(dutyRecords.id);
  return record?.by ?? [...ownersOf(directory, instance, today)][0] ?? '';
}

import { dayOf } from '../../src/calendar/day.ts';
import { formatDayTime } from '../../src/calendar/format.ts';
import { type Refusal, refuse } from '../../src/core/errors.ts';
import { stableId } from '../../src/core/ids.ts';
import type { Activity } from '../../src/duties/activities/activity.ts';
import {
  activitiesOfInstance,
  changeActivity,
  lockActivity,
} from '../../src/duties/activities/activity-store.ts';
import { voteRule } from '../../src/duties/activities/quorum.ts';
import { deciderOf, grantingPost } from '../../src/duties/deciding.ts';
import type { DutyInstance } from '../../src/duties/instance.ts';
import { lockInstances } from '../../src/duties/store.ts';
import {
  type ActorContext,
  askBack,
  type Effect,
  type FlowContext,
  type Outcome,
} from '../../src/engine/index.ts';
import { answerTo } from './answer.ts';
import { askEffects } from './ask.ts';
import { liveSent } from './asker-card.ts';
import { answerCard, sentCard } from './cards.ts';
import { readNumber } from './read-request.ts';
import { type Asked, type DutyRequest, insertRequest, newRequest, pendingOnline } from './requests.ts';
import { checkAsker, findSubject, itemOf, openHere, waitingWords } from './subject.ts';
import { text } from './text.ts';

const longestReason = 200;

/**
 * `/线上计入 [编号] [原因]`: who takes part online counts in a vote or an election only where the superior allows it
 * for that meeting (duties.md d.5 rule 6). Who owes the meeting asks; the superior says it without being asked.
 */
export async function countOnlineByText(context: ActorContext, line: string): Promise<Outcome | Refusal> {
  const { number, rest } = readNumber(line);
  const meant = number === undefined ? await ownVote(context) : await findSubject(context, number);
  if (!('key' in meant)) return meant;
  const words = rest.trim();
  if ([...words].length > longestReason) return refuse('too_long', text.no.reasonTooLong);
  const [instance] = await lockInstances(context.tx, [meant.key]);
  if (!instance) return refuse('gone', text.no.gone);
  const post = grantingPost(context.directory, context.actor.code, instance, context.today);
  const refusal = post ? undefined : checkAsker(context, 'extend', instance);
  if (refusal) return refusal;
  const meeting = await meetingFor(context, instance);
  if ('refused' in meeting) return meeting;
  return post ? grant(context, instance, meeting, post, words) : ask(context, instance, words);
}

/** The meeting that is called and not recorded: what is allowed, is allowed for this one. */
async function meetingFor(context: FlowContext, instance: DutyInstance): Promise<Activity | Refusal> {
  const duty = context.catalogue.find(instance.duty);
  const rule = duty && voteRule(duty);
  if (!rule) return refuse('no_vote', text.no.noVote(itemOf(context, instance)));
  const meeting = await calledMeeting(context, instance);
  if (!meeting) return refuse('not_called', text.no.notCalled(itemOf(context, instance)));
  return meeting.onlineCounts.includes(rule)
    ? refuse('allowed', text.no.onlineAllowed(itemOf(context, instance)))
    : meeting;
}

async function calledMeeting({ tx }: FlowContext, { key }: DutyInstance): Promise<Activity | undefined> {
  return (await activitiesOfInstance(tx, key)).find(({ state }) => state === 'published');
}

/** Without a number: the one vote that is called here, or the question which. */
async function ownVote(context: ActorContext): Promise<DutyInstance | Outcome | Refusal> {
  const open = await openHere(context);
  const called: { readonly instance: DutyInstance; readonly meeting: Activity }[] = [];
  for (const instance of open) {
    const duty = context.catalogue.find(instance.duty);
    const meeting = duty && voteRule(duty) ? await calledMeeting(context, instance) : undefined;
    if (meeting) called.push({ instance, meeting });
  }
  const [only] = called;
  if (!only) return refuse('not_called', text.no.noVoteCalled(text.onlineExample));
  if (called.length === 1) return only.instance;
  return askBack(
    text.chooseVote,
    called.map(({ instance, meeting }) => ({
      label: text.option(
        itemOf(context, instance),
        formatDayTime(meeting.startsAt, context.calendar, context.today),
      ),
      line: `${text.onlineExample.split(' ')[0]} ${instance.number}`,
    })),
  );
}

async function ask(context: ActorContext, instance: DutyInstance, words: string): Promise<Outcome | Refusal> {
  const { tx, today, actor, directory } = context;
  const waiting = await pendingOnline(tx, instance);
  if (waiting) return refuse('waiting', waitingWords(context, waiting, instance));
  const matter = { kind: 'online', instance, days: 0, requester: actor.code } as const;
  const decider = deciderOf(directory, matter, today);
  if (!decider) return refuse('nobody', text.no.nobody);
  const request = requestFor(context, instance, words, decider);
  await insertRequest(tx, request);
  return {
    reply: sentCard(context, { request, instance }, decider.people),
    liveReply: liveSent(request),
    effects: [...askEffects(context, decider), traced(request, instance)],
  };
}

/** The superior allows it without being asked: on record like a request, and the secretary hears of it. */
async function grant(
  context: ActorContext,
  instance: DutyInstance,
  meeting: Activity,
  post: Pick<DutyRequest, 'deciderOrg' | 'deciderPost'>,
  words: string,
): Promise<Outcome | Refusal> {
  const { tx, now, today, actor } = context;
  const waiting = await pendingOnline(tx, instance);
  if (waiting) return refuse('waiting', text.no.onlineWaiting);
  const asked = requestFor(context, instance, words, { org: post.deciderOrg, post: post.deciderPost });
  const request: DutyRequest = {
    ...asked,
    state: 'approved',
    decidedBy: actor.code,
    decidedAt: now,
    grantedDay: today,
  };
  await insertRequest(tx, request);
  const effects = await allowOnline(context, { request, instance });
  return {
    reply: answerCard(context, { request, instance }),
    effects: [
      ...effects,
      answerTo(context, { request, instance }, meeting.draftedBy),
      traced(request, instance, 'request.approved'),
    ],
    undo: { none: text.onlineIsFinal },
  };
}

/** What an approval comes to: the meeting's counts hold whoever takes part online, from now on and in the record. */
export async function allowOnline(
  context: FlowContext,
  { request, instance }: Asked,
): Promise<readonly Effect[]> {
  const meeting = await askedMeeting(context, { request, instance });
  const rule = voteRule(context.catalogue.get(instance.duty));
  const activity = meeting && (await lockActivity(context.tx, meeting.id));
  if (!activity || !rule) return [];
  const onlineCounts = [...new Set([...activity.onlineCounts, rule])];
  await changeActivity(context.tx, activity.id, { onlineCounts });
  return [{ do: 'touch_live', kind: 'attendance.roll', subject: activity.id }];
}

/** The meeting it was asked for; one that was called later, after this was cancelled, is another. */
export async function askedMeeting(
  { tx }: Pick<FlowContext, 'tx'>,
  { request, instance }: Asked,
): Promise<Activity | undefined> {
  return (await activitiesOfInstance(tx, instance.key)).find(
    ({ state, createdAt }) => state === 'published' && createdAt <= request.createdAt,
  );
}

function requestFor(
  { now, actor, today, eventKey }: ActorContext,
  instance: DutyInstance,
  reason: string,
  { org, post }: { readonly org: string; readonly post: DutyRequest['deciderPost'] },
): DutyRequest {
  return newRequest({
    id: stableId(`request:${eventKey}`),
    kind: 'online',
    instanceKey: instance.key,
    requestedBy: actor.code,
    newDay: dayOf(now),
    code: 'other',
    reason,
    isAfterDue: today > instance.heldBy,
    deciderOrg: org,
    deciderPost: post,
    createdAt: now,
  });
}

function traced(request: DutyRequest, instance: DutyInstance, action = 'request.online'): Effect {
  return {
    do: 'audit',
    entry: {
      org: instance.orgCode,
      channel: 'command',
      object: instance.key,
      action,
      actor: request.requestedBy,
      after: { request: request.id, kind: 'online' },
      reason: request.reason || undefined,
    },
  };
}

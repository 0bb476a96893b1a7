import { isToldBefore, noteTold } from '../../src/duties/approvals.ts';
import type { Action, Composer, LiveCardComposer } from '../../src/engine/index.ts';
import type { Composed } from '../../src/notices/notice.ts';
import { waitingCard } from './cards.ts';
import { drawWaiting, waitingFor } from './decide.ts';
import { holdInstances } from './requests.ts';

/** What waits for each person; nothing leaves for what a card has shown already. */
export const composeWaiting: Composer = async (context, notices) => {
  const composed = new Map<string, Composed>();
  const people = [...new Set(notices.map(({ personCode }) => personCode ?? ''))];
  const known = await Promise.all(people.map((person) => waitingFor(context, person, context.now)));
  await holdInstances(context.tx, known.flat());
  for (const notice of notices) {
    const person = notice.personCode ?? '';
    const waiting = await waitingFor(context, person, context.now);
    const pending = waiting.filter(({ request }) => request.state === 'pending');
    // A notice that met no room is drawn anew: what it told itself is still to be told.
    const fresh = pending.filter(({ request }) => !isToldBefore(request, person, notice.id));
    const [first] = fresh;
    if (!first) {
      composed.set(notice.id, { kind: 'suppress', reason: 'nothing_left' });
      continue;
    }
    await noteTold(
      context.tx,
      fresh.map(({ request }) => request.id),
      person,
      notice.id,
    );
    composed.set(notice.id, { kind: 'card', card: waitingCard(context, first.request.deciderOrg, pending) });
  }
  return composed;
};

export const drawWaitingLive: LiveCardComposer = (context, card) =>
  drawWaiting(context, card.subject, card.postedAt);

/** 看申请 on another card: whatever waits for this person, each with its own answer. */
export const showWaiting: Action = async (context) => ({
  reply: await drawWaiting(context, context.actor.code, context.now),
  liveReply: { kind: 'extensions.waiting', subject: context.actor.code },
});

import { eq } from 'drizzle-orm';
import { dutyInstances } from '../../db/schema/index.ts';
import { type Refusal, refuse } from '../../src/core/errors.ts';
import { correctionDay } from '../../src/duties/correction.ts';
import { type LifecycleEvent, transition } from '../../src/duties/lifecycle.ts';
import { ownerRoute } from '../../src/duties/route.ts';
import type { ActorContext, Composer, Effect, Outcome, Undo } from '../../src/engine/index.ts';
import { composeEach } from '../../src/engine/index.ts';
import { rights } from '../../src/engine/rights.ts';
import { type BeforeSettling, beforeSettling, unsettle } from '../../src/engine/unsettle.ts';
import { lineAbout, toldOfSlip } from '../../src/notices/lines.ts';
import { nextSendingTime } from '../../src/notices/windows.ts';
import { postName } from '../../src/org/terms.ts';
import { formCard, reviewCard, statusCard } from './item-cards.ts';
import { holdsIssue, isAcceptor, isBarred } from './people.ts';
import { changeProblem, type Item, lockItem } from './queries.ts';
import { dropReports, isTold, stageOf, withdrawFiled } from './reports.ts';
import { longestAnswer } from './rules.ts';
import { text } from './text.ts';
import { returnFor, type Verdict } from './verdict.ts';
import { waitingItems } from './waiting.ts';

/** Whether this person may judge it: one of the issuer, and never who is responsible or asked for it (duties.md T6). */
export function checkAcceptor(context: ActorContext, item: Item): Refusal | undefined {
  const { directory, actor, today } = context;
  if (isAcceptor(context, item)) return undefined;
  const isIssuer = directory
    .postsOf(actor.code, today)
    .some(({ org, post }) => org === item.problem.issuer && holdsIssue(post));
  if (isIssuer || isBarred(item, actor.code)) return refuse('own_item', text.no.ownItem);
  const holding = rights.issue.filter(
    (post) => directory.holders(item.problem.issuer, post, today).length > 0,
  );
  const named = holding.map((post) => postName(post)).join(text.list);
  return refuse('not_acceptor', text.no.notAcceptor(named));
}

/** 销号 or 退回补正. Words alone are a reason for sending it back. */
export async function judgeItem(
  context: ActorContext,
  item: Item,
  given: Verdict | 'accept' | string,
  channel: 'card' | 'command',
): Promise<Outcome | Refusal> {
  const { instance, problem } = item;
  const refusal = checkAcceptor(context, item);
  if (refusal) return refusal;
  if (instance.state !== 'submitted') {
    return refuse('not_waiting', text.no.notWaiting(instance.number));
  }
  const verdict: Verdict =
    given === 'accept' ? { kind: 'accepted' } : typeof given === 'string' ? returnFor(given) : given;
  if (verdict.kind === 'short_reason') {
    return refuse('short_reason', text.no.shortReason(text.judgeWith(instance.number)));
  }
  const { actor, today, calendar, tx } = context;
  const comment = verdict.kind === 'returned' ? verdict.reason : null;
  if (comment !== null && [...comment].length > longestAnswer) {
    return refuse('too_long', text.no.answerLong(longestAnswer));
  }
  const judged = { verdict: verdict.kind, comment, judgedBy: actor.code, judgedOn: today };
  await changeProblem(tx, instance.key, judged);
  const event: LifecycleEvent =
    verdict.kind === 'accepted'
      ? { type: 'accept' }
      : { type: 'return', recordBy: correctionDay(instance, today, calendar) };
  const after = { ...instance, ...transition(instance, event, calendar)?.changes };
  const done = { instance: after, problem: { ...problem, ...judged } };
  const next = (await waitingItems(context)).find((one) => one.instance.key !== instance.key);
  const before = await beforeSettling(context, [instance]);
  await withdrawFiled(tx, instance);
  const isAccepted = verdict.kind === 'accepted';
  return {
    card: statusCard(context, done, next?.instance.key),
    toast: { tone: 'success', text: isAccepted ? text.acceptedToast : text.returnedToast },
    undo: isAccepted
      ? {
          kind: 'rectification.accept',
          payload: { instance: instance.key, before },
          org: instance.orgCode,
          object: instance.key,
        }
      : { none: text.returnedNoUndo },
    effects: [
      { do: 'transition', instance: instance.key, event },
      ...(isAccepted ? await tellAccepted(context, done) : tellReturned(context, done)),
      {
        do: 'audit',
        entry: {
          org: instance.orgCode,
          channel,
          object: instance.key,
          action: isAccepted ? 'accept_rectification' : 'return_rectification',
          actor: actor.code,
          before: { measure: problem.measure, proof: problem.proof, filedBy: problem.filedBy },
          after: { state: after.state, daysLate: after.daysLate },
          reason: comment ?? undefined,
        },
      },
    ],
  };
}

function ownersOf({ directory, today }: ActorContext, { instance }: Item) {
  return ownerRoute({ directory, instance, day: today }).hearers;
}

/** Whoever was told of a slip hears of its end anyway; everybody else responsible once, with the digest. */
async function tellAccepted(context: ActorContext, item: Item): Promise<readonly Effect[]> {
  const { instance } = item;
  const told = new Set((await toldOfSlip(context.tx, instance.key)).map(({ person }) => person));
  const lines = ownersOf(context, item)
    .filter(({ person }) => !told.has(person.code) && person.code !== context.actor.code)
    .map(({ person, post }) => ({
      kind: 'report' as const,
      ...lineAbout(instance),
      stage: stageOf('accepted', instance.version),
      person: person.code,
      post,
      facts: {
        report: 'closed',
        number: instance.number,
        heldBy: instance.heldBy,
        subject: instance.subject,
      },
    }));
  return lines.length === 0 ? [] : [{ do: 'lines', lines }];
}

/** A return is told directly (duties.md T7). */
function tellReturned(context: ActorContext, item: Item): readonly Effect[] {
  const { instance } = item;
  return ownersOf(context, item).map(({ person: { code } }) => ({
    do: 'notify',
    notice: {
      key: `rectification-returned:${instance.key}:${instance.round}:${code}`,
      kind: 'rectification.returned',
      channel: 'direct',
      to: { person: code },
      subject: { instance: instance.key, round: instance.round },
      notBefore: nextSendingTime(context.now, context.calendar),
    },
  }));
}

/** Drawn just before the wire: what was filed again meanwhile is not asked for. */
export const composeReturned: Composer = composeEach(async (context, notice) => {
  const { instance: key, round } = notice.subject as { readonly instance: string; readonly round: number };
  const item = await lockItem(context.tx, { key });
  const { state } = item?.instance ?? {};
  if (!item || item.instance.round !== round || (state !== 'returned' && state !== 'overdue')) {
    return { kind: 'suppress', reason: 'filed_again' };
  }
  return { kind: 'card', card: formCard(context, item) };
});

export const undoAccept: Undo = async (context, payload) => {
  const { instance: key, before } = payload as unknown as {
    readonly instance: string;
    readonly before: readonly BeforeSettling[];
  };
  if (await isTold(context, key, 'accepted')) return refuse('told', text.no.told);
  const failed = await unsettle(context, before);
  if (failed) return refuse(failed, failed === 'told' ? text.no.told : text.no.changed);
  await dropReports(context, key, 'accepted');
  await changeProblem(context.tx, key, { verdict: null, judgedBy: null, judgedOn: null });
  const item = await lockItem(context.tx, { key });
  if (!item) return {};
  // It waits again as it was filed: the moment of filing is not that of the undo.
  await context.tx
    .update(dutyInstances)
    .set({ recordedAt: item.problem.filedAt })
    .where(eq(dutyInstances.key, key));
  return { reply: reviewCard(context, item) };
};

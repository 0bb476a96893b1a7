import { and, eq, gt, isNull, lt } from 'drizzle-orm';
import type { Reader } from '../../db/client.ts';
import { undos } from '../../db/schema/index.ts';
import { timeOf } from '../calendar/day.ts';
import { withBlocks } from '../cards/card.ts';
import { button, buttons, note } from '../cards/elements.ts';
import { isRefusal, type Refusal } from '../core/errors.ts';
import { stableId } from '../core/ids.ts';
import { engineText } from '../text/engine.ts';
import type { ActorContext, Final, FlowContext, Outcome } from './define.ts';
import type { Effect } from './effect.ts';
import type { InboundEvent } from './inbound-port.ts';
import type { Registry } from './registry.ts';
import { sentenceCard } from './sentence-card.ts';

/** The press of 撤销. */
export const undoAction = 'engine.undo';

const minutes = 10;

type UndoRow = typeof undos.$inferSelect;

/** Until when what happens now may be taken back. */
export function undoDeadline(now: Date): Date {
  return new Date(now.getTime() + minutes * 60_000);
}

/**
 * What a flow declared about taking its act back, shown on its answer: the button with its deadline, or the sentence
 * that says why there is none. The row is written in the transaction of the act.
 */
export async function offerUndo(
  context: ActorContext,
  outcome: Outcome | Refusal,
): Promise<Outcome | Refusal> {
  if (isRefusal(outcome) || outcome.undo === undefined) return outcome;
  const { undo, ...rest } = outcome;
  if ('none' in undo) return sayFinal(rest, undo);
  const row: UndoRow = {
    id: stableId(`undo:${context.eventKey}`),
    kind: undo.kind,
    payload: undo.payload,
    personCode: context.actor.code,
    orgCode: undo.org,
    object: undo.object,
    until: undoDeadline(context.now),
    liveKind: rest.liveReply?.kind ?? undo.live?.kind ?? null,
    liveSubject: rest.liveReply?.subject ?? undo.live?.subject ?? null,
    undoneAt: null,
  };
  const { personCode } = row;
  // What is over is of no use to anybody, and may say more than is to be kept.
  await context.tx.delete(undos).where(and(eq(undos.personCode, personCode), lt(undos.until, context.now)));
  await context.tx.insert(undos).values(row).onConflictDoNothing();
  return onAnswer(rest, offerOf(row));
}

/** Where the press changes no card of its own and nothing is answered, the toast says it. */
function sayFinal(outcome: Outcome, { none: sentence, isToast }: Final): Outcome {
  const { toast, card, reply } = outcome;
  const hasCard = card !== undefined || reply !== undefined;
  if (!toast || (hasCard && !isToast)) return onAnswer(outcome, [note(sentence)]);
  return { ...outcome, toast: { ...toast, text: engineText.final(toast.text, sentence) } };
}

/** On the card the person has before the eyes: the pressed one where it changes, else the answer. */
function onAnswer(outcome: Outcome, blocks: ReturnType<typeof offerOf>): Outcome {
  if (outcome.card) return { ...outcome, card: withBlocks(outcome.card, blocks) };
  return outcome.reply ? { ...outcome, reply: withBlocks(outcome.reply, blocks) } : outcome;
}

function offerOf({ id, until }: UndoRow) {
  const press = button({
    label: engineText.undo,
    name: `undo_${id.slice(0, 8)}`,
    action: undoAction,
    payload: { undo: id },
  });
  return [buttons([press]), note(engineText.undoUntil(timeOf(until)))];
}

/** A live card that is drawn anew keeps offering what its reader may still take back. */
export async function keepOffering(
  db: Reader,
  card: object,
  shown: { readonly kind: string; readonly subject: string; readonly personCode: string },
  now: Date,
): Promise<object> {
  const rows = await db
    .select()
    .from(undos)
    .where(
      and(
        eq(undos.liveKind, shown.kind),
        eq(undos.liveSubject, shown.subject),
        // A card in a group is nobody's: the press itself is the one person's.
        shown.personCode === '' ? undefined : eq(undos.personCode, shown.personCode),
        gt(undos.until, now),
        isNull(undos.undoneAt),
      ),
    )
    .orderBy(undos.until);
  const newest = rows.at(-1);
  return newest ? withBlocks(card, offerOf(newest)) : card;
}

type Press = Extract<InboundEvent, { readonly kind: 'click' }>;

/** Runs the declared inverse once, for the one person, in time; every other press has a polite answer. */
export async function pressUndo(
  context: ActorContext,
  registry: Registry,
  { payload }: Press,
): Promise<Outcome | Refusal> {
  const [row] = await context.tx
    .select()
    .from(undos)
    .where(eq(undos.id, String(payload.undo)))
    .for('update');
  if (!row) return told(engineText.undoOver);
  if (row.personCode !== context.actor.code) return told(engineText.undoNotYours);
  if (row.undoneAt !== null) return told(engineText.undoneBefore);
  if (row.until <= context.now) return told(engineText.undoOver);
  const inverse = registry.undos.get(row.kind);
  const outcome = await inverse?.(context, row.payload as Readonly<Record<string, unknown>>);
  if (!outcome) return told(engineText.undoOver);
  if (isRefusal(outcome)) return outcome;
  await context.tx.update(undos).set({ undoneAt: context.now }).where(eq(undos.id, row.id));
  const traced: Effect = {
    do: 'audit',
    entry: {
      org: row.orgCode,
      channel: 'card',
      object: row.object,
      action: `undo.${row.kind}`,
      actor: context.actor.code,
    },
  };
  const card = (await redrawn(context, registry, row)) ?? outcome.reply ?? sentenceCard(engineText.undone);
  return {
    ...outcome,
    reply: undefined,
    card,
    toast: outcome.toast ?? { tone: 'success', text: engineText.undone },
    effects: [...(outcome.effects ?? []), traced],
  };
}

async function redrawn(
  context: FlowContext,
  registry: Registry,
  { liveKind, liveSubject, personCode }: UndoRow,
): Promise<object | undefined> {
  if (liveKind === null || liveSubject === null) return undefined;
  const shown = { kind: liveKind, subject: liveSubject, personCode };
  const row = { ...shown, messageId: '', postedAt: context.now, wanted: 0, shown: 0, retryAt: null };
  return registry.liveCards.get(liveKind)?.(context, row);
}

function told(sentence: string): Outcome {
  return { toast: { tone: 'info', text: sentence } };
}

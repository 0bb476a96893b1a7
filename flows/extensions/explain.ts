import { eq } from 'drizzle-orm';
import { dutyInstances } from '../../db/schema/index.ts';
import { type Refusal, refuse } from '../../src/core/errors.ts';
import { ownersOf } from '../../src/duties/deciding.ts';
import { type DutyInstance, isSettled } from '../../src/duties/instance.ts';
import { lockInstances } from '../../src/duties/store.ts';
import { may, postsWith } from '../../src/engine/access.ts';
import { type ActorContext, type Outcome, sentenceCard, type Undo } from '../../src/engine/index.ts';
import { touchCarried } from '../../src/notices/carried-cards.ts';
import { text } from './text.ts';

/** duties.md b.3 rule 3. */
const longestExplanation = 200;

/** `/情况说明 编号 原因`: the owner's reason, which travels with the line from L2 on. */
export async function explainByText(context: ActorContext, line: string): Promise<Outcome | Refusal> {
  const [number = '', ...words] = line.split(/\s+/u);
  const explanation = words.join(' ').trim();
  if (number === '') return refuse('missing', text.no.missingNumber(text.explainExample));
  const [row] = await context.tx
    .select({ key: dutyInstances.key })
    .from(dutyInstances)
    .where(eq(dutyInstances.number, number.toUpperCase()));
  const [instance] = row ? await lockInstances(context.tx, [row.key]) : [];
  // Somebody else's number reads like an unknown one: nothing about other units is given away.
  if (!instance || !mayExplain(context, instance)) {
    return refuse('unknown_number', text.no.unknownNumber(number, postsWith('record')));
  }
  if (isSettled(instance.state)) return refuse('settled', text.no.settled);
  if (explanation === '') return refuse('missing', text.no.missing(text.explainWith(instance.number)));
  if (explanation.length > longestExplanation) return refuse('too_long', text.no.tooLong);
  await write(context, instance.key, explanation);
  return {
    reply: sentenceCard(text.explained),
    effects: [
      {
        do: 'audit',
        entry: {
          org: instance.orgCode,
          channel: 'command',
          object: instance.key,
          action: 'explain',
          actor: context.actor.code,
          before: instance.explanation,
          after: explanation,
        },
      },
    ],
    undo: {
      kind: 'extensions.explain',
      payload: { key: instance.key, before: instance.explanation, after: explanation },
      org: instance.orgCode,
      object: instance.key,
    },
  };
}

/** Whoever reads today's card reads it there, without a new message. */
async function write({ tx, now }: Pick<ActorContext, 'tx' | 'now'>, key: string, explanation: string | null) {
  await tx.update(dutyInstances).set({ explanation }).where(eq(dutyInstances.key, key));
  await touchCarried(tx, [key], now);
}

/** What was written there before stands again, also on the cards of today. */
export const undoExplain: Undo = async (context, payload) => {
  const { key, before, after } = payload as {
    readonly key: string;
    readonly before: string | null;
    readonly after: string;
  };
  const [instance] = await lockInstances(context.tx, [key]);
  if (instance?.explanation !== after) return refuse('changed', text.no.undoChanged);
  await write(context, key, before);
  return {};
};

/** Whoever records for the branch, and whoever owes a duty of another level. */
function mayExplain(context: ActorContext, instance: DutyInstance): boolean {
  if (may(context, 'record', instance.orgCode)) return true;
  const isOwn = instance.rules.post[0] !== 'member';
  return isOwn && ownersOf(context.directory, instance, context.today).has(context.actor.code);
}

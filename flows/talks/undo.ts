import { refuse } from '../../src/core/errors.ts';
import { lockInstances } from '../../src/duties/store.ts';
import type { Undo, Undoing } from '../../src/engine/index.ts';
import { unmarkSubjects } from '../../src/engine/marking.ts';
import { type BeforeSettling, unsettle, waitAgain } from '../../src/engine/unsettle.ts';
import { confirmCard } from './cards.ts';
import { changeTalk, lockTalk, type Talk } from './queries.ts';
import { text } from './text.ts';

/** What an answer to a talk changed. */
export interface Counted {
  /** Parts that were marked, by instance. */
  readonly marks: readonly (readonly [instance: string, subjects: readonly string[]])[];
  /** Instances that it settled, as they stood. */
  readonly settled: readonly BeforeSettling[];
  /** Lines that were waiting for those concerned. */
  readonly waiting: readonly string[];
  /** Talks owed on an event that it met. */
  readonly owed: readonly Pick<Talk, 'id' | 'talkedOn'>[];
}

export const nothingCounted: Counted = { marks: [], settled: [], waiting: [], owed: [] };

/** How the answer is taken back; `talk` as it was before. */
export function answerUndo({ id, orgCode, talkedOn }: Talk, counted: Counted): Undoing {
  const payload = { ...counted, talk: id, talkedOn };
  return { kind: 'talks.answer', payload: { ...payload }, org: orgCode, object: id };
}

/** The talk waits for its answer again, and counts for nothing. */
export const undoAnswer: Undo = async (context, payload) => {
  const { marks, settled, waiting, owed, talkedOn } = payload as unknown as Counted & Pick<Talk, 'talkedOn'>;
  const { tx, actor } = context;
  const talk = await lockTalk(tx, String(payload.talk));
  const isOwn = talk?.answeredBy === actor.code && (talk.state === 'confirmed' || talk.state === 'declined');
  if (!talk || !isOwn) return refuse('changed', text.no.undoChanged);
  const problem = await unsettle(context, settled);
  if (problem) return refuse(problem, problem === 'told' ? text.no.undoTold : text.no.undoChanged);
  const locked = await lockInstances(
    tx,
    marks.map(([key]) => key),
  );
  for (const [key, subjects] of marks) {
    const instance = locked.find((one) => one.key === key);
    if (instance) await unmarkSubjects(context, instance, subjects);
  }
  await waitAgain(context, waiting);
  for (const { id, talkedOn: on } of owed) {
    await changeTalk(tx, id, { state: 'owed', talkedOn: on, answeredAt: null });
  }
  const asked = { state: 'asked', talkedOn, answeredAt: null, answeredBy: null } as const;
  await changeTalk(tx, talk.id, asked);
  return {
    reply: confirmCard(context, { ...talk, ...asked }, actor.code),
    effects: [{ do: 'touch_live', kind: 'talks.sent', subject: talk.id }],
  };
};

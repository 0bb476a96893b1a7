import { eq } from 'drizzle-orm';
import { outbox } from '../../db/schema/index.ts';
import { type ActorContext, composeEach, type Effect } from '../../src/engine/index.ts';
import { leftStates, type NoticeDraft } from '../../src/notices/notice.ts';
import { nextSendingTime } from '../../src/notices/windows.ts';
import { postTurnsTimer } from '../../src/org/posts.ts';
import { askedCard, overCard, postsWords } from './cards.ts';
import { type Delegation, delegationsOfAct } from './store.ts';
import { text } from './text.ts';

type Told = 'lent' | 'ended';

export function noticeOf(kind: Told, act: string, person: string, notBefore: Date): NoticeDraft {
  return {
    key: keyOf(kind, act),
    kind: `delegation.${kind}`,
    channel: 'direct',
    to: { person },
    subject: { act },
    notBefore,
  };
}

function keyOf(kind: Told, act: string): string {
  return `delegation:${kind}:${act}`;
}

export const composeLent = composeEach(async (context, notice) => {
  const { act } = notice.subject as { readonly act: string };
  const rows = (await delegationsOfAct(context.tx, act)).filter(
    ({ fromOn, toOn }) => fromOn < toOn && context.today < toOn,
  );
  if (rows.length === 0) return { kind: 'suppress', reason: 'nothing_left' };
  return { kind: 'card', card: askedCard(context, rows) };
});

/** Only to whoever was asked: what was taken back before it left is told to nobody. */
export const composeEnded = composeEach(async (context, notice) => {
  const { tx, directory } = context;
  const { act } = notice.subject as { readonly act: string };
  const [asked] = await tx
    .select()
    .from(outbox)
    .where(eq(outbox.dedupeKey, keyOf('lent', act)));
  const rows = await delegationsOfAct(tx, act);
  const [row] = rows;
  const isTold = asked !== undefined && leftStates.some((state) => state === asked.state);
  if (!isTold || !row) return { kind: 'suppress', reason: 'nothing_left' };
  const sentence = text.ended(directory.person(row.awayCode)?.name ?? '', postsWords(context, rows));
  return { kind: 'card', card: overCard(text.endedTitle, sentence) };
});

/** Waiting lines go back to whoever holds the post; the one who stood in is told once. */
export function endedEffects(
  { now, calendar }: ActorContext,
  act: string,
  rows: readonly Delegation[],
): readonly Effect[] {
  const people = [...new Set(rows.map(({ standInCode }) => standInCode))];
  return [
    { do: 'timer', kind: postTurnsTimer, subject: `end:${act}`, dueAt: now },
    ...people.map(
      (person): Effect => ({
        do: 'notify',
        notice: noticeOf('ended', act, person, nextSendingTime(now, calendar)),
      }),
    ),
  ];
}

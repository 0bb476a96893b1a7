import { inArray } from 'drizzle-orm';
import { dutyInstances } from '../../db/schema/index.ts';
import { instantAt } from '../../src/calendar/day.ts';
import { toInstance } from '../../src/duties/store.ts';
import type { Effect, FlowContext, Job } from '../../src/engine/index.ts';
import type { LineDraft } from '../../src/notices/lines.ts';
import { type Letter, lockLetters } from './queries.ts';

const timer = 'letters.reply';

/** Of a letter that went out: on the first working day after the day an answer was asked for, the drafter is reminded in the digest. */
export function replyTimer({ calendar }: Pick<FlowContext, 'calendar'>, letter: Letter): readonly Effect[] {
  if (letter.replyBy === null || letter.instanceKey === null) return [];
  const dueAt = instantAt(calendar.addWorkdays(letter.replyBy, 1), '08:30');
  return [{ do: 'timer', kind: timer, subject: letter.id, dueAt }];
}

export function cancelReply(letter: Letter): Effect {
  return { do: 'cancel_timer', kind: timer, subject: letter.id };
}

/** The reply day is over and nobody has noted an answer: one line, once, to whoever drafted it or holds the desk now. */
export const remindOfReply: Job = async (context, ids) => {
  const waiting = (await lockLetters(context.tx, ids)).filter(({ state }) => state === 'sent');
  const keys = waiting.flatMap(({ instanceKey }) => instanceKey ?? []);
  if (keys.length === 0) return [];
  const rows = await context.tx.select().from(dutyInstances).where(inArray(dutyInstances.key, keys));
  const instances = new Map(rows.map((row) => [row.key, toInstance(row)]));
  const lines = waiting.flatMap((letter): LineDraft[] => {
    const instance = instances.get(letter.instanceKey ?? '');
    if (!instance || letter.replyBy === null) return [];
    return keepersOf(context, letter).map(({ person, post }) => ({
      kind: 'report',
      instanceKey: instance.key,
      stage: `reply:${letter.number}`,
      person,
      orgCode: instance.orgCode,
      duty: instance.duty,
      period: instance.period,
      post,
      facts: { report: 'reply', number: instance.number, paper: letter.number, heldBy: letter.replyBy },
    }));
  });
  return [{ do: 'lines', lines }];
};

function keepersOf(
  { directory, today }: FlowContext,
  letter: Letter,
): readonly { readonly person: string; readonly post: string }[] {
  const held = directory.postsOf(letter.draftedBy, today).find(({ org }) => org === letter.issuer);
  const drafter = directory.person(letter.draftedBy);
  if (held && drafter?.account !== undefined && drafter.leftOn === undefined) {
    return [{ person: drafter.code, post: held.post }];
  }
  return (['party_affairs_officer', 'work_committee_officer'] as const).flatMap((post) =>
    directory
      .holders(letter.issuer, post, today)
      .filter(({ person }) => person.account !== undefined)
      .map(({ person }) => ({ person: person.code, post })),
  );
}

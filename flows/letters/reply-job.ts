import { among } from '../../db/bulk.ts';
import { dutyInstances } from '../../db/schema/index.ts';
import { type Day, instantAt } from '../../src/calendar/day.ts';
import { toInstance } from '../../src/duties/store.ts';
import type { Effect, FlowContext, Job } from '../../src/engine/index.ts';
import { type LineDraft, lineAbout } from '../../src/notices/lines.ts';
import { reachableHolders } from '../../src/org/posts.ts';
import type { Person, PostType } from '../../src/org/types.ts';
import { isLetOff } from './let-off.ts';
import { type Letter, lockLetters } from './queries.ts';
import { type Asked, askedBefore, stopAsking } from './reply-lines.ts';

const timer = 'letters.reply';

interface Keeper {
  readonly person: Person;
  readonly post: PostType;
  readonly standsInFor?: string | undefined;
}

/** Working days from one line to the next. */
const week = 5;

/** Of a letter that went out: on the first working day after the day an answer was asked for, the drafter is reminded in the digest. */
export function replyTimer({ calendar }: Pick<FlowContext, 'calendar'>, letter: Letter): readonly Effect[] {
  if (letter.replyBy === null || letter.instanceKey === null) return [];
  const dueAt = instantAt(calendar.addWorkdays(letter.replyBy, 1), '08:30');
  return [{ do: 'timer', kind: timer, subject: letter.id, dueAt }];
}

/** From then on it is looked at again whether an answer is still to be asked for. */
export function lookAgain(
  { calendar }: Pick<FlowContext, 'calendar'>,
  { id }: Letter,
  from: Day,
  days = week,
): Effect {
  const dueAt = instantAt(calendar.addWorkdays(from, days), '08:30');
  return { do: 'timer', kind: timer, subject: id, dueAt };
}

export function cancelReply(letter: Letter): Effect {
  return { do: 'cancel_timer', kind: timer, subject: letter.id };
}

/**
 * The reply day is over and nobody has noted an answer: a line to whoever drafted it or holds the desk now, and each
 * week after somebody heard it one more, which rides on a digest that goes anyway and has its own only after a week.
 */
export const remindOfReply: Job = async (context, ids) => {
  const { tx, today, calendar } = context;
  const sent = (await lockLetters(tx, ids)).filter(({ state }) => state === 'sent');
  const keys = sent.flatMap(({ instanceKey }) => instanceKey ?? []);
  if (keys.length === 0) return [];
  const rows = await tx.select().from(dutyInstances).where(among(dutyInstances.key, keys));
  const instances = new Map(rows.map((row) => [row.key, toInstance(row)]));
  // Whoever was told of the slip was told of the waiver, too: an answer nobody needs is not asked for in a line more.
  const isNeedless = ({ instanceKey }: Letter): boolean => {
    const instance = instances.get(instanceKey ?? '');
    return instance !== undefined && isLetOff(instance.state);
  };
  for (const letter of sent.filter(isNeedless)) await stopAsking(context, letter, 'settled');
  const waiting = sent.filter((letter) => !isNeedless(letter));
  const asked = await askedBefore(tx, waiting);
  const isTimeFor = (before: Asked | undefined): boolean =>
    before === undefined || (before !== 'waiting' && calendar.addWorkdays(before, week) <= today);
  const lines = waiting.flatMap((letter): LineDraft[] => {
    const instance = instances.get(letter.instanceKey ?? '');
    const before = asked.get(letter.number);
    if (!instance || letter.replyBy === null || !isTimeFor(before)) return [];
    return keepersOf(context, letter).map(({ person, post, standsInFor }) => ({
      kind: 'report',
      ...lineAbout(instance),
      stage: `reply:${letter.number}:${today}`,
      person: person.code,
      post,
      ridesUntil: before === undefined ? undefined : calendar.addWorkdays(today, week),
      facts: {
        report: 'reply',
        number: instance.number,
        paper: letter.number,
        heldBy: letter.replyBy,
        ...(standsInFor !== undefined && { standsInFor }),
      },
    }));
  });
  const next = waiting.map((letter) => {
    const before = asked.get(letter.number);
    if (before === 'waiting') return lookAgain(context, letter, today, 1);
    return lookAgain(context, letter, before === undefined || isTimeFor(before) ? today : before);
  });
  return [{ do: 'lines', lines }, ...next];
};

/** Posts that answer for a letter whose drafter left the desk, the one that keeps the ledger first. */
const keepers: readonly PostType[] = [
  'party_affairs_officer',
  'work_committee_officer',
  'organ_fulltime_deputy',
  'organ_secretary',
];

/** Who drafted it, while at that desk, or who attends for him or her; else the first desk there that can be reached. */
function keepersOf({ directory, today }: FlowContext, letter: Letter): readonly Keeper[] {
  const held = directory.postsOf(letter.draftedBy, today).find(({ org }) => org === letter.issuer);
  const drafter = directory.person(letter.draftedBy);
  if (held && drafter) {
    const keeper = directory.attending({ ...held, person: drafter }, today);
    if (keeper.person.account !== undefined && keeper.person.leftOn === undefined) return [keeper];
  }
  for (const post of keepers) {
    const { people, standsInFor } = reachableHolders(directory, letter.issuer, post, today);
    if (people.length > 0)
      return people.map((person) => ({ person, post, standsInFor: standsInFor?.get(person.code) }));
  }
  return [];
}

import { formatDayTime } from '../../src/calendar/format.ts';
import type { ActorContext } from '../../src/engine/index.ts';
import { admit, nothingSpent, readSpent } from '../../src/notices/budget.ts';
import { expectedSpan, isAtOnce } from '../../src/notices/expected.ts';
import type { Person } from '../../src/org/types.ts';
import { text } from './text.ts';

/** When those who are invited now will have it: whose day or week is used up, and what comes after hours, waits. */
export async function howInvited(context: ActorContext, invited: readonly Person[]): Promise<string> {
  const { tx, now, calendar, directory, today } = context;
  const people = invited.map(({ code }) => code);
  const spent = await readSpent(tx, { people, chats: [] }, now);
  const waits = people.flatMap((personCode): readonly Date[] => {
    const isOrdinary = directory.postsOf(personCode, today).length === 0;
    const notice = { channel: 'direct', personCode } as const;
    const admission = admit(notice, spent.get(personCode) ?? nothingSpent, isOrdinary, now, calendar);
    return admission.kind === 'hold' ? [admission.until] : [];
  });
  const going = people.length - waits.length;
  const [first] = waits.toSorted((a, b) => a.getTime() - b.getTime());
  if (first) return text.invitedLater(going, waits.length, formatDayTime(first, calendar, today));
  const span = expectedSpan(going, now, calendar);
  if (isAtOnce(span, now)) return text.publishIsFinal;
  return text.invitedUntil(going, formatDayTime(span.until, calendar, today));
}

import { formatDay } from '../../src/calendar/format.ts';
import type { DutyDef } from '../../src/duties/catalogue/catalogue.ts';
import { eventId, openEvent, openedByHand, plannedEvent } from '../../src/duties/planning/events.ts';
import type { ActorContext, Outcome } from '../../src/engine/index.ts';
import { type OwnItem, openPeriods } from './items.ts';
import { askCard } from './plan-cards.ts';
import { occasionAhead, text } from './text.ts';

/** No calendar opens it: whoever is to plan it says that there is occasion for it. What the occasion is, nobody asks. */
function isOnOccasion(duty: DutyDef): boolean {
  return openedByHand(duty)?.orToday === true;
}

/** What was typed, and whether its writer has said that the meeting is to be put on the list. */
export function readOccasion(
  duty: DutyDef,
  line: string,
): { readonly opens: boolean; readonly rest: string } {
  const opens = isOnOccasion(duty) && occasionAhead.test(line);
  return { opens, rest: opens ? line.replace(occasionAhead, '') : line };
}

/** Asked before anything is owed: what is opened runs against a day of its own. */
export async function askOccasion(
  context: ActorContext,
  { duty, org }: OwnItem,
  line: string,
): Promise<Outcome | undefined> {
  if (!isOnOccasion(duty)) return undefined;
  const { free, busy } = await openPeriods(context, duty, org, null);
  if (free.length + busy.length > 0) return undefined;
  const { heldBy } = await plannedEvent(context, duty, eventOf(context, org));
  const question = text.askOccasion(duty.name.zh, formatDay(heldBy, context.calendar, context.today));
  const option = { label: text.openOccasion, line: text.occasionLine(line) };
  return { reply: askCard(duty, question, [option], text.askOccasionTitle) };
}

/** Opens it; once a day and branch, so that a second press opens no second one. */
export async function openOccasion(
  context: ActorContext,
  { duty, org }: OwnItem,
): Promise<Pick<Outcome, 'effects' | 'undo'>> {
  const { instance, isNew } = await openEvent(context, duty, eventOf(context, org));
  if (!isNew) return {};
  const { key: object, heldBy } = instance;
  const entry = { org, channel: 'command', object, action: 'open_event', actor: context.actor.code } as const;
  return {
    undo: { none: text.occasionIsFinal },
    effects: [{ do: 'audit', entry: { ...entry, after: { state: 'open', heldBy } } }],
  };
}

function eventOf({ today }: ActorContext, org: string) {
  return { id: eventId(today, `occasion:${org}:${today}`), org, on: today };
}

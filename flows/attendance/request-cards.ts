import type { Block } from '../../src/cards/block.ts';
import { buildCard } from '../../src/cards/card.ts';
import { button, buttons, list, note, text as paragraph } from '../../src/cards/elements.ts';
import type { Activity, RollEntry } from '../../src/duties/activities/activity.ts';
import { shortOrgName } from '../../src/org/short-name.ts';
import { activityName } from './choose.ts';
import { cancelledCard } from './invitation.ts';
import { wasRefusedLeave } from './rules.ts';
import { text } from './text.ts';
import { isApprover, type WaitingContext, waitingOn } from './waiting.ts';

/** More than these make a card nobody reads; the next ones come up as these are decided. */
const mostAtOnce = 6;

/** Requests with their two buttons, and one press for all leave; `on` is the card they stand on. */
export function requestBlocks(
  context: WaitingContext,
  activity: Activity,
  waiting: readonly RollEntry[],
  on: 'roll' | 'requests',
): readonly Block[] {
  const shown = waiting.slice(0, mostAtOnce);
  const press = (label: string, name: string, people: readonly string[], verdict: 'agree' | 'refuse') =>
    button({
      label,
      name,
      action: 'attendance.decide',
      payload: { activity: activity.id, people: [...people], verdict, on },
    });
  const one = (entry: RollEntry): readonly Block[] => [
    paragraph(requestLine(context, entry)),
    buttons([
      press(text.agree, `agree_${entry.person}`, [entry.person], 'agree'),
      press(text.refuse, `refuse_${entry.person}`, [entry.person], 'refuse'),
    ]),
  ];
  const all = shown.map(({ person }) => person);
  return [
    ...shown.flatMap(one),
    ...(shown.length > 1 ? [buttons([press(text.agreeAll(all.length), 'agree_all', all, 'agree')])] : []),
    ...(waiting.length > shown.length ? [note(text.moreWaiting(waiting.length - shown.length))] : []),
  ];
}

function requestLine({ directory }: WaitingContext, entry: RollEntry): string {
  const name = directory.person(entry.person)?.name ?? entry.person;
  if (entry.asked !== 'on_leave') return text.asksCorrection(name, text.markNames[entry.asked ?? entry.mark]);
  return text.asksLeave(name, entry.leaveKind, entry.isLate === true);
}

/** The one card of an approver and a meeting: what waits, and what became of the rest. */
export function requestsCard(
  context: WaitingContext,
  activity: Activity,
  roll: readonly RollEntry[],
  viewer: string,
): object {
  if (activity.state === 'cancelled') return cancelledCard(context, activity, activity.startsAt);
  const waiting = waitingOn(context, activity, roll, viewer);
  const nameOf = (entry: RollEntry): string => context.directory.person(entry.person)?.name ?? entry.person;
  const own = roll.filter((entry) => isApprover(context, activity, entry.person, viewer));
  const decided = [
    { head: text.granted, names: own.filter(({ mark }) => mark === 'on_leave').map(nameOf) },
    { head: text.notGranted, names: own.filter(wasRefusedLeave).map(nameOf) },
  ].filter(({ names }) => names.length > 0);
  const title = waiting.length === 0 ? text.nothingWaits : text.waitingTitle(waiting.length);
  return buildCard({
    title,
    subtitle: shortOrgName(context.directory, activity.orgCode),
    tone: waiting.length === 0 ? 'done' : 'todo',
    summary: `${title} · ${activityName(context, activity)}`,
    blocks: [
      paragraph(activityName(context, activity)),
      ...requestBlocks(context, activity, waiting, 'requests'),
      ...decided.flatMap(({ head, names }) => [paragraph(head), list(names)]),
    ],
  });
}

import { dueDay } from '../../src/calendar/deadlines.ts';
import { formatDay, formatDayTime } from '../../src/calendar/format.ts';
import type { Block } from '../../src/cards/block.ts';
import { buildCard } from '../../src/cards/card.ts';
import { button, buttons, fold, list, note, text as paragraph } from '../../src/cards/elements.ts';
import { form, multiChoice } from '../../src/cards/form.ts';
import {
  type Activity,
  isRollTime,
  type Mark,
  type RollEntry,
  type RollTotals,
  rollTotals,
} from '../../src/duties/activity.ts';
import { shortOrgName } from '../../src/org/short-name.ts';
import type { InvitationContext } from './invitation.ts';
import { text } from './text.ts';

/** Above this a choice of everybody would not fit the platform's card; one typed line does the same. */
const largestForm = 50;

function answeredOf(totals: RollTotals): number {
  return totals.present + totals.presentOnline;
}

/** The recorder's card: counts first, names folded. Never sent to a group. */
export function rollCard(context: InvitationContext, activity: Activity, roll: readonly RollEntry[]): object {
  const duty = context.catalogue.get(activity.duty);
  const when = formatDayTime(activity.startsAt, context.calendar, context.today);
  const totals = rollTotals(roll);
  const isClosed = activity.rollClosedAt !== null;
  const isRecorded = activity.state === 'recorded';
  const counts = isClosed
    ? text.closedCounts(totals.expected, answeredOf(totals), totals.onLeave, totals.absent)
    : text.counts(totals.present, totals.presentOnline, totals.onLeave, totals.unanswered);
  return buildCard({
    title: text.rollTitle(duty.name.brief, when),
    subtitle: shortOrgName(context.directory, activity.orgCode),
    tone: activity.state === 'cancelled' ? 'closed' : isClosed ? 'done' : 'todo',
    tag: isRecorded
      ? text.recordedTag
      : isClosed
        ? text.rollClosedTag
        : text.rollTag(answeredOf(totals), totals.expected),
    summary: text.rollSummary(duty.name.brief, answeredOf(totals), totals.expected),
    blocks: [
      paragraph(counts),
      ...nameFolds(context, roll, isClosed),
      ...(activity.state === 'cancelled'
        ? [note(text.cancelledRoll)]
        : isRecorded
          ? []
          : isClosed
            ? [minutesButton(activity)]
            : closing(context, activity, roll)),
    ],
  });
}

function nameFolds(context: InvitationContext, roll: readonly RollEntry[], isClosed: boolean): Block[] {
  const person = (entry: RollEntry) => context.directory.person(entry.person);
  const nameOf = (entry: RollEntry): string => person(entry)?.name ?? entry.person;
  const byMark = (mark: Mark, entryText = nameOf): Block[] => {
    const entries = roll.filter(
      (entry) => entry.mark === mark && (isClosed || mark !== 'unanswered' || person(entry)?.account),
    );
    return entries.length === 0
      ? []
      : [fold(text.section(text.markNames[mark], entries.length), [list(entries.map(entryText))])];
  };
  const onPaper = isClosed
    ? []
    : roll.filter((entry) => entry.mark === 'unanswered' && !person(entry)?.account);
  return [
    ...byMark('unanswered'),
    ...(onPaper.length === 0
      ? []
      : [fold(text.section(text.withoutAccount, onPaper.length), [list(onPaper.map(nameOf))])]),
    ...byMark('on_leave', (entry) => text.leaveEntry(nameOf(entry), entry.leaveKind)),
    ...byMark('absent'),
    ...byMark('present_online'),
    ...byMark('present'),
  ];
}

function closing(context: InvitationContext, activity: Activity, roll: readonly RollEntry[]): Block[] {
  if (!isRollTime(activity, context.now)) return [note(text.rollHint)];
  if (roll.length > largestForm) return [note(text.rollHintLarge)];
  const options = roll.map((entry) => ({
    label: context.directory.person(entry.person)?.name ?? entry.person,
    value: entry.person,
  }));
  const away = roll.filter((entry) => entry.mark === 'on_leave').map((entry) => entry.person);
  const field = multiChoice({ name: 'absent', label: text.absentField, options, values: away });
  const close = button({
    label: text.closeRoll,
    name: 'close_roll',
    action: 'attendance.close',
    payload: { activity: activity.id },
    style: 'primary',
  });
  return [form('roll', [field], [close])];
}

function minutesButton(activity: Activity): Block {
  return buttons([
    button({
      label: text.minutes,
      name: 'minutes',
      action: 'activities.minutes',
      payload: { activity: activity.id },
      style: 'primary',
    }),
  ]);
}

/** For the branch's group: totals and nothing else. */
export function totalsCard(
  context: InvitationContext,
  activity: Activity,
  roll: readonly RollEntry[],
): object {
  const duty = context.catalogue.get(activity.duty);
  const totals = rollTotals(roll);
  const when = formatDayTime(activity.startsAt, context.calendar, context.today);
  const line =
    activity.rollClosedAt !== null
      ? text.groupClosed(totals.expected, answeredOf(totals), totals.onLeave)
      : text.groupOpen(totals.expected, answeredOf(totals), totals.onLeave);
  return buildCard({
    title: text.groupTitle(duty.name.brief, when),
    tone: 'info',
    summary: line,
    blocks: [paragraph(line)],
  });
}

/** The answer to `/点名`: one line of totals and what comes next. */
export function closedCard(
  context: InvitationContext,
  activity: Activity,
  roll: readonly RollEntry[],
): object {
  const totals = rollTotals(roll);
  const line = text.closedCounts(totals.expected, answeredOf(totals), totals.onLeave, totals.absent);
  const { recordBy: due } = context.catalogue.get(activity.duty);
  const recordBy = dueDay(due.rule, { heldOn: activity.heldOn }, 'next', context.calendar);
  return buildCard({
    title: text.closedTitle,
    subtitle: shortOrgName(context.directory, activity.orgCode),
    tone: 'done',
    summary: line,
    blocks: [
      paragraph(line),
      minutesButton(activity),
      note(text.nextIsMinutes(formatDay(recordBy, context.calendar, context.today))),
    ],
  });
}

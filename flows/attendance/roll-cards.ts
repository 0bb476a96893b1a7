import { timeOf } from '../../src/calendar/day.ts';
import { dueDay } from '../../src/calendar/deadlines.ts';
import { formatDay, formatDayTime } from '../../src/calendar/format.ts';
import type { Block, Button } from '../../src/cards/block.ts';
import { buildCard } from '../../src/cards/card.ts';
import { button, buttons, fold, list, note, text as paragraph } from '../../src/cards/elements.ts';
import { form, multiChoice } from '../../src/cards/form.ts';
import {
  type Activity,
  isLeavePending,
  isRollTime,
  type Mark,
  type RollEntry,
  type RollTotals,
  rollTotals,
} from '../../src/duties/activities/activity.ts';
import { dutiesOf, meetingName } from '../../src/duties/activities/meeting.ts';
import { quorumsOf, voteRules } from '../../src/duties/activities/quorum.ts';
import { stillAsked } from '../../src/duties/record-fields.ts';
import type { stillToLeave } from '../../src/notices/expected.ts';
import { shortOrgName } from '../../src/org/short-name.ts';
import { activityName } from './choose.ts';
import type { InvitationContext } from './invitation.ts';
import { requestBlocks } from './request-cards.ts';
import { text } from './text.ts';
import { isApprover, waitingOn } from './waiting.ts';

/** Above this a choice of everybody would not fit the platform's card; one typed line does the same. */
const largestForm = 50;
/** Of each kind of absence: beyond that the card of the roll has them all. */
const mostNames = 20;

function answeredOf(totals: RollTotals): number {
  return totals.present + totals.presentOnline;
}

/**
 * The recorder's card: counts first, names folded, and above them what waits for this reader's decision. Why somebody
 * is away is shown to whoever decided on it and to nobody else. Never sent to a group.
 */
export function rollCard(
  context: InvitationContext,
  activity: Activity,
  roll: readonly RollEntry[],
  viewer: string,
  invitations: Awaited<ReturnType<typeof stillToLeave>> = undefined,
): object {
  const name = meetingName(context.catalogue, activity);
  const when = formatDayTime(activity.startsAt, context.calendar, context.today);
  const totals = rollTotals(roll);
  const isClosed = activity.rollClosedAt !== null;
  const isRecorded = activity.state === 'recorded';
  const counts = isClosed
    ? closedLine(totals)
    : text.counts(totals.present, totals.presentOnline, totals.onLeave, totals.unanswered, totals.pending);
  const waiting = waitingOn(context, activity, roll, viewer);
  const showsCode = activity.onSiteCode !== null && !isClosed && activity.state === 'published';
  return buildCard({
    title: text.rollTitle(name, when),
    subtitle: shortOrgName(context.directory, activity.orgCode),
    tone: activity.state === 'cancelled' ? 'closed' : isClosed ? 'done' : 'todo',
    tag: isRecorded
      ? text.recordedTag
      : isClosed
        ? text.rollClosedTag
        : text.rollTag(answeredOf(totals), totals.expected),
    summary: text.rollSummary(name, answeredOf(totals), totals.expected),
    blocks: [
      paragraph(counts),
      ...(invitations && !isClosed ? [note(invitationsLine(context, invitations))] : []),
      ...voteLines(context, activity, roll).map((line) => paragraph(line)),
      ...(showsCode ? [paragraph(text.onSiteCode(activity.onSiteCode ?? ''))] : []),
      ...requestBlocks(context, activity, waiting, 'roll'),
      ...nameFolds(context, activity, roll, viewer),
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

/** Whoever published at night, or to very many, reads when they hear of it. */
function invitationsLine(
  { calendar, today }: InvitationContext,
  { count, span }: NonNullable<Awaited<ReturnType<typeof stillToLeave>>>,
): string {
  return text.invitationsWait(count, formatDayTime(span.from, calendar, today), timeOf(span.until));
}

/**
 * The other denominator of a vote or an election: once the roll is closed, or as soon as online counts in it. Exactly
 * the share that is asked, of a vote or of a committee, is for the chair to judge while all are there.
 */
function voteLines(
  context: InvitationContext,
  activity: Activity,
  roll: readonly RollEntry[],
): readonly string[] {
  const { onlineCounts, rollClosedAt } = activity;
  const duties = dutiesOf(context.catalogue, activity);
  const votes = voteRules(duties);
  const ids = duties.map(({ id }) => id);
  const counted = quorumsOf(context, ids, roll, onlineCounts);
  const shown = counted.filter(
    ({ rule }) => votes.includes(rule) && (rollClosedAt !== null || onlineCounts.includes(rule)),
  );
  const isEdge = rollClosedAt !== null && counted.some((quorum) => quorum.isEdge);
  return [
    ...shown.map(({ rule, expected, present, countsOnline }) =>
      text.voteCount(expected, present, rule === 'four_fifths', countsOnline === true),
    ),
    ...(isEdge ? [text.voteEdge] : []),
  ];
}

function closedLine({ expected, onLeave, absent, pending, ...totals }: RollTotals): string {
  const there = totals.present + totals.presentOnline;
  return text.closedCounts(expected, there, onLeave, absent, pending);
}

function nameFolds(
  context: InvitationContext,
  activity: Activity,
  roll: readonly RollEntry[],
  viewer: string,
): Block[] {
  const isClosed = activity.rollClosedAt !== null;
  const person = (entry: RollEntry) => context.directory.person(entry.person);
  const nameOf = (entry: RollEntry): string => person(entry)?.name ?? entry.person;
  const folded = (title: string, entries: readonly RollEntry[], entryText = nameOf): Block[] =>
    entries.length === 0 ? [] : [fold(text.section(title, entries.length), [list(entries.map(entryText))])];
  const pending = roll.filter(isLeavePending);
  const byMark = (mark: Mark): readonly RollEntry[] =>
    roll.filter((entry) => entry.mark === mark && !isLeavePending(entry));
  const isOnPaper = (entry: RollEntry): boolean => !isClosed && !person(entry)?.account;
  const leaveOf = (entry: RollEntry): string =>
    text.leaveEntry(
      nameOf(entry),
      isApprover(context, activity, entry.person, viewer) ? entry.leaveKind : null,
      entry.isLate === true,
    );
  const absentOf = (entry: RollEntry): string =>
    entry.madeUpOn ? text.madeUpEntry(nameOf(entry)) : nameOf(entry);
  return [
    ...folded(
      text.markNames.unanswered,
      byMark('unanswered').filter((entry) => !isOnPaper(entry)),
    ),
    ...folded(text.withoutAccount, byMark('unanswered').filter(isOnPaper)),
    ...folded(text.pendingSection, pending),
    ...folded(text.markNames.on_leave, byMark('on_leave'), leaveOf),
    ...folded(text.markNames.absent, byMark('absent'), absentOf),
    ...folded(text.markNames.present_online, byMark('present_online')),
    ...folded(text.markNames.present, byMark('present')),
  ];
}

function closing(context: InvitationContext, activity: Activity, roll: readonly RollEntry[]): Block[] {
  if (!isRollTime(activity, context.now)) return [note(text.rollHint)];
  if (roll.length > largestForm) return [note(text.rollHintLarge)];
  const options = roll.map((entry) => ({
    label: context.directory.person(entry.person)?.name ?? entry.person,
    value: entry.person,
  }));
  const away = roll
    .filter((entry) => entry.mark === 'on_leave' || isLeavePending(entry))
    .map((entry) => entry.person);
  const field = multiChoice({ name: 'absent', label: text.absentField, options, values: away });
  const close = button({
    label: text.closeRoll,
    name: 'close_roll',
    action: 'attendance.close',
    payload: { activity: activity.id },
    style: 'primary',
  });
  return [form('roll', [field], [close]), buttons([sheetButton(activity)])];
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
    sheetButton(activity),
  ]);
}

/** The roll on paper, drawn by the letters flow: to sign in the room, filled once it is closed. */
function sheetButton(activity: Activity): Button {
  return button({
    label: text.sheet,
    name: 'sheet',
    action: 'letters.sheet',
    payload: { activity: activity.id },
  });
}

/** For the branch's group: totals and nothing else. */
export function totalsCard(
  context: InvitationContext,
  activity: Activity,
  roll: readonly RollEntry[],
): object {
  const totals = rollTotals(roll);
  const when = formatDayTime(activity.startsAt, context.calendar, context.today);
  const line =
    activity.rollClosedAt !== null
      ? text.groupClosed(totals.expected, answeredOf(totals), totals.onLeave, totals.pending)
      : text.groupOpen(totals.expected, answeredOf(totals), totals.onLeave, totals.pending);
  return buildCard({
    title: text.groupTitle(meetingName(context.catalogue, activity), when),
    tone: 'info',
    summary: line,
    blocks: [paragraph(line)],
  });
}

/** Whom the recorder named, to be checked for a slip: by name, in the private chat alone. */
function awayLine({ directory }: InvitationContext, roll: readonly RollEntry[]): string {
  const named = (what: string, entries: readonly RollEntry[]): string[] => {
    const names = entries.map(({ person }) => directory.person(person)?.name ?? person);
    const shown = names.slice(0, mostNames);
    return names.length === 0 ? [] : [text.awayNames(what, shown, names.length - shown.length)];
  };
  const decided = roll.filter((entry) => !isLeavePending(entry));
  return [
    ...named(
      text.markNames.absent,
      decided.filter(({ mark }) => mark === 'absent'),
    ),
    ...named(
      text.markNames.on_leave,
      decided.filter(({ mark }) => mark === 'on_leave'),
    ),
    ...named(text.pendingSection, roll.filter(isLeavePending)),
  ].join(' · ');
}

/** The answer to `/点名`: which meeting, the totals, who was not there, and what comes next. Never sent to a group. */
export function closedCard(
  context: InvitationContext,
  activity: Activity,
  roll: readonly RollEntry[],
): object {
  const totals = rollTotals(roll);
  const line = closedLine(totals);
  const away = awayLine(context, roll);
  const { recordBy: due } = context.catalogue.get(activity.duty);
  const asked = stillAsked(dutiesOf(context.catalogue, activity), activity);
  const recordBy = dueDay(due.rule, { heldOn: activity.heldOn }, 'next', context.calendar);
  return buildCard({
    title: text.closedTitle(activityName(context, activity)),
    subtitle: shortOrgName(context.directory, activity.orgCode),
    tone: 'done',
    summary: line,
    blocks: [
      paragraph(line),
      ...(away === '' ? [] : [paragraph(away)]),
      minutesButton(activity),
      note(text.nextIsMinutes(formatDay(recordBy, context.calendar, context.today), asked)),
    ],
  });
}

import { timeOf } from '../../src/calendar/day.ts';
import { formatDayTime } from '../../src/calendar/format.ts';
import { buildCard } from '../../src/cards/card.ts';
import { button, buttons, fold, note, text as paragraph } from '../../src/cards/elements.ts';
import {
  type Activity,
  isRollTime,
  type LeaveKind,
  type RollEntry,
  tookPart,
} from '../../src/duties/activities/activity.ts';
import { entryOf, findActivity, rollOf } from '../../src/duties/activities/activity-store.ts';
import { dutiesOf, meetingName, nameInFull } from '../../src/duties/activities/meeting.ts';
import { voteRules } from '../../src/duties/activities/quorum.ts';
import { composeTogether, type FlowContext, type LiveCardComposer } from '../../src/engine/index.ts';
import { type Heard, lastHeard } from '../../src/engine/last-heard.ts';
import type { Composed, OutboxRow } from '../../src/notices/notice.ts';
import { shortOrgName } from '../../src/org/short-name.ts';
import { wasRefusedLeave } from './rules.ts';
import { text } from './text.ts';

export type InvitationContext = Pick<
  FlowContext,
  'now' | 'today' | 'calendar' | 'directory' | 'catalogue' | 'commands'
>;

const offeredLeaves: readonly LeaveKind[] = ['business', 'personal', 'sick', 'other'];

/** What, when, where; one press answers. The answer stays changeable until the roll is closed. */
export function invitationCard(
  context: InvitationContext,
  activity: Activity,
  entry: RollEntry | undefined,
  options: {
    readonly isReminder?: boolean;
    /** The time it was first called for. */
    readonly movedFrom?: Date;
    /** The place it was first called to. */
    readonly placeBefore?: string;
    /** The speaker it was first announced with. */
    readonly speakerBefore?: string;
    /** Drawn as the answer to the person's own press: only then is now the time of the answer. */
    readonly isJustAnswered?: boolean;
  } = {},
): object {
  const name = meetingName(context.catalogue, activity);
  const full = nameInFull(context.catalogue, activity, 'brief');
  const votes = voteRules(dutiesOf(context.catalogue, activity));
  const when = formatDayTime(activity.startsAt, context.calendar, context.today);
  const mark = entry?.mark ?? 'unanswered';
  const isAnswered = mark !== 'unanswered' || entry?.asked != null;
  const said = saidOf(entry);
  const answer = (
    label: string,
    name: string,
    payload: { readonly answer: string; readonly kind?: LeaveKind },
  ) =>
    button({
      label,
      name,
      action: 'attendance.answer',
      payload: { activity: activity.id, at: activity.startsAt.toISOString(), ...payload },
      style: name === 'join' && !isAnswered ? 'primary' : 'default',
    });
  const isClosed = activity.rollClosedAt !== null || activity.state === 'recorded';
  const isArrival = !isClosed && isRollTime(activity, context.now);
  const joins = [
    ...(mark === 'present' && !isArrival
      ? []
      : [answer(isArrival ? text.arrived : text.join, 'join', { answer: 'present' })]),
    ...(mark === 'present_online' ? [] : [answer(text.online, 'online', { answer: 'online' })]),
  ];
  const leaves = offeredLeaves
    .filter((kind) => !((mark === 'on_leave' || entry?.asked === 'on_leave') && entry?.leaveKind === kind))
    .map((kind) => answer(text.leave(kind), `leave_${kind}`, { answer: 'leave', kind }));
  const isThere = tookPart({ mark });
  const isChanged = [options.movedFrom, options.placeBefore, options.speakerBefore].some(
    (before) => before !== undefined,
  );
  const closedBlocks = [
    paragraph(text.rollOver(said)),
    fold(text.correctFold, isThere ? [buttons(joins)] : [buttons(joins), buttons(leaves)]),
  ];
  const choices = [buttons(joins), fold(text.leaveFold, [buttons(leaves)])];
  return buildCard({
    title: text.invitationTitle(name, when),
    subtitle: shortOrgName(context.directory, activity.orgCode),
    tone: isAnswered || isClosed ? 'done' : 'todo',
    tag: options.movedFrom
      ? text.movedTag
      : options.placeBefore !== undefined
        ? text.placeTag
        : isClosed && entry?.asked == null
          ? text.rollClosedTag
          : options.speakerBefore !== undefined
            ? text.speakerTag
            : isAnswered
              ? text.answeredTag(said)
              : options.isReminder
                ? text.reminderTag
                : undefined,
    summary: text.invitationSummary(name, when),
    blocks: [
      ...(options.movedFrom
        ? [paragraph(text.movedFrom(formatDayTime(options.movedFrom, context.calendar, context.today)))]
        : []),
      ...(options.placeBefore === undefined ? [] : [paragraph(text.placeFrom(options.placeBefore))]),
      ...(options.speakerBefore === undefined ? [] : [paragraph(text.speakerFrom(options.speakerBefore))]),
      ...(full === name ? [] : [paragraph(full)]),
      paragraph(text.invitationPlace(activity.place, activity.topic, activity.speaker)),
      ...(isClosed && entry?.asked == null
        ? closedBlocks
        : isAnswered
          ? [
              paragraph(
                isChanged
                  ? text.keepsAnswer(said)
                  : options.isJustAnswered
                    ? text.answered(said, timeOf(context.now))
                    : text.standingAnswer(said),
              ),
              fold(text.changeFold, [buttons(joins), buttons(leaves)]),
            ]
          : [
              paragraph(
                options.isReminder && entry && wasRefusedLeave(entry)
                  ? text.askAfterRefusal
                  : text.invitationAsk,
              ),
              ...choices,
            ]),
      ...(votes.length === 0 ? [] : [note(onlineNote(activity, votes))]),
    ],
  });
}

/** Where only one of two counts was allowed, online is not in all that is voted on. */
function onlineNote({ onlineCounts }: Activity, votes: readonly string[]): string {
  return votes.every((rule) => onlineCounts.includes(rule)) ? text.onlineVote : text.onlineNoVote;
}

/** One's own answer in words, with whom it waits for. */
function saidOf(entry: RollEntry | undefined): string {
  const { mark, asked, leaveKind } = entry ?? { mark: 'unanswered' as const, asked: null, leaveKind: null };
  if (asked === 'on_leave') return text.pendingAnswer(text.ownLeave(leaveKind), text.asksLeaveOf);
  if (asked) return text.pendingAnswer(text.markNames[asked], text.asksCorrectionOf);
  return mark === 'on_leave' ? text.ownLeave(leaveKind) : text.markNames[mark];
}

export function cancelledCard(
  context: Pick<InvitationContext, 'calendar' | 'today' | 'directory' | 'catalogue'>,
  activity: Activity,
  startsAt: Date,
  reason?: string,
): object {
  const name = meetingName(context.catalogue, activity);
  const title = text.cancelledTitle(name, formatDayTime(startsAt, context.calendar, context.today));
  return buildCard({
    title,
    subtitle: shortOrgName(context.directory, activity.orgCode),
    tone: 'closed',
    tag: text.cancelledTag,
    summary: title,
    blocks: [paragraph(reason === undefined ? text.cancelledAlready : text.cancelled(reason))],
  });
}

/** One's own card, after a typed answer, or when somebody moved, cancelled, closed or decided. */
export const drawOwn: LiveCardComposer = async (context, card) => {
  const [id = '', person = ''] = card.subject.split('/');
  const activity = await findActivity(context.tx, id);
  if (activity?.state === 'cancelled') return cancelledCard(context, activity, activity.startsAt);
  if (activity?.state !== 'published' && activity?.state !== 'recorded') return undefined;
  const entry = await entryOf(context.tx, id, person);
  return invitationCard(context, activity, entry);
};

interface Invited {
  readonly activity: Activity | undefined;
  readonly roll: readonly RollEntry[];
  /** Of those who are to be reminded. */
  readonly heard: ReadonlyMap<string, Heard>;
}

/** Drawn just before the wire: an activity that is over, cancelled or recorded invites nobody any more. */
export const composeInvitation = composeTogether({
  thingOf: ({ subject }) => (subject as { readonly activity: string }).activity,
  read: async ({ tx }, id, about): Promise<Invited> => {
    const activity = await findActivity(tx, id);
    if (!activity) return { activity, roll: [], heard: new Map() };
    const reminded = about.flatMap(({ kind, personCode }) =>
      kind === 'attendance.reminder' && personCode !== null ? [personCode] : [],
    );
    return { activity, roll: await rollOf(tx, id), heard: await lastHeard(tx, activity, reminded) };
  },
  compose: invite,
});

function invite(context: InvitationContext, { activity, roll, heard }: Invited, notice: OutboxRow): Composed {
  if (activity?.state !== 'published') return { kind: 'suppress', reason: 'not_published' };
  if (activity.startsAt <= context.now) return { kind: 'suppress', reason: 'begun' };
  const entry = roll.find((one) => one.person === notice.personCode);
  if (!entry) return { kind: 'suppress', reason: 'not_on_roll' };
  // Excused before it left: there is nothing to answer.
  if (entry.mark === 'on_leave' && entry.markedBy !== entry.person)
    return { kind: 'suppress', reason: 'on_leave' };
  const isReminder = notice.kind === 'attendance.reminder';
  if (isReminder && (entry.mark !== 'unanswered' || entry.asked))
    return { kind: 'suppress', reason: 'answered' };
  // The card of a move, on its way or sent since, asks as well and says what has changed.
  const last = heard.get(entry.person);
  const isMoving =
    last !== undefined &&
    (last.startsAt.getTime() !== activity.startsAt.getTime() || last.place !== activity.place);
  const hasMoved = last?.kind === 'attendance.moved' && last.at >= notice.bookedAt;
  if (isReminder && (isMoving || hasMoved)) return { kind: 'suppress', reason: 'told_with_move' };
  return { kind: 'card', card: invitationCard(context, activity, entry, { isReminder }) };
}

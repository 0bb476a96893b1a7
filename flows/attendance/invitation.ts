import { timeOf } from '../../src/calendar/day.ts';
import { formatDayTime } from '../../src/calendar/format.ts';
import { buildCard } from '../../src/cards/card.ts';
import { button, buttons, fold, text as paragraph } from '../../src/cards/elements.ts';
import { type Activity, isRollTime, type LeaveKind, type RollEntry } from '../../src/duties/activity.ts';
import { findActivity, rollOf } from '../../src/duties/activity-store.ts';
import type { Composer, FlowContext } from '../../src/engine/index.ts';
import type { Composed, OutboxRow } from '../../src/notices/notice.ts';
import { shortOrgName } from '../../src/org/short-name.ts';
import { text } from './text.ts';

export type InvitationContext = Pick<FlowContext, 'now' | 'today' | 'calendar' | 'directory' | 'catalogue'>;

const offeredLeaves: readonly LeaveKind[] = ['business', 'personal', 'sick'];

/** What, when, where; one press answers. The answer stays changeable until the roll is closed. */
export function invitationCard(
  context: InvitationContext,
  activity: Activity,
  entry: RollEntry | undefined,
  options: {
    readonly isReminder?: boolean;
    readonly answeredAt?: Date;
    /** The time it was first called for. */
    readonly movedFrom?: Date;
  } = {},
): object {
  const duty = context.catalogue.get(activity.duty);
  const when = formatDayTime(activity.startsAt, context.calendar, context.today);
  const mark = entry?.mark ?? 'unanswered';
  const isAnswered = mark !== 'unanswered';
  const said = mark === 'on_leave' ? text.ownLeave(entry?.leaveKind ?? null) : text.markNames[mark];
  const answer = (
    label: string,
    name: string,
    payload: { readonly answer: string; readonly kind?: LeaveKind },
  ) =>
    button({
      label,
      name,
      action: 'attendance.answer',
      payload: { activity: activity.id, ...payload },
      style: name === 'join' && !isAnswered ? 'primary' : 'default',
    });
  const joins = [
    ...(mark === 'present' && !isRollTime(activity, context.now)
      ? []
      : [
          answer(isRollTime(activity, context.now) ? text.arrived : text.join, 'join', { answer: 'present' }),
        ]),
    ...(mark === 'present_online' ? [] : [answer(text.online, 'online', { answer: 'online' })]),
  ];
  const leaves = offeredLeaves
    .filter((kind) => !(mark === 'on_leave' && entry?.leaveKind === kind))
    .map((kind) => answer(text.leave(kind), `leave_${kind}`, { answer: 'leave', kind }));
  const choices = [buttons(joins), fold(text.leaveFold, [buttons(leaves)])];
  return buildCard({
    title: text.invitationTitle(duty.name.brief, when),
    subtitle: shortOrgName(context.directory, activity.orgCode),
    tone: isAnswered ? 'done' : 'todo',
    tag: options.movedFrom
      ? text.movedTag
      : isAnswered
        ? text.answeredTag(said)
        : options.isReminder
          ? text.reminderTag
          : undefined,
    summary: text.invitationSummary(duty.name.brief, when),
    blocks: [
      ...(options.movedFrom
        ? [paragraph(text.movedFrom(formatDayTime(options.movedFrom, context.calendar, context.today)))]
        : []),
      paragraph(text.invitationPlace(activity.place, activity.topic, activity.speaker)),
      ...(isAnswered
        ? [
            paragraph(
              options.movedFrom
                ? text.keepsAnswer
                : text.answered(said, timeOf(options.answeredAt ?? context.now)),
            ),
            fold(text.changeFold, [buttons(joins), buttons(leaves)]),
          ]
        : [paragraph(text.invitationAsk), ...choices]),
    ],
  });
}

/** Drawn just before the wire: an activity that is over, cancelled or recorded invites nobody any more. */
export const composeInvitation: Composer = async (context, notices) => {
  const composed = new Map<string, Composed>();
  const activityOf = (notice: OutboxRow) => (notice.subject as { readonly activity: string }).activity;
  for (const id of new Set(notices.map(activityOf))) {
    const activity = await findActivity(context.tx, id);
    const roll = activity ? await rollOf(context.tx, id) : [];
    for (const notice of notices.filter((one) => activityOf(one) === id)) {
      composed.set(notice.id, invite(context, notice, activity, roll));
    }
  }
  return composed;
};

function invite(
  context: InvitationContext,
  notice: OutboxRow,
  activity: Activity | undefined,
  roll: readonly RollEntry[],
): Composed {
  if (activity?.state !== 'published') return { kind: 'suppress', reason: 'not_published' };
  if (activity.startsAt <= context.now) return { kind: 'suppress', reason: 'begun' };
  const entry = roll.find((one) => one.person === notice.personCode);
  if (!entry) return { kind: 'suppress', reason: 'not_on_roll' };
  const isReminder = notice.kind === 'attendance.reminder';
  if (isReminder && entry.mark !== 'unanswered') return { kind: 'suppress', reason: 'answered' };
  return { kind: 'card', card: invitationCard(context, activity, entry, { isReminder }) };
}

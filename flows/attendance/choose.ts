import { formatDayTime } from '../../src/calendar/format.ts';
import { readWhen } from '../../src/calendar/zh-dates.ts';
import type { Activity } from '../../src/duties/activities/activity.ts';
import { calledBy, meetingName, namesNone } from '../../src/duties/activities/meeting.ts';
import { type ActorContext, askBack, type Outcome } from '../../src/engine/index.ts';
import { text } from './text.ts';

export type Chosen =
  | { readonly kind: 'one'; readonly activity: Activity }
  | { readonly kind: 'ask'; readonly question: Outcome };

/**
 * Which of several open activities is meant: the one of the card replied to, the one on the day or by the name that
 * was said, or the only one there is; else it is asked back. `line` is the command as it would be typed again.
 */
export function chooseActivity(
  context: ActorContext,
  open: readonly [Activity, ...Activity[]],
  words: string,
  line: string,
): Chosen {
  const quoted = open.find((activity) => activity.id === context.about?.activity);
  if (quoted) return { kind: 'one', activity: quoted };
  const { when, onDay } = onSaidDay(context, open, words);
  const meant = calledBy(context.catalogue, onDay, words);
  const [activity, ...others] = meant;
  const said = when.kind === 'none' ? words : when.rest;
  const isAnother = namesNone(context.catalogue, open, said);
  if (activity && others.length === 0 && !isAnother) return { kind: 'one', activity };
  const options = (activity ? meant : open).map((one) => ({
    label: activityName(context, one),
    line,
    activity: one.id,
  }));
  const question = isAnother ? text.noneOfThatName : activity ? text.whichActivity : text.noneThatDay;
  return { kind: 'ask', question: askBack(question, options) };
}

/** Those of the day that was said; all of them where none was. */
export function onSaidDay(context: ActorContext, activities: readonly Activity[], words: string) {
  const when = readWhen(words, context);
  const named = when.kind === 'moment' ? [when.day] : when.kind === 'ask' ? when.days : [];
  const onDay = named.length === 0 ? activities : activities.filter(({ heldOn }) => named.includes(heldOn));
  return { when, onDay };
}

/** `2月12日（周四）15:00 主题党日` */
export function activityName(
  context: Pick<ActorContext, 'calendar' | 'today' | 'catalogue'>,
  activity: Activity,
): string {
  const when = formatDayTime(activity.startsAt, context.calendar, context.today);
  return text.activityName(when, meetingName(context.catalogue, activity));
}

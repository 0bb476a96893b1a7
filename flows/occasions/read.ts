import { addDays, addMonths, type Day } from '../../src/calendar/day.ts';
import { dueDay, moved } from '../../src/calendar/deadlines.ts';
import { formatDay, formatDayShort } from '../../src/calendar/format.ts';
import { readWhen } from '../../src/calendar/zh-dates.ts';
import { type Refusal, refuse } from '../../src/core/errors.ts';
import { actingPosts } from '../../src/duties/authority.ts';
import type { DutyDef } from '../../src/duties/catalogue/catalogue.ts';
import { localDuty } from '../../src/duties/overrides/local-plan.ts';
import { openedByHand } from '../../src/duties/planning/events.ts';
import { authorityOf, orgsActedFor } from '../../src/engine/acting.ts';
import type { ActorContext } from '../../src/engine/index.ts';
import { postName } from '../../src/org/terms.ts';
import { text } from './text.ts';

/** Something this person may put on the list, and for whom. */
export interface Occasion {
  readonly duty: DutyDef;
  readonly org: string;
}

/** The same with its day, and by when it is due. */
export interface DatedOccasion extends Occasion {
  /** The day that was asked for. */
  readonly day: Day;
  readonly heldBy: Day;
}

const monthsAhead = 12;
const exampleDays = 14;

export function openableDuties({ catalogue }: Pick<ActorContext, 'catalogue'>): readonly DutyDef[] {
  return catalogue.duties.filter((duty) => openedByHand(duty) !== undefined);
}

/** Everything this person may put on the list, in the order of the catalogue. */
export function ownOccasions(context: ActorContext): readonly Occasion[] {
  const orgs = orgsActedFor(context);
  return openableDuties(context).flatMap((duty) =>
    orgs
      .filter((org) => context.directory.org(org)?.level === duty.owner.level)
      .filter((org) => authorityOf(context, duty, org, 'plan') !== undefined)
      .map((org) => ({ duty, org })),
  );
}

/** The posts that may, the owner's first. */
export function openers({ owner, coverage }: DutyDef): string {
  const posts = actingPosts({ ...owner, coverage }, 'plan');
  return posts.map((post) => postName(post)).join(text.list);
}

/** A line that would be understood on the day it is read. */
export function exampleOf(duty: DutyDef, { today }: Pick<ActorContext, 'today'>): string {
  const day = isGiven(duty) ? addDays(today, exampleDays) : today;
  return text.line(duty.name.zh, formatDayShort(day, today));
}

/** Whether the day asked for is itself the day by which it is due. */
export function isGiven({ heldBy }: Pick<DutyDef, 'heldBy'>): boolean {
  return heldBy.rule === 'given';
}

export type DayReading = Day | Refusal | readonly Day[];

/**
 * The day somebody typed. What was over cannot lie ahead and what is to come cannot be over: that settles most
 * doubts about a year; the days that remain possible are asked back.
 */
export function readDay(context: ActorContext, duty: DutyDef, words: string): DayReading {
  const asked = openedByHand(duty);
  const example = exampleOf(duty, context);
  const when = readWhen(words, context);
  if (when.kind === 'moment') return when.day;
  if (when.kind === 'none' || when.days.length === 0) {
    return refuse('when_missing', text.no.notADay(asked?.day ?? '', example));
  }
  const { today } = context;
  const fitting = when.days.filter((day) => (isGiven(duty) ? day > today : day <= today));
  const [only] = fitting;
  if (only === undefined) return refuse('when_missing', text.no.notADay(asked?.day ?? '', example));
  return fitting.length === 1 && yearDoubts.has(when.code) ? only : fitting;
}

const yearDoubts: ReadonlySet<string> = new Set(['date_passed', 'year_unclear', 'weekday_passed']);

/** By when it is due under the organisation's own rules, or why it is not put on the list with this day. */
export async function dated(
  context: ActorContext,
  { duty: general, org }: Occasion,
  day: Day,
): Promise<DatedOccasion | Refusal> {
  const { calendar, today } = context;
  const duty = await localDuty(context, org, general, today);
  if (!duty) return refuse('off', text.no.off(general.name.zh));
  const shown = formatDay(day, calendar, today);
  const { rule, shift } = duty.heldBy;
  if (isGiven(duty)) {
    if (day <= today) return refuse('past', text.no.past(shown));
    if (day > addMonths(today, monthsAhead)) return refuse('too_far', text.no.far(shown));
    const heldBy = moved(day, shift, calendar);
    // Tomorrow's Saturday is not put forward to today.
    return { duty, org, day, heldBy: heldBy <= today ? calendar.shift(day, 'next') : heldBy };
  }
  if (day > today) return refuse('future', text.no.future(shown, openedByHand(duty)?.day ?? ''));
  const heldBy = dueDay(rule, { eventOn: day }, shift, calendar);
  const due = formatDay(heldBy, calendar, today);
  return heldBy <= today
    ? refuse('overdue', text.no.overdue(due, heldBy === today))
    : { duty, org, day, heldBy };
}

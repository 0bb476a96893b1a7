import { and, between, count, eq, isNotNull, or, sql } from 'drizzle-orm';
import { activities, attendances, dutyInstances, talks } from '../../db/schema/index.ts';
import { type Day, partsOf } from '../../src/calendar/day.ts';
import { dueDay } from '../../src/calendar/deadlines.ts';
import {
  nextPeriod,
  type Period,
  partsOfPeriod,
  periodEnd,
  periodOf,
  periodStart,
} from '../../src/calendar/periods.ts';
import type { DutyDef } from '../../src/duties/catalogue/catalogue.ts';
import type { DutyInstance } from '../../src/duties/instance.ts';
import { toInstance } from '../../src/duties/store.ts';
import type { FlowContext } from '../../src/engine/index.ts';
import { coveredSoFar } from '../../src/engine/marking.ts';
import { attendanceOf, meetingsOf, type PaperFacts, progressOf, rectificationOf } from './facts.ts';
import { unmadeBetween } from './plan-ahead.ts';

const rectificationItem = 'rectification_item';

/** The figures of a paper, counted now: a handful of queries, whatever the size of the organisation. */
export async function gatherFacts(
  context: FlowContext,
  paper: Pick<DutyInstance, 'key' | 'orgCode' | 'period'>,
  person?: string,
): Promise<PaperFacts> {
  const { catalogue, today } = context;
  const [from, to] = [periodStart(paper.period), periodEnd(paper.period)];
  const known = await instancesAround(context, paper.orgCode, from, to);
  const due = known.filter((one) => {
    const on = one.originalHeldBy ?? one.heldBy;
    return on >= from && on <= to && one.key !== paper.key && one.duty !== rectificationItem;
  });
  const { ahead, before } = await unmadeBetween(context, paper.orgCode, from, to, known);
  const owed = [...due, ...ahead.filter(({ key }) => key !== paper.key)];
  return {
    on: today,
    until: to,
    meetings: meetingsOf(owed, catalogue.duties),
    beforeUse: meetingsOf(before, catalogue.duties).map(({ duty, owed }) => ({ duty, owed })),
    attendance: attendanceOf(await marksBetween(context, paper.orgCode, from, to)),
    progress: progressOf(owed, today),
    talks: await talksOf(context, paper.orgCode, known, from, to),
    rectification: rectificationOf(known.filter(({ duty }) => duty === rectificationItem)),
    ...(person === undefined
      ? {}
      : { ownAttendance: attendanceOf(await marksBetween(context, paper.orgCode, from, to, person)) }),
  };
}

/** What was due in these days, the year's talks, and the items of problem lists that touch them. */
async function instancesAround(
  { tx }: FlowContext,
  org: string,
  from: Day,
  to: Day,
): Promise<readonly DutyInstance[]> {
  const due = sql`coalesce(${dutyInstances.originalHeldBy}, ${dutyInstances.heldBy})`;
  const rows = await tx
    .select()
    .from(dutyInstances)
    .where(
      and(
        eq(dutyInstances.orgCode, org),
        or(
          sql`${due} between ${from} and ${to}`,
          eq(dutyInstances.period, String(partsOf(from).year)),
          and(
            eq(dutyInstances.duty, rectificationItem),
            sql`${dutyInstances.eventOn} <= ${to}`,
            or(
              sql`${due} >= ${from}`,
              sql`${dutyInstances.heldOn} >= ${from}`,
              sql`${dutyInstances.state} = 'overdue'`,
            ),
          ),
        ),
      ),
    )
    .orderBy(dutyInstances.period, dutyInstances.key);
  return rows.map(toInstance);
}

async function marksBetween({ tx }: FlowContext, org: string, from: Day, to: Day, person?: string) {
  return tx
    .select({ mark: attendances.mark, count: count() })
    .from(attendances)
    .innerJoin(activities, eq(activities.id, attendances.activityId))
    .where(
      and(
        eq(activities.orgCode, org),
        eq(activities.state, 'recorded'),
        isNotNull(activities.rollClosedAt),
        between(activities.heldOn, from, to),
        person === undefined ? undefined : eq(attendances.personCode, person),
      ),
    )
    .groupBy(attendances.mark);
}

/** Talks as counts only: how many were confirmed in these days, and how far the year's duties of talks have come. */
async function talksOf(
  context: FlowContext,
  org: string,
  known: readonly DutyInstance[],
  from: Day,
  to: Day,
): Promise<PaperFacts['talks']> {
  const { tx, catalogue } = context;
  const yearly = known.filter(
    ({ duty, rules }) =>
      rules.coverage !== undefined &&
      catalogue.find(duty)?.evidence.required.includes('confirmed_by_both') === true,
  );
  const covered = [...(await coveredSoFar(context, yearly)).values()];
  const total = covered.reduce((sum, { subjects }) => sum + subjects.length, 0);
  const left = covered.reduce((sum, { undone }) => sum + undone.length, 0);
  const [row] = await tx
    .select({ count: count() })
    .from(talks)
    .where(and(eq(talks.orgCode, org), eq(talks.state, 'confirmed'), between(talks.talkedOn, from, to)));
  return { inPeriod: row?.count ?? 0, done: total - left, total };
}

/** A meeting that comes round, with its last days in the next period. */
interface Upcoming {
  readonly duty: DutyDef;
  readonly days: readonly Day[];
}

/** The meetings of the next period by the calendar: those the organisation owes in this one, once more. */
export function upcoming(
  { calendar, catalogue }: Pick<FlowContext, 'calendar' | 'catalogue'>,
  period: Period,
  meetings: PaperFacts['meetings'],
): readonly Upcoming[] {
  const next = nextPeriod(period);
  return meetings.flatMap(({ duty: id }) => {
    const duty = catalogue.find(id);
    if (!duty || !('every' in duty.cadence)) return [];
    const { every } = duty.cadence;
    const days: Day[] = [];
    for (
      let one = periodOf(periodStart(next), every);
      periodStart(one) <= periodEnd(next);
      one = nextPeriod(one)
    ) {
      const day = dueDay(duty.heldBy.rule, { period: one }, duty.heldBy.shift, calendar);
      if (day >= periodStart(next) && day <= periodEnd(next)) days.push(day);
    }
    return days.length === 0 || partsOfPeriod(next).unit === 'year' ? [] : [{ duty, days }];
  });
}

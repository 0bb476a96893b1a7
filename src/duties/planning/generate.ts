import { and, eq, inArray, lte, sql } from 'drizzle-orm';
import { rowsOf, type Tx } from '../../../db/client.ts';
import { dutyInstances, orgs } from '../../../db/schema/index.ts';
import { bookTimers } from '../../../db/timers.ts';
import { addDays, type Day, dayOf, instantAt } from '../../calendar/day.ts';
import { periodStart } from '../../calendar/periods.ts';
import { type DutyInstance, plannedAs, undatedStates } from '../instance.ts';
import { readPauses } from '../store.ts';
import { hiddenInstances, tellLate } from './catch-up.ts';
import { makeInstances } from './make-instances.ts';
import {
  calendarVersion,
  type PlanMark,
  type PlanSources,
  planVersion,
  readMarks,
  saveMarks,
} from './plan-marks.ts';
import { type Portion, planPortion, portionsAround } from './portions.ts';
import { rebook } from './rebook.ts';
import { knownPlans, type Moved, madeFor, moveDates, switchedOffIn } from './replan.ts';
import { timetable } from './timetable.ts';

export interface GenerateInput extends PlanSources {
  readonly now: Date;
  /** The first day on which nobody planned, where the system was down until today. */
  readonly downSince?: Day | undefined;
}

export interface Generated {
  readonly made: number;
  /** Occurrences that lay wholly in the time the system was down: kept with their dates, not owed (see `catchUp`). */
  readonly missed: readonly DutyInstance[];
  /** Still owed although that time hid them: the owner hears of them once. */
  readonly late: readonly DutyInstance[];
  /** Windows that opened today. */
  readonly opened: readonly { readonly key: string; readonly orgCode: string }[];
  /** Due days that moved with a new calendar or new rules. */
  readonly moved: readonly Moved[];
  /** Made before an organisation's own rule was entered that switches the duty off for their period. */
  readonly switchedOff: readonly DutyInstance[];
  /** Switched off so, and wanted again while it can still be done: as it is planned now. */
  readonly owed: readonly DutyInstance[];
  readonly expiredTerms: readonly { readonly org: string; readonly endedOn: Day }[];
}

export const generateTimer = 'duty.generate';
/** The nightly second opinion; booked at start where it is wanted. */
export const auditTimer = 'duty.audit';

/**
 * Makes the instances that do not exist yet, with their timers, moves the dates of those whose rules moved, opens
 * what begins today, and books its own next run. Harmless to repeat: the key is the organisation, the duty and the
 * period; what was planned under the same roster, calendar and rules is not looked at again.
 */
export async function generateInstances(tx: Tx, input: GenerateInput): Promise<Generated> {
  const { now, downSince } = input;
  const today = dayOf(now);
  const changes = await planNews(tx, input, today);
  const opened = await openWindows(tx, today);
  const hidden = downSince === undefined ? [] : await hiddenInstances(tx, downSince, today);
  const late = hidden.filter(({ duty }) => input.catalogue.find(duty)?.catchUp === 'once_late');
  if (late.length > 0) await tellLate(tx, late, timetable(input, await readPauses(tx)), now);
  const tomorrow = instantAt(addDays(today, 1), '00:05');
  await bookTimers(tx, [{ kind: generateTimer, subject: 'all', dueAt: tomorrow }]);
  return { ...changes, opened, late, missed: hidden.filter((one) => !late.includes(one)) };
}

type Changes = Pick<Generated, 'made' | 'moved' | 'switchedOff' | 'owed' | 'expiredTerms'>;

/** Plans whatever a mark does not cover. On most days there is nothing of that kind, and nothing is read but the marks. */
async function planNews(tx: Tx, input: GenerateInput, today: Day): Promise<Changes> {
  const { calendar, catalogue, directory, goLiveOn, now } = input;
  const marks = await readMarks(tx);
  const version = planVersion(input);
  const markOf = ({ duty, period }: Portion): PlanMark | undefined => marks.get(`${duty.id}/${period}`);
  const isOther = (mark: PlanMark | undefined): boolean => mark !== undefined && mark.version !== version;
  const news = catalogue.duties
    .flatMap((duty) => portionsAround(duty, input.downSince ?? today, today))
    .filter((portion) => {
      const mark = markOf(portion);
      return mark?.version !== version || (mark.againOn !== null && mark.againOn <= today);
    });
  const moved: Moved[] = [];
  const switchedOff: DutyInstance[] = [];
  const owed: DutyInstance[] = [];
  const expiredTerms: { org: string; endedOn: Day }[] = [];
  let made = 0;
  if (news.length === 0) return { made, moved, switchedOff, owed, expiredTerms };
  const context = { tx, now, calendar, directory };
  const scope = { tx, now, goLiveOn, timetable: timetable(input, await readPauses(tx)) };
  const others = news.filter((portion) => isOther(markOf(portion))).map(({ period }) => period);
  const stand = others.length > 0 ? await knownPlans(tx, today) : undefined;
  const off = await switchedOffIn(tx, others);
  const planned: PlanMark[] = [];
  for (const portion of news) {
    const { duty, period, isTerms } = portion;
    const mark = markOf(portion);
    const isMade = mark !== undefined && (isTerms || mark.againOn === null);
    const { instances, expired, againOn } = planPortion(portion, input, today);
    // What a later roster adds to a period is owed only while it can still be done in time.
    const wanted = isMade && !isTerms ? instances.filter(({ heldBy }) => heldBy >= today) : instances;
    made += await makeInstances(scope, wanted, isMade);
    if (isMade && isOther(mark)) {
      if (!stand?.(duty.id, period, instances)) {
        const takes = (instance: DutyInstance) => takesRules(portion, instance, input, today);
        moved.push(...(await moveDates(context, instances, takes)));
      }
      const without = isTerms ? [] : orgsWithout(portion, input);
      switchedOff.push(...(await madeFor(tx, today, duty.id, period, without)));
      owed.push(...comingBack(off, wanted));
    }
    if (mark?.version !== version) expiredTerms.push(...expired);
    planned.push({ duty: duty.id, period, version, againOn });
  }
  const days: PlanMark = { duty: '', period: 'calendar', version: calendarVersion(calendar), againOn: null };
  const daysBefore = marks.get(`${days.duty}/${days.period}`);
  // The due day may stand where the reminders before it move: working days came or went between them.
  if (daysBefore !== undefined && daysBefore.version !== days.version) await rebook(context);
  await saveMarks(tx, [...planned, days]);
  return { made, moved, switchedOff, owed, expiredTerms };
}

function comingBack(
  off: ReadonlyMap<string, DutyInstance>,
  wanted: readonly DutyInstance[],
): readonly DutyInstance[] {
  return wanted.flatMap((planned) => {
    const standing = off.get(planned.key);
    return standing ? [{ ...standing, ...plannedAs(planned) }] : [];
  });
}

/**
 * Rules travel with what runs (design §4). What has not begun takes those of today, and what an organisation has its own
 * rules for takes them even where they were entered after the period began.
 */
export function takesRules(
  { duty, period, isTerms }: Portion,
  { orgCode }: Pick<DutyInstance, 'orgCode'>,
  { definitionOf }: Pick<GenerateInput, 'definitionOf'>,
  today: Day,
): boolean {
  if (isTerms) return false;
  const begins = periodStart(period);
  return begins > today || (definitionOf !== undefined && definitionOf(orgCode, duty, begins) !== duty);
}

function orgsWithout(
  { duty, period }: Portion,
  { directory, definitionOf }: GenerateInput,
): readonly string[] {
  if (!definitionOf) return [];
  const begins = periodStart(period);
  return directory.orgs
    .filter(({ code, level }) => level === duty.owner.level && !definitionOf(code, duty, begins))
    .map(({ code }) => code);
}

/** T2, for every window that begins by today. */
async function openWindows(tx: Tx, today: Day): Promise<Generated['opened']> {
  const rows = await tx
    .update(dutyInstances)
    .set({ state: 'open', version: sql`${dutyInstances.version} + 1` })
    .where(and(eq(dutyInstances.state, 'planned'), lte(dutyInstances.opensOn, today)))
    .returning({ key: dutyInstances.key, orgCode: dutyInstances.orgCode });
  return rows.sort((a, b) => (a.key < b.key ? -1 : 1));
}

/** T15: open duties of organisations that are no more. */
export async function orphanedInstances(tx: Tx, today: Day): Promise<readonly string[]> {
  const rows = await tx
    .select({ key: dutyInstances.key })
    .from(dutyInstances)
    .innerJoin(orgs, eq(orgs.code, dutyInstances.orgCode))
    .where(and(lte(orgs.dissolvedOn, today), inArray(dutyInstances.state, [...undatedStates])));
  return rows.map(({ key }) => key).sort();
}

/** The day the installation went live: set once, by the first import or the setting. */
export async function goLiveDay(tx: Tx, fallback: Day): Promise<Day> {
  const [row] = rowsOf<{ value: string }>(
    await tx.execute(sql`
      insert into settings (key, value) values ('go_live_on', to_jsonb(${fallback}::text))
      on conflict (key) do update set key = excluded.key
      returning value #>> '{}' as value`),
  );
  return (row?.value ?? fallback) as Day;
}

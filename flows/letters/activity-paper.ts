import { and, desc, eq, inArray } from 'drizzle-orm';
import { among } from '../../db/bulk.ts';
import { activities, activityInstances, dutyInstances } from '../../db/schema/index.ts';
import { formatDay, formatDayTime } from '../../src/calendar/format.ts';
import {
  type Activity,
  isLeavePending,
  type RollEntry,
  rollTotals,
  tookPart,
} from '../../src/duties/activities/activity.ts';
import { findActivity, rollOf } from '../../src/duties/activities/activity-store.ts';
import { nameInFull } from '../../src/duties/activities/meeting.ts';
import { actingPosts, ownOrgs } from '../../src/duties/authority.ts';
import { mayAct } from '../../src/engine/acting.ts';
import type { ActorContext, FlowContext } from '../../src/engine/index.ts';
import type { OfficialDocument } from '../../src/exports/document.ts';
import { attendanceSheet, filledSheet } from '../../src/exports/letters/attendance-sheet.ts';
import { meetingNotice } from '../../src/exports/letters/meeting-notice.ts';
import { minutes } from '../../src/exports/letters/minutes.ts';
import { officialDate } from '../../src/exports/official-date.ts';
import { postName } from '../../src/org/terms.ts';
import { partLabels, text } from './text.ts';

/** The most that can be asked back. */
const mostOffered = 5;

/** Whoever may plan or record it may have its papers. */
export function mayHavePaper(context: ActorContext, activity: Activity): boolean {
  return mayAct(context, activity, 'record') || mayAct(context, activity, 'plan');
}

const idShape = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

export async function findPaperActivity(context: ActorContext, id: string): Promise<Activity | undefined> {
  return idShape.test(id) ? findActivity(context.tx, id) : undefined;
}

/** The newest activities this person may have papers of; of one number, those linked to it. */
export async function paperActivities(context: ActorContext, number: string): Promise<readonly Activity[]> {
  const { tx, directory, actor, today } = context;
  const orgs = ownOrgs(directory, actor.code, today);
  if (orgs.length === 0) return [];
  const rows = await tx
    .selectDistinct({ id: activities.id, startsAt: activities.startsAt })
    .from(activities)
    .leftJoin(activityInstances, eq(activityInstances.activityId, activities.id))
    .leftJoin(dutyInstances, eq(dutyInstances.key, activityInstances.instanceKey))
    .where(
      and(
        among(activities.orgCode, orgs),
        inArray(activities.state, ['published', 'recorded']),
        number === '' ? undefined : eq(dutyInstances.number, number.toUpperCase()),
      ),
    )
    .orderBy(desc(activities.startsAt), activities.id)
    .limit(mostOffered);
  const found = await Promise.all(rows.map(({ id }) => findActivity(tx, id)));
  return found.flatMap((activity) => (activity && mayHavePaper(context, activity) ? [activity] : []));
}

export function activityName({ catalogue, today }: FlowContext, activity: Activity): string {
  return text.activity(formatDay(activity.heldOn, undefined, today), nameInFull(catalogue, activity));
}

interface Paper {
  readonly name: string;
  readonly document: OfficialDocument;
}

/** The paper as it reads now; undefined where the activity is gone. */
export async function activityDocument(
  context: FlowContext,
  kind: 'sheet' | 'minutes' | 'notice',
  id: string,
  reader: string,
): Promise<Paper | undefined> {
  const { tx, catalogue, directory, today } = context;
  const activity = await findActivity(tx, id);
  if (!activity) return undefined;
  const roll = await rollOf(tx, id);
  const org = directory.org(activity.orgCode)?.name ?? '';
  const meeting = {
    org: activity.groupName === null ? org : `${org}${activity.groupName}`,
    name: nameInFull(catalogue, activity),
    when: `${officialDate(activity.heldOn)}${formatDayTime(activity.startsAt).replace(/^[^（]*/u, '')}`,
    place: activity.place,
    topic: activity.topic,
  };
  const name = text.fileName([meeting.name, activity.heldOn, org]);
  // Under the branch's own name, 办公室党支部, a title does not say 支部 once more.
  const isSaid = meeting.org.endsWith(text.branchWord) && meeting.name.startsWith(text.branchWord);
  const titled = isSaid ? { ...meeting, name: nameInFull(catalogue, activity, 'brief') } : meeting;
  switch (kind) {
    case 'notice':
      return {
        name: text.fileName([text.noticeName, name, text.draftMark]),
        document: meetingNotice({
          ...meeting,
          expected: roll.length,
          contact: contactOf(context, reader, activity.orgCode),
          on: today,
        }),
      };
    case 'minutes':
      return {
        name: text.fileName([text.minutesName, name]),
        document: minutesOf(context, activity, roll, titled),
      };
    case 'sheet':
      return {
        name: text.fileName([text.sheetName, name]),
        document:
          activity.rollClosedAt === null
            ? attendanceSheet({ ...titled, people: roll.map((one) => nameOf(context, one.person)) })
            : filledOf(context, activity, roll, titled),
      };
    default:
      return kind satisfies never;
  }
}

type Meeting = Record<'org' | 'name' | 'when' | 'place' | 'topic', string>;

function nameOf({ directory }: FlowContext, person: string | null): string {
  return person === null ? '' : (directory.person(person)?.name ?? person);
}

function contactOf({ directory, today }: FlowContext, reader: string, org: string) {
  const held = directory.postsOf(reader, today).find((post) => post.org === org);
  return { name: directory.person(reader)?.name ?? '', post: held ? postName(held.post) : '' };
}

function filledOf(
  context: FlowContext,
  activity: Activity,
  roll: readonly RollEntry[],
  meeting: Meeting,
): OfficialDocument {
  const totals = rollTotals(roll);
  return filledSheet({
    ...meeting,
    people: roll.map((entry) => {
      const isPending = isLeavePending(entry);
      return {
        name: nameOf(context, entry.person),
        mark: isPending ? text.pending : text.marks[entry.mark],
        how: isPending || entry.markedBy === entry.person ? text.byOneself : text.byOther,
      };
    }),
    totals: { ...totals, present: totals.present + totals.presentOnline },
    recorder: nameOf(context, activity.rollClosedBy),
  });
}

/** Nobody is asked who presided: whoever calls such a meeting and was there, the chief first; else it stays open. */
function chairOf(
  { catalogue, directory }: FlowContext,
  { duty, orgCode, groupName, heldOn }: Activity,
  roll: readonly RollEntry[],
): string {
  const { owner, coverage } = catalogue.get(duty);
  const there = new Set(roll.filter(({ mark }) => mark === 'present').map(({ person }) => person));
  const callers = actingPosts({ ...owner, coverage }, 'plan').flatMap((post) =>
    directory.holders(orgCode, post, heldOn, groupName ?? undefined).map(({ person }) => person),
  );
  return callers.find(({ code }) => there.has(code))?.name ?? '';
}

function minutesOf(
  context: FlowContext,
  activity: Activity,
  roll: readonly RollEntry[],
  meeting: Meeting,
): OfficialDocument {
  const { expected, present, presentOnline } = rollTotals(roll);
  const pending = roll.filter(isLeavePending);
  const named = (entries: readonly RollEntry[]) => entries.map(({ person }) => nameOf(context, person));
  const namesOf = (mark: RollEntry['mark']) =>
    named(roll.filter((entry) => entry.mark === mark && !pending.includes(entry)));
  const there = roll.filter(tookPart).map(({ person }) => context.directory.person(person)?.status);
  const probationary = there.filter((status) => status === 'probationary').length;
  const { observers = '', ...notes } = activity.notes;
  return minutes({
    ...meeting,
    chair: chairOf(context, activity, roll),
    speaker: activity.speaker,
    recorder: nameOf(context, activity.recordedBy),
    observers,
    roll: {
      expected,
      present: present + presentOnline,
      online: presentOnline,
      full: there.length - probationary,
      probationary,
      onLeave: namesOf('on_leave'),
      absent: namesOf('absent'),
      pending: named(pending),
    },
    parts: Object.entries(partLabels).flatMap(([field, label]) => {
      const words = (notes as Readonly<Record<string, string | undefined>>)[field];
      return words ? [{ label, words }] : [];
    }),
  });
}

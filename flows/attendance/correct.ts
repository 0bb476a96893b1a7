import { formatDay } from '../../src/calendar/format.ts';
import { readWhen } from '../../src/calendar/zh-dates.ts';
import { foldTraditional } from '../../src/commands/traditional.ts';
import { isRefusal, type Refusal, refuse } from '../../src/core/errors.ts';
import {
  type Activity,
  isRollTime,
  type Mark,
  type RollEntry,
} from '../../src/duties/activities/activity.ts';
import {
  closedActivities,
  entryOf,
  lockActivity,
  markMadeUp,
  writeRoll,
} from '../../src/duties/activities/activity-store.ts';
import { calledBy } from '../../src/duties/activities/meeting.ts';
import { postsWith } from '../../src/engine/access.ts';
import { activitiesToAct, mayAct, orgsActedFor } from '../../src/engine/acting.ts';
import {
  type ActorContext,
  askBack,
  type Effect,
  isPastChange,
  type Outcome,
  sentenceCard,
  type Undo,
  undoDeadline,
} from '../../src/engine/index.ts';
import { lastHeard } from '../../src/engine/last-heard.ts';
import { nextSendingTime } from '../../src/notices/windows.ts';
import { findPeople } from '../../src/org/names.ts';
import { personLabel } from '../../src/org/person-label.ts';
import type { Person } from '../../src/org/types.ts';
import { activityName } from './choose.ts';
import { recount } from './recount.ts';
import { restoring } from './restore.ts';
import { activityNames, correctedMarks, text } from './text.ts';
import { touching } from './touching.ts';

/** What lies further back is a matter for the record on paper. */
const lookBackDays = 180;

interface Found {
  readonly activity: Activity;
  readonly entry: RollEntry;
  readonly person: Person;
}

/** `/更正 姓名 到会|缺席|请假|线上 [日期]`: a closed roll changes by a new event, before the record and after it. */
export async function correctByText(context: ActorContext, written: string): Promise<Outcome | Refusal> {
  const line = foldTraditional(written);
  const said = correctedMarks.find(({ said }) => said.test(line));
  if (!said) return refuse('unclear', text.no.unclear(text.correctExample));
  const typed = line.replace(said.said, ' ').trim();
  const found = await findEntry(
    context,
    typed,
    `${text.correctLine} ${line}`,
    ({ mark }) => mark !== said.mark,
  );
  if (isRefusal(found) && found.code === 'nothing' && (await isRollOpen(context))) {
    return refuse('roll_open', text.no.rollOpen(text.rollExample));
  }
  if (isRefusal(found) || !('entry' in found)) return found;
  const { entry, person } = found;
  const activity = (await lockActivity(context.tx, found.activity.id)) ?? found.activity;
  const leaveKind = said.mark === 'on_leave' ? (entry.leaveKind ?? 'other') : null;
  const after: RollEntry = {
    ...entry,
    mark: said.mark,
    leaveKind,
    asked: null,
    markedBy: context.actor.code,
  };
  await writeRoll(context.tx, activity.id, [after], context.now);
  await recount(context, activity);
  const name = activityName(context, activity);
  return {
    reply: sentenceCard(
      text.corrected(name, person.name, text.markNames[entry.mark], text.markNames[said.mark]),
    ),
    undo: restoring(activity, [entry], [after]),
    effects: [
      ...touching(activity, [after]),
      ...(await telling(context, activity, entry, after)),
      traced(context, activity, 'correct_roll', {
        before: { marks: { [person.code]: entry.mark } },
        after: { marks: { [person.code]: said.mark } },
      }),
    ],
  };
}

/** Whose card is too old to change goes on reading the old mark: he or she is told of the new one, once it stays. */
async function telling(
  context: ActorContext,
  activity: Activity,
  before: RollEntry,
  { person, mark }: RollEntry,
): Promise<readonly Effect[]> {
  const heard = (await lastHeard(context.tx, activity, [person])).get(person);
  if (!heard || !isPastChange(heard.at, context.now) || person === context.actor.code) return [];
  return [
    {
      do: 'notify',
      notice: {
        key: `corrected:${context.eventKey}:${person}`,
        kind: 'attendance.result',
        channel: 'direct',
        to: { person },
        subject: { activity: activity.id, verdict: 'corrected', was: before.mark, mark },
        notBefore: nextSendingTime(undoDeadline(context.now), context.calendar),
      },
    },
  ];
}

/** Whether a roll this recorder keeps is being called: whoever is there is simply not named among the absent. */
async function isRollOpen(context: ActorContext): Promise<boolean> {
  const published = await activitiesToAct(context, 'record');
  return published.some((one) => one.rollClosedAt === null && isRollTime(one, context.now));
}

const missed: ReadonlySet<Mark> = new Set(['absent', 'on_leave']);

/** `/补学 姓名 [活动]`: studied later; the mark on the roll stays as it was. */
export async function makeUpByText(context: ActorContext, line: string): Promise<Outcome | Refusal> {
  if (line.trim() === '') return refuse('unclear', text.no.nameMissing(text.makeUpExample));
  const isOpen = ({ mark, madeUpOn }: RollEntry) => missed.has(mark) && !madeUpOn;
  const found = await findEntry(context, line, `${text.makeUpLine} ${line}`, isOpen);
  if (isRefusal(found) || !('entry' in found)) return found;
  const { activity, person } = found;
  await markMadeUp(context.tx, activity.id, person.code, { on: context.today, by: context.actor.code });
  return {
    reply: sentenceCard(text.madeUp(activityName(context, activity), person.name)),
    undo: {
      kind: 'attendance.made_up',
      payload: { activity: activity.id, person: person.code },
      org: activity.orgCode,
      object: activity.id,
    },
    effects: [
      ...touching(activity, []),
      traced(context, activity, 'made_up', { after: { person: person.code, on: context.today } }),
    ],
  };
}

export const undoMadeUp: Undo = async (context, payload) => {
  const activity = await lockActivity(context.tx, String(payload.activity));
  if (!activity) return refuse('gone', text.no.gone);
  await markMadeUp(context.tx, activity.id, String(payload.person), undefined);
  return { effects: touching(activity, []) };
};

function traced(
  context: ActorContext,
  { orgCode: org, id: object }: Activity,
  action: string,
  change: { readonly before?: unknown; readonly after: unknown },
) {
  const entry = { org, channel: 'command' as const, object, action, actor: context.actor.code, ...change };
  return { do: 'audit', entry } as const;
}

/** One person on one closed roll that this recorder keeps: by the day that was named, else the newest that fits. */
async function findEntry(
  context: ActorContext,
  line: string,
  again: string,
  fits: (entry: RollEntry) => boolean,
): Promise<Found | Outcome | Refusal> {
  const { tx, directory, calendar, today } = context;
  const since = calendar.addWorkdays(today, -lookBackDays);
  const closed = (await closedActivities(tx, orgsActedFor(context), since)).filter((one) =>
    mayAct(context, one, 'record'),
  );
  if (closed.length === 0) return refuse('nothing', text.no.nothingClosed(postsWith('record')));
  const when = readWhen(line, context);
  const named = when.kind === 'moment' ? [when.day] : when.kind === 'ask' ? when.days : [];
  const typed = (when.kind === 'none' ? line : when.rest).replace(activityNames, ' ').trim();
  const branches = [...new Set(closed.map(({ orgCode }) => orgCode))].flatMap((org) =>
    directory.org(org)?.level === 'branch' ? [org] : directory.branchesUnder(org).map(({ code }) => code),
  );
  const match = findPeople(directory, typed, branches);
  if (match.kind === 'none') {
    const nearest = match.nearest.map(({ name }) => name).join('、');
    return refuse('unknown_name', text.no.unknownName(typed, nearest));
  }
  if (match.kind === 'many') {
    return askBack(
      text.severalNames(typed),
      match.people.map((person) => ({
        label: personLabel(directory, person, match.people),
        line: again.replace(typed, person.code),
      })),
    );
  }
  const { person } = match;
  const onDay = named.length === 0 ? closed : closed.filter(({ heldOn }) => named.includes(heldOn));
  const days = calledBy(context.catalogue, onDay, line);
  const entries: Found[] = [];
  for (const activity of days.filter(({ id }) => [undefined, id].includes(context.about?.activity))) {
    const entry = await entryOf(tx, activity.id, person.code);
    if (entry && fits(entry)) entries.push({ activity, entry, person });
  }
  const [only, ...others] = entries;
  if (!only) {
    const held: string[] = [];
    for (const { id, heldOn } of closed) {
      const entry = await entryOf(tx, id, person.code);
      if (entry && fits(entry)) held.push(formatDay(heldOn, calendar, today));
    }
    return refuse('nothing', text.no.nothingFits(person.name, held.join('、')));
  }
  if (others.length === 0) return only;
  return askBack(
    text.whichActivity,
    entries.map(({ activity }) => ({
      label: activityName(context, activity),
      line: again,
      activity: activity.id,
    })),
  );
}

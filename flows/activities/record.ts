import { dayOf } from '../../src/calendar/day.ts';
import { isRefusal, type Refusal, refuse } from '../../src/core/errors.ts';
import type { Activity, RollEntry } from '../../src/duties/activities/activity.ts';
import { lockActivity, rollOf } from '../../src/duties/activities/activity-store.ts';
import { dutiesOf, readItem } from '../../src/duties/activities/meeting.ts';
import { postsWith } from '../../src/engine/access.ts';
import { activitiesToAct } from '../../src/engine/acting.ts';
import { type ActorContext, askBack, type Outcome } from '../../src/engine/index.ts';
import { type OwnItem, ownItems } from './items.ts';
import { isHeldByGroups, isMeeting } from './kinds.ts';
import { recordByNumber } from './manual.ts';
import { mergeableAtRecord } from './meets.ts';
import { activityTitle, minutesCard, retroCard } from './record-cards.ts';
import {
  checkRecordable,
  completeFields,
  knownFields,
  partNames,
  type RecordReading,
  readRecord,
} from './record-rules.ts';
import { typedCall } from './roll-line.ts';
import { keepTyped, settlePast, settleRecord } from './settle.ts';
import { numberAhead, text } from './text.ts';

const usualDuty = 'branch_theme_day';

/** `/记录`: a number and a date for anything; a form when something of a meeting is missing, else the record itself. */
export async function recordByText(context: ActorContext, line: string): Promise<Outcome | Refusal> {
  const number = numberAhead.exec(line);
  if (number?.[1]) return recordByNumber(context, number[1], line.slice(number[0].length));
  const items = ownItems(context, 'record');
  const named = readItem(line, context.catalogue.duties.filter(isMeeting));
  const usual = items.find(({ duty }) => duty.id === usualDuty) ?? items[0];
  const item = named ? items.find(({ duty }) => duty === named.duty) : usual;
  if (!item) return refuse('not_yours', text.no.notYours(postsWith('record')));
  const rest = named?.rest ?? line;
  const published = (await activitiesToAct(context, 'record')).filter(
    (one) => !named || dutiesOf(context.catalogue, one).includes(named.duty),
  );
  const duties = published.flatMap((activity) => dutiesOf(context.catalogue, activity));
  const reading = readRecord(rest, [...duties, item.duty], context);
  if (isRefusal(reading)) return reading;
  const begun = published.filter((activity) => activity.startsAt <= context.now);
  const meant = begun.filter(
    (one) => (!reading.heldOn || one.heldOn === reading.heldOn) && isQuoted(context, begun, one),
  );
  const [activity] = meant;
  if (activity && meant.length > 1) {
    const justClosed = line.trim() === '' ? lastClosed(context, meant) : undefined;
    if (justClosed) {
      const others = meant.filter((one) => one !== justClosed);
      return recordPublished(context, justClosed, reading, others);
    }
    const options = meant.map((one) => ({
      label: activityTitle(context, one),
      line: text.recordLine(line),
      activity: one.id,
    }));
    return askBack(text.whichActivity, options);
  }
  if (activity) return recordPublished(context, activity, reading);
  const [upcoming] = published;
  if (upcoming && !reading.heldOn) return checkRecordable(upcoming, context) ?? {};
  if (rest.trim() === '') return { reply: await retroCard(context, withGroup(context, item, line)) };
  return recordPast(context, withGroup(context, item, line), reading);
}

/** Whoever has just closed a roll writes that record next; a bare /记录 only opens its form, so it may be wrong. */
function lastClosed({ actor, today }: ActorContext, meant: readonly Activity[]): Activity | undefined {
  const closed = meant.flatMap((activity) => {
    const { rollClosedAt: at, rollClosedBy: by } = activity;
    return at !== null && by === actor.code && dayOf(at) === today ? [{ activity, at }] : [];
  });
  return closed.sort((a, b) => b.at.getTime() - a.at.getTime())[0]?.activity;
}

function isQuoted(context: ActorContext, begun: readonly Activity[], one: Activity): boolean {
  const quoted = begun.find(({ id }) => id === context.about?.activity);
  return quoted === undefined || quoted === one;
}

function withGroup(context: ActorContext, item: OwnItem, line: string): OwnItem {
  if (item.group !== undefined || !isHeldByGroups(item.duty)) return item;
  const groups = context.directory.membersOf(item.org).flatMap(({ group }) => group ?? []);
  return { ...item, group: groups.find((name) => line.includes(name)) ?? groups[0] };
}

async function recordPublished(
  context: ActorContext,
  found: Activity,
  reading: RecordReading,
  others: readonly Activity[] = [],
): Promise<Outcome | Refusal> {
  const activity = (await lockActivity(context.tx, found.id)) ?? found;
  const refusal = checkRecordable(activity, context);
  if (refusal) return refusal;
  const roll = await rollOf(context.tx, activity.id);
  const duties = dutiesOf(context.catalogue, activity);
  const { fields, missing } = completeFields(duties, knownFields(activity), reading.fields);
  // With nothing typed nobody said that it is complete: the form is shown even where all is known.
  const isBare = Object.keys(reading.fields).length === 0 && reading.roll === undefined;
  if (missing.length > 0 || isBare) {
    await keepTyped(context, activity, reading.fields);
    const also = await mergeableAtRecord(context, activity, duties);
    return { reply: minutesCard(context, activity, duties, fields, { roll, also, others }) };
  }
  if (activity.rollClosedAt === null && reading.roll === undefined)
    return refuse('roll_open', text.no.rollOpen);
  const call = reading.roll === undefined ? undefined : typedCall(context, roll, reading.roll);
  if (isRefusal(call)) return call;
  return settleRecord(context, activity, fields, roll, call, 'command');
}

async function recordPast(
  context: ActorContext,
  item: OwnItem,
  reading: RecordReading,
): Promise<Outcome | Refusal> {
  const { startsAt, roll: typed } = reading;
  if (!startsAt) return refuse('nothing_to_record', text.no.nothingToRecord(text.retroExample));
  const { fields, missing } = completeFields([item.duty], {}, reading.fields);
  if (missing.length > 0 || typed === undefined) {
    const parts = [...missing, ...(typed === undefined ? (['roll'] as const) : [])];
    return refuse('missing_parts', text.no.missingParts(partNames(parts), text.retroExample));
  }
  const callOf = (roll: readonly RollEntry[]) => typedCall(context, roll, typed);
  return settlePast(context, item, { startsAt, fields, callOf, channel: 'command' });
}

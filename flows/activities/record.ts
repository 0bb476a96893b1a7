import { readRollCall } from '../../src/commands/roll-call.ts';
import { isRefusal, type Refusal, refuse } from '../../src/core/errors.ts';
import type { Activity, RollCall } from '../../src/duties/activity.ts';
import { lockActivity, publishedActivities, rollOf } from '../../src/duties/activity-store.ts';
import type { DutyDef } from '../../src/duties/catalogue.ts';
import { resolveRollCall } from '../../src/duties/roll-call.ts';
import { branchesWith, postsWith } from '../../src/engine/access.ts';
import type { ActorContext, Outcome } from '../../src/engine/index.ts';
import { minutesCard, retroCard } from './record-cards.ts';
import {
  checkRecordable,
  completeFields,
  knownFields,
  partNames,
  type RecordReading,
  readRecord,
} from './record-rules.ts';
import { settlePast, settleRecord } from './settle.ts';
import { text } from './text.ts';

/** `/记录`: a form when something is missing, the record itself when everything is there. */
export async function recordByText(
  context: ActorContext,
  duty: DutyDef,
  line: string,
): Promise<Outcome | Refusal> {
  const branches = branchesWith(context, 'record');
  const [branch] = branches;
  if (!branch) return refuse('not_yours', text.no.notYours(postsWith('record')));
  const reading = readRecord(line, context);
  if (isRefusal(reading)) return reading;
  const published = await publishedActivities(context.tx, branches);
  const begun = published.filter((activity) => activity.startsAt <= context.now);
  const activity = begun.find((one) => !reading.heldOn || one.heldOn === reading.heldOn);
  if (activity) return recordPublished(context, duty, activity, reading);
  const [upcoming] = published;
  if (upcoming && !reading.heldOn) return checkRecordable(upcoming, context) ?? {};
  if (line.trim() === '') return { reply: retroCard(duty, branch, context.directory) };
  return recordPast(context, duty, branch, reading);
}

async function recordPublished(
  context: ActorContext,
  duty: DutyDef,
  found: Activity,
  reading: RecordReading,
): Promise<Outcome | Refusal> {
  const activity = (await lockActivity(context.tx, found.id)) ?? found;
  const refusal = checkRecordable(activity, context);
  if (refusal) return refusal;
  const roll = await rollOf(context.tx, activity.id);
  const { fields, missing } = completeFields(knownFields(activity), reading.fields);
  if (missing.length > 0)
    return { reply: minutesCard({ ...activity, ...fields }, duty, roll, context.directory, context) };
  if (activity.rollClosedAt === null && reading.roll === undefined)
    return refuse('roll_open', text.no.rollOpen);
  const call = reading.roll === undefined ? undefined : typedCall(context, activity.orgCode, reading.roll);
  if (isRefusal(call)) return call;
  return settleRecord(context, duty, activity, fields, roll, call, 'command');
}

async function recordPast(
  context: ActorContext,
  duty: DutyDef,
  branch: string,
  reading: RecordReading,
): Promise<Outcome | Refusal> {
  if (!reading.heldOn || !reading.startsAt) {
    return refuse('nothing_to_record', text.no.nothingToRecord(text.retroExample));
  }
  const { fields, missing } = completeFields({}, reading.fields);
  if (missing.length > 0 || reading.roll === undefined) {
    const parts = [...missing, ...(reading.roll === undefined ? (['roll'] as const) : [])];
    return refuse('missing_parts', text.no.missingParts(partNames(parts), text.retroExample));
  }
  const call = typedCall(context, branch, reading.roll);
  if (isRefusal(call)) return call;
  return settlePast(context, duty, branch, reading.startsAt, fields, call, 'command');
}

function typedCall(context: ActorContext, branch: string, typed: string): RollCall | Refusal {
  const resolved = resolveRollCall(context.directory, branch, readRollCall(typed));
  if (resolved.kind === 'call') return resolved.call;
  const names = (people: readonly { readonly name: string }[]) =>
    people.map((person) => person.name).join('、');
  return resolved.kind === 'unknown'
    ? refuse('unknown_name', text.no.unknownMember(resolved.typed, names(resolved.nearest)))
    : refuse('several_names', text.no.severalNames(resolved.typed, names(resolved.people)));
}

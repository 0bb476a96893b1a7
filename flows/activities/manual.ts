import { eq } from 'drizzle-orm';
import { dutyInstances, dutyRecords } from '../../db/schema/index.ts';
import { asDay, type Day, dayOf, isDay } from '../../src/calendar/day.ts';
import { formatDay, formatDayShort, formatDayTime, formatPeriod } from '../../src/calendar/format.ts';
import { periodStart } from '../../src/calendar/periods.ts';
import { readWhen } from '../../src/calendar/zh-dates.ts';
import { isRefusal, type Refusal, refuse } from '../../src/core/errors.ts';
import { activitiesOfInstance, rollOf } from '../../src/duties/activities/activity-store.ts';
import { dutiesOf } from '../../src/duties/activities/meeting.ts';
import { type Authority, actingPosts, authorityOver } from '../../src/duties/authority.ts';
import { type DutyInstance, isStill } from '../../src/duties/instance.ts';
import { transition } from '../../src/duties/lifecycle.ts';
import { lockInstances } from '../../src/duties/store.ts';
import { mayAct } from '../../src/engine/acting.ts';
import { type Action, type ActorContext, formWords, type Outcome } from '../../src/engine/index.ts';
import { beforeSettling } from '../../src/engine/unsettle.ts';
import { toldOfSlip } from '../../src/notices/lines.ts';
import { canSee } from '../../src/org/scope.ts';
import { postName } from '../../src/org/terms.ts';
import { refuseUnapproved } from './approval.ts';
import { hasBegun } from './items.ts';
import { isMeeting } from './kinds.ts';
import { evidenceToName, registerCard, registeredCard } from './manual-cards.ts';
import { lectureGiven } from './meets.ts';
import { itemName } from './plan-rules.ts';
import { minutesCard } from './record-cards.ts';
import { completeFields, knownFields, longestMinutes, partNames, readRecord } from './record-rules.ts';
import { typedCall } from './roll-line.ts';
import { settlePast, settlingEvent } from './settle.ts';
import { text } from './text.ts';
import { registerUndo } from './unrecord.ts';

interface Registrable extends Authority {
  readonly instance: DutyInstance;
}

/** `/记录 编号 [日期] [要点]`: the equal-value path of every duty; without a date it is one short form. */
export async function recordByNumber(
  context: ActorContext,
  number: string,
  rest: string,
): Promise<Outcome | Refusal> {
  const found = await registrable(context, { number: number.toUpperCase() });
  if (isRefusal(found)) return found;
  const duty = context.catalogue.get(found.instance.duty);
  const reading = isMeeting(duty) ? readRecord(rest, [duty], context) : undefined;
  if (isRefusal(reading)) return reading;
  if (reading?.roll !== undefined && reading.startsAt) {
    const { roll: typed, startsAt } = reading;
    const { fields, missing } = completeFields([duty], {}, reading.fields);
    if (missing.length > 0) {
      return refuse('missing_parts', text.no.missingParts(partNames(missing), text.retroExample));
    }
    const item = { duty, org: found.instance.orgCode, as: found.as, group: found.group };
    return settlePast(context, item, {
      startsAt,
      fields,
      channel: 'command',
      instance: found.instance,
      callOf: (roll) => typedCall(context, roll, typed),
    });
  }
  const when = readWhen(rest, context);
  if (when.kind === 'ask') return refuse('when_unclear', when.question);
  if (when.kind === 'none') {
    const held = await lectureGiven(context, duty, found.instance);
    return { reply: registerCard(context, duty, found.instance, rest, held) };
  }
  return register(context, found, when.day, when.rest.trim(), 'command');
}

/** 登记 on a digest: the same as one card, today unless another day is picked. */
export const openRegister: Action = async (context, click) => {
  const found = await registrable(context, { key: String(click.payload.instance) });
  if (isRefusal(found)) return found;
  const { instance } = found;
  const duty = context.catalogue.get(instance.duty);
  const held = await lectureGiven(context, duty, instance);
  return { reply: registerCard(context, duty, instance, '', held) };
};

export const registerForm: Action = async (context, click) => {
  const found = await registrable(context, { key: String(click.payload.instance) });
  if (isRefusal(found)) return found;
  const picked = String(click.form.held_on ?? '').slice(0, 10);
  if (!isDay(picked)) return refuse('when_missing', text.no.badMoment);
  const note = formWords(click.form.note);
  const outcome = await register(context, found, asDay(picked), note, 'card');
  if (isRefusal(outcome)) return outcome;
  const { reply, ...others } = outcome;
  const toast = others.effects && ({ tone: 'success', text: text.registeredToast } as const);
  return { ...others, card: reply, toast };
};

/** The instance behind a number or a key, locked. One that is nobody's business of this person does not exist. */
async function registrable(
  context: ActorContext,
  by: { readonly number: string } | { readonly key: string },
): Promise<Registrable | Refusal> {
  const { tx, directory, actor, today, catalogue } = context;
  const where = 'number' in by ? eq(dutyInstances.number, by.number) : eq(dutyInstances.key, by.key);
  const [row] = await tx.select({ key: dutyInstances.key }).from(dutyInstances).where(where);
  const [instance] = row ? await lockInstances(tx, [row.key]) : [];
  const duty = instance && catalogue.find(instance.duty);
  const shown = 'number' in by ? by.number : (instance?.number ?? '');
  const unknown = refuse('unknown_number', text.no.unknownNumber(shown));
  if (!instance || !duty) return unknown;
  const { orgCode, rules } = instance;
  const isNamed = instance.assignee === actor.code;
  const authority: Authority | undefined = isNamed
    ? { as: 'own' }
    : authorityOver(directory, actor.code, orgCode, rules, 'record', today);
  if (!authority) {
    const posts = actingPosts(rules, 'record').map((post) => postName(post));
    const isSeen = rules.coverage === undefined && canSee(directory, actor.code, orgCode, today);
    return isSeen ? refuse('not_yours', text.no.notYours(posts.join('、'))) : unknown;
  }
  if (isStill(instance.state)) {
    return refuse('settled', text.no.settled(itemName(instance, duty, today)));
  }
  return { instance, ...authority };
}

async function register(
  context: ActorContext,
  { instance, as }: Registrable,
  heldOn: Day,
  note: string,
  channel: 'card' | 'command',
): Promise<Outcome | Refusal> {
  const { tx, now, actor, today, calendar } = context;
  const duty = context.catalogue.get(instance.duty);
  if (heldOn > today) return refuse('future', text.no.future(formatDay(heldOn, calendar, today)));
  if (instance.rules.acceptedBy && !hasBegun(instance, heldOn)) {
    const day = formatDay(periodStart(instance.period), calendar, today);
    return refuse('not_begun', text.no.notBegun(formatPeriod(instance.period, today), day));
  }
  // What was filed and came back was not done by the day it had been filed (duties.md T7).
  const { clockFrom, recordedAt } = instance;
  const filedOn =
    clockFrom !== null && !isMeeting(duty) && recordedAt !== null ? dayOf(recordedAt) : undefined;
  if (filedOn !== undefined && heldOn < filedOn) {
    return refuse('before_return', text.no.beforeReturn(formatDayShort(filedOn, today)));
  }
  const early = await refuseUnapproved(context, [instance], 'record');
  if (early) return early;
  if (note.length > longestMinutes) return refuse('too_long', text.no.fieldTooLong);
  const asked = evidenceToName(duty);
  const linked = await activitiesOfInstance(tx, instance.key);
  const ahead = linked.find(({ state, startsAt }) => state === 'published' && startsAt > now);
  if (ahead) {
    const when = formatDayTime(ahead.startsAt, calendar, today);
    return refuse('planned_ahead', text.no.plannedAhead(itemName(instance, duty, today), when));
  }
  // A meeting that was called and has begun is recorded with its roll, which settles all that it meets.
  const begun = linked.find((one) => one.state === 'published' && mayAct(context, one, 'record'));
  if (begun) {
    const duties = dutiesOf(context.catalogue, begun);
    const roll = await rollOf(tx, begun.id);
    return { reply: minutesCard(context, begun, duties, knownFields(begun), { roll }) };
  }
  if (note === '' && asked.length > 0) {
    return refuse('evidence_missing', text.no.evidenceMissing(asked.join('、'), instance.number));
  }
  const onBehalf = as === 'behalf';
  const [record] = await tx
    .insert(dutyRecords)
    .values({ instanceKey: instance.key, heldOn, note, by: actor.code, onBehalf, at: now })
    .returning({ id: dutyRecords.id });
  const before = await beforeSettling(context, [instance]);
  const hasHearers = (await toldOfSlip(tx, instance.key)).length > 0;
  const event = settlingEvent(context, instance, heldOn);
  const after = { ...instance, ...transition(instance, event, calendar)?.changes };
  return {
    reply: registeredCard(context, duty, after, { heldOn, note, onBehalf, hasHearers }),
    undo: registerUndo(instance.orgCode, instance.key, record?.id ?? 0, before),
    effects: [
      { do: 'transition', instance: instance.key, event },
      {
        do: 'audit',
        entry: {
          org: instance.orgCode,
          channel,
          object: instance.key,
          action: onBehalf ? 'register.on_behalf' : 'register',
          actor: actor.code,
          before: { state: instance.state },
          after: { state: after.state, heldOn, daysLate: after.daysLate },
        },
      },
    ],
  };
}

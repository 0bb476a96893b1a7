import { asDay, instantAt, isDay } from '../../src/calendar/day.ts';
import { formatDay } from '../../src/calendar/format.ts';
import { isRefusal, type Refusal, refuse } from '../../src/core/errors.ts';
import { chosenCall } from '../../src/duties/activities/activity.ts';
import { activityOfInstance, lockActivity, rollOf } from '../../src/duties/activities/activity-store.ts';
import { dutiesOf } from '../../src/duties/activities/meeting.ts';
import type { RecordFields } from '../../src/duties/record-fields.ts';
import { postsWith } from '../../src/engine/access.ts';
import { mayAct } from '../../src/engine/acting.ts';
import type { Action, Click, Effect, Outcome } from '../../src/engine/index.ts';
import { ownItems } from './items.ts';
import { mergeableAtRecord } from './meets.ts';
import { minutesCard, retroCard } from './record-cards.ts';
import { checkRecordable, completeFields, knownFields, longestMinutes, partNames } from './record-rules.ts';
import { keepTyped, settlePast, settleRecord } from './settle.ts';
import { text } from './text.ts';

const notYours = () => refuse('not_yours', text.no.notYours(postsWith('record')));

/** The form of a published activity. */
export const recordForm: Action = async (context, click) => {
  const activity = await lockActivity(context.tx, String(click.payload.activity));
  if (!activity) return refuse('recorded', text.no.recorded);
  if (!mayAct(context, activity, 'record')) return notYours();
  const refusal = checkRecordable(activity, context);
  if (refusal) return refusal;
  const duties = dutiesOf(context.catalogue, activity);
  const chosen = Array.isArray(click.form.also) ? click.form.also.map(String) : [];
  const offered = await mergeableAtRecord(context, activity, duties);
  const also = offered.filter(({ key }) => chosen.includes(key));
  const typed = formFields(click);
  const { fields, missing } = completeFields(duties, knownFields(activity), typed);
  const roll = await rollOf(context.tx, activity.id);
  if (missing.length > 0) {
    await keepTyped(context, activity, typed);
    const pressed = { missing: partNames(missing), absent: chosenAbsent(click), also: chosen };
    return askedAgain(
      pressed.missing,
      minutesCard(context, activity, duties, fields, { roll, also: offered, pressed }),
    );
  }
  const call = activity.rollClosedAt === null ? chosenCall(roll, chosenAbsent(click)) : undefined;
  const keys = also.map(({ key }) => key);
  return asCard(await settleRecord(context, activity, fields, roll, call, 'card', { also: keys }));
};

/** The form of a meeting that was never scheduled here. */
export const recordPastForm: Action = async (context, click) => {
  const { duty: id, org, group } = click.payload;
  const duty = context.catalogue.get(String(id));
  const item = ownItems(context, 'record').find((one) => one.duty === duty && one.org === org);
  if (!item) return notYours();
  const picked = String(click.form.held_on ?? '').slice(0, 10);
  const { fields, missing } = completeFields([duty], {}, formFields(click));
  const meant = { ...item, group: item.group ?? (typeof group === 'string' ? group : undefined) };
  if (!isDay(picked) || missing.length > 0) {
    const absent = chosenAbsent(click);
    const parts = partNames(isDay(picked) ? missing : ['held_on', ...missing]);
    return askedAgain(
      parts,
      retroCard(context, meant, fields, { missing: parts, absent, heldOn: isDay(picked) ? picked : '' }),
    );
  }
  if (picked > context.today) {
    return refuse('future', text.no.future(formatDay(asDay(picked), context.calendar, context.today)));
  }
  const meeting = {
    startsAt: instantAt(asDay(picked), '09:00'),
    fields,
    channel: 'card' as const,
    callOf: () => ({
      absent: new Set(chosenAbsent(click)),
      onLeave: new Set<string>(),
      online: new Set<string>(),
    }),
  };
  return asCard(await settlePast(context, meant, meeting));
};

/** 记录要点, on the closed roll by its activity, on a digest by the instance it should settle. */
export const openMinutes: Action = async (context, click) => {
  const { instance } = click.payload;
  const meant = typeof instance === 'string' ? await activityOfInstance(context.tx, instance) : undefined;
  const activity = await lockActivity(context.tx, meant?.id ?? String(click.payload.activity));
  if (!activity || !mayAct(context, activity, 'record')) return notYours();
  const refusal = checkRecordable(activity, context);
  if (refusal) return refusal;
  const roll = await rollOf(context.tx, activity.id);
  const duties = dutiesOf(context.catalogue, activity);
  const also = await mergeableAtRecord(context, activity, duties);
  return { reply: minutesCard(context, activity, duties, knownFields(activity), { roll, also }) };
};

/** The same form with all that was typed; nothing is settled. */
function askedAgain(missing: string, card: object): Outcome {
  return { card, toast: { tone: 'warning', text: text.no.formMissing(missing) } };
}

function asCard(outcome: Outcome | Refusal): Outcome | Refusal {
  if (isRefusal(outcome)) return outcome;
  const { reply, ...rest } = outcome;
  return { ...rest, card: reply, toast: { tone: 'success', text: toastOf(rest.effects ?? []) } };
}

function toastOf(effects: readonly Effect[]): string {
  const isFiled = effects.some((effect) => effect.do === 'transition' && effect.event.type === 'submit');
  return isFiled ? text.filedToast : text.recordedToast;
}

function formFields(click: Click): RecordFields {
  return Object.fromEntries(
    Object.entries(click.form).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value.slice(0, longestMinutes)]] : [],
    ),
  );
}

function chosenAbsent(click: Click): readonly string[] {
  return Array.isArray(click.form.absent) ? click.form.absent.map(String) : [];
}

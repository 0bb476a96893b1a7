import { asDay, instantAt, isDay } from '../../src/calendar/day.ts';
import { formatDay } from '../../src/calendar/format.ts';
import { isRefusal, type Refusal, refuse } from '../../src/core/errors.ts';
import { chosenCall } from '../../src/duties/activity.ts';
import {
  activityOfInstance,
  instancesOf,
  linkInstances,
  lockActivity,
  rollOf,
} from '../../src/duties/activity-store.ts';
import { postsWith } from '../../src/engine/access.ts';
import { mayAct } from '../../src/engine/acting.ts';
import type { Action, Click, Effect, Outcome } from '../../src/engine/index.ts';
import { dutiesOf, ownItems } from './items.ts';
import type { RecordFields } from './kinds.ts';
import { mergeableAtRecord } from './meets.ts';
import { minutesCard } from './record-cards.ts';
import { checkRecordable, completeFields, knownFields, longestMinutes, partNames } from './record-rules.ts';
import { settlePast, settleRecord } from './settle.ts';
import { text } from './text.ts';

const notYours = () => refuse('not_yours', text.no.notYours(postsWith('record')));

/** The form of a published activity. */
export const recordForm: Action = async (context, click) => {
  const activity = await lockActivity(context.tx, String(click.payload.activity));
  if (!activity) return refuse('recorded', text.no.recorded);
  if (!mayAct(context, activity, 'record')) return notYours();
  const refusal = checkRecordable(activity, context);
  if (refusal) return refusal;
  const duties = await dutiesOf(context, activity);
  const chosen = Array.isArray(click.form.also) ? click.form.also.map(String) : [];
  const also = (await mergeableAtRecord(context, activity, duties)).filter(({ key }) => chosen.includes(key));
  const { fields, missing } = completeFields(duties, knownFields(activity), formFields(click));
  if (missing.length > 0)
    return refuse('missing_parts', text.no.missingParts(partNames(missing), text.recordExample));
  const roll = await rollOf(context.tx, activity.id);
  const call = activity.rollClosedAt === null ? chosenCall(roll, chosenAbsent(click)) : undefined;
  if (also.length > 0) {
    const keys = await instancesOf(context.tx, activity.id);
    await linkInstances(context.tx, activity.id, [...keys, ...also.map(({ key }) => key)]);
  }
  return asCard(await settleRecord(context, activity, fields, roll, call, 'card'));
};

/** The form of a meeting that was never scheduled here. */
export const recordPastForm: Action = async (context, click) => {
  const { duty: id, org, group } = click.payload;
  const duty = context.catalogue.get(String(id));
  const item = ownItems(context, 'record').find((one) => one.duty === duty && one.org === org);
  if (!item) return notYours();
  const picked = String(click.form.held_on ?? '').slice(0, 10);
  if (!isDay(picked)) return refuse('when_missing', text.no.badMoment);
  if (picked > context.today) {
    return refuse('future', text.no.future(formatDay(asDay(picked), context.calendar, context.today)));
  }
  const { fields, missing } = completeFields([duty], {}, formFields(click));
  if (missing.length > 0)
    return refuse('missing_parts', text.no.missingParts(partNames(missing), text.retroExample));
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
  const meant = { ...item, group: item.group ?? (typeof group === 'string' ? group : undefined) };
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
  const duties = await dutiesOf(context, activity);
  const also = await mergeableAtRecord(context, activity, duties);
  return { reply: minutesCard(context, activity, duties, knownFields(activity), roll, also) };
};

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

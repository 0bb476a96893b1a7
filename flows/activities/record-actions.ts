import { asDay, instantAt, isDay } from '../../src/calendar/day.ts';
import { formatDay } from '../../src/calendar/format.ts';
import { isRefusal, type Refusal, refuse } from '../../src/core/errors.ts';
import { chosenCall } from '../../src/duties/activity.ts';
import { activityOfInstance, lockActivity, rollOf } from '../../src/duties/activity-store.ts';
import { may, postsWith } from '../../src/engine/access.ts';
import type { Action, Click, Outcome } from '../../src/engine/index.ts';
import { minutesCard } from './record-cards.ts';
import {
  checkRecordable,
  completeFields,
  knownFields,
  partNames,
  type RecordFields,
} from './record-rules.ts';
import { settlePast, settleRecord } from './settle.ts';
import { text } from './text.ts';

/** The form of a published activity. */
export const recordForm: Action = async (context, click) => {
  const activity = await lockActivity(context.tx, String(click.payload.activity));
  if (!activity) return refuse('recorded', text.no.recorded);
  if (!may(context, 'record', activity.orgCode))
    return refuse('not_yours', text.no.notYours(postsWith('record')));
  const refusal = checkRecordable(activity, context);
  if (refusal) return refusal;
  const { fields, missing } = completeFields(knownFields(activity), formFields(click));
  if (missing.length > 0)
    return refuse('missing_parts', text.no.missingParts(partNames(missing), text.recordExample));
  const roll = await rollOf(context.tx, activity.id);
  const call = activity.rollClosedAt === null ? chosenCall(roll, chosenAbsent(click)) : undefined;
  const duty = context.catalogue.get(activity.duty);
  return asCard(await settleRecord(context, duty, activity, fields, roll, call, 'card'));
};

/** The form of a meeting that was never scheduled here. */
export const recordPastForm: Action = async (context, click) => {
  const branch = String(click.payload.org);
  if (!may(context, 'record', branch)) return refuse('not_yours', text.no.notYours(postsWith('record')));
  const picked = String(click.form.held_on ?? '').slice(0, 10);
  if (!isDay(picked)) return refuse('when_missing', text.no.badMoment);
  if (picked > context.today) {
    return refuse('future', text.no.future(formatDay(asDay(picked), context.calendar, context.today)));
  }
  const { fields, missing } = completeFields({}, formFields(click));
  if (missing.length > 0)
    return refuse('missing_parts', text.no.missingParts(partNames(missing), text.retroExample));
  const duty = context.catalogue.get(String(click.payload.duty));
  const startsAt = instantAt(asDay(picked), '09:00');
  const call = {
    absent: new Set(chosenAbsent(click)),
    onLeave: new Set<string>(),
    online: new Set<string>(),
  };
  return asCard(await settlePast(context, duty, branch, startsAt, fields, call, 'card'));
};

/** 记录要点, on the closed roll by its activity, on a digest by the instance it should settle. */
export const openMinutes: Action = async (context, click) => {
  const { instance } = click.payload;
  const meant = typeof instance === 'string' ? await activityOfInstance(context.tx, instance) : undefined;
  const activity = await lockActivity(context.tx, meant?.id ?? String(click.payload.activity));
  if (!activity || !may(context, 'record', activity.orgCode))
    return refuse('not_yours', text.no.notYours(postsWith('record')));
  const refusal = checkRecordable(activity, context);
  if (refusal) return refusal;
  const roll = await rollOf(context.tx, activity.id);
  return {
    reply: minutesCard(activity, context.catalogue.get(activity.duty), roll, context.directory, context),
  };
};

function asCard(outcome: Outcome | Refusal): Outcome | Refusal {
  if (isRefusal(outcome)) return outcome;
  const { reply, ...rest } = outcome;
  return { ...rest, card: reply, toast: { tone: 'success', text: text.recordedToast } };
}

function formFields(click: Click): Partial<RecordFields> {
  const names = ['place', 'topic', 'speaker', 'discussion', 'takeaway'] as const;
  return Object.fromEntries(
    names.flatMap((name) =>
      typeof click.form[name] === 'string' ? [[name, click.form[name].slice(0, 1000)]] : [],
    ),
  );
}

function chosenAbsent(click: Click): readonly string[] {
  return Array.isArray(click.form.absent) ? click.form.absent.map(String) : [];
}

import { dayOf } from '../../src/calendar/day.ts';
import { formatDayTime } from '../../src/calendar/format.ts';
import { isRefusal, type Refusal, refuse } from '../../src/core/errors.ts';
import type { Activity } from '../../src/duties/activities/activity.ts';
import {
  activitiesOfInstance,
  changeActivity,
  instancesOf,
  linkInstances,
  lockActivity,
} from '../../src/duties/activities/activity-store.ts';
import type { DutyDef } from '../../src/duties/catalogue/catalogue.ts';
import type { DutyInstance } from '../../src/duties/instance.ts';
import { mayAct } from '../../src/engine/acting.ts';
import {
  type Action,
  type ActorContext,
  type Click,
  formWords,
  type Outcome,
} from '../../src/engine/index.ts';
import { shortOrgName } from '../../src/org/short-name.ts';
import { hasBegun, openPeriods, ownItems } from './items.ts';
import { asksTopic, isHeldByGroups } from './kinds.ts';
import { draw, exampleOf, planByText, planners, refuseEarly, resolveSpeaker, saveDraft } from './plan.ts';
import { discardedCard, planForm } from './plan-cards.ts';
import { checkLengths, type PlanFields, readPickedMoment } from './plan-rules.ts';
import { text } from './text.ts';

/** The button 安排 on a digest or welcome card: the same fields as a form. */
export const startPlan: Action = async (context, click) => {
  const duty = context.catalogue.get(String(click.payload.duty));
  const key = typeof click.payload.instance === 'string' ? click.payload.instance : undefined;
  const owing = key?.split('/')[0];
  const item = ownItems(context, 'plan').find(
    (one) => one.duty.id === duty.id && (owing === undefined || one.org === owing),
  );
  if (!item) return refuse('not_yours', text.no.notYours(planners(duty), duty.owner.level));
  if (isHeldByGroups(duty) && item.group === undefined) return planByText(context, duty, '');
  const linked = key === undefined ? [] : await activitiesOfInstance(context.tx, key);
  const planned = linked.find(({ groupName }) => groupName === (item.group ?? null));
  if (planned?.state === 'recorded') return refuse('recorded', text.no.recorded);
  if (planned) {
    const when = formatDayTime(planned.startsAt, context.calendar, context.today);
    return refuse('already_planned', text.no.alreadyPlanned(duty.name.brief, when));
  }
  const early = await refuseEarly(context, item);
  return early ?? { reply: planForm(duty, item, context.directory, { asked: key }) };
};

/** An answer to a question that was asked back. */
export const planAt: Action = async (context, click) => {
  const duty = context.catalogue.get(String(click.payload.duty));
  const outcome = await planByText(context, duty, String(click.payload.line));
  if (isRefusal(outcome)) return outcome;
  const { reply, ...rest } = outcome;
  return { ...rest, card: reply };
};

export const fillPlan: Action = async (context, click) => {
  const { duty: id, org, group, instance } = click.payload;
  const duty = context.catalogue.get(String(id));
  const item = ownItems(context, 'plan').find((one) => one.duty.id === duty.id && one.org === org);
  if (!item) return refuse('not_yours', text.no.notYours(planners(duty), duty.owner.level));
  const fields = readForm(click, context, duty);
  if (isRefusal(fields)) return fields;
  const card = await saveDraft(
    context,
    { ...item, group: item.group ?? (typeof group === 'string' ? group : undefined) },
    fields,
    { asked: typeof instance === 'string' ? instance : undefined },
  );
  return isRefusal(card) ? card : { card };
};

function readForm(click: Click, context: ActorContext, duty: DutyDef): PlanFields | Refusal {
  const word = (name: string): string => formWords(click.form[name]);
  const startsAt = readPickedMoment(click.form.when);
  if (!startsAt) return refuse('when_missing', text.no.badMoment);
  if (startsAt <= context.now) {
    return refuse('past', text.no.past(formatDayTime(startsAt, context.calendar, context.today)));
  }
  const fields = {
    startsAt,
    heldOn: dayOf(startsAt),
    place: word('place'),
    topic: word('topic'),
    speaker: word('speaker'),
  };
  if (fields.place === '') return refuse('place_missing', text.no.placeMissing(exampleOf(duty)));
  if (fields.topic === '' && asksTopic(duty)) {
    return refuse('topic_missing', text.no.topicMissing(exampleOf(duty)));
  }
  const checked = checkLengths(fields);
  return isRefusal(checked) ? checked : fields;
}

export interface OwnDraft {
  readonly activity: Activity;
  readonly duty: DutyDef;
  readonly instance: DutyInstance;
  /** What it may count for instead: begun by then, and no other activity's. */
  readonly others: readonly DutyInstance[];
  /** What it was said to be as well when it was drafted. */
  readonly together: DutyDef | undefined;
}

/** The draft behind a button, locked; or why it cannot be used by this person any more. */
export async function ownDraft(context: ActorContext, click: Click): Promise<OwnDraft | Refusal> {
  const activity = await lockActivity(context.tx, String(click.payload.activity));
  const duty = activity && context.catalogue.get(activity.duty);
  if (activity && duty && !mayAct(context, activity, 'plan')) {
    return refuse('not_yours', text.no.notYours(planners(duty), duty.owner.level));
  }
  if (!duty || activity?.state !== 'draft') return refuse('draft_gone', text.no.draftGone);
  const [key] = await instancesOf(context.tx, activity.id);
  const { free, busy } = await openPeriods(context, duty, activity.orgCode, activity.groupName);
  // Since it was drafted another activity may have taken its period: that is said when it is published.
  const instance = [...free, ...busy.map((one) => one.instance)].find((one) => one.key === key);
  if (!instance) return refuse('draft_over', text.no.draftOver);
  const others = free.filter((one) => one.key !== key && hasBegun(one, activity.heldOn));
  const together = context.catalogue.find(String(click.payload.together));
  return { activity, duty, instance, others, together };
}

export const editPlan: Action = async (context, click) => {
  const draft = await ownDraft(context, click);
  if (isRefusal(draft)) return draft;
  return {
    card: planForm(
      draft.duty,
      { org: draft.activity.orgCode, group: draft.activity.groupName },
      context.directory,
      draft,
    ),
  };
};

export const changePlan: Action = async (context, click) => {
  const draft = await ownDraft(context, click);
  if (isRefusal(draft)) return draft;
  const fields = readForm(click, context, draft.duty);
  if (isRefusal(fields)) return fields;
  const speaker = resolveSpeaker(context, draft.activity.orgCode, fields.speaker);
  if (isRefusal(speaker)) return speaker;
  const activity = { ...draft.activity, ...fields, speaker };
  await changeActivity(context.tx, activity.id, { ...fields, speaker });
  return {
    card: await draw(context, activity, draft.duty, draft.instance, draft.others, draft.together),
    toast: { tone: 'success', text: text.changedToast },
  };
};

export const countFor: Action = async (context, click) => {
  const draft = await ownDraft(context, click);
  if (isRefusal(draft)) return draft;
  const { activity, duty, instance, others, together } = draft;
  const meant = others.find(({ key }) => key === click.payload.instance);
  if (!meant) return refuse('not_open', text.no.periodGone);
  await linkInstances(context.tx, activity.id, [meant.key]);
  const left = [instance, ...others.filter((one) => one !== meant)];
  const { free } = await openPeriods(context, duty, activity.orgCode, activity.groupName);
  const isFree = ({ key }: DutyInstance): boolean => free.some((one) => one.key === key);
  return {
    card: await draw(context, activity, duty, meant, left.filter(isFree), together),
    toast: { tone: 'success', text: text.countedToast },
  };
};

export const discardPlan: Action = async (context, click) => {
  const draft = await ownDraft(context, click);
  if (isRefusal(draft)) return draft;
  await changeActivity(context.tx, draft.activity.id, { state: 'discarded' });
  return {
    card: discardedCard(shortOrgName(context.directory, draft.activity.orgCode)),
    toast: { tone: 'info', text: text.discardedToast },
    undo: { none: text.discardIsFinal },
  } satisfies Outcome;
};

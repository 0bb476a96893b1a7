import { formatDayTime } from '../../src/calendar/format.ts';
import type { Block, Field } from '../../src/cards/block.ts';
import { buildCard } from '../../src/cards/card.ts';
import { button, buttons, facts, fold, list, note, text as paragraph } from '../../src/cards/elements.ts';
import { dateTime, form, multiChoice, textInput } from '../../src/cards/form.ts';
import type { Activity } from '../../src/duties/activities/activity.ts';
import { rosterOf } from '../../src/duties/activities/rosters.ts';
import type { DutyDef } from '../../src/duties/catalogue/catalogue.ts';
import type { DutyInstance } from '../../src/duties/instance.ts';
import type { FlowContext } from '../../src/engine/index.ts';
import type { Directory } from '../../src/org/directory.ts';
import { shortOrgName } from '../../src/org/short-name.ts';
import type { Person } from '../../src/org/types.ts';
import { asksTopic, hasSpeaker, participantsOf } from './kinds.ts';
import { isSpokenByOwner } from './meets.ts';
import { itemName, longestField, type Moment, pickedValue, planWarnings } from './plan-rules.ts';
import { text } from './text.ts';

/** More of one duty are hardly ever owed at once. */
const mostPeriods = 4;

export interface DraftView {
  readonly activity: Activity;
  readonly duty: DutyDef;
  readonly instance: DutyInstance;
  /** Other periods the activity could count for instead. */
  readonly others: readonly DutyInstance[];
  /** What the same meeting may meet as well. */
  readonly also: readonly DutyInstance[];
  /** What it was said to be as well: chosen already where that is possible, and told where it is not. */
  readonly together?: DutyDef | undefined;
  /** The period of its own day is switched off. */
  readonly off?: string | undefined;
  readonly members: readonly Person[];
  readonly context: Pick<FlowContext, 'directory' | 'catalogue'> & Moment;
}

/** Who is expected, as the organisation stands today. */
export function expectedAt(
  { directory, catalogue, today }: Pick<FlowContext, 'directory' | 'catalogue' | 'today'>,
  activity: Pick<Activity, 'duty' | 'orgCode' | 'groupName'>,
): readonly Person[] {
  const participants = participantsOf(catalogue.get(activity.duty));
  return rosterOf(directory, participants, activity.orgCode, today, activity.groupName);
}

/** The draft: what will be announced, to how many, and what stands in the way. Nobody has been told yet. */
export function draftCard(view: DraftView): object {
  const { activity, duty, instance, others, also, together, off, members, context } = view;
  const item = itemName(instance, duty, context.today);
  const without = members.filter((person) => person.account === undefined);
  const when = formatDayTime(activity.startsAt, context.calendar, context.today);
  const payload = { activity: activity.id, ...togetherAs(together) };
  const rest = [
    button({ label: text.edit, name: 'edit', action: 'activities.edit', payload }),
    button({ label: text.discard, name: 'discard', action: 'activities.discard', payload }),
  ];
  const publish = button({
    label: text.publish,
    name: 'publish',
    action: 'activities.publish',
    payload,
    style: 'primary',
  });
  const counts = others.slice(0, mostPeriods).map((other, index) =>
    button({
      label: text.countInstead(itemName(other, duty, context.today)),
      name: `count_for_${index}`,
      action: 'activities.count_for',
      payload: { ...payload, instance: other.key },
    }),
  );
  const meant = also.filter(
    (one) => together && context.catalogue.get(one.duty).name.brief === together.name.brief,
  );
  const heard = together && text[meant.length > 0 ? 'together' : 'notTogether'](together.name.brief);
  const keys = meant.map(({ key }) => key);
  const fields = [...alsoField(also, context, keys), ...lateField(activity, instance)];
  const blocks: Block[] = [
    facts([
      [text.when, when],
      ...(activity.place === '' ? [] : ([[text.place, activity.place]] as const)),
      ...(activity.topic === '' ? [] : ([[text.topic, activity.topic]] as const)),
      ...(activity.speaker !== '' || hasSpeaker(duty)
        ? ([[text.speaker, activity.speaker || text.speakerOpen]] as const)
        : []),
      ...(activity.groupName === null ? [] : ([[text.group, activity.groupName]] as const)),
      ...(others.length > 0 ? ([[text.countsFor, item]] as const) : []),
    ]),
    paragraph(text.willInvite(members.length - without.length, without.length)),
    ...(without.length > 0 ? [fold(text.withoutAccount, [list(without.map((person) => person.name))])] : []),
    ...(off === undefined ? [] : [paragraph(off)]),
    ...[...planWarnings(activity, instance, context), ...speakerWarning(activity, duty, item, context)].map(
      (warning) => paragraph(warning),
    ),
    ...(heard ? [paragraph(heard)] : []),
    ...(fields.length > 0 ? [form('publishing', fields, [publish])] : []),
    buttons([...(fields.length > 0 ? [] : [publish]), ...rest]),
    ...(counts.length > 0 ? [buttons(counts)] : []),
    note(text.draftWaiting),
  ];
  return buildCard({
    title: text.draftTitle,
    subtitle: text.subtitle(shortOrgName(context.directory, activity.orgCode), item),
    tone: 'info',
    summary: text.draftSummary(duty.name.brief, when),
    blocks,
    footnote: footnote(duty, instance),
  });
}

/** What was said stays said while the draft is changed. */
function togetherAs(together: DutyDef | undefined) {
  return together ? { together: together.id } : {};
}

/** One meeting for several duties: the single best saving of work (duties.md b.1). */
export function alsoField(
  also: readonly DutyInstance[],
  { catalogue, today }: Pick<FlowContext, 'catalogue' | 'today'>,
  values: readonly string[] = [],
): readonly Field[] {
  if (also.length === 0) return [];
  const options = also.map((one) => ({
    label: itemName(one, catalogue.get(one.duty), today),
    value: one.key,
  }));
  return [multiChoice({ name: 'also', label: text.alsoCounts, options, values })];
}

/** A lecture that is the owner's own, with another speaker. */
function speakerWarning(
  { orgCode, speaker }: Activity,
  duty: DutyDef,
  item: string,
  context: DraftView['context'],
): readonly string[] {
  const isFine = speaker === '' || isSpokenByOwner(context, duty, orgCode, speaker);
  return isFine ? [] : [text.warnSpeaker(item, speaker)];
}

function lateField(activity: Activity, instance: DutyInstance): readonly Field[] {
  if (activity.heldOn <= instance.heldBy) return [];
  return [
    textInput({ name: 'reason', label: text.lateReasonLabel, required: true, maxLength: longestField }),
  ];
}

export function footnote(duty: DutyDef, instance: Pick<DutyInstance, 'number'>): string {
  return text.footnote(duty.source[0]?.clause ?? '', instance.number);
}

/** The same fields as a form: filled when a draft is changed, empty when the button 安排 began it. */
export function planForm(
  duty: DutyDef,
  { org, group }: { readonly org: string; readonly group?: string | null | undefined },
  directory: Directory,
  {
    activity,
    asked,
    together,
  }: {
    readonly activity?: Activity;
    readonly asked?: string | undefined;
    readonly together?: DutyDef | undefined;
  } = {},
): object {
  const payload = activity
    ? { activity: activity.id, ...togetherAs(together) }
    : { duty: duty.id, org, ...(group ? { group } : {}), ...(asked ? { instance: asked } : {}) };
  const line = (name: 'place' | 'topic' | 'speaker', required: boolean) =>
    textInput({ name, label: text[name], required, value: activity?.[name], maxLength: longestField });
  const fields = [
    dateTime({ name: 'when', label: text.when, required: true, value: activity && pickedValue(activity) }),
    line('place', true),
    line('topic', asksTopic(duty)),
    ...(activity?.speaker || hasSpeaker(duty) ? [line('speaker', false)] : []),
  ];
  const submit = button({
    label: activity ? text.save : text.makeDraft,
    name: 'fill',
    action: activity ? 'activities.change' : 'activities.fill',
    payload,
    style: 'primary',
  });
  return buildCard({
    title: text.planTitle(duty.name.brief),
    subtitle: group ? text.subtitle(shortOrgName(directory, org), group) : shortOrgName(directory, org),
    tone: 'info',
    summary: text.planTitle(duty.name.brief),
    blocks: [form('plan', fields, [submit]), note(text.draftWaiting)],
  });
}

export function askCard(
  duty: DutyDef,
  question: string,
  options: readonly { readonly label: string; readonly line: string }[],
  title: string = text.ask,
): object {
  const choices = options.map((option, index) =>
    button({
      label: option.label,
      name: `option_${index}`,
      action: 'activities.plan_at',
      payload: { duty: duty.id, line: option.line },
    }),
  );
  return buildCard({
    title,
    tone: 'info',
    summary: question,
    blocks: [paragraph(question), buttons(choices)],
  });
}

export function discardedCard(org: string): object {
  return buildCard({
    title: text.discardedTitle,
    subtitle: org,
    tone: 'closed',
    summary: text.discarded,
    blocks: [paragraph(text.discarded)],
  });
}

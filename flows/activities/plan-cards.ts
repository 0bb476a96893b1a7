import { formatDayTime } from '../../src/calendar/format.ts';
import type { Block } from '../../src/cards/block.ts';
import { buildCard } from '../../src/cards/card.ts';
import { button, buttons, facts, fold, list, note, text as paragraph } from '../../src/cards/elements.ts';
import { dateTime, form, textInput } from '../../src/cards/form.ts';
import type { Activity } from '../../src/duties/activity.ts';
import type { DutyDef } from '../../src/duties/catalogue.ts';
import type { DutyInstance } from '../../src/duties/instance.ts';
import type { Directory } from '../../src/org/directory.ts';
import { shortOrgName } from '../../src/org/short-name.ts';
import type { Person } from '../../src/org/types.ts';
import { itemName, longestField, type Moment, pickedValue, planWarnings } from './plan-rules.ts';
import { text } from './text.ts';

export interface DraftView {
  readonly activity: Activity;
  readonly duty: DutyDef;
  readonly instance: DutyInstance;
  /** Another period the activity could count for instead. */
  readonly other?: DutyInstance | undefined;
  readonly members: readonly Person[];
  readonly directory: Directory;
  readonly at: Moment;
}

/** The draft: what will be announced, to how many, and what stands in the way. Nobody has been told yet. */
export function draftCard(view: DraftView): object {
  const { activity, duty, instance, other, at } = view;
  const item = itemName(instance, duty, at.today);
  const without = view.members.filter((person) => person.account === undefined);
  const isLate = activity.heldOn > instance.heldBy;
  const publish = button({
    label: text.publish,
    name: 'publish',
    action: 'activities.publish',
    payload: { activity: activity.id },
    style: 'primary',
  });
  const count =
    other &&
    button({
      label: text.countInstead(itemName(other, duty, at.today)),
      name: 'count_for',
      action: 'activities.count_for',
      payload: { activity: activity.id, instance: other.key },
    });
  const rest = [
    button({ label: text.edit, name: 'edit', action: 'activities.edit', payload: { activity: activity.id } }),
    button({
      label: text.discard,
      name: 'discard',
      action: 'activities.discard',
      payload: { activity: activity.id },
    }),
  ];
  const when = formatDayTime(activity.startsAt, at.calendar, at.today);
  const reason = textInput({
    name: 'reason',
    label: text.lateReasonLabel,
    required: true,
    maxLength: longestField,
  });
  const blocks: Block[] = [
    facts([
      [text.when, when],
      [text.place, activity.place],
      [text.topic, activity.topic],
      [text.speaker, activity.speaker || text.speakerOpen],
      ...(other ? ([[text.countsFor, item]] as const) : []),
    ]),
    paragraph(text.willInvite(view.members.length - without.length, without.length)),
    ...(without.length > 0 ? [fold(text.withoutAccount, [list(without.map((person) => person.name))])] : []),
    ...planWarnings(activity, instance, at).map((warning) => paragraph(warning)),
    ...(isLate ? [form('late', [reason], [publish])] : []),
    buttons([...(isLate ? [] : [publish]), ...rest]),
    ...(count ? [buttons([count])] : []),
    note(text.draftWaiting),
  ];
  return buildCard({
    title: text.draftTitle,
    subtitle: text.subtitle(shortOrgName(view.directory, activity.orgCode), item),
    tone: 'info',
    summary: text.draftSummary(duty.name.brief, when),
    blocks,
    footnote: footnote(duty, instance),
  });
}

export function footnote(duty: DutyDef, instance: Pick<DutyInstance, 'number'>): string {
  return text.footnote(duty.source[0]?.clause ?? '', instance.number);
}

/** The same fields as a form: filled when a draft is changed, empty when the button 安排 began it. */
export function planForm(duty: DutyDef, org: string, directory: Directory, activity?: Activity): object {
  const payload = activity ? { activity: activity.id } : { duty: duty.id, org };
  const fields = [
    dateTime({ name: 'when', label: text.when, required: true, value: activity && pickedValue(activity) }),
    textInput({
      name: 'place',
      label: text.place,
      required: true,
      value: activity?.place,
      maxLength: longestField,
    }),
    textInput({
      name: 'topic',
      label: text.topic,
      required: true,
      value: activity?.topic,
      maxLength: longestField,
    }),
    textInput({ name: 'speaker', label: text.speaker, value: activity?.speaker, maxLength: longestField }),
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
    subtitle: shortOrgName(directory, org),
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

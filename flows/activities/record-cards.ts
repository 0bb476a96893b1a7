import { formatDay, formatDayTime } from '../../src/calendar/format.ts';
import type { Field } from '../../src/cards/block.ts';
import { buildCard } from '../../src/cards/card.ts';
import { button, facts, note, text as paragraph } from '../../src/cards/elements.ts';
import { date, form, multiChoice, textInput } from '../../src/cards/form.ts';
import { type Activity, type RollEntry, type RollTotals, rollTotals } from '../../src/duties/activity.ts';
import type { DutyDef } from '../../src/duties/catalogue.ts';
import type { DutyInstance } from '../../src/duties/instance.ts';
import type { Directory } from '../../src/org/directory.ts';
import { shortOrgName } from '../../src/org/short-name.ts';
import type { Person } from '../../src/org/types.ts';
import { footnote } from './plan-cards.ts';
import { itemName, longestField, type Moment } from './plan-rules.ts';
import { text } from './text.ts';

function totalsLine(totals: RollTotals): string {
  return text.rollLine(totals.expected, totals.present + totals.presentOnline, totals.onLeave, totals.absent);
}

const minutesFields = (known: Partial<Activity>): readonly Field[] => [
  textInput({
    name: 'topic',
    label: text.topic,
    required: true,
    value: known.topic,
    maxLength: longestField,
  }),
  textInput({
    name: 'speaker',
    label: text.speaker,
    required: true,
    value: known.speaker,
    maxLength: longestField,
  }),
  textInput({
    name: 'discussion',
    label: text.discussion,
    required: true,
    multiline: true,
    value: known.discussion ?? '',
  }),
  textInput({
    name: 'takeaway',
    label: text.takeaway,
    required: true,
    multiline: true,
    value: known.takeaway ?? '',
  }),
];

/** `/记录`: filled with all that is known; an open roll is closed by the same press. */
export function minutesCard(
  activity: Activity,
  duty: DutyDef,
  roll: readonly RollEntry[],
  directory: Directory,
  at: Moment,
): object {
  const when = formatDayTime(activity.startsAt, at.calendar, at.today);
  const isClosed = activity.rollClosedAt !== null;
  const absences = isClosed
    ? []
    : [
        absentField(
          roll.map((entry) => directory.person(entry.person)).filter((p) => p !== undefined),
          awayCodes(roll),
        ),
      ];
  const save = button({
    label: text.saveMinutes,
    name: 'record',
    action: 'activities.record',
    payload: { activity: activity.id },
    style: 'primary',
  });
  return buildCard({
    title: text.minutesTitle,
    subtitle: text.subtitle(shortOrgName(directory, activity.orgCode), `${when} ${duty.name.brief}`),
    tone: 'info',
    summary: text.minutesSummary(duty.name.brief),
    blocks: [
      ...(isClosed ? [paragraph(totalsLine(rollTotals(roll)))] : []),
      form('minutes', [...minutesFields(activity), ...absences], [save]),
    ],
  });
}

function awayCodes(roll: readonly RollEntry[]): readonly string[] {
  return roll
    .filter((entry) => entry.mark === 'on_leave' || entry.mark === 'absent')
    .map((entry) => entry.person);
}

function absentField(members: readonly Person[], chosen: readonly string[]): Field {
  const options = members.map((person) => ({ label: person.name, value: person.code }));
  return multiChoice({ name: 'absent', label: text.minutesAbsent, options, values: chosen });
}

/** A meeting held on paper: everything on one screen. */
export function retroCard(duty: DutyDef, branch: string, directory: Directory): object {
  const save = button({
    label: text.saveMinutes,
    name: 'record',
    action: 'activities.record_past',
    payload: { duty: duty.id, org: branch },
    style: 'primary',
  });
  const fields = [
    date({ name: 'held_on', label: text.heldOn, required: true }),
    textInput({ name: 'place', label: text.place, required: true, maxLength: longestField }),
    ...minutesFields({}),
    absentField(directory.membersOf(branch), []),
  ];
  return buildCard({
    title: text.retroTitle,
    subtitle: text.subtitle(shortOrgName(directory, branch), duty.name.brief),
    tone: 'info',
    summary: text.retroTitle,
    blocks: [paragraph(text.retroIntro), form('minutes', fields, [save])],
  });
}

export function recordedCard(
  activity: Activity,
  duty: DutyDef,
  instance: DutyInstance,
  roll: readonly RollEntry[],
  directory: Directory,
  at: Moment,
): object {
  const item = itemName(instance, duty, at.today);
  return buildCard({
    title: text.recordedTitle,
    subtitle: text.subtitle(shortOrgName(directory, activity.orgCode), item),
    tone: 'done',
    tag: text.recordedTag(instance.daysLate ?? 0),
    summary: text.recordedSummary(item),
    blocks: [
      facts([
        [text.heldOn, formatDay(activity.heldOn, at.calendar, at.today)],
        [text.dueWas, formatDay(instance.heldBy, at.calendar, at.today)],
        [text.roll, totalsLine(rollTotals(roll))],
        [text.topic, activity.topic],
        [text.speaker, activity.speaker],
        [text.discussion, activity.discussion ?? ''],
        [text.takeaway, activity.takeaway ?? ''],
      ]),
      note(text.recordedNote),
    ],
    footnote: footnote(duty, instance),
  });
}

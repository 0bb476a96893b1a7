import { formatDay, formatDayTime } from '../../src/calendar/format.ts';
import type { Field } from '../../src/cards/block.ts';
import { buildCard } from '../../src/cards/card.ts';
import { button, buttons, facts, list, note, text as paragraph } from '../../src/cards/elements.ts';
import { date, form, multiChoice, textInput } from '../../src/cards/form.ts';
import {
  type Activity,
  isLeavePending,
  type RollEntry,
  type RollTotals,
  rollTotals,
  tookPart,
} from '../../src/duties/activities/activity.ts';
import { meetingName } from '../../src/duties/activities/meeting.ts';
import { quorumsOf } from '../../src/duties/activities/quorum.ts';
import type { DutyDef } from '../../src/duties/catalogue/catalogue.ts';
import type { DutyInstance } from '../../src/duties/instance.ts';
import { askedBy, type RecordField, type RecordFields, wordsOf } from '../../src/duties/record-fields.ts';
import { type ActorContext, type FlowContext, sayAction } from '../../src/engine/index.ts';
import { shortOrgName } from '../../src/org/short-name.ts';
import type { Person } from '../../src/org/types.ts';
import { endingOf, endingOfAll } from './approval.ts';
import type { OwnItem } from './items.ts';
import { alsoField, expectedAt, footnote } from './plan-cards.ts';
import { itemName, longestField } from './plan-rules.ts';
import { isLateEntry } from './record-rules.ts';
import { text } from './text.ts';
import { votesTooMany } from './votes.ts';

type CardContext = Pick<FlowContext, 'today' | 'calendar' | 'directory' | 'catalogue'>;

/** Above this a choice of everybody would not fit the platform's card. */
const largestForm = 50;

const mostOthers = 3;

const shortFields: ReadonlySet<RecordField> = new Set([
  'place',
  'topic',
  'lead_speaker',
  'observers',
  'votes',
]);

/** `2月12日（周四）15:00 主题党日` */
export function activityTitle({ calendar, today, catalogue }: CardContext, activity: Activity): string {
  const called = meetingName(catalogue, activity);
  const name = activity.groupName === null ? called : text.groupOf(called, activity.groupName);
  return text.activityName(formatDayTime(activity.startsAt, calendar, today), name);
}

function totalsLine(totals: RollTotals): string {
  const there = totals.present + totals.presentOnline;
  return text.rollLine(totals.expected, there, totals.onLeave, totals.absent, totals.pending);
}

/** Both numbers, for every duty that asks for one: whether it is valid, people say (duties.md d.2). */
function quorumLines(
  context: CardContext,
  { onlineCounts, notes }: Activity,
  duties: readonly DutyDef[],
  roll: readonly RollEntry[],
): readonly string[] {
  const ids = duties.map(({ id }) => id);
  return quorumsOf(context, ids, roll, onlineCounts).flatMap((quorum) => {
    const isVoting = quorum.rule === 'half_voting' || quorum.rule === 'four_fifths';
    const line = text.quorum(quorum.present, quorum.expected, quorum.isMet, isVoting);
    const tooMany = votesTooMany(notes.votes ?? '', quorum);
    return [
      line,
      ...(tooMany === undefined ? [] : [text.votesTooMany(tooMany, quorum.present)]),
      ...(quorum.countsOnline ? [text.quorumOnline] : []),
      ...(quorum.isEdge ? [text.quorumEdge] : []),
    ];
  });
}

function ofWhom({ directory }: CardContext, roll: readonly RollEntry[]): readonly string[] {
  const there = roll.filter(tookPart);
  const probationary = there.filter(
    ({ person }) => directory.person(person)?.status === 'probationary',
  ).length;
  return probationary === 0 ? [] : [text.ofWhom(there.length - probationary, probationary)];
}

/** None is `required` for the platform: its check would lose what was typed. The press is checked here and kept. */
function recordFields(duties: readonly DutyDef[], known: RecordFields, withPlace: boolean): readonly Field[] {
  return askedBy(duties)
    .filter(({ name }) => withPlace || name !== 'place')
    .map(({ name, isRequired }) =>
      textInput({
        name,
        label: isRequired ? text.mustFill(text.fieldNames[name]) : text.fieldNames[name],
        value: known[name] ?? '',
        ...(shortFields.has(name) ? { maxLength: longestField } : { multiline: true }),
      }),
    );
}

/** What a form was pressed with while something was missing: drawn anew, it keeps the choices and says what. */
export interface Pressed {
  readonly missing: string;
  readonly absent: readonly string[];
  readonly also?: readonly string[] | undefined;
  readonly heldOn?: string | undefined;
}

/** `/记录`: filled with all that is known; an open roll is closed by the same press. */
export function minutesCard(
  context: CardContext,
  activity: Activity,
  duties: readonly DutyDef[],
  known: RecordFields,
  {
    roll,
    also = [],
    others = [],
    pressed,
  }: {
    readonly roll: readonly RollEntry[];
    readonly also?: readonly DutyInstance[];
    /** Others that wait for their record. */
    readonly others?: readonly Activity[];
    readonly pressed?: Pressed;
  },
): object {
  const isClosed = activity.rollClosedAt !== null;
  const people = roll.map((entry) => context.directory.person(entry.person)).filter((p) => p !== undefined);
  const counts = [
    totalsLine(rollTotals(roll)),
    ...ofWhom(context, roll),
    ...quorumLines(context, activity, duties, roll),
  ];
  const ending = endingOfAll(duties);
  const save = button({
    label: text.saveMinutes[ending],
    name: 'record',
    action: 'activities.record',
    payload: { activity: activity.id },
    style: 'primary',
  });
  return buildCard({
    title: text.minutesTitle,
    subtitle: text.subtitle(
      shortOrgName(context.directory, activity.orgCode),
      activityTitle(context, activity),
    ),
    tone: 'info',
    summary: text.minutesSummary[ending](meetingName(context.catalogue, activity)),
    blocks: [
      ...(pressed ? [paragraph(text.no.formMissing(pressed.missing))] : []),
      ...(isClosed ? counts.map((line) => paragraph(line)) : []),
      form(
        'minutes',
        [
          ...recordFields(duties, known, false),
          ...(isClosed ? [] : absentField(people, pressed?.absent ?? awayCodes(roll))),
          ...alsoField(also, context, pressed?.also),
        ],
        [save],
      ),
      ...(others.length === 0 ? [] : [buttons(others.slice(0, mostOthers).map(recordInstead(context)))]),
    ],
  });
}

function recordInstead(context: CardContext) {
  return (activity: Activity, at: number) =>
    button({
      label: text.recordInstead(activityTitle(context, activity)),
      name: `record_instead_${at}`,
      action: sayAction,
      payload: { line: text.recordLine(''), activity: activity.id },
    });
}

function awayCodes(roll: readonly RollEntry[]): readonly string[] {
  return roll
    .filter((entry) => entry.mark === 'on_leave' || entry.mark === 'absent' || isLeavePending(entry))
    .map((entry) => entry.person);
}

function absentField(members: readonly Person[], chosen: readonly string[]): readonly Field[] {
  if (members.length > largestForm) return [];
  const options = members.map((person) => ({ label: person.name, value: person.code }));
  return [multiChoice({ name: 'absent', label: text.minutesAbsent, options, values: chosen })];
}

/** A meeting held on paper: everything on one screen. */
export function retroCard(
  context: ActorContext,
  { duty, org, group }: OwnItem,
  known: RecordFields = {},
  pressed?: Pressed,
): object {
  const members = expectedAt(context, { duty: duty.id, orgCode: org, groupName: group ?? null });
  const save = button({
    label: text.saveMinutes[endingOf(duty)],
    name: 'record',
    action: 'activities.record_past',
    payload: { duty: duty.id, org, ...(group ? { group } : {}) },
    style: 'primary',
  });
  const fields = [
    date({ name: 'held_on', label: text.mustFill(text.heldOn), value: pressed?.heldOn }),
    ...recordFields([duty], known, true),
    ...absentField(members, pressed?.absent ?? []),
  ];
  return buildCard({
    title: text.retroTitle,
    subtitle: text.subtitle(
      shortOrgName(context.directory, org),
      group ? text.groupOf(duty.name.brief, group) : duty.name.brief,
    ),
    tone: 'info',
    summary: text.retroTitle,
    blocks: [
      paragraph(pressed ? text.no.formMissing(pressed.missing) : text.retroIntro),
      form('minutes', fields, [save]),
    ],
  });
}

/** What was recorded and what it settles; `left` are the groups that still have to meet. */
export function recordedCard(
  context: CardContext,
  activity: Activity,
  met: readonly DutyInstance[],
  roll: readonly RollEntry[],
  left: readonly string[],
  /** What each owes alone, and how many of those who were there it was noted for; whether anybody heard of a slip. */
  { alone, hasHearers }: { readonly alone: readonly string[]; readonly hasHearers: boolean },
): object {
  const { directory, catalogue, calendar, today } = context;
  const main = met.find(({ duty }) => duty === activity.duty) ?? met[0];
  const duty = catalogue.get(activity.duty);
  const duties = met.map((one) => catalogue.get(one.duty));
  const item = main ? itemName(main, duty, today) : duty.name.brief;
  const daysLate = Math.max(0, ...met.map((one) => one.daysLate ?? 0));
  const settled = met.map((one) => {
    const name = itemName(one, catalogue.get(one.duty), today);
    return one.state === 'submitted'
      ? text.submittedItem[endingOf(catalogue.get(one.duty), one.rules)](name)
      : text.lateItem(name, one.daysLate ?? 0, isLateEntry(one));
  });
  const asked = askedBy(duties.length > 0 ? duties : [duty]).map(({ name }) => name);
  const noted = Object.keys(activity.notes) as RecordField[];
  const written = [...new Set([...asked, ...noted])]
    .map((name) => [text.fieldNames[name], wordsOf(activity, name)] as const)
    .filter(([, value]) => value !== '');
  const counts = [...ofWhom(context, roll), ...quorumLines(context, activity, duties, roll)];
  const ending = endingOfAll(
    met.filter(({ state }) => state === 'submitted').map((one) => catalogue.get(one.duty)),
  );
  return buildCard({
    title: left.length > 0 ? text.registeredTitle : text.recordedTitle[ending],
    subtitle: text.subtitle(shortOrgName(directory, activity.orgCode), item),
    tone: 'done',
    tag:
      left.length > 0
        ? undefined
        : (text.endingTag[ending] ?? text.recordedTag(daysLate, met.some(isLateEntry))),
    summary: left.length > 0 ? text.registeredTitle : text.recordedSummary[ending](item),
    blocks: [
      facts([
        [text.heldOn, formatDay(activity.heldOn, calendar, today)],
        ...(main ? ([[text.dueWas, formatDay(main.heldBy, calendar, today)]] as const) : []),
        [text.roll, totalsLine(rollTotals(roll))],
        ...written,
      ]),
      ...counts.map((line) => paragraph(line)),
      ...(met.length + alone.length > 1 ? [list([...settled, ...alone])] : []),
      note(left.length > 0 ? text.groupsLeft(left.join('、')) : endingNote(ending, hasHearers)),
      buttons([
        button({
          label: text.minutesFile,
          name: 'minutes_file',
          action: 'letters.minutes',
          payload: { activity: activity.id },
        }),
      ]),
    ],
    ...(main ? { footnote: footnote(duty, main) } : {}),
  });
}

/** What follows a record: who had heard that it was late hears that it is settled. */
export function endingNote(ending: keyof typeof text.recordedNote, hasHearers: boolean): string {
  return text.recordedNote[ending] + (ending === 'done' && hasHearers ? text.willClose : '');
}

import type { Day } from '../../src/calendar/day.ts';
import { formatDay } from '../../src/calendar/format.ts';
import { buildCard } from '../../src/cards/card.ts';
import { button, facts, text as paragraph, note as smallNote } from '../../src/cards/elements.ts';
import { date, form, textInput } from '../../src/cards/form.ts';
import type { DutyDef } from '../../src/duties/catalogue/catalogue.ts';
import type { DutyInstance } from '../../src/duties/instance.ts';
import { askedBy } from '../../src/duties/record-fields.ts';
import type { FlowContext } from '../../src/engine/index.ts';
import { shortOrgName } from '../../src/org/short-name.ts';
import { endingOf } from './approval.ts';
import { footnote } from './plan-cards.ts';
import { itemName } from './plan-rules.ts';
import { endingNote } from './record-cards.ts';
import { isLateEntry } from './record-rules.ts';
import { text } from './text.ts';

type CardContext = Pick<FlowContext, 'today' | 'calendar' | 'directory' | 'catalogue'>;

/** Days and marks need no words; of the rest a number or a sentence is enough. */
const wordless: ReadonlySet<string> = new Set([
  ...['place', 'observers', 'filed_on', 'published_on', 'confirmed_by_both', 'payment_marks', 'members_told'],
]);

/**
 * What has to be shown for it beside the day: one number or one sentence says where it is kept. What everybody owes
 * for himself or herself is marked, and nothing is written about it.
 */
export function evidenceToName(duty: DutyDef): readonly string[] {
  if (duty.coverage !== undefined) return [];
  return askedBy([duty])
    .filter(({ name, isRequired }) => isRequired && !wordless.has(name))
    .map(({ name }) => text.fieldNames[name]);
}

/** The manual path of every duty: a day, a line, done. */
export function registerCard(
  { directory, calendar, today }: CardContext,
  duty: DutyDef,
  instance: DutyInstance,
  note: string,
  /** Where a meeting on record shows that it was done: the day and the words for it. */
  held?: { readonly heldOn: Day; readonly note: string },
): object {
  const item = itemName(instance, duty, today);
  const asked = evidenceToName(duty);
  const ending = endingOf(duty, instance.rules);
  const save = button({
    label: text.register[ending],
    name: 'register',
    action: 'activities.register_form',
    payload: { instance: instance.key },
    style: 'primary',
  });
  return buildCard({
    title: text.registerTitle(duty.name.brief),
    subtitle: text.subtitle(shortOrgName(directory, instance.orgCode), item),
    tone: 'info',
    summary: text.registerSummary[ending](item),
    blocks: [
      facts([[text.dueWas, formatDay(instance.heldBy, calendar, today)]]),
      form(
        'registering',
        [
          date({ name: 'held_on', label: text.doneOn, required: true, value: held?.heldOn ?? today }),
          textInput({
            name: 'note',
            label: text.shortNote(asked.join('、')),
            required: asked.length > 0,
            value: note || held?.note,
            multiline: true,
          }),
        ],
        [save],
      ),
      ...(held ? [smallNote(text.alreadyHeld)] : []),
      smallNote(text.onPaper),
    ],
    footnote: footnote(duty, instance),
  });
}

export function registeredCard(
  { directory, calendar, today }: CardContext,
  duty: DutyDef,
  instance: DutyInstance,
  entry: {
    readonly heldOn: Day;
    readonly note: string;
    readonly onBehalf: boolean;
    readonly hasHearers: boolean;
  },
): object {
  const item = itemName(instance, duty, today);
  const ending = instance.state === 'submitted' ? endingOf(duty, instance.rules) : 'done';
  return buildCard({
    title: text.registeredTitle,
    subtitle: text.subtitle(shortOrgName(directory, instance.orgCode), item),
    tone: 'done',
    tag: text.endingTag[ending] ?? text.recordedTag(instance.daysLate ?? 0, isLateEntry(instance)),
    summary: text.recordedSummary[ending](item),
    blocks: [
      facts([
        [text.doneOn, formatDay(entry.heldOn, calendar, today)],
        [text.dueWas, formatDay(instance.heldBy, calendar, today)],
        ...(entry.note === '' ? [] : ([[text.note, entry.note]] as const)),
      ]),
      ...(entry.onBehalf ? [paragraph(text.registeredOnBehalf)] : []),
      smallNote(endingNote(ending, entry.hasHearers)),
    ],
    footnote: footnote(duty, instance),
  });
}

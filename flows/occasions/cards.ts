import { parseDeadline } from '../../src/calendar/deadlines.ts';
import { formatDay } from '../../src/calendar/format.ts';
import { buildCard } from '../../src/cards/card.ts';
import { button, buttons, facts, note, text as paragraph } from '../../src/cards/elements.ts';
import { date, form } from '../../src/cards/form.ts';
import type { DutyInstance } from '../../src/duties/instance.ts';
import { openedByHand } from '../../src/duties/planning/events.ts';
import type { FlowContext } from '../../src/engine/index.ts';
import { shortOrgName } from '../../src/org/short-name.ts';
import { postName } from '../../src/org/terms.ts';
import { deadlineName } from '../../src/text/catalogue.ts';
import { type DatedOccasion, isGiven, type Occasion } from './read.ts';
import { text } from './text.ts';

type View = Pick<FlowContext, 'today' | 'calendar' | 'directory'>;

/** The one day that is missing. */
export function formCard({ directory, today }: View, { duty, org }: Occasion): object {
  const asked = openedByHand(duty);
  const title = text.formTitle(duty.name.brief);
  return buildCard({
    title,
    subtitle: shortOrgName(directory, org),
    tone: 'info',
    summary: title,
    blocks: [
      form(
        'occasion',
        [
          date({
            name: 'day',
            label: asked?.day ?? '',
            required: true,
            value: asked?.orToday ? today : undefined,
          }),
        ],
        [
          button({
            label: text.next,
            name: 'check',
            action: 'occasions.check',
            payload: { duty: duty.id, org },
            style: 'primary',
          }),
        ],
      ),
      note(text.formHint),
    ],
  });
}

/** What would be put on the list, for whom, by when and how that was counted. Nothing has happened yet. */
export function checkCard(view: View, occasion: DatedOccasion, id: string): object {
  const { duty, org, day } = occasion;
  return buildCard({
    title: text.checkTitle,
    subtitle: shortOrgName(view.directory, org),
    tone: 'info',
    summary: text.formTitle(duty.name.brief),
    blocks: [
      facts(rowsOf(view, occasion)),
      paragraph(text.nothingYet),
      buttons([
        button({
          label: text.put,
          name: 'open',
          action: 'occasions.open',
          payload: { duty: duty.id, org, day, id },
          style: 'primary',
        }),
      ]),
    ],
    footnote: duty.source[0]?.clause,
  });
}

export function openedCard(view: View, occasion: DatedOccasion, { number }: DutyInstance): object {
  const { duty, org, heldBy } = occasion;
  const { brief } = duty.name;
  return buildCard({
    title: text.doneTitle,
    subtitle: shortOrgName(view.directory, org),
    tone: 'done',
    summary: text.doneSummary(brief, formatDay(heldBy, view.calendar, view.today)),
    blocks: [
      facts([...rowsOf(view, occasion), [text.number, number]]),
      paragraph(duty.participants ? text.plan(brief, number) : text.record(number)),
    ],
    footnote: duty.source[0]?.clause,
  });
}

function rowsOf({ calendar, today }: View, { duty, day, heldBy }: DatedOccasion) {
  const { rule, shift } = duty.heldBy;
  const label = openedByHand(duty)?.day ?? '';
  const moves = text.shifts[shift];
  const how = isGiven(duty)
    ? text.given(label, moves)
    : text.computed(deadlineName(parseDeadline(rule)), moves);
  return [
    [text.item, duty.name.zh],
    [text.owner, duty.owner.post.map((post) => postName(post)).join(text.list)],
    [label, formatDay(day, calendar, today)],
    [text.due, text.dueBy(formatDay(heldBy, calendar, today))],
    [text.how, how],
  ] as const;
}

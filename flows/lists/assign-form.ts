import { buildCard } from '../../src/cards/card.ts';
import { button } from '../../src/cards/elements.ts';
import { choice, date, form, textInput } from '../../src/cards/form.ts';
import type { Action, ActorContext } from '../../src/engine/index.ts';
import { personLabel } from '../../src/org/person-label.ts';
import { shortOrgName } from '../../src/org/short-name.ts';
import { draftedHere } from './draft.ts';
import type { ListKey } from './queries.ts';
import { peopleOf } from './responsible.ts';
import { rhythmOptions } from './rhythm.ts';
import { text } from './text.ts';

export const longest = 120;
export const longestQuantity = 12;
export const everybody = 'everybody';

/** 加一条 on the drafter's card. */
export const openForm: Action = async (context, { payload }) => {
  const found = draftedHere(context, payload);
  return 'refused' in found ? found : { reply: formOf(context, found.key) };
};

export function formOf(context: ActorContext, { org, year }: ListKey): object {
  const { directory } = context;
  const people = peopleOf(context, org);
  const name = shortOrgName(directory, org);
  return buildCard({
    title: text.assignTitle,
    subtitle: `${name} · ${text.draftTitle(year)}`,
    tone: 'info',
    summary: text.assignSummary(name),
    blocks: [
      form(
        'assigning',
        [
          textInput({
            name: 'content',
            label: text.content,
            placeholder: text.contentHint,
            required: true,
            maxLength: longest,
          }),
          choice({
            name: 'person',
            label: text.responsible,
            required: true,
            options: [
              ...people.map((one) => ({ label: personLabel(directory, one, people), value: one.code })),
              { label: text.everybody, value: everybody },
            ],
          }),
          textInput({ name: 'quantity', label: text.quantity, maxLength: longestQuantity }),
          date({ name: 'due', label: text.due }),
          choice({ name: 'rhythm', label: text.rhythmLabel, options: rhythmOptions }),
          textInput({
            name: 'standard',
            label: text.standardLabel,
            placeholder: text.standardHint,
            required: true,
            maxLength: longest,
          }),
        ],
        [
          button({
            label: text.save,
            name: 'save_clause',
            action: 'lists.assign',
            payload: { org, year },
            style: 'primary',
          }),
        ],
      ),
    ],
  });
}

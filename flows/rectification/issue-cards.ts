import { formatDay, formatPeriod } from '../../src/calendar/format.ts';
import type { Period } from '../../src/calendar/periods.ts';
import { buildCard } from '../../src/cards/card.ts';
import { button, facts, note, text as paragraph } from '../../src/cards/elements.ts';
import { choice, date, form, textInput } from '../../src/cards/form.ts';
import type { FlowContext } from '../../src/engine/index.ts';
import { personLabel } from '../../src/org/person-label.ts';
import { shortOrgName } from '../../src/org/short-name.ts';
import { responsibleName } from './people.ts';
import type { Item } from './queries.ts';
import type { IssueWish } from './read-issue.ts';
import { longestProblem, sources } from './rules.ts';
import { text } from './text.ts';

type View = Pick<FlowContext, 'today' | 'calendar' | 'directory' | 'catalogue'>;

/** One item to be checked before it is issued; what was not understood is the open field. */
export function draftCard(view: View, wish: IssueWish, quarter: Period): object {
  const org = shortOrgName(view.directory, wish.org);
  const members = view.directory.membersOf(wish.org);
  return buildCard({
    title: text.draftTitle,
    subtitle: org,
    tone: 'info',
    summary: text.draftSummary(org),
    blocks: [
      paragraph(text.draftIntro(org, formatPeriod(quarter, view.today))),
      form(
        'issue',
        [
          textInput({
            name: 'problem',
            label: text.problem,
            placeholder: text.problemHint,
            required: true,
            value: wish.problem,
            multiline: true,
            maxLength: longestProblem,
          }),
          choice({
            name: 'person',
            label: text.responsible,
            placeholder: text.choosePerson,
            required: true,
            value: wish.person?.code,
            options: members.map((one) => ({
              label: personLabel(view.directory, one, members),
              value: one.code,
            })),
          }),
          date({ name: 'day', label: text.deadline, required: true, value: wish.day }),
          choice({
            name: 'source',
            label: text.source,
            placeholder: text.chooseSource,
            required: true,
            value: wish.source,
            options: sources.map((value) => ({ label: text.sources[value], value })),
          }),
        ],
        [
          button({
            label: text.issue,
            name: 'issue_item',
            action: 'rectification.issue',
            payload: { org: wish.org },
            style: 'primary',
          }),
        ],
      ),
      note(text.formNote),
    ],
  });
}

export function issuedCard(view: View, item: Item, shifted: string | undefined): object {
  const { instance, problem } = item;
  const org = shortOrgName(view.directory, instance.orgCode);
  const name = responsibleName(view, item, text.secretary);
  return buildCard({
    title: text.issuedTitle,
    subtitle: org,
    tone: 'done',
    tag: text.issuedTag,
    summary: text.issuedSummary(org),
    blocks: [
      facts([
        [text.problem, problem.problem],
        [text.responsible, name],
        [text.deadline, formatDay(instance.heldBy, view.calendar, view.today)],
        [text.source, text.sources[problem.source]],
      ]),
      ...(shifted === undefined ? [] : [paragraph(shifted)]),
      note(text.issuedNote(name)),
    ],
    footnote: footnoteOf(view, item),
  });
}

export function footnoteOf({ catalogue }: Pick<View, 'catalogue'>, { instance }: Item): string {
  return text.clause(catalogue.get(instance.duty).source[0]?.clause ?? '', instance.number);
}

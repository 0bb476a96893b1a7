import { formatDay, formatDayShort, formatDayTime } from '../../src/calendar/format.ts';
import type { Block } from '../../src/cards/block.ts';
import { buildCard } from '../../src/cards/card.ts';
import { button, buttons, facts, note, text as paragraph } from '../../src/cards/elements.ts';
import { date, form, textInput } from '../../src/cards/form.ts';
import type { FlowContext } from '../../src/engine/index.ts';
import { shortOrgName } from '../../src/org/short-name.ts';
import { footnoteOf } from './issue-cards.ts';
import { acceptorsOf, responsibleName } from './people.ts';
import type { Item } from './queries.ts';
import { longestAnswer, progressOf } from './rules.ts';
import { text } from './text.ts';

type View = Pick<FlowContext, 'today' | 'calendar' | 'directory' | 'catalogue'>;

/** What is known of an item, line by line. */
function itemFacts(view: View, item: Item): Block {
  const { directory, calendar, today } = view;
  const { problem, instance } = item;
  const name = (code: string | null): string => directory.person(code ?? '')?.name ?? '';
  const row = (label: string, value: string | null | undefined): readonly (readonly [string, string])[] =>
    value === null || value === undefined || value === '' ? [] : [[label, value]];
  const isFiled = instance.state === 'submitted' || problem.verdict === 'accepted';
  const source = `${text.sources[problem.source]}，${formatDayShort(problem.raisedOn, today)}${text.raised}`;
  return facts([
    [text.problem, problem.problem],
    [text.source, source],
    [text.responsible, responsibleName(view, item, text.secretary)],
    [text.deadline, formatDay(instance.heldBy, calendar, today)],
    ...row(text.measure, problem.measure),
    ...row(text.proof, problem.proof),
    ...row(text.doneOn, isFiled && instance.heldOn ? formatDay(instance.heldOn, calendar, today) : null),
    ...row(
      text.filed,
      isFiled && problem.filedAt
        ? text.filedBy(
            name(problem.filedBy),
            formatDayTime(problem.filedAt, undefined, today),
            problem.filedBy !== instance.assignee,
          )
        : null,
    ),
    ...row(
      text.judged,
      problem.verdict === 'accepted' && problem.judgedOn
        ? text.judgedBy(name(problem.judgedBy), formatDay(problem.judgedOn, undefined, today))
        : null,
    ),
    ...row(text.comment, instance.state === 'submitted' ? null : problem.comment),
  ]);
}

function head(view: View, { instance }: Item) {
  return { subtitle: shortOrgName(view.directory, instance.orgCode) };
}

/** What was done, by the person responsible: the whole of it asks for the closing, the measure alone may be kept. */
export function formCard(view: View, item: Item): object {
  const { problem, instance } = item;
  const payload = { instance: instance.key };
  const isReturned = problem.verdict === 'returned' && instance.state !== 'submitted';
  const progress = progressOf(instance);
  return buildCard({
    ...head(view, item),
    title: isReturned ? text.returnedTitle : text.formTitle,
    tone: isReturned || progress === 'late' ? 'due' : 'todo',
    tag: text.progress[progress],
    summary: isReturned ? text.returnedSummary(problem.problem) : text.formSummary(problem.problem),
    blocks: [
      itemFacts(view, item),
      ...(isReturned
        ? [paragraph(text.returnedAsk(formatDay(instance.recordBy, view.calendar, view.today)))]
        : []),
      form(
        'filing',
        [
          textInput({
            name: 'measure',
            label: text.measure,
            placeholder: text.measureHint,
            required: true,
            value: problem.measure ?? '',
            multiline: true,
            maxLength: longestAnswer,
          }),
          textInput({
            name: 'proof',
            label: text.proof,
            placeholder: text.proofHint,
            value: problem.proof ?? '',
            multiline: true,
            maxLength: longestAnswer,
          }),
          date({ name: 'held_on', label: text.doneOnAsk }),
        ],
        [
          button({
            label: text.file,
            name: 'file_item',
            action: 'rectification.file',
            payload,
            style: 'primary',
          }),
          button({ label: text.save, name: 'save_measure', action: 'rectification.save', payload }),
        ],
      ),
      note(text.formNote),
    ],
    footnote: footnoteOf(view, item),
  });
}

/** After asking for the closing: who looks at it. */
export function filedCard(view: View, item: Item): object {
  const [first] = acceptorsOf(view, item);
  return buildCard({
    ...head(view, item),
    title: text.filedTitle,
    tone: 'info',
    tag: text.filedTag,
    summary: text.filedSummary(item.problem.problem),
    blocks: [itemFacts(view, item), paragraph(text.filedNote(first?.name ?? ''))],
    footnote: footnoteOf(view, item),
  });
}

/** The issuer's card: what was done, and the two answers there are. */
export function reviewCard(view: View, item: Item): object {
  const { instance } = item;
  const judge = (verdict: 'accept' | 'return', label: string, style: 'primary' | 'default') =>
    button({
      label,
      name: `judge_${verdict}`,
      action: 'rectification.judge',
      payload: { instance: instance.key, verdict },
      style,
    });
  return buildCard({
    ...head(view, item),
    title: text.reviewTitle,
    tone: 'todo',
    tag: text.reviewTag,
    summary: text.reviewSummary(shortOrgName(view.directory, instance.orgCode)),
    blocks: [
      itemFacts(view, item),
      form(
        'judging',
        [textInput({ name: 'reason', label: text.returnReason, maxLength: longestAnswer })],
        [judge('accept', text.accept, 'primary'), judge('return', text.return, 'default')],
      ),
    ],
    footnote: footnoteOf(view, item),
  });
}

const tones = {
  open: 'info',
  late: 'due',
  waiting: 'info',
  returned: 'due',
  closed: 'done',
  waived: 'closed',
} as const;

/** An item to read; `next` is another one that waits for this reader. */
export function statusCard(view: View, item: Item, next?: string): object {
  const { instance, problem } = item;
  const progress = progressOf(instance);
  const late = progress === 'closed' ? (instance.daysLate ?? 0) : 0;
  return buildCard({
    ...head(view, item),
    title: progress === 'closed' ? text.acceptedTitle : text.statusTitle,
    tone: tones[progress],
    tag: text.progress[progress],
    summary: progress === 'closed' ? text.acceptedSummary(problem.problem) : text.item(problem.problem),
    blocks: [
      itemFacts(view, item),
      ...(late > 0 ? [paragraph(text.acceptedLate(late))] : []),
      ...(next === undefined
        ? []
        : [
            buttons([
              button({
                label: text.next,
                name: 'next_item',
                action: 'rectification.review',
                payload: { instance: next },
                style: 'primary',
              }),
            ]),
          ]),
    ],
    footnote: footnoteOf(view, item),
  });
}

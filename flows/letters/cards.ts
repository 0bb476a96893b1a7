import type { Day } from '../../src/calendar/day.ts';
import { formatDay } from '../../src/calendar/format.ts';
import type { Block, Button } from '../../src/cards/block.ts';
import { buildCard } from '../../src/cards/card.ts';
import { button, buttons, facts, note, text as paragraph } from '../../src/cards/elements.ts';
import { date, form, textInput } from '../../src/cards/form.ts';
import type { FlowContext } from '../../src/engine/index.ts';
import { shortOrgName } from '../../src/org/short-name.ts';
import type { Letter } from './queries.ts';
import { text } from './text.ts';

const tones = { draft: 'todo', sent: 'info', replied: 'done', dropped: 'closed' } as const;

/** A letter in its present state, with what can be noted about it next. */
export function letterCard(
  context: Pick<FlowContext, 'today' | 'calendar' | 'directory'>,
  letter: Letter,
  word?: string,
): object {
  const { kind, state, item } = letter;
  const show = (day: Day): string => formatDay(day, context.calendar, context.today);
  const row = (label: string, value: string | null): readonly (readonly [string, string])[] =>
    value === null || value === '' ? [] : [[label, value]];
  const doBy = (letter.facts as { readonly doBy?: Day }).doBy;
  return buildCard({
    title: text.draftTitle(kind),
    subtitle: shortOrgName(context.directory, letter.issuer),
    tone: tones[state],
    tag: text.tags[state],
    summary: text.draftSummary(kind, item),
    blocks: [
      ...(word === undefined ? [] : [paragraph(word)]),
      facts([
        [text.item, item],
        [
          text.addressee,
          letter.addressee === null ? text.allBelow : shortOrgName(context.directory, letter.addressee),
        ],
        ...row(text.doBy, doBy ? show(doBy) : null),
        ...row(text.replyBy, letter.replyBy ? show(letter.replyBy) : null),
        ...row(text.paper, letter.paper),
        ...row(text.sentOn, letter.sentOn ? show(letter.sentOn) : null),
        ...row(text.repliedOn, letter.repliedOn ? show(letter.repliedOn) : null),
        ...row(text.result, letter.result),
      ]),
      ...nextBlocks(context, letter),
    ],
    footnote: `${text.number} ${letter.number}`,
  });
}

function nextBlocks({ today }: Pick<FlowContext, 'today'>, letter: Letter): readonly Block[] {
  const press = (label: string, name: string, action: string, style?: 'primary'): Button =>
    button({ label, name, action, payload: { letter: letter.id }, style });
  const again = press(text.again, 'again', 'letters.again');
  if (letter.state === 'draft') {
    const sent = form(
      'sent',
      [
        textInput({ name: 'paper', label: text.paper, placeholder: text.paperHint, maxLength: 60 }),
        date({ name: 'day', label: text.sentOn, value: today }),
      ],
      [press(text.registerSent, 'register_sent', 'letters.sent', 'primary')],
    );
    return [note(text.fileFollows), sent, buttons([again, press(text.drop, 'drop', 'letters.drop')])];
  }
  if (letter.state === 'sent' && letter.replyBy !== null) {
    const reply = form(
      'reply',
      [
        date({ name: 'day', label: text.repliedOn, value: today }),
        textInput({ name: 'result', label: text.result, placeholder: text.resultHint, maxLength: 200 }),
      ],
      [press(text.registerReply, 'register_reply', 'letters.replied', 'primary')],
    );
    return [reply, buttons([again])];
  }
  return letter.state === 'sent' ? [note(text.noReplyAsked), buttons([again])] : [];
}

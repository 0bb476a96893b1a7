import type { Button } from '../cards/block.ts';
import { withBlocks } from '../cards/card.ts';
import { button, buttons } from '../cards/elements.ts';
import { engineText } from '../text/engine.ts';

const feedbackAction = 'feedback.begin';

/** Of a card that knows better than its message what it tells of. */
export interface ToldOn {
  /** The items on this card; without any, those of the message. */
  readonly instances?: readonly string[] | undefined;
  /** Where the kind of the message does not say why it came. */
  readonly topic?: string | undefined;
}

/**
 * On every notice, in a group too, where the answer comes privately to whoever presses: why it came, and a word to the
 * designated reader. `about` is the kind of notice it was pressed on.
 */
export function noticeButtons(about: string, { instances = [], topic }: ToldOn = {}): readonly Button[] {
  const items = instances.length === 0 ? {} : { instances };
  const why = topic === undefined ? items : { ...items, topic };
  return [
    button({ label: engineText.why, name: 'why', action: 'explain.why', payload: why, style: 'text' }),
    button({
      label: engineText.feedback,
      name: 'feedback',
      action: feedbackAction,
      payload: { about },
      style: 'text',
    }),
  ];
}

/** A notice whose card does not have these buttons yet gets them below. */
export function asNotice(card: object, kind: string): object {
  const isWhole = 'body' in card && !JSON.stringify(card).includes(feedbackAction);
  return !isWhole ? card : withBlocks(card, [buttons(noticeButtons(kind))]);
}

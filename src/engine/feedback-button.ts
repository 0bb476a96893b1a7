import type { Button } from '../cards/block.ts';
import { withBlocks } from '../cards/card.ts';
import { button, buttons } from '../cards/elements.ts';
import { engineText } from '../text/engine.ts';

const action = 'feedback.begin';

/**
 * On every notice, in a group too, where the form comes privately to whoever presses: a word to the designated reader.
 * `about` is the kind of notice it was pressed on.
 */
export function feedbackButton(about: string): Button {
  return button({
    label: engineText.feedback,
    name: 'feedback',
    action,
    payload: { about },
    style: 'text',
  });
}

/** A notice whose card does not have the button yet gets it below. */
export function withFeedback(card: object, kind: string): object {
  const isWhole = 'body' in card && !JSON.stringify(card).includes(action);
  return !isWhole ? card : withBlocks(card, [buttons([feedbackButton(kind)])]);
}

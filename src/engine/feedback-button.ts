import type { Button } from '../cards/block.ts';
import { button } from '../cards/elements.ts';
import { engineText } from '../text/engine.ts';

/** On every notice: a word to the designated reader. `about` is the kind of notice it was pressed on. */
export function feedbackButton(about: string): Button {
  return button({
    label: engineText.feedback,
    name: 'feedback',
    action: 'feedback.begin',
    payload: { about },
    style: 'text',
  });
}

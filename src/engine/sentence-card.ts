import { buildCard } from '../cards/card.ts';
import { text } from '../cards/elements.ts';
import { plain, shorten } from '../cards/rich.ts';
import { engineText } from '../text/engine.ts';

/** One sentence as a card: refusals, questions back, short confirmations. */
export function sentenceCard(sentence: string, title: string = engineText.answerTitle): object {
  return buildCard({ title, tone: 'info', summary: shorten(sentence, 60), blocks: [text(plain(sentence))] });
}

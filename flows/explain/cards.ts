import { buildCard } from '../../src/cards/card.ts';
import { facts, fold, list, note } from '../../src/cards/elements.ts';
import type { Explanation } from '../../src/duties/explain.ts';
import { type WordsContext, wordsOf } from '../../src/duties/explain-words.ts';
import { text } from './text.ts';

/** Why, in facts; what was said to which post lies folded below. */
export function whyCard(context: WordsContext, found: Explanation): object {
  const { item, facts: rows, stages } = wordsOf(context, found);
  return buildCard({
    title: text.cardTitle,
    tone: 'info',
    summary: text.summary(item),
    blocks: [facts(rows), fold(text.stages, [list(stages)]), note(text.note)],
    footnote: found.instance.number,
  });
}

import { buildCard } from '../../src/cards/card.ts';
import { facts, fold, list, note } from '../../src/cards/elements.ts';
import type { Explanation } from '../../src/duties/explain/explanation.ts';
import { memberWords, type WordsContext, wordsOf } from '../../src/duties/explain/words.ts';
import type { Reading } from './reading.ts';
import { text } from './text.ts';

/** Why, in facts; what was said to which post lies folded below, for those who may know it. */
export function whyCard(
  context: WordsContext,
  found: Explanation,
  { reading, reason }: { readonly reading: Reading; readonly reason: string | undefined },
): object {
  const isWhole = reading === 'whole';
  const { item, facts: rows, stages } = (isWhole ? wordsOf : memberWords)(context, found);
  return buildCard({
    title: text.cardTitle,
    tone: 'info',
    summary: isWhole ? text.summary(item) : text.memberSummary(item),
    blocks: [
      facts([...rows, ...(reason === undefined ? [] : [[text.toYou, reason] as const])]),
      ...(isWhole ? [fold(text.stages, [list(stages)]), note(text.note)] : []),
    ],
    footnote: found.instance.number,
  });
}

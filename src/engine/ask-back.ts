import type { Block } from '../cards/block.ts';
import { buildCard } from '../cards/card.ts';
import { button, buttons, text } from '../cards/elements.ts';
import { plain, shorten } from '../cards/rich.ts';
import { engineText } from '../text/engine.ts';
import type { Outcome } from './define.ts';

/** The press of an answer: the line is run as if the person had typed it, about that activity. */
export const sayAction = 'engine.say';

export interface AskedOption {
  readonly label: string;
  /** A whole command line, e.g. `/点名 全到 除 P000011`. */
  readonly line: string;
  /** The activity it is about, where several are open. */
  readonly activity?: string | undefined;
}

/** The same card whose answers are said with more in front: `/点名 …` becomes `/代录 D01B02 点名 …`. */
export function sayAgainAs(card: object, front: string): object {
  const walk = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(walk);
    if (typeof value !== 'object' || value === null) return value;
    const { action, line } = value as { readonly action?: unknown; readonly line?: unknown };
    if (action === sayAction && typeof line === 'string') {
      return { ...value, line: line.startsWith(front) ? line : front + line.replace(/^\//u, '') };
    }
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, walk(item)]));
  };
  return walk(card) as object;
}

/** More than this is no question any more; whoever asks keeps the likeliest. A short list of kinds may be whole. */
const mostOptions = 5;
const longestLabel = 30;

/**
 * A question with an answer to press. Nothing has been done yet, and whoever presses is judged as if he or she had
 * typed the line. It may name people and repeat what was said, so it never stands in a group. `below`: the way to what
 * does not stand on this page.
 */
export function askBack(
  question: string,
  options: readonly AskedOption[],
  most: number = mostOptions,
  below: readonly Block[] = [],
): Outcome {
  const answers = options.slice(0, most).map(({ label, line, activity }, index) =>
    button({
      label: shorten(label, longestLabel),
      name: `answer_${index}`,
      action: sayAction,
      payload: { line, ...(activity === undefined ? {} : { activity }) },
    }),
  );
  const card = buildCard({
    title: engineText.askTitle,
    tone: 'info',
    summary: shorten(question, 60),
    blocks: [text(plain(question)), ...(answers.length === 0 ? [] : [buttons(answers)]), ...below],
  });
  return { reply: card };
}

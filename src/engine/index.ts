/** The public face of the engine for flows. */

export { askBack, sayAction, sayAgainAs } from './ask-back.ts';
export { composeEach, composeTogether } from './composers.ts';
export type * from './define.ts';
export type { Effect } from './effect.ts';
export { formWords } from './form-words.ts';
export { sentenceCard } from './sentence-card.ts';
export { isPastChange } from './stale.ts';
export { undoDeadline } from './undo.ts';

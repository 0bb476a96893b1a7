/** The public face of the engine for flows. */

export { askBack } from './ask-back.ts';
export { composeEach } from './compose-each.ts';
export type * from './define.ts';
export type { Effect } from './effect.ts';
export { sentenceCard } from './sentence-card.ts';

import type { Composed, OutboxRow } from '../notices/notice.ts';
import type { Composer, FlowContext } from './define.ts';

/** A composer for a kind of which few leave at once: one after the other. */
export function composeEach(
  compose: (context: FlowContext, notice: OutboxRow) => Promise<Composed>,
): Composer {
  return async (context, notices) => {
    const composed = new Map<string, Composed>();
    for (const notice of notices) composed.set(notice.id, await compose(context, notice));
    return composed;
  };
}

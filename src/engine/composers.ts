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

/** A composer for a kind of which many about one thing leave at once: what is to be known of it is read once for all. */
export function composeTogether<Facts>(how: {
  readonly thingOf: (notice: OutboxRow) => string;
  readonly read: (context: FlowContext, thing: string, about: readonly OutboxRow[]) => Promise<Facts>;
  readonly compose: (context: FlowContext, facts: Facts, notice: OutboxRow) => Composed;
}): Composer {
  return async (context, notices) => {
    const composed = new Map<string, Composed>();
    for (const thing of new Set(notices.map(how.thingOf))) {
      const about = notices.filter((notice) => how.thingOf(notice) === thing);
      const facts = await how.read(context, thing, about);
      for (const notice of about) composed.set(notice.id, how.compose(context, facts, notice));
    }
    return composed;
  };
}

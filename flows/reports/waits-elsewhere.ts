import { and, asc, eq } from 'drizzle-orm';
import { among } from '../../db/bulk.ts';
import { dutyInstances } from '../../db/schema/index.ts';
import { requestsPendingAt } from '../../src/duties/approvals.ts';
import { desksOf, mayDecide } from '../../src/duties/deciding.ts';
import { toInstance } from '../../src/duties/store.ts';
import { orgsWith } from '../../src/engine/access.ts';
import type { ActorContext } from '../../src/engine/index.ts';

/** What waits for the same person and is answered in another place: whoever asks for all of it is led there. */
export interface WaitsElsewhere {
  /** Listed problems whose closing this person's organisation judges (`/销号`). */
  readonly problems: readonly { readonly org: string; readonly number: string }[];
  /** Requests and results of elections that went to a post this person holds. */
  readonly requests: number;
}

export async function waitsElsewhere(context: ActorContext): Promise<WaitsElsewhere> {
  const { tx, directory, actor, today } = context;
  const issuers = orgsWith(context, 'issue');
  const filed =
    issuers.length === 0
      ? []
      : await tx
          .select()
          .from(dutyInstances)
          .where(and(among(dutyInstances.issuer, issuers), eq(dutyInstances.state, 'submitted')))
          .orderBy(asc(dutyInstances.heldBy), asc(dutyInstances.key));
  const asked = await requestsPendingAt(tx, desksOf(directory, [actor.code], today));
  return {
    problems: filed
      .map(toInstance)
      .filter(({ assignee }) => assignee !== actor.code)
      .map(({ orgCode, number }) => ({ org: orgCode, number })),
    requests: asked.filter(({ request, instance }) => mayDecide(context, actor.code, request, instance))
      .length,
  };
}

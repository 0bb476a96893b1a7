import { isToldBefore, type PendingRequest, requestsPendingAt } from '../../src/duties/approvals.ts';
import { type Decider, deciderNow } from '../../src/duties/deciding.ts';
import type { Effect, FlowContext } from '../../src/engine/index.ts';
import type { PostType } from '../../src/org/types.ts';
import type { Turn } from './seats.ts';

/** Somebody who decides, since a post changed hands, requests that went to this post. */
export interface NewDecider {
  readonly person: string;
  readonly org: string;
  readonly post: PostType;
  /** Nobody there can: it was passed up. */
  readonly isPassed: boolean;
}

interface Pending extends PendingRequest {
  readonly decider: Decider | undefined;
}

async function pendingNow(context: FlowContext): Promise<readonly Pending[]> {
  const { tx, directory } = context;
  const pending = await requestsPendingAt(
    tx,
    directory.orgs.map(({ code }) => code),
  );
  return pending.map((one) => ({ ...one, decider: deciderNow(context, one.request, one.instance) }));
}

/** Requests follow the desk: whoever decides one now and was not asked yet, and a finding where nobody is left. */
export async function movedRequests(
  context: FlowContext,
  turned: readonly Turn[],
): Promise<{ readonly deciders: readonly NewDecider[]; readonly effects: readonly Effect[] }> {
  const deciders: NewDecider[] = [];
  const effects: Effect[] = [];
  for (const { request, instance, decider } of await pendingNow(context)) {
    const { deciderOrg: org, deciderPost } = request;
    const post = deciderPost as PostType;
    if (!decider) {
      const detail = { instance: instance.key };
      const { orgCode, key } = instance;
      effects.push({ do: 'finding', kind: 'nobody_decides', org: orgCode, subject: key, detail });
      continue;
    }
    const isPassed = decider.org !== org || decider.post !== post;
    const isTurned = turned.some(({ after }) => after.org === org && after.post === post);
    if (!isPassed && !isTurned) continue;
    for (const { code: person } of decider.people)
      if (!isToldBefore(request, person, '')) deciders.push({ person, org, post, isPassed });
  }
  return { deciders, effects };
}

/** What this person decides now and was asked for by no other notice. */
export async function requestsToTell(
  context: FlowContext,
  person: string,
  notice: string,
): Promise<readonly string[]> {
  return (await pendingNow(context))
    .filter(
      ({ request, decider }) =>
        decider?.people.some(({ code }) => code === person) && !isToldBefore(request, person, notice),
    )
    .map(({ request }) => request.id);
}

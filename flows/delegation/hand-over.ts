import { and, eq, inArray, isNotNull, notInArray, sql } from 'drizzle-orm';
import { dutyInstances, dutyRequests, lines } from '../../db/schema/index.ts';
import type { Day } from '../../src/calendar/day.ts';
import { type DutyInstance, isStill, settledStates } from '../../src/duties/instance.ts';
import { ownerRoute } from '../../src/duties/route.ts';
import { toInstance } from '../../src/duties/store.ts';
import { composeEach, type Effect, type FlowContext } from '../../src/engine/index.ts';
import { nextSendingTime } from '../../src/notices/windows.ts';
import { resolveOwner } from '../../src/org/posts.ts';
import type { PostType } from '../../src/org/types.ts';
import { handOverCard } from './hand-over-card.ts';
import { moveTo } from './moved-lines.ts';
import type { Turn } from './seats.ts';

interface Subject {
  readonly org: string;
  readonly post: PostType;
  readonly group: string;
  /** Nobody holds it: the fallback goes on with it. */
  readonly isVacant?: boolean | undefined;
  /** Single items instead of all of the post: those of a person who left. */
  readonly instances?: readonly string[] | undefined;
}

/** One card to each new holder with something to take over; of a post that fell vacant, a finding. */
export async function handOvers(context: FlowContext, turned: readonly Turn[]): Promise<readonly Effect[]> {
  const { directory, today } = context;
  const effects: Effect[] = [];
  for (const { before, after } of turned) {
    const { org, post, group } = after;
    const fresh = [...after.attended].filter(([holder]) => !before.attended.has(holder));
    const isVacated = after.attended.size === 0;
    if (fresh.length === 0 && !isVacated) continue;
    const open = await openItems(context, { org, post, group, isVacant: isVacated });
    const waiting = await requestsFor(context, org, post);
    if (open.length + waiting === 0) continue;
    if (isVacated) {
      effects.push({
        do: 'finding',
        kind: 'vacant_post',
        org,
        subject: `${post}:${today.slice(0, 7)}`,
        detail: { post, open: open.length },
      });
    }
    const people = isVacated
      ? resolveOwner(directory, org, post, today).people.map(({ code }) => code)
      : fresh.map(([, by]) => by);
    for (const person of new Set(people))
      effects.push(noticeTo(context, person, { org, post, group, isVacant: isVacated }));
  }
  return effects;
}

/** Items of a person by name who is on the roster no more: the post that owes them goes on with them. */
export async function leftBehind(context: FlowContext, since: Day): Promise<readonly Effect[]> {
  const { tx, directory, today } = context;
  const named = await tx
    .select()
    .from(dutyInstances)
    .where(and(isNotNull(dutyInstances.assignee), notInArray(dutyInstances.state, [...settledStates])))
    .orderBy(dutyInstances.key);
  const effects: Effect[] = [];
  for (const instance of named.map(toInstance)) {
    const leftOn = directory.person(instance.assignee ?? '')?.leftOn;
    if (leftOn === undefined || leftOn > today || leftOn < since) continue;
    const { key, orgCode, rules, assignee } = instance;
    const [post = 'branch_secretary'] = rules.post;
    effects.push({
      do: 'finding',
      kind: 'assignee_left',
      org: orgCode,
      subject: key,
      detail: { instance: key, post },
    });
    const waiting = await tx
      .select()
      .from(lines)
      .where(
        and(eq(lines.instanceKey, key), eq(lines.personCode, assignee ?? ''), eq(lines.state, 'waiting')),
      );
    if (waiting.length > 0) {
      effects.push(...(await moveTo(context, waiting, resolveOwner(directory, orgCode, post, today))));
    }
    const { hearers } = ownerRoute({ directory, instance, day: today });
    for (const { person } of hearers) {
      effects.push(
        noticeTo(context, person.code, { org: orgCode, post, group: '', instances: [key] }, leftOn),
      );
    }
  }
  return effects;
}

function noticeTo(
  { now, calendar, today }: FlowContext,
  person: string,
  subject: Subject,
  since: Day = today,
): Effect {
  const { org, post, group, instances = [] } = subject;
  return {
    do: 'notify',
    notice: {
      key: ['handover', org, post, group, person, since, ...instances].join(':'),
      kind: 'delegation.handover',
      channel: 'direct',
      to: { person },
      subject: { ...subject },
      notBefore: nextSendingTime(now, calendar),
    },
  };
}

/**
 * What the post owes and is not settled, as it stands. Of a vacant post what is private to its parties stays out:
 * whoever goes on with the rest may stand above (duties.md f.2).
 */
async function openItems(context: FlowContext, subject: Subject): Promise<readonly DutyInstance[]> {
  const { org, post, instances, isVacant } = subject;
  const rows = await context.tx
    .select()
    .from(dutyInstances)
    .where(
      instances
        ? inArray(dutyInstances.key, [...instances])
        : and(eq(dutyInstances.orgCode, org), sql`${dutyInstances.rules} -> 'post' ->> 0 = ${post}`),
    )
    .orderBy(dutyInstances.heldBy, dutyInstances.key);
  return rows
    .map(toInstance)
    .filter(
      ({ state, reminder, duty }) =>
        state !== 'planned' &&
        !isStill(state) &&
        reminder !== 'R_SOFT' &&
        (!isVacant || context.catalogue.find(duty)?.privacy !== 'private'),
    );
}

async function requestsFor({ tx }: FlowContext, org: string, post: PostType): Promise<number> {
  const rows = await tx
    .select({ id: dutyRequests.id })
    .from(dutyRequests)
    .where(
      and(
        eq(dutyRequests.state, 'pending'),
        eq(dutyRequests.deciderOrg, org),
        eq(dutyRequests.deciderPost, post),
      ),
    );
  return rows.length;
}

/** Drawn from the state of that moment: who does not hold the post any more is told nothing. */
export const composeHandOver = composeEach(async (context, notice) => {
  const subject = notice.subject as unknown as Subject;
  const open = await openItems(context, subject);
  const waiting = subject.instances ? 0 : await requestsFor(context, subject.org, subject.post);
  if (open.length + waiting === 0) return { kind: 'suppress', reason: 'nothing_left' };
  const found = resolveOwner(context.directory, subject.org, subject.post, context.today);
  if (!found.people.some(({ code }) => code === notice.personCode)) {
    return { kind: 'suppress', reason: 'handed_over' };
  }
  return { kind: 'card', card: await handOverCard(context, subject, open, waiting) };
});

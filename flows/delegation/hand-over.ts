import { and, eq, isNotNull, notInArray, sql } from 'drizzle-orm';
import { among } from '../../db/bulk.ts';
import { dutyInstances, lines } from '../../db/schema/index.ts';
import type { Day } from '../../src/calendar/day.ts';
import { noteTold } from '../../src/duties/approvals.ts';
import { type DutyInstance, isStill, settledStates } from '../../src/duties/instance.ts';
import { ownerRoute } from '../../src/duties/route.ts';
import { toInstance } from '../../src/duties/store.ts';
import { composeEach, type Effect, type FlowContext } from '../../src/engine/index.ts';
import { nextSendingTime } from '../../src/notices/windows.ts';
import { resolveOwner } from '../../src/org/posts.ts';
import type { PostType } from '../../src/org/types.ts';
import { handOverCard } from './hand-over-card.ts';
import { moveTo } from './moved-lines.ts';
import { movedRequests, requestsToTell } from './moved-requests.ts';
import type { Turn } from './seats.ts';
import { toldItems } from './told-items.ts';

interface Subject {
  readonly org: string;
  readonly post: PostType;
  readonly group: string;
  /** Nobody holds it: the fallback goes on with it. */
  readonly isVacant?: boolean | undefined;
  /** Its requests alone, because nobody there can decide them. */
  readonly isPassed?: boolean | undefined;
  /** Single items instead of all of the post: those of a person who left. */
  readonly instances?: readonly string[] | undefined;
}

/** One card to each new holder with something to take over; of a post that fell vacant, a finding. */
export async function handOvers(context: FlowContext, turned: readonly Turn[]): Promise<readonly Effect[]> {
  const { directory, today } = context;
  const requests = await movedRequests(context, turned);
  const effects: Effect[] = [...requests.effects];
  const told = new Set<string>();
  for (const { before, after } of turned) {
    const { org, post, group } = after;
    const fresh = [...after.attended].filter(([holder]) => !before.attended.has(holder));
    const isVacated = after.attended.size === 0;
    if (fresh.length === 0 && !isVacated) continue;
    const open = await openItems(context, { org, post, group, isVacant: isVacated });
    const asked = requests.deciders.filter((one) => one.org === org && one.post === post);
    const takers = isVacated
      ? resolveOwner(directory, org, post, today).people.map(({ code }) => code)
      : fresh.map(([, by]) => by);
    const news = new Set<string>();
    for (const person of new Set(takers)) {
      const known = isVacated ? [] : await toldItems(context, { org, post }, person);
      if (open.length + known.length > 0) news.add(person);
    }
    if (open.length + asked.length + news.size === 0) continue;
    if (isVacated) {
      effects.push({
        do: 'finding',
        kind: 'vacant_post',
        org,
        subject: `${post}:${today.slice(0, 7)}`,
        detail: { post, open: open.length },
      });
    }
    for (const person of news) {
      told.add(person);
      effects.push(noticeTo(context, person, { org, post, group, isVacant: isVacated }));
    }
  }
  // One card a person, whatever it brings: the one of a post taken over lists the requests as well.
  for (const { person, ...desk } of requests.deciders) {
    if (told.has(person)) continue;
    told.add(person);
    effects.push(noticeTo(context, person, { ...desk, group: '' }));
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
        ? among(dutyInstances.key, instances)
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

/** Drawn from the state of that moment: who does not hold the post any more is told nothing. */
export const composeHandOver = composeEach(async (context, notice) => {
  const subject = notice.subject as unknown as Subject;
  const { org, post, instances } = subject;
  const person = notice.personCode ?? '';
  const attends = resolveOwner(context.directory, org, post, context.today).people;
  const isThere = attends.some(({ code }) => code === person);
  const open = isThere ? await openItems(context, subject) : [];
  const isWhole = isThere && !instances && !subject.isVacant && !subject.isPassed;
  const told = isWhole ? await toldItems(context, { org, post }, person) : [];
  const waiting = instances ? [] : await requestsToTell(context, person, notice.id);
  if (open.length + told.length + waiting.length === 0)
    return { kind: 'suppress', reason: isThere ? 'nothing_left' : 'handed_over' };
  await noteTold(context.tx, waiting, person, notice.id);
  return {
    kind: 'card',
    card: await handOverCard(context, subject, { open, told, requests: waiting.length }),
  };
});

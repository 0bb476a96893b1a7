import { and, eq, gte, sql } from 'drizzle-orm';
import { among } from '../../db/bulk.ts';
import { lines } from '../../db/schema/index.ts';
import { type Day, dayOf } from '../../src/calendar/day.ts';
import { formatDay } from '../../src/calendar/format.ts';
import { refuse } from '../../src/core/errors.ts';
import type { DutyInstance } from '../../src/duties/instance.ts';
import { ownerRoute } from '../../src/duties/route.ts';
import { lockInstances } from '../../src/duties/store.ts';
import type { Action, ActorContext, Effect, FlowContext } from '../../src/engine/index.ts';
import { type LineDraft, type LineRow, lineAbout } from '../../src/notices/lines.ts';
import { nextDigestMoment } from '../../src/notices/windows.ts';
import { answersFor } from '../../src/org/scope.ts';
import { text } from './text.ts';
import { itemsOf, redrawn, toldOf } from './told.ts';

const week = 7 * 86_400_000;

/** 催一下: one polite line on the owner's next digest, once a week an item, whoever presses. */
export const nudge: Action = async (context, click) => {
  const told = await toldOf(context, context.actor.code, itemsOf(click));
  const instances = await lockInstances(context.tx, [...told.keys()]);
  // Who may is asked again at the press: a post may have changed hands since the card left.
  const { directory, actor, today } = context;
  const known = instances.filter(
    ({ escalation, orgCode }) =>
      escalation !== 'E_PRIVATE' && answersFor(directory, actor.code, orgCode, today),
  );
  if (known.length === 0) return refuse('not_told', text.no.notTold);
  const redraw = await redrawn(context, click);
  const overdue = known.filter(({ state }) => state === 'overdue');
  if (overdue.length === 0) return { effects: redraw, toast: { tone: 'info', text: text.no.settled } };
  const asked = await askedLately(context, overdue);
  const fresh = overdue.filter(({ key }) => !asked.has(key));
  const drafts = fresh.flatMap((instance) => draftsOf(context, instance, told.get(instance.key)));
  if (drafts.length === 0) {
    const sentence = asked.size > 0 ? text.no.nudged : text.no.nobody;
    return { effects: redraw, toast: { tone: 'info', text: sentence } };
  }
  return {
    effects: [{ do: 'lines', lines: drafts }, ...drafts.map((draft) => trace(context, draft)), ...redraw],
    toast: {
      tone: 'success',
      text: text.nudged(fresh.length, formatDay(heardOn(context, drafts), undefined, today)),
    },
    undo: { none: text.nudgeIsFinal },
  };
};

/** The day on which the first of them reads it, with the digest that goes anyway. */
function heardOn({ now, calendar }: FlowContext, drafts: readonly LineDraft[]): Day {
  const days = drafts.map(({ person }) => dayOf(nextDigestMoment(person, now, calendar)));
  return days.sort()[0] ?? dayOf(now);
}

async function askedLately(
  { tx, now }: FlowContext,
  instances: readonly DutyInstance[],
): Promise<ReadonlySet<string>> {
  const rows = await tx
    .selectDistinct({ key: lines.instanceKey })
    .from(lines)
    .where(
      and(
        among(
          lines.instanceKey,
          instances.map(({ key }) => key),
        ),
        eq(lines.kind, 'nudge'),
        sql`${lines.facts} ->> 'role' = 'owner'`,
        gte(lines.bookedAt, new Date(now.getTime() - week)),
      ),
    );
  return new Set(rows.map(({ key }) => key));
}

function draftsOf(
  { directory, today, actor }: ActorContext,
  instance: DutyInstance,
  told: LineRow | undefined,
): readonly LineDraft[] {
  const route = ownerRoute({ directory, instance, day: today });
  const asker = directory.postsOf(actor.code, today).find(({ post }) => post === told?.post);
  // For whom the one who asks stands in is nothing the owner does for anybody.
  const { standsInFor: _away, standsAt: _at, ...known } = (told?.facts ?? {}) as Record<string, unknown>;
  const facts = {
    ...known,
    number: instance.number,
    heldBy: instance.heldBy,
    role: 'owner',
    ...(asker ? { asker: { post: asker.post, org: asker.org } } : {}),
  };
  return route.hearers
    .filter(({ person }) => person.code !== actor.code)
    .map(({ person, post, fallback, standsInFor }) => ({
      kind: 'nudge',
      ...lineAbout(instance),
      stage: `nudge-${today}`,
      person: person.code,
      post,
      fallback,
      facts: { ...facts, ...(standsInFor === undefined ? {} : { standsInFor }) },
    }));
}

function trace({ actor }: ActorContext, { orgCode, instanceKey }: LineDraft): Effect {
  return {
    do: 'audit',
    entry: { org: orgCode, channel: 'card', object: instanceKey, action: 'nudge', actor: actor.code },
  };
}

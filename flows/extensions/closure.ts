import { and, eq } from 'drizzle-orm';
import { pauses } from '../../db/schema/index.ts';
import { addDays, type Day, isDay } from '../../src/calendar/day.ts';
import { type Refusal, refuse } from '../../src/core/errors.ts';
import { orgsUnder, rebookUnder } from '../../src/duties/planning/rebook.ts';
import { orgsWith, postsWith } from '../../src/engine/access.ts';
import type { Action, ActorContext, Click, Outcome, Undo } from '../../src/engine/index.ts';
import { type Closure, closureCard, closureClosedCard } from './closure-cards.ts';
import { readSpan } from './read-request.ts';
import { text } from './text.ts';

const longestReason = 200;
/** A quarter: what lasts longer is a matter of waivers. */
const mostDays = 92;

/** `/停办 起 止 原因`: shown once with what it touches, then confirmed. */
export async function closeByText(context: ActorContext, line: string): Promise<Outcome | Refusal> {
  const [org] = orgsWith(context, 'close');
  if (!org) return refuse('not_yours', text.no.notForYou(postsWith('close')));
  const span = readSpan(line, context);
  if (!span) return refuse('days_missing', text.no.closureDays(text.closeExample));
  const closure: Closure = { org, from: span.from, to: span.to, reason: span.rest };
  const refusal = await checkClosure(context, closure);
  if (refusal) return refusal;
  return { reply: closureCard(context, closure, orgsUnder(context.directory, org).length) };
}

async function checkClosure({ tx, today }: ActorContext, closure: Closure): Promise<Refusal | undefined> {
  const { org, from, to, reason } = closure;
  if (to < from) return refuse('order', text.no.closureOrder);
  if (to < today) return refuse('past', text.no.closurePast);
  if (to >= addDays(from, mostDays)) return refuse('too_long', text.no.closureLong(mostDays));
  if (reason === '') return refuse('reason_missing', text.no.closureReason(text.closeExample));
  if (reason.length > longestReason) return refuse('reason_too_long', text.no.reasonTooLong);
  const [twin] = await tx
    .select()
    .from(pauses)
    .where(and(eq(pauses.orgCode, org), eq(pauses.fromOn, from), eq(pauses.toOn, to)));
  return twin ? refuse('twin', text.no.closureTwin) : undefined;
}

function closureOf({ payload }: Click): Closure | undefined {
  const { org, from, to, reason } = payload;
  const [start, end] = [String(from), String(to)];
  if (!isDay(start) || !isDay(end)) return undefined;
  return { org: String(org), from: start as Day, to: end as Day, reason: String(reason) };
}

/** 确认停办: the days are written, and everything still running below is timed anew. */
export const confirmClosure: Action = async (context, click) => {
  const closure = closureOf(click);
  if (!closure) return refuse('gone', text.no.gone);
  const { org, from, to, reason } = closure;
  if (!orgsWith(context, 'close').includes(org)) {
    return refuse('not_yours', text.no.notForYou(postsWith('close')));
  }
  const refusal = await checkClosure(context, closure);
  if (refusal) return refusal;
  const { tx, actor, now } = context;
  await tx
    .insert(pauses)
    .values({ orgCode: org, kind: 'closure', fromOn: from, toOn: to, reason, by: actor.code, at: now });
  const count = await rebookUnder(context, org);
  return {
    card: closureClosedCard(context, closure, count),
    toast: { tone: 'success', text: text.closureToast },
    effects: [
      {
        do: 'audit',
        entry: {
          org,
          channel: 'card',
          object: `${org}/closure/${from}`,
          action: 'close',
          actor: actor.code,
          after: { from, to },
          reason,
        },
      },
    ],
    undo: {
      kind: 'extensions.close',
      payload: { org, from, to, at: now.toISOString() },
      org,
      object: `${org}/closure/${from}`,
    },
  };
};

/** The days count again, and everything running below is timed anew. */
export const undoClosure: Undo = async (context, payload) => {
  const { org, from, to, at } = payload as Readonly<Record<'org' | 'from' | 'to' | 'at', string>>;
  const made = and(
    eq(pauses.orgCode, org),
    eq(pauses.fromOn, from),
    eq(pauses.toOn, to),
    eq(pauses.at, new Date(at)),
  );
  const gone = await context.tx.delete(pauses).where(made).returning({ org: pauses.orgCode });
  if (gone.length === 0) return refuse('gone', text.no.gone);
  await rebookUnder(context, org);
  return {};
};

export const dropClosure: Action = async (context, click) => {
  const closure = closureOf(click);
  if (!closure) return refuse('gone', text.no.gone);
  return { card: closureClosedCard(context, closure, undefined) };
};

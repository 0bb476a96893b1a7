import { among } from '../../db/bulk.ts';
import { dutyInstances } from '../../db/schema/index.ts';
import { type Refusal, refuse } from '../../src/core/errors.ts';
import { explain } from '../../src/duties/explain.ts';
import { findInstance, readTrace, type Trace } from '../../src/duties/explain-store.ts';
import type { DutyInstance } from '../../src/duties/instance.ts';
import { rulesOf } from '../../src/duties/local-plan.ts';
import { type Action, type ActorContext, askBack, type Outcome } from '../../src/engine/index.ts';
import { answersFor } from '../../src/org/scope.ts';
import { whyCard } from './cards.ts';
import { text } from './text.ts';

/** `/为什么 编号`; in reply to a card of one item the number is not needed. */
export async function whyByText(context: ActorContext, line: string): Promise<Outcome | Refusal> {
  const [number = ''] = line.trim().split(/\s+/u);
  if (number !== '') return whyOf(context, number);
  const quoted = context.about?.instances ?? [];
  return quoted.length > 0 ? whyOfSome(context, quoted) : refuse('missing', text.no.missing(text.example));
}

/** The button of a notice: its one item, or a question which of them. */
export const pressWhy: Action = (context, { payload }) => {
  const keys = Array.isArray(payload.instances) ? payload.instances.map(String) : [];
  return whyOfSome(context, keys);
};

async function whyOfSome(context: ActorContext, keys: readonly string[]): Promise<Outcome | Refusal> {
  const [only, ...others] = keys;
  if (only === undefined) return refuse('gone', text.no.gone);
  if (others.length === 0) return whyOf(context, only);
  const rows = await context.tx
    .select({ key: dutyInstances.key, number: dutyInstances.number })
    .from(dutyInstances)
    .where(among(dutyInstances.key, keys))
    .orderBy(dutyInstances.key);
  // The press is judged as if the number had been typed: scope is checked there.
  return askBack(
    text.which,
    rows.map(({ number }) => ({ label: number, line: text.line(number) })),
  );
}

async function whyOf(context: ActorContext, named: string): Promise<Outcome | Refusal> {
  const { tx, directory, calendar, catalogue, today } = context;
  const instance = await findInstance(tx, named);
  const trace = instance && (await readTrace(tx, instance));
  // Somebody else's number reads like an unknown one: nothing about other units is given away.
  if (!instance || !trace || !catalogue.find(instance.duty) || !mayKnow(context, instance, trace)) {
    return refuse('unknown_number', text.no.unknown(named.includes('/') ? '' : named));
  }
  const local = await rulesOf({ tx, directory, catalogue, calendar }, instance);
  const found = explain({ instance, local, directory, calendar, today, ...trace });
  return { reply: whyCard(context, found) };
}

/**
 * Whoever was told of it; whoever holds a post in the organisation that owes it or in one above that oversees it.
 * What is private to its parties and not counted by parts (talks that judge, special meetings) is not for those
 * above at all (duties.md f.2).
 */
function mayKnow(context: ActorContext, instance: DutyInstance, { people }: Trace): boolean {
  const { actor, directory, catalogue, today } = context;
  if (people.has(actor.code) || instance.assignee === actor.code) return true;
  const isSecret =
    catalogue.get(instance.duty).privacy === 'private' && instance.rules.coverage === undefined;
  if (!isSecret) return answersFor(directory, actor.code, instance.orgCode, today);
  return directory
    .postsOf(actor.code, today)
    .some(({ org, post }) => org === instance.orgCode && instance.rules.post.includes(post));
}

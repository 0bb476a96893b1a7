import { insertMany } from '../../db/bulk.ts';
import { findings } from '../../db/schema/index.ts';
import { bookTimers, cancelTimer } from '../../db/timers.ts';
import { stableId } from '../core/ids.ts';
import type { DutyInstance } from '../duties/instance.ts';
import type { LifecycleEvent } from '../duties/lifecycle.ts';
import { isPassing, type Moved, passMany } from '../duties/moves.ts';
import { escalationProfile } from '../duties/profiles.ts';
import { stageName } from '../duties/stages.ts';
import { applyTransition, submittedTimer } from '../duties/store.ts';
import { touchCarried } from '../notices/carried-cards.ts';
import { bookLines, type LineDraft, lineAbout, noteUnheard, toldOfSlip } from '../notices/lines.ts';
import { keepLive, touchLive } from '../notices/live-cards.ts';
import { bookNotices, suppressNotices } from '../notices/outbox.ts';
import { withdrawLines } from '../notices/withdrawn-lines.ts';
import { stoodInFor } from '../org/scope.ts';
import { type AuditEntry, appendAudit } from './audit.ts';
import { hearersOfEnd } from './closing-hearers.ts';
import type { FlowContext } from './define.ts';
import type { Booked, Effect } from './effect.ts';

/** `actor` is who caused it, for the trace: a person's code, or `system`. */
export async function carryOut(
  context: FlowContext,
  effects: readonly Effect[],
  actor: string,
): Promise<Booked> {
  const { tx, now } = context;
  const notices = effects.flatMap((effect) => (effect.do === 'notify' ? [effect.notice] : []));
  const lines = effects.flatMap((effect) => (effect.do === 'lines' ? effect.lines : []));
  const timers = effects.flatMap((effect) => (effect.do === 'timer' ? [effect] : []));
  const { entries: moves, closing } = await makeMoves(
    context,
    effects.flatMap((effect) => (effect.do === 'transition' ? [effect] : [])),
    actor,
  );
  for (const effect of effects) await carryOutOne(context, effect);
  const kept = effects.flatMap((effect) => (effect.do === 'keep_live' ? [effect] : []));
  await keepLive(tx, kept, now, true);
  await touchLive(
    tx,
    effects.flatMap((effect) => (effect.do === 'touch_live' ? [effect] : [])),
  );
  await noteFindings(
    context,
    effects.flatMap((effect) => (effect.do === 'finding' ? [effect] : [])),
  );
  await touchCarried(
    tx,
    moves.filter(({ action }) => !byTime.has(action)).map(({ object }) => object),
    now,
  );
  await bookNotices(tx, notices, now);
  const fresh = await bookLines(tx, lines, now, context.calendar);
  await bookTimers(
    tx,
    timers.filter((timer) => !timer.keepEarlier),
  );
  await bookTimers(
    tx,
    timers.filter((timer) => timer.keepEarlier),
    { keepEarlier: true },
  );
  const entries = effects.flatMap((effect) => (effect.do === 'audit' ? [effect.entry] : []));
  const traced = [...entries, ...moves].map((entry) => withStandIn(context, entry));
  await appendAudit(tx, traced, now);
  return { lines: [...closing, ...fresh], notices };
}

/** Who acts in a post that is somebody else's is traced with that one's code (duties.md c.3). */
function withStandIn({ directory, today }: FlowContext, entry: AuditEntry): AuditEntry {
  const away = stoodInFor(directory, entry.actor, entry.org, today);
  return away.length === 0 ? entry : { ...entry, standingInFor: away };
}

/** What time alone does is told by lines of its own; no card that has left needs to follow. */
const byTime: ReadonlySet<string> = new Set(['transition.open', 'transition.lapse']);

async function carryOutOne(context: FlowContext, effect: Effect): Promise<void> {
  const { tx, now } = context;
  switch (effect.do) {
    case 'suppress':
      return suppressNotices(tx, effect.keys, effect.reason, now);
    case 'cancel_timer':
      return cancelTimer(tx, effect.kind, effect.subject);
    case 'keep_live':
    case 'transition':
    case 'finding':
    case 'notify':
    case 'lines':
    case 'timer':
    case 'touch_live':
    case 'audit':
      return; // Booked together, in bulk.
    default:
      effect satisfies never;
  }
}

interface Moves {
  readonly entries: readonly AuditEntry[];
  readonly closing: readonly LineDraft[];
}

type TransitionEffect = Extract<Effect, { do: 'transition' }>;

/** Moves instances, what a clock does together and the rest one by one, and answers the trace. */
async function makeMoves(
  context: FlowContext,
  transitions: readonly TransitionEffect[],
  actor: string,
): Promise<Moves> {
  const single = new Set(transitions.flatMap(({ instance, event }) => (isPassing(event) ? [] : [instance])));
  const passed = await passMany(
    context,
    transitions.filter(({ instance }) => !single.has(instance)),
  );
  // A reminder that has not left when the day is over would contradict the line that says so.
  const lapsed = passed.flatMap(({ instance, event }) => (event.type === 'lapse' ? [instance.key] : []));
  await withdrawLines(context.tx, lapsed, 'lapsed', ['reminder']);
  const entries = passed.map((moved) => traceOf(moved, actor));
  const closing: LineDraft[] = [];
  for (const effect of transitions) {
    if (!single.has(effect.instance)) continue;
    const moved = await settleOrMove(context, effect, actor);
    entries.push(...moved.entries);
    closing.push(...moved.closing);
  }
  return { entries, closing };
}

/** Moves an instance, does what follows for its lines, and answers the trace of the move. */
async function settleOrMove(context: FlowContext, effect: TransitionEffect, actor: string): Promise<Moves> {
  const { tx } = context;
  const { instance: key, event } = effect;
  const moved = await applyTransition(context, key, event);
  if (!moved) return { entries: [], closing: [] };
  // A profile stops as soon as an activity is scheduled (duties.md b.2): what was booked before must not ask for it.
  if (event.type === 'schedule') await withdrawLines(tx, [key], 'scheduled', ['reminder']);
  if (event.type === 'lapse') await withdrawLines(tx, [key], 'lapsed', ['reminder']);
  // It is not over after all: whoever was told of the slip hears of its end when it really has one.
  if (event.type === 'reopen') await withdrawLines(tx, [key], 'reopened', ['closing']);
  // It is owed again: that it is not need not be said any more.
  if (event.type === 'owe') await withdrawLines(tx, [key], 'owed', ['report']);
  const { instance, transition } = moved;
  await withdrawWarnings(context, instance, event.type);
  if (transition.to === 'submitted') {
    await withdrawLines(tx, [key], 'submitted');
    await bookTimers(tx, [{ kind: submittedTimer, subject: key, dueAt: context.now }]);
  }
  // An extension closes the slip of the old day as much as evidence does (duties.md T10).
  const closes = transition.settles || event.type === 'extend';
  const closing = closes ? await closeSlip(context, instance, event.type) : [];
  return { entries: [traceOf({ instance, event, transition }, actor)], closing };
}

/** Before a term's end nobody is warned of a request that is filed by now, or of a meeting that has its date. */
async function withdrawWarnings(
  { tx }: FlowContext,
  { key, state, round, escalation }: DutyInstance,
  by: LifecycleEvent['type'],
): Promise<void> {
  if (state === 'overdue' || (by !== 'request' && by !== 'schedule')) return;
  const steps = escalationProfile(escalation).steps.filter(
    ({ monthsBefore, unlessRequested }) =>
      monthsBefore !== undefined && (by === 'schedule' || unlessRequested === true),
  );
  const stages = steps.map(({ level }) => stageName(`L${level}`, round));
  const reason = by === 'request' ? 'requested' : 'scheduled';
  if (stages.length > 0) await withdrawLines(tx, [key], reason, ['escalation'], stages);
}

function traceOf({ instance, event, transition }: Moved, actor: string): AuditEntry {
  return {
    org: instance.orgCode,
    channel: 'system',
    object: instance.key,
    action: `transition.${event.type}`,
    actor,
    before: { state: transition.from },
    after: {
      state: transition.to,
      level: instance.level,
      heldOn: instance.heldOn,
      ...(event.type === 'extend' ? { heldBy: instance.heldBy } : {}),
    },
  };
}

/** What has not left is taken back, and everybody who was told of the slip hears once that it is settled (duties.md T12). */
async function closeSlip(
  context: FlowContext,
  instance: DutyInstance,
  by: LifecycleEvent['type'],
): Promise<readonly LineDraft[]> {
  const { tx, now, calendar } = context;
  const { key } = instance;
  await withdrawLines(tx, [key], by === 'extend' ? 'extended' : 'settled');
  const round = by === 'extend' ? instance.round - 1 : instance.round;
  const { hearers, unheard } = hearersOfEnd(context, instance, await toldOfSlip(tx, key));
  const closingFor = ({ person, post, fallback, movedFrom }: (typeof hearers)[number]): LineDraft => ({
    kind: 'closing',
    ...lineAbout(instance),
    stage: stageName('closing', round),
    person,
    post,
    fallback,
    facts: {
      ...(movedFrom === undefined ? {} : { movedFrom }),
      number: instance.number,
      heldOn: instance.heldOn,
      heldBy: instance.heldBy,
      daysLate: instance.daysLate,
      state: instance.state,
    },
  });
  await noteUnheard(
    tx,
    unheard.map((one) => ({ draft: closingFor(one), reason: one.reason })),
    now,
  );
  return bookLines(tx, hearers.map(closingFor), now, calendar);
}

async function noteFindings(
  { tx, now, today }: FlowContext,
  noted: readonly Extract<Effect, { do: 'finding' }>[],
): Promise<void> {
  await insertMany(
    tx,
    findings,
    noted.map(({ kind, org, subject, detail }) => ({
      id: stableId(`finding:${kind}:${org}:${subject}`),
      kind,
      orgCode: org,
      subject,
      detail,
      at: now,
      onDay: today,
    })),
  );
}

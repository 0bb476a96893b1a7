import { timeOf } from '../../src/calendar/day.ts';
import { formatDayTime } from '../../src/calendar/format.ts';
import { buildCard } from '../../src/cards/card.ts';
import { button, buttons, list, note, text as paragraph } from '../../src/cards/elements.ts';
import { type Refusal, refuse } from '../../src/core/errors.ts';
import { orgsWith } from '../../src/engine/access.ts';
import type { Action, ActorContext, Effect, Final, Outcome } from '../../src/engine/index.ts';
import { sentenceCard } from '../../src/engine/index.ts';
import { expectedSpan, isAtOnce } from '../../src/notices/expected.ts';
import { heldBack, readStop, releaseAll, type Stop, stopAll } from '../../src/notices/stop.ts';
import { text } from './text.ts';

/** `/停发 [原因]`: nothing leaves of itself any more. Again, it shows what is held. */
export async function stopByText(context: ActorContext, line: string): Promise<Outcome | Refusal> {
  const [org] = orgsWith(context, 'administer');
  if (org === undefined) return refuse('not_administrator', text.no.notAdministrator);
  const { tx, actor, now } = context;
  const reason = line.trim().slice(0, 200);
  const isNew = await stopAll(tx, { by: actor.code, at: now.toISOString(), reason });
  const stop = await readStop(tx);
  if (!stop) return refuse('not_stopped', text.notStopped);
  return {
    reply: await stopCard(context, stop),
    effects: isNew ? [trace(context, org, 'stop', reason)] : [],
  };
}

/** `/恢复发送`. */
export async function releaseByText(context: ActorContext): Promise<Outcome | Refusal> {
  const done = await release(context);
  return 'sentence' in done && 'effects' in done
    ? { reply: sentenceCard(done.sentence, text.releasedTitle), effects: done.effects, undo: done.undo }
    : done;
}

export const pressRelease: Action = async (context) => {
  const done = await release(context);
  if (!('effects' in done)) return done;
  return {
    card: sentenceCard(done.sentence, text.releasedTitle),
    effects: done.effects,
    undo: done.undo,
    toast: { tone: 'success', text: text.releasedTitle },
  };
};

async function release(
  context: ActorContext,
): Promise<
  { readonly sentence: string; readonly effects: readonly Effect[]; readonly undo?: Final } | Refusal
> {
  const [org] = orgsWith(context, 'administer');
  if (org === undefined) return refuse('not_administrator', text.no.notAdministrator);
  const count = (await heldBack(context.tx, context.now)).reduce((sum, held) => sum + held.count, 0);
  if (!(await releaseAll(context.tx))) return { sentence: text.notStopped, effects: [] };
  const { now, calendar, today } = context;
  const span = expectedSpan(count, now, calendar);
  const expected = isAtOnce(span, now)
    ? ''
    : text.expected(formatDayTime(span.from, calendar, today), timeOf(span.until));
  return {
    sentence: text.released(count) + expected,
    effects: [trace(context, org, 'release')],
    undo: { none: text.releaseIsFinal },
  };
}

function trace({ actor }: ActorContext, org: string, what: 'stop' | 'release', reason?: string): Effect {
  return {
    do: 'audit',
    entry: {
      org,
      channel: 'command',
      object: 'outbound',
      action: `outbound.${what}`,
      actor: actor.code,
      reason: reason || undefined,
    },
  };
}

async function stopCard(context: ActorContext, stop: Stop): Promise<object> {
  const { directory, calendar, today, tx, now } = context;
  const held = await heldBack(tx, now);
  const counts = new Map<string, number>();
  for (const { kind, count } of held) counts.set(nameOf(kind), (counts.get(nameOf(kind)) ?? 0) + count);
  const at = new Date(stop.at);
  const when = formatDayTime(at, calendar, today);
  const total = held.reduce((sum, { count }) => sum + count, 0);
  return buildCard({
    title: text.cardTitle,
    tone: 'due',
    summary: text.cardTitle,
    blocks: [
      paragraph(text.stopped(directory.person(stop.by)?.name ?? '', when)),
      ...(stop.reason === '' ? [] : [paragraph(text.reason(stop.reason))]),
      paragraph(text.held(total)),
      list([...counts].map(([kind, count]) => text.kindCount(kind, count))),
      buttons([
        button({ label: text.release, name: 'release', action: 'outbound.release', style: 'primary' }),
      ]),
      note(text.how),
    ],
  });
}

/** How people call a kind of notice. */
export function nameOf(kind: string): string {
  return text.kinds[kind] ?? (kind.startsWith('attendance.') ? text.invitation : text.other);
}

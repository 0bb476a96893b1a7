import { and, eq } from 'drizzle-orm';
import { among } from '../../db/bulk.ts';
import { dutyInstances, knownItems } from '../../db/schema/index.ts';
import { addMonths, type Day, isDay } from '../../src/calendar/day.ts';
import { formatDay } from '../../src/calendar/format.ts';
import { refuse } from '../../src/core/errors.ts';
import { stageMoment } from '../../src/duties/store.ts';
import type { Action, Effect, Job } from '../../src/engine/index.ts';
import { waitAgain } from '../../src/engine/unsettle.ts';
import { keptBack } from './kept-back.ts';
import { text } from './text.ts';
import { itemsOf, redrawn, toldOf } from './told.ts';

export const knownTimer = 'escalation.known_over';

/** Longer than this nobody remembers what was known. */
const mostMonths = 3;

/** 标记已了解: this person hears no more of these items before that day. Nobody else is concerned. */
export const markKnown: Action = async (context, click) => {
  const { tx, actor, today, now } = context;
  const told = await toldOf(context, actor.code, itemsOf(click));
  const keys = [...told.keys()];
  if (keys.length === 0) return refuse('not_told', text.no.notTold);
  const redraw = await redrawn(context, click);
  const own = and(eq(knownItems.personCode, actor.code), among(knownItems.instanceKey, keys));
  if (click.option === 'none') {
    await tx.delete(knownItems).where(own);
    await waitAgain(context, await keptBack(context, actor.code, told));
    return { effects: redraw, toast: { tone: 'success', text: text.knownAgain } };
  }
  const until = click.option ?? '';
  if (!isDay(until) || until <= today || until > addMonths(today, mostMonths)) {
    return refuse('day', text.no.day);
  }
  await tx.delete(knownItems).where(own);
  await tx
    .insert(knownItems)
    .values(keys.map((instanceKey) => ({ personCode: actor.code, instanceKey, until, at: now })));
  const back = keys.map(
    (key): Effect => ({
      do: 'timer',
      kind: knownTimer,
      subject: `${actor.code} ${key}`,
      dueAt: stageMoment({ on: until }),
    }),
  );
  return {
    effects: [...back, ...redraw],
    toast: { tone: 'success', text: text.known(formatDay(until, undefined, today)) },
  };
};

/** The day has come: what is still late is told once more, to that person alone. */
export const knownOver: Job = async (context, subjects) => {
  const { tx, today } = context;
  const effects: Effect[] = [];
  for (const subject of subjects) {
    const [person = '', key = ''] = subject.split(' ');
    const here = and(eq(knownItems.personCode, person), eq(knownItems.instanceKey, key));
    const [row] = await tx.select().from(knownItems).where(here);
    // Taken back, or moved on to another day that has a moment of its own.
    if (!row || row.until > today) continue;
    await tx.delete(knownItems).where(here);
    const line = (await toldOf(context, person, [key])).get(key);
    const [instance] = await tx
      .select({ state: dutyInstances.state })
      .from(dutyInstances)
      .where(eq(dutyInstances.key, key));
    if (!line || instance?.state !== 'overdue') continue;
    effects.push({
      do: 'lines',
      lines: [
        {
          kind: 'nudge',
          instanceKey: key,
          stage: `known-${row.until as Day}`,
          person,
          orgCode: line.orgCode,
          duty: line.duty,
          period: line.period,
          post: line.post,
          fallback: (line.fallback as object | null) ?? undefined,
          facts: line.facts as Record<string, unknown>,
        },
      ],
    });
  }
  return effects;
};

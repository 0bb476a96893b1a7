import { eq } from 'drizzle-orm';
import { dutyInstances } from '../../db/schema/index.ts';
import { refuse } from '../../src/core/errors.ts';
import type { Action } from '../../src/engine/index.ts';
import { text } from './text.ts';
import { toldOf } from './told.ts';

/** 起草督办函: the letters' own command, as if typed with the number of this item. */
export const draftLetter: Action = async (context, { payload }) => {
  const key = String(payload.instance);
  const told = await toldOf(context, context.actor.code, [key]);
  const [instance] = await context.tx
    .select({ number: dutyInstances.number })
    .from(dutyInstances)
    .where(eq(dutyInstances.key, key));
  const command = context.commands.find(({ alias }) => alias === 'urge');
  if (!instance || !told.has(key) || !command) return refuse('not_told', text.no.notTold);
  return command.run(context, instance.number);
};

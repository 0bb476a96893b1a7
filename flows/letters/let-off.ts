import { eq } from 'drizzle-orm';
import type { Reader } from '../../db/client.ts';
import { dutyInstances } from '../../db/schema/index.ts';
import type { DutyState } from '../../src/duties/instance.ts';
import type { Letter } from './queries.ts';
import { text } from './text.ts';

/** The item was waived or removed: nobody has to do what the letter asks for. */
export function isLetOff(state: DutyState): state is keyof typeof text.letOff {
  return state in text.letOff;
}

/** What became of the item while its letter lay there, in words; undefined while the letter has its reason. */
export async function letOffWords(tx: Reader, { instanceKey }: Letter): Promise<string | undefined> {
  if (instanceKey === null) return undefined;
  const [item] = await tx
    .select({ state: dutyInstances.state })
    .from(dutyInstances)
    .where(eq(dutyInstances.key, instanceKey));
  const state = item?.state as DutyState | undefined;
  return state && isLetOff(state) ? text.letOff[state] : undefined;
}

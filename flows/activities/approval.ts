import { type Refusal, refuse } from '../../src/core/errors.ts';
import { needsApproval, unapproved } from '../../src/duties/approvals.ts';
import type { DutyAct } from '../../src/duties/authority.ts';
import type { DutyDef } from '../../src/duties/catalogue/catalogue.ts';
import type { DutyInstance } from '../../src/duties/instance.ts';
import type { ActorContext } from '../../src/engine/index.ts';
import { itemName } from './plan-rules.ts';
import { text } from './text.ts';

/** An election is called and recorded after its request was approved, never before (duties.md b.4). */
export async function refuseUnapproved(
  { tx, catalogue, today }: Pick<ActorContext, 'tx' | 'catalogue' | 'today'>,
  instances: readonly DutyInstance[],
  act: DutyAct,
): Promise<Refusal | undefined> {
  const early = await unapproved(tx, catalogue, instances);
  if (!early) return undefined;
  const { instance, missing } = early;
  const item = itemName(instance, catalogue.get(instance.duty), today);
  return refuse('unapproved', text.no.unapproved[missing](item, text.afterApproval[act], instance.number));
}

/** What recording it comes to: done, filed with whoever accepts it, or a result put before the superior (T5, T6). */
type Ending = 'done' | 'filed' | 'asked';

/** `rules` are those the instance travels with; without one, those of the catalogue. */
export function endingOf(
  duty: DutyDef | undefined,
  rules?: Pick<DutyInstance['rules'], 'acceptedBy'>,
): Ending {
  if (!(rules?.acceptedBy ?? duty?.acceptedBy)) return 'done';
  return duty && needsApproval(duty) ? 'asked' : 'filed';
}

/** Of several that one record settles, what takes longest. */
export function endingOfAll(duties: readonly DutyDef[]): Ending {
  const endings = duties.map((duty) => endingOf(duty));
  return endings.find((one) => one === 'asked') ?? endings.find((one) => one === 'filed') ?? 'done';
}

import type { Flow } from '../../src/engine/index.ts';

/** The flow with some of its duties in force, so that a test tells of one thing. */
export function onlyDuties(flow: Flow, ids: readonly string[] | 'all'): Flow {
  if (ids === 'all' || !flow.duties) return flow;
  const inForce = (id: string): boolean => ids.includes(id);
  const duties = flow.duties
    .filter(({ id }) => inForce(id))
    .map((duty) => ({ ...duty, canShareActivityWith: duty.canShareActivityWith.filter(inForce) }));
  return { ...flow, duties };
}

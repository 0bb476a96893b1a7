import type { Person } from './entities.ts';
import { hasResigned, isAvailable } from './range.ts';
import type { Workspace } from './workspace.ts';

export interface Sorted {
  readonly people: readonly Person[];
  /** Resigned or out of reach. */
  readonly invalid: readonly string[];
  readonly notExisting: readonly string[];
}

/** Who of these can be taken into a group. */
export function sortCandidates(workspace: Workspace, type: string, ids: readonly string[]): Sorted {
  const people: Person[] = [];
  const invalid: string[] = [];
  const notExisting: string[] = [];
  for (const id of new Set(ids)) {
    const person = workspace.world.personBy(type, id);
    if (!person) notExisting.push(id);
    else if (hasResigned(workspace, person) || !isAvailable(workspace, person)) invalid.push(id);
    else people.push(person);
  }
  return { people, invalid, notExisting };
}

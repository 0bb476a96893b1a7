import { splittings, type TypedRollCall } from '../commands/roll-call.ts';
import type { Directory } from '../org/directory.ts';
import { findPeople } from '../org/names.ts';
import type { Person } from '../org/types.ts';
import type { RollCall } from './activity.ts';

export type ResolvedRollCall =
  | { readonly kind: 'call'; readonly call: RollCall }
  | { readonly kind: 'unknown'; readonly typed: string; readonly nearest: readonly Person[] }
  | { readonly kind: 'several'; readonly typed: string; readonly people: readonly Person[] };

/** Typed names → people of this roll. The first name that is unknown or shared stops everything: nothing is guessed. */
export function resolveRollCall(
  directory: Directory,
  branch: string,
  typed: TypedRollCall,
): ResolvedRollCall {
  const found: Record<'absent' | 'onLeave' | 'online', Set<string>> = {
    absent: new Set(),
    onLeave: new Set(),
    online: new Set(),
  };
  for (const bucket of ['absent', 'onLeave', 'online'] as const) {
    for (const name of typed[bucket].flatMap((words) => namesIn(directory, branch, words))) {
      const match = findPeople(directory, name, [branch]);
      if (match.kind === 'none') return { kind: 'unknown', typed: name, nearest: match.nearest };
      if (match.kind === 'many') return { kind: 'several', typed: name, people: match.people };
      found[bucket].add(match.person.code);
    }
  }
  return { kind: 'call', call: found };
}

function namesIn(directory: Directory, branch: string, words: string): readonly string[] {
  const isKnown = (name: string): boolean => findPeople(directory, name, [branch]).kind !== 'none';
  if (isKnown(words)) return [words];
  return splittings(words).find((names) => names.every(isKnown)) ?? [words];
}

import { splittings, type TypedRollCall } from '../../commands/roll-call.ts';
import type { Directory } from '../../org/directory.ts';
import { type FoundPeople, findPeople } from '../../org/names.ts';
import type { Person } from '../../org/types.ts';
import type { RollCall } from './activity.ts';

export type ResolvedRollCall =
  | { readonly kind: 'call'; readonly call: RollCall }
  | { readonly kind: 'unknown'; readonly typed: string; readonly nearest: readonly Person[] }
  | { readonly kind: 'several'; readonly typed: string; readonly people: readonly Person[] };

/**
 * Typed names → people of the roll, who are members of these branches. The first name that is unknown, shared or of
 * somebody who is not expected stops everything: nothing is guessed.
 */
export function resolveRollCall(
  directory: Directory,
  within: string | readonly string[],
  typed: TypedRollCall,
  isExpected: (person: string) => boolean = () => true,
): ResolvedRollCall {
  const branches = [within].flat();
  const found: Record<'absent' | 'onLeave' | 'online', Set<string>> = {
    absent: new Set(),
    onLeave: new Set(),
    online: new Set(),
  };
  for (const bucket of ['absent', 'onLeave', 'online'] as const) {
    for (const name of typed[bucket].flatMap((words) => namesIn(directory, branches, words))) {
      const match = amongExpected(findPeople(directory, name, branches), isExpected);
      if (match.kind === 'none') return { kind: 'unknown', typed: name, nearest: match.nearest };
      if (match.kind === 'many') return { kind: 'several', typed: name, people: match.people };
      found[bucket].add(match.person.code);
    }
  }
  return { kind: 'call', call: found };
}

function amongExpected(match: FoundPeople, isExpected: (person: string) => boolean): FoundPeople {
  const found = match.kind === 'one' ? [match.person] : match.kind === 'many' ? match.people : [];
  const people = found.filter(({ code }) => isExpected(code));
  const [person] = people;
  if (person) return people.length === 1 ? { kind: 'one', person } : { kind: 'many', people };
  return { kind: 'none', nearest: match.kind === 'none' ? match.nearest : [] };
}

function namesIn(directory: Directory, branches: readonly string[], words: string): readonly string[] {
  const isKnown = (name: string): boolean => findPeople(directory, name, branches).kind !== 'none';
  if (isKnown(words)) return [words];
  return splittings(words).find((names) => names.every(isKnown)) ?? [words];
}

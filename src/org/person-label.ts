import type { Directory } from './directory.ts';
import { shortOrgName } from './short-name.ts';
import type { Person } from './types.ts';

/** A name to choose by; where somebody else in the choice has the same one, with organisation and group. */
export function personLabel(directory: Directory, person: Person, among: readonly Person[]): string {
  const isShared = among.some((other) => other.code !== person.code && other.name === person.name);
  if (!isShared) return person.name;
  const place = [shortOrgName(directory, person.branch), person.group].filter((part) => part !== undefined);
  return `${person.name} ${place.join(' ')}`;
}

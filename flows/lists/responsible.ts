import { type Refusal, refuse } from '../../src/core/errors.ts';
import type { ActorContext } from '../../src/engine/index.ts';
import { findPeople } from '../../src/org/names.ts';
import type { Person } from '../../src/org/types.ts';
import { seatsOf } from './compose.ts';
import { nameJoints, text } from './text.ts';

type Meant = { readonly person: Person } | { readonly people: readonly Person[] };

/** Exactly one person of the organisation: a member of the branch, or a holder of one of its posts. */
export function personMeant(context: ActorContext, org: string, typed: string): Meant | Refusal {
  const { directory } = context;
  if (typed === '') return refuse('missing', text.no.noPerson(text.assignExample));
  const people = peopleOf(context, org);
  const branches = [...new Set(people.map(({ branch }) => branch))];
  const parts = typed.split(nameJoints).filter((part) => part !== '');
  if (parts.length > 1) return refuse('two_people', text.no.twoPeople(parts.join(text.and)));
  const found = findPeople(directory, typed, branches);
  const candidates = found.kind === 'none' ? [] : found.kind === 'one' ? [found.person] : found.people;
  const [only, ...others] = candidates.filter((person) => people.includes(person));
  if (only) return others.length === 0 ? { person: only } : { people: [only, ...others] };
  const nearest = found.kind === 'none' ? found.nearest.filter((person) => people.includes(person)) : [];
  return refuse('unknown_name', text.no.unknownPerson(typed, nearest.map(({ name }) => name).join(text.and)));
}

/** Who may be given a clause there. */
export function peopleOf(context: ActorContext, org: string): readonly Person[] {
  const seated = seatsOf(context, org).map(({ person }) => person);
  const members = context.directory.org(org)?.level === 'branch' ? context.directory.membersOf(org) : [];
  return [...new Set([...seated, ...members])];
}

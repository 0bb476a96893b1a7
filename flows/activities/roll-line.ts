import { readRollCall } from '../../src/commands/roll-call.ts';
import { type Refusal, refuse } from '../../src/core/errors.ts';
import type { RollCall, RollEntry } from '../../src/duties/activities/activity.ts';
import { resolveRollCall } from '../../src/duties/activities/roll-call.ts';
import type { ActorContext } from '../../src/engine/index.ts';
import { text } from './text.ts';

/** Who was there, as typed after 出席, among those who stand on the roll. */
export function typedCall(
  context: ActorContext,
  roll: readonly RollEntry[],
  typed: string,
): RollCall | Refusal {
  const { directory } = context;
  const expected = new Set(roll.map(({ person }) => person));
  const branches = [...new Set([...expected].flatMap((code) => directory.person(code)?.branch ?? []))];
  const resolved = resolveRollCall(directory, branches, readRollCall(typed), (code) => expected.has(code));
  if (resolved.kind === 'call') return resolved.call;
  const names = (people: readonly { readonly name: string }[]) =>
    people.map((person) => person.name).join('、');
  return resolved.kind === 'unknown'
    ? refuse('unknown_name', text.no.unknownMember(resolved.typed, names(resolved.nearest)))
    : refuse('several_names', text.no.severalNames(resolved.typed, names(resolved.people)));
}

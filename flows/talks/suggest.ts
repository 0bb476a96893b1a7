import { committeeOf } from '../../src/duties/coverage.ts';
import type { ActorContext } from '../../src/engine/index.ts';
import type { Progress } from './progress.ts';
import { confirmedTalks } from './queries.ts';
import { organTalk, pairUp, shareOut } from './rules.ts';
import { text } from './text.ts';

const heads = ['organ_secretary', 'organ_fulltime_deputy'] as const;

/**
 * How what is undone could be done, for the one who answers for it: members shared out evenly among those who talk,
 * members among themselves in pairs. A suggestion: nobody is told of it, nothing follows from it.
 */
export async function suggestionsFor(context: ActorContext, item: Progress): Promise<readonly string[]> {
  const { directory, today } = context;
  const { instance, named } = item;
  const nameOf = (code: string): string => directory.person(code)?.name ?? code;
  const undone = [...new Set(named.flatMap(({ people }) => people.map(({ code }) => code)))];
  if (instance.rules.coverage === 'per_person') {
    const spare = undone.length % 2 === 0 ? [] : await leastBusy(context, instance.orgCode, undone);
    const pairs = pairUp([...undone, ...spare], instance.key);
    return pairs.map(([one, other]) => text.suggestionPair(nameOf(one), nameOf(other)));
  }
  if (instance.rules.coverage !== 'per_member') return [];
  const talkers =
    instance.duty === organTalk
      ? heads.flatMap((post) => directory.holders(instance.orgCode, post, today).map(({ person }) => person))
      : committeeOf(directory, instance.orgCode, today);
  const codes = [...new Set(talkers.map(({ code }) => code))];
  const load = await loadOf(context, instance.orgCode, codes);
  const shares = new Map<string, string[]>();
  for (const [talker, member] of shareOut(undone, codes, load, instance.key)) {
    shares.set(talker, [...(shares.get(talker) ?? []), nameOf(member)]);
  }
  return codes.flatMap((code) => {
    const members = shares.get(code);
    return members ? [text.suggestionShare(nameOf(code), members.join(text.and))] : [];
  });
}

/** How many confirmed talks each has had here this year. */
async function loadOf(
  { tx, today }: ActorContext,
  org: string,
  people: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const year = today.slice(0, 4);
  const load = new Map(people.map((code) => [code, 0]));
  for (const { personCode, otherCode, talkedOn } of await confirmedTalks(tx, org)) {
    if (!talkedOn?.startsWith(year)) continue;
    for (const code of [personCode, otherCode]) {
      const count = load.get(code);
      if (count !== undefined) load.set(code, count + 1);
    }
  }
  return load;
}

/** Somebody who has talked and has had the fewest talks, for an odd one out. */
async function leastBusy(
  context: ActorContext,
  org: string,
  undone: readonly string[],
): Promise<readonly string[]> {
  const others = context.directory
    .membersOf(org)
    .filter(({ code, status }) => !undone.includes(code) && (status === 'full' || status === 'probationary'))
    .map(({ code }) => code);
  const load = await loadOf(context, org, others);
  const [first] = [...load].sort((a, b) => a[1] - b[1] || (a[0] < b[0] ? -1 : 1));
  return first ? [first[0]] : [];
}

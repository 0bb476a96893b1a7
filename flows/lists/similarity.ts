import type { Clause } from './clauses.ts';

/**
 * How much of the wording of two lists is the same, as a whole number from 0 to 100. Compared are the own clauses
 * alone, because the common ones are the same for everybody by intention; of each clause what is to be done and what
 * counts as done, not how often or by when.
 *
 * The words are brought to one form (NFKC, lower case, nothing but letters and digits) and cut into pairs of
 * neighbouring characters, clause by clause; the figure is Dice's coefficient of the two sets of pairs,
 * ⌊200·|A∩B| / (|A|+|B|)⌋. The order of clauses, repetition and punctuation make no difference; 100 means the same set
 * of pairs, 0 that no pair is shared or that one list has no own clause. It is a figure for the drafter to look at,
 * no judgement and no order of rank.
 */
export function similarity(one: readonly Clause[], other: readonly Clause[]): number {
  const [a, b] = [pairsOf(one), pairsOf(other)];
  if (a.size === 0 || b.size === 0) return 0;
  const shared = [...a].filter((pair) => b.has(pair)).length;
  return Math.floor((200 * shared) / (a.size + b.size));
}

function pairsOf(clauses: readonly Clause[]): ReadonlySet<string> {
  const own = clauses.filter(({ kind }) => kind === 'own');
  return new Set(own.flatMap(({ content, standard }) => [...pairs(content), ...pairs(standard)]));
}

/** A single character is a pair with nothing behind it, so that no word is lost. */
function pairs(words: string): readonly string[] {
  const characters = [
    ...words
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]/gu, ''),
  ];
  if (characters.length === 1) return characters;
  return characters.slice(1).map((character, at) => `${characters[at]}${character}`);
}

/** Of these others the first whose wording is nearest; undefined where one side has no own clause. */
export function nearest<T extends { readonly clauses: readonly Clause[] }>(
  list: T,
  others: readonly T[],
): { readonly list: T; readonly percent: number } | undefined {
  const hasOwn = ({ clauses }: T): boolean => clauses.some(({ kind }) => kind === 'own');
  if (!hasOwn(list)) return undefined;
  return others
    .filter((other) => other !== list && hasOwn(other))
    .map((other) => ({ list: other, percent: similarity(list.clauses, other.clauses) }))
    .reduce<{ list: T; percent: number } | undefined>(
      (best, one) => (best === undefined || one.percent > best.percent ? one : best),
      undefined,
    );
}

import { verdictWords } from './text.ts';

const shortestReason = 5;

export type Verdict =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'returned'; readonly reason: string }
  | { readonly kind: 'short_reason' };

/** `通过`, `退回 原因`; undefined where the words are no verdict. */
export function readVerdict(words: string): Verdict | undefined {
  if (verdictWords.accept.test(words)) return { kind: 'accepted' };
  const [, reason] = verdictWords.return.exec(words) ?? [];
  return reason === undefined ? undefined : returnFor(reason);
}

export function returnFor(words: string): Verdict {
  const reason = words.trim();
  return [...reason].length < shortestReason ? { kind: 'short_reason' } : { kind: 'returned', reason };
}

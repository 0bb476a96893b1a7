import { foldTraditional } from './traditional.ts';

/**
 * Free text with labels (`主题 … 主讲 … 讨论：…`) → the part before the first label, and each labelled part.
 * A label counts only at the start or after a space or punctuation, so that it may occur inside other words. It is
 * known in traditional characters too; what stands between labels is kept as typed.
 */
export function readLabels<L extends string>(
  text: string,
  labels: Readonly<Record<L, readonly string[]>>,
): { readonly head: string; readonly parts: Partial<Record<L, string>> } {
  const spellings = Object.entries<readonly string[]>(labels).flatMap(([label, words]) =>
    words.map((word) => ({ label: label as L, word })),
  );
  const folded = foldTraditional(text);
  const found: { label: L; from: number; to: number }[] = [];
  for (const { label, word } of spellings) {
    const pattern = new RegExp(`(^|[\\s，,；;。])${foldTraditional(word)}\\s*[:：]?\\s*`, 'gu');
    for (const match of folded.matchAll(pattern)) {
      found.push({ label, from: match.index + (match[1]?.length ?? 0), to: match.index + match[0].length });
    }
  }
  found.sort((a, b) => a.from - b.from || b.to - a.to);
  const parts: Partial<Record<L, string>> = {};
  const kept = found.filter((f, i) => i === 0 || f.from >= (found[i - 1]?.to ?? 0));
  kept.forEach((f, i) => {
    parts[f.label] ??= trimmed(text.slice(f.to, kept[i + 1]?.from));
  });
  return { head: trimmed(text.slice(0, kept[0]?.from)), parts };
}

function trimmed(text: string): string {
  return text.replace(/^[\s，,；;。]+|[\s，,；;。]+$/gu, '');
}

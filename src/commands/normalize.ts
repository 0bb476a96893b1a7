/**
 * Chat text as typed on any keyboard → half-width signs, single spaces. Chinese punctuation inside free text
 * is kept: only the signs that carry grammar are folded.
 */
export function normalizeTyped(text: string): string {
  return text
    .replace(/[\uFF10-\uFF19\uFF21-\uFF3A\uFF41-\uFF5A]/g, (c) =>
      String.fromCharCode(c.charCodeAt(0) - 0xfee0),
    )
    .replace(/\uFF0F/g, '/')
    .replace(/\uFF1A/g, ':')
    .replace(/[\u3000\u00A0\t]/g, ' ')
    .replace(/[\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/g, '')
    .replace(/ {2,}/g, ' ')
    .trim();
}

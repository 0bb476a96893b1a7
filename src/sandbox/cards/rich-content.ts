import { type CardFault, type Check, coded, fault, type Spot } from './fault.ts';

// Neither pattern may cross another `<`: a text full of them must not be read again from each.
const mention = /<(at|person)\s[^<>]*?\bids?\s*=\s*["']?([^"'<>\s]*)["']?/g;
const dashes = /^\s*:?-+:?\s*$/;

/** The line under the head of a table: dashes between bars. */
function isTableRule(line: string): boolean {
  const trimmed = line.trim();
  if (!trimmed.includes('|') || !trimmed.includes('-')) return false;
  const cells = trimmed.replace(/^\|/, '').replace(/\|$/, '').split('|');
  return cells.every((cell) => dashes.test(cell));
}

/** The markdown dialect of cards: people named in it must exist, its tables count. */
export const markdownText: Check = (value, spot) => {
  if (typeof value !== 'string') return fault(spot, 'a string is needed', value);
  spot.survey.markdownTables += value.split('\n').filter(isTableRule).length;
  return findUnknownPerson(value, spot);
};

/** The same text in another language: only one of them is ever shown, so its tables count once. */
export const translatedMarkdown: Check = (value, spot) =>
  typeof value === 'string' ? findUnknownPerson(value, spot) : fault(spot, 'a string is needed', value);

function findUnknownPerson(content: string, spot: Spot): CardFault | undefined {
  for (const [, tag, ids = ''] of content.matchAll(mention)) {
    for (const id of ids.split(',')) {
      if (tag === 'at' && id === 'all') continue;
      if (!spot.survey.world.hasPerson(id)) return coded(100290, spot, 'invalid user id', id);
    }
  }
  return undefined;
}

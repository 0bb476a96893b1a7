import { expect, it } from 'vitest';
import { mostVotes, votesTooMany } from './votes.ts';

it.each([
  ['同意28票，弃权1票', 29],
  ['28票赞成，1票弃权，0票反对', 29],
  ['赞成 28 票 反对 0 票 弃权 1 票', 29],
  ['赞成：２８，不同意：1', 29],
  ['张三：同意20票，弃权1票；李四：同意21票', 21],
  ['全体同意', 0],
  ['到会28人，同意第3项', 0],
])('%s：一次表决最多 %i 票', (words, votes) => {
  expect(mostVotes(words)).toBe(votes);
});

it('比到会能表决的多才提示；不表决的会不看', () => {
  const quorum = { rule: 'half_voting', expected: 30, present: 25, isMet: true, isEdge: false } as const;
  expect(votesTooMany('同意28票，弃权1票', quorum)).toBe(29);
  expect(votesTooMany('同意24票，弃权1票', quorum)).toBeUndefined();
  expect(votesTooMany('同意28票', { ...quorum, rule: 'half_committee' })).toBeUndefined();
});

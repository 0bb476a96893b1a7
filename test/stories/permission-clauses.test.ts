import { describe, expect, it } from 'vitest';
import { clauses } from './permission-clauses.ts';
import { permissionCases } from './permission-table.ts';

/** The 35 commands of duties.md h are read from there a second time, apart from the matrix the code is held to. */
describe('谁可以办什么，与职责文件对照', () => {
  it('三十五个命令一个不少', () => {
    expect(Object.keys(clauses).filter((alias) => alias !== 'undo')).toHaveLength(35);
    const tried = new Set(permissionCases.map(({ alias }) => alias));
    expect(Object.keys(clauses).filter((alias) => !tried.has(alias))).toEqual([]);
  });

  it('表里多出来的、少了的，都有条款', () => {
    const differences = permissionCases.flatMap(({ alias, may }) => {
      const clause = clauses[alias];
      if (!clause) return [];
      const { who, also = [], idle = [] } = clause;
      const used = new Set(Object.values(may).flat());
      const said = new Set([...who, ...also]);
      return [
        ...[...used]
          .filter((post) => !said.has(post))
          .map((post) => `${alias}: ${post} may, no clause says so`),
        ...[...said]
          .filter((post) => !used.has(post) && !idle.includes(post))
          .map(
            (post) =>
              `${alias}: ${post} may not, against ${who.includes(post) ? clause.from : clause.alsoFrom}`,
          ),
      ];
    });
    expect(differences).toEqual([]);
  });

  it('多给的一定写明依据', () => {
    const unfounded = Object.entries(clauses).filter(([, { also, alsoFrom }]) => also && !alsoFrom);
    expect(unfounded).toEqual([]);
  });
});

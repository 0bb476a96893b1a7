import { beforeAll, describe, expect, it } from 'vitest';
import type { Directory } from '../../src/org/directory.ts';
import { findPeople } from '../../src/org/names.ts';
import type { Person, Roster } from '../../src/org/types.ts';
import { directoryOf, provinceRosterPath, rosterAt, smallRosterPath } from './roster-fixture.ts';

let roster: Roster;
let dir: Directory;
beforeAll(async () => {
  roster = await rosterAt(smallRosterPath);
  dir = directoryOf(roster);
});

function branchOf(...names: readonly string[]): Directory {
  const [model] = roster.people;
  if (!model) throw new Error('the demo roster is empty');
  const people = names.map((name, at): Person => ({ ...model, code: `T${at}`, account: `ou_${at}`, name }));
  return directoryOf({ ...roster, people, posts: [] });
}

function found(where: Directory, typed: string): readonly string[] {
  const answer = findPeople(where, typed, ['D01B01']);
  if (answer.kind === 'one') return [answer.person.name];
  return answer.kind === 'many' ? answer.people.map((person) => person.name) : [];
}

describe('finding people', () => {
  it.each([
    '钟远怡',
    ' 钟远怡 ',
    '@钟远怡',
    '钟远怡同志',
    '钟\u200b远怡',
    '远怡',
    'zhongyuanyi',
    'ZYY',
    'zhongyy',
    '老钟',
    '钟处长',
  ])('understands %s', (typed) => {
    expect(found(dir, typed)).toEqual(['钟远怡']);
  });

  it('asks back when several people fit, in roster order', () => {
    const answer = findPeople(dir, '老吕', ['D01B01']);
    expect(answer).toMatchObject({ kind: 'many', people: [{ name: '吕洋' }, { name: '吕宇波' }] });
    const twins = branchOf('张伟', '张伟');
    expect(findPeople(twins, '张伟', ['D01B01']).kind).toBe('many');
  });

  it('stays inside the scope', () => {
    expect(found(dir, '冯子博')).toEqual([]);
    expect(findPeople(dir, '冯子博', ['D01B01', 'D01B05']).kind).toBe('one');
    const answer = findPeople(dir, '冯子博', ['D01B01']);
    if (answer.kind !== 'none') throw new Error('somebody else was found');
    expect(answer.nearest.every((person) => person.branch === 'D01B01')).toBe(true);
    expect(findPeople(dir, '冯子博', [])).toEqual({ kind: 'none', nearest: [] });
  });

  it('prefers a real name over a form of address', () => {
    expect(found(branchOf('小张', '张伟'), '小张')).toEqual(['小张']);
    expect(found(branchOf('王主任', '王伟'), '王主任')).toEqual(['王主任']);
  });

  it('knows surnames of two characters and names with a dot', () => {
    const branch = branchOf('欧阳林', '阿依古丽·买买提', '欧文');
    expect(found(branch, '老欧阳')).toEqual(['欧阳林']);
    expect(found(branch, '老欧')).toEqual(['欧文']);
    expect(found(branch, '阿依古丽')).toEqual(['阿依古丽·买买提']);
    expect(found(branch, '阿依古丽•买买提')).toEqual(['阿依古丽·买买提']);
    expect(found(branch, 'ouyanglin')).toEqual(['欧阳林']);
    expect(found(branch, 'ouyangl')).toEqual(['欧阳林']);
  });

  it('reads a surname as a surname', () => {
    expect(found(branchOf('单田芳'), 'shantianfang')).toEqual(['单田芳']);
  });

  it('never takes a name that only sounds alike, but offers it first', () => {
    const answer = findPeople(branchOf('李四', '王五', '张晓明', '赵六'), '章小鸣', ['D01B01']);
    if (answer.kind !== 'none') throw new Error('somebody was guessed');
    expect(answer.nearest).toHaveLength(3);
    expect(answer.nearest[0]?.name).toBe('张晓明');
  });

  it('offers a misspelt pinyin too', () => {
    const answer = findPeople(dir, 'zongyuanyi', ['D01B01']);
    expect(answer).toMatchObject({ kind: 'none', nearest: [{ name: '钟远怡' }, {}, {}] });
  });

  it.each(['', '  ', '@', '\u200b'])('finds nobody for nothing: %j', (typed) => {
    expect(findPeople(dir, typed, ['D01B01'])).toEqual({ kind: 'none', nearest: [] });
  });

  it('finds everybody of a province by the full name in their own branch', async () => {
    const province = await rosterAt(provinceRosterPath);
    const large = directoryOf(province);
    for (const person of province.people.filter((_, at) => at % 97 === 0)) {
      const answer = findPeople(large, person.name, [person.branch]);
      const people = answer.kind === 'one' ? [answer.person] : answer.kind === 'many' ? answer.people : [];
      expect(people).toContain(large.person(person.code));
    }
  });
});

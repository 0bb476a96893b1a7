import { beforeAll, describe, expect, it } from 'vitest';
import { directoryOf, rosterAt, smallRosterPath } from '../../../test/org/roster-fixture.ts';
import { readRollCall } from '../../commands/roll-call.ts';
import type { Directory } from '../../org/directory.ts';
import { resolveRollCall } from './roll-call.ts';

let directory: Directory;

beforeAll(async () => {
  const roster = await rosterAt(smallRosterPath);
  const people = roster.people.map((person) =>
    person.name === '陆文' ? { ...person, name: '陆和平' } : person,
  );
  directory = directoryOf({ ...roster, people });
});

const resolve = (typed: string) => resolveRollCall(directory, 'D01B01', readRollCall(typed));

describe('names of a roll call', () => {
  it('joined by 和 are two people, and a name with 和 in it is one', () => {
    expect(resolve('全到 除 赖怡和陆和平')).toMatchObject({ kind: 'unknown', typed: '赖怡和陆和平' });
    expect(resolve('全到 除 赖怡和杨东')).toMatchObject({
      call: { absent: new Set(['P000002', 'P000008']) },
    });
    expect(resolve('全到 除 陆和平')).toMatchObject({ call: { absent: new Set(['P000006']) } });
  });

  it('of another branch are unknown here, and a shared form of address is asked back', () => {
    expect(resolve('全到 除 黎柏')).toMatchObject({ kind: 'unknown', typed: '黎柏' });
    expect(resolve('全到 请假 小吕')).toMatchObject({
      kind: 'several',
      people: [{ name: '吕洋' }, { name: '吕宇波' }],
    });
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRollCall, splittings } from './roll-call.ts';

/** `除 …; 请假 …; 线上 …`, `全` where everybody else is said to be there, `?` with what nobody read. */
function brief(typed: string): string {
  const { saysAll, absent, onLeave, online, before, unread } = readRollCall(typed);
  const part = (name: string, names: readonly string[]): string[] =>
    names.length === 0 ? [] : [`${name} ${names.join('、')}`];
  return [
    ...(before === '' ? [] : [`(${before})`]),
    ...(saysAll ? ['全'] : []),
    ...part('除', absent),
    ...part('请假', onLeave),
    ...part('线上', online),
    ...part('?', unread === '' ? [] : [unread]),
  ].join(' ');
}

describe('a roll call', () => {
  it.each([
    ['全到', '全'],
    ['全到 除 张三 李四 请假 王五', '全 除 张三、李四 请假 王五'],
    ['请假 王五 全到', '全 请假 王五'],
    ['全到，请假：李四', '全 请假 李四'],
    ['全到除张三', '全 除 张三'],
    ['线上 吕洋 其余全到', '全 线上 吕洋'],
    ['除了小张小刘都到了，小张出差', '全 除 小刘 请假 小张'],
    ['除张三、李四外都到了', '全 除 张三、李四'],
    ['除张三以外，全部到齐', '全 除 张三'],
    ['除欧阳林同志外全部到齐', '全 除 欧阳林'],
    ['除了小张小刘两个人都到了', '全 除 小张、小刘'],
    ['除@张三 都到了', '全 除 张三'],
    ['小张请假，其他人都到了', '全 请假 小张'],
    ['张三，李四请假，其他都到', '全 请假 张三、李四'],
    ['除张三，李四请假外都到了', '全 除 张三 请假 李四'],
    ['除张三请假、李四出差，其他人都到了', '全 请假 张三、李四'],
    ['除李四家里有事请假，都到了', '全 请假 李四'],
    ['张三和李四没来，其余都到了', '全 除 张三和李四'],
    ['小李线上参加，其他同志全到', '全 线上 小李'],
    ['没到的有张三、李四', '除 张三、李四'],
    ['除 黎柏', '除 黎柏'],
    ['主题党日 全到 除 杨东', '(主题党日) 全 除 杨东'],
    ['一个也不少', '全'],
    ['随便写写', '(随便写写)'],
  ])('%s', (typed, meaning) => {
    expect(brief(typed)).toBe(meaning);
  });

  it.each([
    ['都到了 小张', '全 ? 小张'],
    ['小张请假了，小李', '请假 小张 ? 小李'],
    ['全到，下次早点', '全 ? 下次早点'],
  ])('%s: what was not read is never dropped in silence', (typed, meaning) => {
    expect(brief(typed)).toBe(meaning);
  });

  it('finds every name, in whatever order and with whatever sign people separate them', () => {
    const name = fc.constantFrom('张三', '李四', '王五', '赵六', '欧阳林', '钱慧', '老邵', '小吕');
    const sign = fc.constantFrom('、', ' ', '，', ',', '、 ');
    const distinct = fc.uniqueArray(name, { minLength: 2, maxLength: 8 });
    fc.assert(
      fc.property(distinct, fc.nat(), sign, fc.boolean(), (names, at, between, absentFirst) => {
        const cut = at % (names.length + 1);
        const [absent, onLeave] = [names.slice(0, cut), names.slice(cut)];
        const parts = [
          ...(absent.length > 0 ? [`除 ${absent.join(between)}`] : []),
          ...(onLeave.length > 0 ? [`请假 ${onLeave.join(between)}`] : []),
        ];
        const line = ['全到', ...(absentFirst ? parts : parts.toReversed())].join(' ');
        const read = readRollCall(line);
        expect({ absent: read.absent, onLeave: read.onLeave, unread: read.unread }).toEqual({
          absent,
          onLeave,
          unread: '',
        });
      }),
    );
  });
});

describe('several names in one piece', () => {
  it.each([
    ['张三和李四', ['张三', '李四']],
    ['张三李四', ['张三', '李四']],
    ['王五欧阳林赵六', ['王五', '欧阳林', '赵六']],
  ])('%s may be cut into %j', (words, names) => {
    expect(splittings(words)).toContainEqual(names);
  });

  it('are few enough to try them all', () => {
    expect(splittings('张三李四王五赵六').length).toBeLessThan(20);
    expect(splittings('张'.repeat(16)).length).toBeLessThan(500);
    expect(splittings('张'.repeat(17))).toEqual([]);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Clause } from './clauses.ts';
import { nearest, similarity } from './similarity.ts';

const words = fc.array(fc.constantFrom(...'党课主题日谈话记录收获讨论A1，。 '), { maxLength: 12 });
const clause = fc.record({
  id: fc.uuid(),
  kind: fc.constantFrom('common' as const, 'own' as const),
  content: words.map((all) => all.join('')),
  quantity: fc.constantFrom('1次', '12次'),
  due: fc.constantFrom('6月30日前', '每月底前'),
  standard: words.map((all) => all.join('')),
  source: fc.constant(''),
});
const list = fc.array(clause, { maxLength: 6 });

const own = (content: string, standard = ''): Clause => ({
  id: content,
  kind: 'own',
  content,
  quantity: '1次',
  due: '6月30日前',
  standard,
  source: '',
});

describe('清单的相似度', () => {
  it('是 0 到 100 的整数，两边一样看', () => {
    fc.assert(
      fc.property(list, list, (a, b) => {
        const percent = similarity(a, b);
        expect(Number.isInteger(percent) && percent >= 0 && percent <= 100).toBe(true);
        expect(similarity(b, a)).toBe(percent);
      }),
    );
  });

  it('和自己完全一样：100；没有自有条款：0', () => {
    fc.assert(
      fc.property(list, (a) => {
        const hasWords = a.some(
          ({ kind, content, standard }) => kind === 'own' && /[\p{L}\p{N}]/u.test(content + standard),
        );
        expect(similarity(a, a)).toBe(hasWords ? 100 : 0);
        expect(similarity(a, [])).toBe(0);
      }),
    );
  });

  it('共同条款、次序、重复、次数和期限都不影响', () => {
    fc.assert(
      fc.property(list, list, clause, (a, b, more) => {
        const percent = similarity(a, b);
        const moved = [...a].reverse().map((one) => ({ ...one, quantity: '3次', due: '年底前' }));
        expect(similarity([...moved, ...a], b)).toBe(percent);
        expect(similarity([...a, { ...more, kind: 'common' }], b)).toBe(percent);
      }),
    );
  });

  it('加一条谁也没有的自有条款，不会更相似', () => {
    fc.assert(
      fc.property(list, list, (a, b) => {
        expect(similarity([...a, own('甲乙丙丁戊')], b)).toBeLessThanOrEqual(similarity(a, b));
      }),
    );
  });

  it('照抄得 100，各写各的得 0，一半相同在中间', () => {
    const branch = [own('支部主题党日', '有主题、有主讲')];
    expect(similarity(branch, [own('支部 主题党日。', '有主题，有主讲')])).toBe(100);
    expect(similarity(branch, [own('党费上缴')])).toBe(0);
    expect(similarity([own('甲乙丙')], [own('乙丙丁')])).toBe(50);
  });

  it('最接近的一份：没有自有条款的不比', () => {
    const [a, b, c] = [{ clauses: [own('甲乙丙')] }, { clauses: [own('乙丙丁')] }, { clauses: [] }];
    expect(nearest(a, [a, b, c])).toEqual({ list: b, percent: 50 });
    expect(nearest(c, [a, b, c])).toBeUndefined();
    expect(nearest(a, [a, c])).toBeUndefined();
  });
});

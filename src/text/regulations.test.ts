import { expect, it } from 'vitest';
import { readCatalogue } from '../duties/catalogue/catalogue.ts';
import { officialBasis } from './regulations.ts';

const catalogue = readCatalogue(new URL('../../flows/', import.meta.url));

it('公文里写法规全称和条款；没有法规依据的写责任清单，不引用外省做法', () => {
  const basisOf = (id: string): string => officialBasis(catalogue.get(id).source);
  expect(basisOf('branch_theme_day')).toBe('《中国共产党支部工作条例（试行）》第十六条');
  expect(basisOf('branch_election')).toBe('《中国共产党党和国家机关基层组织工作条例》第七条');
  for (const { id } of catalogue.duties) {
    expect(basisOf(id)).toMatch(/^(《[^《》]+》(第[一-龥、]+条)?|年度党建工作责任清单)$/);
  }
  expect(officialBasis([{ doc: '003', clause: '调研报告《三强九严》（宁夏）做法' }])).toBe(
    '年度党建工作责任清单',
  );
  expect(officialBasis([{ doc: 'DU', clause: '党费收缴使用管理规定第一条、第二条' }])).toBe(
    '《关于中国共产党党费收缴、使用和管理的规定》第一条、第二条',
  );
});

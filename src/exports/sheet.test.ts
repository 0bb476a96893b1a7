import readWorkbook from 'read-excel-file/node';
import { expect, it } from 'vitest';
import { unzip } from '../../test/exports/docx-text.ts';
import { csv } from './csv.ts';
import { type Sheet, xlsx } from './sheet.ts';

const typed = ['=HYPERLINK("http://x","点")', '+86 1380', '-1+1', '@SUM(A1)', '＝1', '普通，"引号"', 'a\nb'];
const sheet: Sheet = {
  name: '督办/台账:2026',
  columns: [
    { title: '序号', width: 6 },
    { title: '事项', width: 30 },
    { title: '备注', width: 20 },
  ],
  rows: typed.map((text, at) => [at + 1, text, at % 2 ? null : '']),
};

it('另一个库逐格读出来一样，公式开头的字仍是文字', async () => {
  const bytes = Buffer.from(await xlsx([sheet, { ...sheet, rows: [] }]));
  const [first, second] = await readWorkbook(bytes);
  expect(first?.sheet).toBe('督办台账2026');
  expect(second?.sheet).toBe('督办台账2026-2');
  expect(second?.data).toEqual([['序号', '事项', '备注']]);
  expect(first?.data).toEqual([
    ['序号', '事项', '备注'],
    ...typed.map((text, at) => [at + 1, text.replace('\n', ' '), null]),
  ]);
  const xml = unzip(bytes).get('xl/worksheets/sheet1.xml') ?? '';
  expect(xml).not.toContain('<f>');
  expect(xml).toMatch(/<pane[^>]*ySplit="1"[^>]*state="frozen"/u);
});

it('同样的行是同样的字节', async () => {
  const first = Buffer.from(await xlsx([sheet]));
  await new Promise((resolve) => setTimeout(resolve, 2_100));
  expect(Buffer.from(await xlsx([sheet])).equals(first)).toBe(true);
});

it('CSV 带字节序标记，公式开头前加撇号，逗号和引号照规矩', () => {
  const text = Buffer.from(csv([sheet], '所在表')).toString('utf8');
  expect(text.codePointAt(0)).toBe(0xfeff);
  expect(text.slice(1).split('\r\n')).toEqual([
    '序号,事项,备注',
    `1,"'=HYPERLINK(""http://x"",""点"")",`,
    `2,'+86 1380,`,
    `3,'-1+1,`,
    `4,'@SUM(A1),`,
    `5,'＝1,`,
    '6,"普通，""引号""",',
    '7,a b,',
    '',
  ]);
  const two = Buffer.from(csv([sheet, sheet], '所在表'))
    .toString('utf8')
    .split('\r\n');
  expect(two[0]).toBe('\uFEFF所在表,序号,事项,备注');
  expect(two).toHaveLength(2 + 2 * typed.length);
});

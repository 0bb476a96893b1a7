import { expect, it } from 'vitest';
import { docxText, unzip } from '../../test/exports/docx-text.ts';
import { urgingFacts } from '../../test/exports/urging-facts.ts';
import type { Day } from '../calendar/day.ts';
import type { OfficialDocument } from './document.ts';
import { urgingLetter } from './letters/urging.ts';
import { officialDocx } from './official.ts';
import { officialDate, officialPeriod } from './official-date.ts';

const bytesOf = async (document: OfficialDocument): Promise<Buffer> =>
  Buffer.from(await officialDocx(document));

const day = (text: string): Day => text as Day;
const letter = urgingLetter({
  ...urgingFacts,
  contact: { name: '汤新岩', post: '机关党委专职副书记' },
  sender: '机关党委',
  on: day('2026-03-05'),
});

it('日期不补零，年份写全', () => {
  expect(officialDate(day('2026-03-05'))).toBe('2026年3月5日');
  expect(['2026-02', '2026-Q1', '2026'].map(officialPeriod)).toEqual([
    '2026年2月',
    '2026年第一季度',
    '2026年',
  ]);
});

it('版式：A4、页边、行距、字体按名称写明，东亚字体另设', async () => {
  const files = unzip(await bytesOf(letter));
  const document = files.get('word/document.xml') ?? '';
  expect(document).toContain('<w:pgSz w:w="11906" w:h="16838"');
  for (const margin of ['w:top="2098"', 'w:left="1587"', 'w:right="1474"', 'w:bottom="1984"']) {
    expect(document).toContain(margin);
  }
  expect(document).toContain('w:line="579" w:lineRule="exact"');
  expect(document).toContain('w:eastAsia="仿宋_GB2312"');
  expect(document).toContain('w:eastAsia="方正小标宋简体"');
  expect(files.get('word/fontTable.xml')).toContain('w:name="仿宋_GB2312"><w:altName w:val="仿宋"/>');
  expect(files.get('word/settings.xml')).toContain('evenAndOddHeaders');
});

it('同样的事实，什么时候生成都是同样的字节，也不带作者', async () => {
  const first = await bytesOf(letter);
  await new Promise((resolve) => setTimeout(resolve, 2_100));
  expect((await bytesOf(letter)).equals(first)).toBe(true);
  expect(unzip(first).get('docProps/core.xml')).not.toMatch(/creator|created|modified/u);
});

it('手打的字弄不坏文件：尖括号、看不见的字符、半个字、换行', async () => {
  const typed = '<w:p>&"\'\u0000\u0007\u202e\ud800\ufffe]]>\r\n第二行\tend';
  const bytes = await bytesOf({ title: typed, body: [{ kind: 'text', text: typed }] });
  const xml = unzip(bytes).get('word/document.xml') ?? '';
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there
  expect(xml).not.toMatch(/[\u0000-\u0008\u202e\ufffe]/u);
  expect(docxText(bytes)).toContain('<w:p>&"\']]>\n第二行 end');
});

import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { docxText, unzip } from '../../test/exports/docx-text.ts';
import { urgingFacts } from '../../test/exports/urging-facts.ts';
import type { Day } from '../calendar/day.ts';
import type { OfficialDocument } from './document.ts';
import { attendanceSheet, filledSheet } from './letters/attendance-sheet.ts';
import { circular } from './letters/circular.ts';
import { meetingNotice } from './letters/meeting-notice.ts';
import { minutes } from './letters/minutes.ts';
import { termNotice } from './letters/term-notice.ts';
import { urgingLetter } from './letters/urging.ts';
import { officialDocx } from './official.ts';

const day = (text: string): Day => text as Day;
const on = day('2026-03-05');
const contact = { name: '汤新岩', post: '机关党委专职副书记' };
const sender = '省发展和改革委员会机关党委';
const meeting = {
  org: '办公室党支部',
  name: '支部主题党日',
  when: '2026年2月12日（周四）15:00',
  place: '三楼会议室',
  topic: '学习支部工作条例',
};
const totals = { expected: 2, present: 1, onLeave: 1, absent: 0, pending: 0 };

/** Every kind of paper, by the file that builds it; `dated`: it ends with a name and a day. */
const papers: Readonly<Record<string, readonly (OfficialDocument & { readonly dated: boolean })[]>> = {
  'urging.ts': [
    {
      ...urgingLetter({
        ...urgingFacts,
        contact,
        sender,
        on,
      }),
      dated: true,
    },
  ],
  'term-notice.ts': [
    {
      ...termNotice({
        org: '规划财务处党支部',
        shortOrg: '规划财务处党支部',
        electedOn: day('2023-05-07'),
        termYears: 3,
        termEnd: day('2026-05-07'),
        basis: '《关于党的基层组织任期的意见》',
        requestBy: day('2026-03-06'),
        replyBy: day('2026-03-09'),
        contact,
        sender,
        on,
      }),
      dated: true,
    },
  ],
  'circular.ts': [
    {
      ...circular({
        period: '2026年第一季度',
        orgs: 9,
        rows: [
          {
            duty: '支部主题党日',
            ...{ owed: 9, inTime: 7, recordedLate: 0, extended: 1, doneLate: 0, undone: 1, waived: 0 },
          },
        ],
        sender,
        on,
      }),
      dated: true,
    },
  ],
  'meeting-notice.ts': [{ ...meetingNotice({ ...meeting, expected: 31, contact, on }), dated: true }],
  'minutes.ts': [
    {
      ...minutes({
        ...meeting,
        ...{ chair: '罗启平', speaker: '杜慧敏', recorder: '杨东', observers: '' },
        roll: {
          ...{ expected: 3, present: 1, online: 0, full: 1, probationary: 0 },
          ...{ onLeave: ['吕洋'], absent: ['钱慧'], pending: [] },
        },
        parts: [{ label: '发言要点', words: '结合岗位谈体会' }],
      }),
      dated: false,
    },
  ],
  'attendance-sheet.ts': [
    { ...attendanceSheet({ ...meeting, people: ['罗启平', '杜慧敏', '杨东'] }), dated: false },
    {
      ...filledSheet({
        ...meeting,
        people: [{ name: '罗启平', mark: '到会', how: '本人' }],
        totals,
        recorder: '杨东',
      }),
      dated: false,
    },
  ],
};

/** Twentieths of a point, as the file counts. */
const mm = (twips: number): number => (twips / 20 / 72) * 25.4;
const attribute = (xml: string, name: string): number =>
  Number(new RegExp(`w:${name}="(\\d+)"`, 'u').exec(xml)?.[1]);
const found = (xml: string, shape: RegExp): string => shape.exec(xml)?.[0] ?? '';
const textOf = (paragraph: string): string => paragraph.replace(/<[^>]+>/gu, '');
/** Paragraphs outside of tables. */
const paragraphsOf = (xml: string): readonly string[] =>
  xml.replace(/<w:tbl>.*?<\/w:tbl>/gsu, '').match(/<w:p>.*?<\/w:p>|<w:p [^>]*>.*?<\/w:p>/gsu) ?? [];
const runsOf = (xml: string): readonly string[] => xml.match(/<w:r>.*?<\/w:r>/gsu) ?? [];

const official = ['仿宋_GB2312', '黑体', '楷体_GB2312', '方正小标宋简体'];

it('every paper there is stands in the table', () => {
  const files = readdirSync(new URL('letters', import.meta.url)).filter(
    (file) => !/^(text|slip)\.ts$/u.test(file),
  );
  expect(Object.keys(papers).toSorted()).toEqual(files.toSorted());
});

const each = Object.entries(papers).flatMap(([file, documents]) =>
  documents.map((document, at) => [`${file}${at > 0 ? ` ${at + 1}` : ''}`, document] as const),
);

describe.each(each)('GB/T 9704-2012: %s', (_file, document) => {
  const built = officialDocx(document).then((bytes) => {
    const archive = Buffer.from(bytes);
    return { files: unzip(archive), words: docxText(archive) };
  });
  const body = async () => (await built).files.get('word/document.xml') ?? '';

  it('A4, margins, 28 characters in 22 lines', async () => {
    const xml = await body();
    const sheet = found(xml, /<w:pgSz[^>]*>/u);
    const margins = found(xml, /<w:pgMar[^>]*>/u);
    const margin = (side: string): number => mm(attribute(margins, side));
    const width = mm(attribute(sheet, 'w'));
    const height = mm(attribute(sheet, 'h'));
    expect(width).toBeCloseTo(210, 0);
    expect(height).toBeCloseTo(297, 0);
    expect(Math.abs(margin('top') - 37)).toBeLessThanOrEqual(1);
    expect(Math.abs(margin('left') - 28)).toBeLessThanOrEqual(1);
    const [wide, high] = [
      width - margin('left') - margin('right'),
      height - margin('top') - margin('bottom'),
    ];
    expect(Math.abs(wide - 156)).toBeLessThanOrEqual(0.5);
    expect(Math.abs(high - 225)).toBeLessThanOrEqual(0.5);
    const bodyRuns = paragraphsOf(xml)
      .flatMap(runsOf)
      .filter((one) => one.includes('<w:sz w:val="32"/>'));
    for (const one of bodyRuns) {
      const closer = Number(/<w:spacing w:val="(-?\d+)"/u.exec(one)?.[1]);
      const perLine = mm(320 + closer);
      expect(Math.floor(wide / perLine + 1e-6), textOf(one)).toBe(28);
    }
    for (const one of paragraphsOf(xml)) {
      if (one.includes('<w:sz w:val="44"/>') || textOf(one) === '') continue;
      const spacing = found(one, /<w:spacing w:line[^>]*>|<w:spacing [^>]*w:line=[^>]*>/u);
      expect(spacing, textOf(one)).toContain('w:lineRule="exact"');
      expect(Math.floor(high / mm(attribute(spacing, 'line')) + 1e-6), textOf(one)).toBe(22);
    }
  });

  it('fonts by their official names for Chinese characters, another for digits', async () => {
    const xml = await body();
    const chinese = runsOf(xml).filter((one) => /\p{Script=Han}/u.test(textOf(one)));
    expect(chinese.length).toBeGreaterThan(3);
    for (const one of chinese) {
      const font = /w:eastAsia="([^"]+)"/u.exec(one)?.[1] ?? '';
      expect(official, textOf(one)).toContain(font);
      expect(one).toContain('w:ascii="Times New Roman"');
    }
    const headings = document.body.flatMap((block) => (block.kind === 'heading' ? [block.text] : []));
    const shown = runsOf(xml).filter((one) => headings.includes(textOf(one)));
    expect(shown.length).toBe(headings.length);
    for (const one of shown) expect(one).toContain('w:eastAsia="黑体"');
    const table = (await built).files.get('word/fontTable.xml') ?? '';
    expect(table).toContain('w:name="仿宋_GB2312"><w:altName w:val="仿宋"/>');
  });

  it('title: size two, small standard Song, centred, no line of a single character', async () => {
    const paragraphs = paragraphsOf(await body());
    const after = paragraphs.findIndex((one) => !one.includes('<w:sz w:val="44"/>'));
    const title = paragraphs.slice(0, after);
    expect(title.map(textOf).join('')).toBe(document.title.replaceAll('\n', ''));
    for (const one of title) {
      expect(one).toContain('w:eastAsia="方正小标宋简体"');
      expect(one).toContain('<w:jc w:val="center"/>');
      expect([...textOf(one)].length).toBeGreaterThan(1);
    }
  });

  it('dates in Arabic digits, the year in full, no leading zeros; at the end on the right', async () => {
    const { words } = await built;
    expect(words).not.toMatch(/\d{4}-\d{1,2}-\d{1,2}|年0|月0|(?<!\d)\d{2}年\d/u);
    const days = paragraphsOf(await body()).filter((one) =>
      /^\d{4}年[1-9]\d?月[1-9]\d?日$/u.test(textOf(one)),
    );
    expect(days.map(textOf)).toEqual(document.dated ? ['2026年3月5日'] : []);
    for (const one of days) expect(one).toMatch(/<w:jc w:val="(right|end)"\/>/u);
  });

  it('page numbers between dashes, size four, outside on either side; no seal on a page of its own', async () => {
    const { files } = await built;
    const footers = [...files].flatMap(([name, xml]) => (/^word\/footer\d+\.xml$/u.test(name) ? [xml] : []));
    expect(footers).toHaveLength(2);
    for (const footer of footers) {
      expect(textOf(footer)).toMatch(/— .*PAGE.* —/u);
      expect(footer).toContain('<w:sz w:val="28"/>');
    }
    const sides = footers.map((footer) => /<w:jc w:val="(\w+)"/u.exec(footer)?.[1]);
    expect(new Set(sides)).toEqual(new Set(['left', 'right']));
    expect(files.get('word/settings.xml')).toContain('evenAndOddHeaders');
    const seal = paragraphsOf(await body()).findIndex((one) => textOf(one).endsWith('（印章）'));
    const isSealed = document.sender?.hasSeal === true;
    expect(seal >= 0).toBe(isSealed);
    if (isSealed) {
      const before = paragraphsOf(await body()).slice(seal - 2, seal);
      for (const one of before) expect(one).toContain('<w:keepNext/>');
    }
  });
});

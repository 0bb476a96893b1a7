import {
  AlignmentType,
  Document,
  DocumentGridType,
  Footer,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  type Table,
  TextRun,
} from 'docx';
import type { Block, OfficialDocument } from './document.ts';
import { tableOf } from './document-table.ts';
import { fontTable } from './font-table.ts';
import { characterSpace, indent, linePitch, page, size } from './layout.ts';
import { officialDate } from './official-date.ts';
import { printable, printableLines } from './printable.ts';
import { fonts, words } from './text.ts';
import { withoutDates } from './zip-dates.ts';

/** A font for every script, or a word processor takes its own for the Chinese characters. */
const fontOf = (eastAsia: string) => ({
  ascii: fonts.digits,
  hAnsi: fonts.digits,
  cs: fonts.digits,
  eastAsia,
});

/** Size-2 characters in a line. */
const titleCharacters = 20;

const pitch = { line: linePitch, lineRule: LineRuleType.EXACT } as const;

function run(text: string, font: string = fonts.body, half: number = size.three): TextRun {
  return new TextRun({
    text,
    font: fontOf(font),
    size: half,
    ...(half === size.three ? { characterSpacing: characterSpace } : {}),
  });
}

function paragraphsOf(block: Exclude<Block, { kind: 'table' }>, keepNext = false): readonly Paragraph[] {
  switch (block.kind) {
    case 'page_break':
      return [new Paragraph({ pageBreakBefore: true, spacing: { line: 20, lineRule: LineRuleType.EXACT } })];
    case 'title':
      return printableLines(block.text)
        .flatMap(balanced)
        .map(
          (line) =>
            new Paragraph({
              alignment: AlignmentType.CENTER,
              spacing: { line: 640, lineRule: LineRuleType.EXACT },
              keepNext: true,
              children: [run(line, fonts.title, size.two)],
            }),
        );
    case 'heading':
      return [
        new Paragraph({
          spacing: pitch,
          indent: { firstLine: indent(2) },
          keepNext: true,
          children: [run(printable(block.text), block.level === 1 ? fonts.heading : fonts.subheading)],
        }),
      ];
    case 'line':
      return [
        new Paragraph({
          spacing: pitch,
          alignment: block.align ?? 'left',
          keepNext,
          children: [run(printable(block.text))],
        }),
      ];
    case 'text':
      return printableLines(block.text).map(
        (line) =>
          new Paragraph({
            spacing: pitch,
            alignment: AlignmentType.BOTH,
            keepNext,
            indent: { firstLine: indent(2) },
            children: [run(line)],
          }),
      );
    default:
      return block satisfies never;
  }
}

const emptyLine = (keepNext = false): Paragraph =>
  new Paragraph({ spacing: pitch, keepNext, children: [run('')] });

/** A table does not touch what follows it. */
const gap = (): Paragraph => new Paragraph({ spacing: { line: 160, lineRule: LineRuleType.EXACT } });

/** Full-width characters count one, the others a half. */
function widthOf(text: string): number {
  return [...text].reduce((sum, character) => sum + (character > '\u2E80' ? 1 : 0.5), 0);
}

/** What is too long for one line of a title becomes lines of about one length: none of them a single character. */
function balanced(title: string): readonly string[] {
  const lines = Math.ceil(widthOf(title) / titleCharacters);
  if (lines <= 1) return [title];
  const characters = [...title];
  const each = Math.ceil(characters.length / lines);
  return Array.from({ length: lines }, (_, at) => characters.slice(at * each, (at + 1) * each).join(''));
}

/** With a seal: the date four characters in from the right, the name centred above it. Without: two in (GB/T 9704). */
function signature({ sender, on }: OfficialDocument): readonly Paragraph[] {
  if (!sender || !on) return [];
  const name = printable(sender.name) + (sender.hasSeal ? words.seal : '');
  const date = officialDate(on);
  const [nameWidth, dateWidth] = [widthOf(name), widthOf(date)];
  const wanted = sender.hasSeal ? 4 : 2;
  const dateIn = Math.max(wanted, 1 + (nameWidth - dateWidth) / 2);
  const nameIn = Math.max(1, dateIn + (dateWidth - nameWidth) / 2);
  const line = (text: string, characters: number, keepNext: boolean) =>
    new Paragraph({
      spacing: pitch,
      alignment: AlignmentType.RIGHT,
      indent: { end: indent(characters) },
      keepNext,
      keepLines: true,
      children: [run(text)],
    });
  return [emptyLine(true), line(name, nameIn, true), line(date, dateIn, false)];
}

function footer(alignment: 'left' | 'right'): Footer {
  const [before, after] = words.pageNumber;
  return new Footer({
    children: [
      new Paragraph({
        alignment,
        indent: alignment === 'right' ? { end: indent(1) } : { start: indent(1) },
        children: [
          new TextRun({
            font: fontOf(fonts.pageNumber),
            size: size.four,
            children: [before, PageNumber.CURRENT, after],
          }),
        ],
      }),
    ],
  });
}

/** The bytes of a .docx; the same document gives the same bytes, whenever it is built. */
export async function officialDocx(document: OfficialDocument): Promise<Uint8Array> {
  const blocks = (all: readonly Block[], isSigned = false): readonly (Paragraph | Table)[] =>
    all.flatMap((block, at): readonly (Paragraph | Table)[] =>
      block.kind === 'table'
        ? [tableOf(block.table), gap()]
        : // No seal stands on a page without text (GB/T 9704): the end of the text moves with it.
          paragraphsOf(block, isSigned && at >= all.length - 2),
    );
  const { title, hasNumber, addressee, body, appendix } = document;
  const file = new Document({
    title: printable(title),
    creator: '',
    lastModifiedBy: '',
    evenAndOddHeaderAndFooters: true,
    styles: { default: { document: { run: { font: fontOf(fonts.body), size: size.three } } } },
    sections: [
      {
        properties: {
          page: {
            size: { width: page.width, height: page.height },
            margin: page.margin,
          },
          // Every line has its exact pitch; a grid would only stretch the title and the cells of tables.
          grid: { type: DocumentGridType.DEFAULT, linePitch },
        },
        footers: { default: footer('right'), even: footer('left') },
        children: [
          ...paragraphsOf({ kind: 'title', text: title }),
          ...(hasNumber ? paragraphsOf({ kind: 'line', text: words.emptyNumber, align: 'center' }) : []),
          emptyLine(),
          ...(addressee ? paragraphsOf({ kind: 'line', text: words.addressee(addressee) }) : []),
          ...blocks(body, document.sender !== undefined),
          ...signature(document),
          ...(appendix ? [...paragraphsOf({ kind: 'page_break' }), ...blocks(appendix)] : []),
        ],
      },
    ],
  });
  const packed = await Packer.toBuffer(file, false, [
    { path: 'docProps/core.xml', data: properties(printable(title)) },
    { path: 'word/fontTable.xml', data: fontTable },
  ]);
  return withoutDates(packed);
}

/** Without author and dates: when it was drafted is known to the ledger, and the same facts are the same file. */
function properties(title: string): string {
  const escaped = title.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' +
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" ' +
    'xmlns:dc="http://purl.org/dc/elements/1.1/">' +
    `<dc:title>${escaped}</dc:title></cp:coreProperties>`
  );
}

import {
  AlignmentType,
  BorderStyle,
  HeightRule,
  LineRuleType,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import type { DocumentTable } from './document.ts';
import { height, size, textWidth } from './layout.ts';
import { printableLines } from './printable.ts';
import { fonts } from './text.ts';

const line = { style: BorderStyle.SINGLE, size: 4, color: '000000' } as const;
const borders = {
  top: line,
  bottom: line,
  left: line,
  right: line,
  insideHorizontal: line,
  insideVertical: line,
};

/** A ruled table over the whole text width; its head is repeated on every page. */
export function tableOf({ widths, header, rows, rowHeight = 9, align = 'center' }: DocumentTable): Table {
  const whole = widths.reduce((sum, width) => sum + width, 0);
  const columns = widths.map((width) => Math.floor((textWidth * width) / whole));
  const rowOf = (cells: readonly string[], isHeader: boolean): TableRow =>
    new TableRow({
      tableHeader: isHeader,
      cantSplit: true,
      height: { value: height(rowHeight), rule: HeightRule.ATLEAST },
      children: columns.map((width, at) => cellOf(cells[at] ?? '', width, isHeader, align)),
    });
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: columns.reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
    columnWidths: columns,
    borders,
    rows: [...(header ? [rowOf(header, true)] : []), ...rows.map((row) => rowOf(row, false))],
  });
}

function cellOf(text: string, width: number, isHeader: boolean, align: 'left' | 'center'): TableCell {
  const eastAsia = isHeader ? fonts.heading : fonts.body;
  const font = { ascii: fonts.digits, hAnsi: fonts.digits, cs: fonts.digits, eastAsia };
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    verticalAlign: VerticalAlignTable.CENTER,
    margins: { top: 40, bottom: 40, left: 80, right: 80 },
    children: printableLines(text).map(
      (one) =>
        new Paragraph({
          alignment: isHeader ? AlignmentType.CENTER : align,
          spacing: { line: 380, lineRule: LineRuleType.AT_LEAST },
          children: [new TextRun({ text: one, font, size: size.smallFour })],
        }),
    ),
  });
}

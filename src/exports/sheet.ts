import writeWorkbook from 'write-excel-file/node';
import { printSetup } from './print-setup.ts';
import { printable } from './printable.ts';
import { sheetFont } from './text.ts';
import { withoutDates } from './zip-dates.ts';

export interface Column {
  readonly title: string;
  /** In characters of the digit zero; a Chinese one takes two. */
  readonly width: number;
}

export type Value = string | number | null;

export interface Sheet {
  readonly name: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Value[])[];
}

const longestName = 31;
/** What a spreadsheet program takes for itself in the name of a sheet. */
const reserved = /[\\/?*[\]:']/gu;

/** Names of sheets must differ, be short, and hold none of a few signs. */
function namesOf(sheets: readonly Sheet[]): readonly string[] {
  const taken = new Set<string>();
  return sheets.map(({ name }, at) => {
    const plain = printable(name).replace(reserved, '').slice(0, longestName) || `${at + 1}`;
    const given = taken.has(plain) ? `${plain.slice(0, longestName - 5)}-${at + 1}` : plain;
    taken.add(given);
    return given;
  });
}

const border = { borderStyle: 'thin', borderColor: '#000000' } as const;

/** Text stays text: without the format a program would read `=1+1` as a formula as soon as somebody edits the cell. */
const asText = '@';

/** The bytes of an .xlsx with a frozen header; the same rows give the same bytes. */
export async function xlsx(sheets: readonly Sheet[]): Promise<Uint8Array> {
  const names = namesOf(sheets);
  const pages = sheets.map((sheet, at) => ({
    sheet: names[at] ?? sheet.name,
    stickyRowsCount: 1,
    orientation: 'landscape' as const,
    columns: sheet.columns.map(({ width }) => ({ width })),
    data: [
      sheet.columns.map(({ title }) => ({
        value: title,
        type: String,
        fontWeight: 'bold' as const,
        align: 'center' as const,
        alignVertical: 'center' as const,
        wrap: true,
        height: 24,
        ...border,
      })),
      ...sheet.rows.map((row) => {
        const height = heightOf(row, sheet.columns);
        return row.map((value) => ({ ...cellOf(value), height }));
      }),
    ],
  }));
  const packed = await writeWorkbook(pages, {
    fontFamily: sheetFont,
    fontSize: 11,
    features: [printSetup(names)],
  }).toBuffer();
  return withoutDates(packed);
}

const lineHeight = 15;
const oneLine = 18;
/** What a cell keeps free beside its text, in characters. */
const cellMargin = 1;

/** In points: programs do not work out by themselves how high a row of wrapped text has to be. */
function heightOf(row: readonly Value[], columns: readonly Column[]): number {
  const lines = row.map((value, at) => {
    if (typeof value !== 'string') return 1;
    const room = Math.max(2, (columns[at]?.width ?? 12) - cellMargin);
    return Math.ceil(widthOf(printable(value)) / room);
  });
  return oneLine + lineHeight * (Math.max(1, ...lines) - 1);
}

/** A Chinese character takes the room of two digits. */
function widthOf(text: string): number {
  return [...text].reduce((sum, sign) => sum + ((sign.codePointAt(0) ?? 0) > 0xff ? 2 : 1), 0);
}

function cellOf(value: Value) {
  const look = { alignVertical: 'center' as const, ...border };
  if (typeof value === 'number') return { value, type: Number, align: 'center' as const, ...look };
  const text = value === null ? '' : printable(value);
  return text === ''
    ? { type: String, ...look }
    : { value: text, type: String, format: asText, wrap: true, ...look };
}

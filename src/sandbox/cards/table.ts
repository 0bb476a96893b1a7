import {
  bool,
  colour,
  either,
  int,
  length,
  listOf,
  object,
  oneOf,
  type Shape,
  str,
  textSize,
} from './checks.ts';
import { type Check, coded } from './fault.ts';
import { isNode, type Node } from './walk.ts';

const columnTypes = ['text', 'lark_md', 'options', 'number', 'persons', 'date', 'markdown'];
const aligns = oneOf('left', 'center', 'right');

const column = object({
  'name!': str,
  display_name: str,
  data_type: oneOf(...columnTypes),
  width: either(oneOf('auto'), (value, spot) =>
    typeof value === 'string' && /^\d+(px|%)$/.test(value) ? undefined : oneOf('auto')(value, spot),
  ),
  horizontal_align: aligns,
  vertical_align: oneOf('top', 'center', 'bottom'),
  format: object({ precision: int(0, 10), symbol: str, separator: bool }),
  date_format: str,
});

/** What a table may carry; whether its rows fit its columns is asked of the whole. */
export const table: Shape = {
  page_size: int(1, 10),
  row_height: either(oneOf('low', 'middle', 'high', 'auto'), length(32, 124)),
  row_max_height: length(32, 999),
  freeze_first_column: bool,
  header_style: object({
    text_align: aligns,
    text_size: textSize,
    background_style: oneOf('none', 'grey'),
    text_color: colour,
    bold: bool,
    lines: int(1, 100),
  }),
  'columns!': listOf(column, 50),
  'rows!': listOf((value, spot) =>
    isNode(value) ? undefined : coded(200914, spot, 'a row is an object', value),
  ),
};

function fits(type: unknown, cell: unknown): boolean {
  switch (type) {
    case 'number':
    case 'date':
      return typeof cell === 'number';
    case 'options':
      return (
        typeof cell === 'string' ||
        (Array.isArray(cell) && cell.every((one) => isNode(one) && typeof one.text === 'string'))
      );
    case 'persons':
      return (
        typeof cell === 'string' || (Array.isArray(cell) && cell.every((one) => typeof one === 'string'))
      );
    default:
      return typeof cell === 'string' || typeof cell === 'number';
  }
}

export const tableRows: Check = (value, spot) => {
  const node = value as Node;
  const columns = Array.isArray(node.columns) ? (node.columns as Node[]) : [];
  const types = new Map(columns.map((one) => [String(one.name), one.data_type]));
  for (const row of Array.isArray(node.rows) ? (node.rows as Node[]) : []) {
    for (const [name, cell] of Object.entries(row)) {
      if (!types.has(name)) return coded(200915, spot, 'the row has a column that is not declared', name);
      if (!fits(types.get(name), cell)) return coded(200914, spot, 'the cell does not fit its column', name);
    }
  }
  return undefined;
};

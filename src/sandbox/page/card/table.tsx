import { useState } from 'preact/hooks';
import { show } from '../dates.ts';
import { bool, isRecord, type Json, list, num, record, records, str } from '../json.ts';
import { Inline, Markdown } from '../markdown/block-view.tsx';
import { instant } from '../protocol.ts';
import { text } from '../text.ts';
import { PersonElement } from './display.tsx';
import { Pager } from './pager.tsx';
import { marginStyle } from './style.ts';
import { TextTag } from './text-tag.tsx';

const heights: Readonly<Record<string, string>> = { low: '40px', middle: '56px', high: '72px' };

function numberText(value: number, format: Json): string {
  const precision = Math.min(10, Math.max(0, num(format.precision, 0)));
  const digits =
    'precision' in format ? { minimumFractionDigits: precision, maximumFractionDigits: precision } : {};
  const shown = new Intl.NumberFormat('zh-CN', { useGrouping: bool(format.separator), ...digits }).format(
    value,
  );
  return `${str(format.symbol)}${shown}`;
}

function Cell({ column, value }: { column: Json; value: unknown }) {
  switch (column.data_type) {
    case 'number':
      return <>{typeof value === 'number' ? numberText(value, record(column.format)) : str(value)}</>;
    case 'lark_md':
      return <Inline source={str(value)} />;
    case 'markdown':
      return <Markdown source={str(value)} />;
    case 'date':
      return <>{value === undefined || value === '' ? '' : show('fullDay', instant(value))}</>;
    case 'options':
      return (
        <span class="cell-tags">
          {(Array.isArray(value) ? list(value) : [value]).filter(Boolean).map((option) => {
            const label = isRecord(option) ? str(option.text) : str(option);
            return (
              <TextTag key={label} color={isRecord(option) ? str(option.color, 'neutral') : 'neutral'}>
                {label}
              </TextTag>
            );
          })}
        </span>
      );
    case 'persons':
      return (
        <span class="cell-tags">
          {(Array.isArray(value) ? list(value) : [value]).filter(Boolean).map((id) => (
            <PersonElement key={str(id)} id={str(id)} node={{ size: 'small' }} />
          ))}
        </span>
      );
    default:
      return <>{str(value)}</>;
  }
}

export function Table({ node }: { node: Json }) {
  const [page, setPage] = useState(0);
  const columns = records(node.columns);
  const rows = records(node.rows);
  const size = Math.min(10, Math.max(1, num(node.page_size, 5)));
  const pages = Math.max(1, Math.ceil(rows.length / size));
  const shown = Math.min(page, pages - 1);
  const header = record(node.header_style);
  const height =
    heights[str(node.row_height, 'low')] ??
    (/^\d+px$/.test(str(node.row_height)) ? str(node.row_height) : undefined);
  const align = (column: Json) =>
    str(column.horizontal_align) || (column.data_type === 'number' ? 'right' : 'left');
  const wide = (column: Json) => (/^\d{1,3}(px|%)$/.test(str(column.width)) ? str(column.width) : undefined);
  return (
    <div class="table-frame" style={marginStyle(node)}>
      <div class={`table-scroll ${bool(node.freeze_first_column) ? 'frozen' : ''}`}>
        <table>
          <thead
            class={`${header.background_style === 'grey' ? 'grey' : ''} ${bool(header.bold) ? 'bold' : ''}`}
          >
            <tr>
              {columns.map((column) => (
                <th
                  key={str(column.name)}
                  style={{ textAlign: align(column), minWidth: wide(column) }}
                  class={header.text_color === 'grey' ? 'caption' : ''}
                >
                  {str(column.display_name)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(shown * size, (shown + 1) * size).map((row, at) => (
              <tr key={shown * size + at} style={{ height }}>
                {columns.map((column) => (
                  <td key={str(column.name)} style={{ textAlign: align(column) }}>
                    <Cell column={column} value={row[str(column.name)]} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
        {rows.length === 0 && <p class="option-none">{text.card.noData}</p>}
      </div>
      <Pager page={shown} pages={pages} onPage={setPage} />
    </div>
  );
}

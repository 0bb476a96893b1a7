import type { Block, Button, Cell, Confirm, Field, Picker } from './block.ts';
import { renderField } from './field-render.ts';
import { renderChart, renderTable } from './figures.ts';
import type { CardElement, Json } from './json.ts';
import { elementId, fittingOptions, named, plainText, type Room, renderOption } from './node.ts';
import { isEmpty, type Rich, toMarkdown } from './rich.ts';

function markdown(text: Rich, room: Room, extra: { readonly [key: string]: Json } = {}): CardElement {
  return { tag: 'markdown', content: toMarkdown(text, { maxTyped: room.maxTyped }), ...extra };
}

/** Grey and small: the typed text keeps its own marks, the colour goes around each line. */
export function notation(text: Rich, room: Room): CardElement {
  const lines = toMarkdown(text, { maxTyped: room.maxTyped }).split('\n');
  const content = lines
    .map((line) => (line.trim() === '' ? line : `<font color='grey'>${line}</font>`))
    .join('\n');
  return { tag: 'markdown', content, text_size: 'notation' };
}

function renderList(items: readonly Rich[], room: Room): CardElement {
  const shown = items.slice(0, room.maxItems);
  const lines = shown.map((item) => `- ${toMarkdown(item, { maxTyped: room.maxTyped, singleLine: true })}`);
  if (shown.length < items.length) lines.push(`- … (${shown.length}/${items.length})`);
  return { tag: 'markdown', content: lines.join('\n') };
}

function renderConfirm(confirm: Confirm): Json {
  return { title: plainText(confirm.title, 60), text: plainText(confirm.text, 300) };
}

/** Longer labels do not fit three in a row on a phone; the platform itself would take 100 characters. */
const maxLabel = 24;

function renderButton(button: Button, submits: boolean): CardElement {
  return {
    tag: 'button',
    ...named(button.name),
    text: plainText(button.label, maxLabel),
    type: button.style === 'primary' ? 'primary_filled' : button.style,
    behaviors: [
      'url' in button.does
        ? { type: 'open_url', default_url: button.does.url }
        : { type: 'callback', value: button.does.callback },
    ],
    ...(submits && 'callback' in button.does ? { form_action_type: 'submit' } : {}),
    ...(button.confirm ? { confirm: renderConfirm(button.confirm) } : {}),
    ...(button.disabled ? { disabled: true } : {}),
  };
}

const buttonsPerRow = 3;

function renderButtons(buttons: readonly Button[], submits: boolean): CardElement[] {
  const rows: CardElement[] = [];
  for (let start = 0; start < buttons.length; start += buttonsPerRow) {
    const row = buttons.slice(start, start + buttonsPerRow).map((button) => renderButton(button, submits));
    const [only] = row;
    if (row.length === 1 && only) rows.push(only);
    else {
      const cells = row.map((element) => ({ tag: 'column', width: 'auto', elements: [element] }));
      rows.push({ tag: 'column_set', flex_mode: 'flow', horizontal_spacing: '8px', columns: cells });
    }
  }
  return rows;
}

function renderPicker(picker: Picker, room: Room): CardElement[] {
  const options = fittingOptions(picker.options, room).map(renderOption);
  if (options.length === 0) return [];
  const shared = { options, behaviors: [{ type: 'callback', value: picker.callback }] };
  // The overflow menu has no name; a property the platform does not know refuses the whole card.
  if (picker.kind === 'menu') return [{ tag: 'overflow', element_id: elementId(picker.name), ...shared }];
  const placeholder = picker.placeholder === '' ? {} : { placeholder: plainText(picker.placeholder, 40) };
  return [{ tag: 'select_static', ...named(picker.name), ...placeholder, ...shared }];
}

function renderCell(cell: Cell, room: Room): CardElement {
  const width = cell.weight === undefined ? { width: 'auto' } : { width: 'weighted', weight: cell.weight };
  return { tag: 'column', ...width, vertical_align: 'center', elements: renderBlocks(cell.blocks, room) };
}

function renderBlock(block: Block, room: Room): CardElement[] {
  switch (block.kind) {
    case 'text':
      return isEmpty(block.text) ? [] : [markdown(block.text, room)];
    case 'note':
      return isEmpty(block.text) ? [] : [notation(block.text, room)];
    case 'list':
      return block.items.length === 0 ? [] : [renderList(block.items, room)];
    case 'rule':
      return [{ tag: 'hr' }];
    case 'columns':
      return [
        {
          tag: 'column_set',
          flex_mode: 'none',
          horizontal_spacing: '8px',
          columns: block.cells.map((cell) => renderCell(cell, room)),
        },
      ];
    case 'fold':
      return [
        {
          tag: 'collapsible_panel',
          expanded: block.expanded,
          header: {
            title: { tag: 'markdown', content: toMarkdown(block.title, { maxTyped: 60, singleLine: true }) },
            icon: { tag: 'standard_icon', token: 'down-small-ccm_outlined' },
            icon_position: 'right',
            icon_expanded_angle: -180,
          },
          elements: renderBlocks(block.blocks, room),
        },
      ];
    case 'buttons':
      return renderButtons(block.buttons, false);
    case 'chart':
      return block.values.length === 0 ? [] : [renderChart(block)];
    case 'table':
      return block.rows.length === 0 ? [] : [renderTable(block)];
    case 'picker':
    case 'menu':
      return renderPicker(block, room);
    case 'form':
      return [
        {
          tag: 'form',
          // A space of its own: a form may be called what one of its fields is.
          name: `${block.name}_form`,
          vertical_spacing: '8px',
          elements: [
            ...block.fields.flatMap((field) =>
              isField(field) ? renderField(field, room) : renderBlock(field, room),
            ),
            ...renderButtons(block.buttons, true),
          ],
        },
      ];
  }
}

const fieldKinds: ReadonlySet<string> = new Set([
  'text_input',
  'choice',
  'multi_choice',
  'date',
  'date_time',
  'checker',
]);

function isField(item: Field | Block): item is Field {
  return fieldKinds.has(item.kind);
}

export function renderBlocks(blocks: readonly Block[], room: Room): CardElement[] {
  return blocks.flatMap((block) => renderBlock(block, room));
}

import type { Block, Button, Cell, Chart, Confirm, Option, Picker, Table } from './block.ts';
import type { Payload } from './json.ts';
import { bold, join, type Rich, type RichPart, rich } from './rich.ts';

function asRich(part: RichPart): Rich {
  return join([part]);
}

export function text(content: RichPart): Block {
  return { kind: 'text', text: asRich(content) };
}

/** Small grey text for what only the curious need. */
export function note(content: RichPart): Block {
  return { kind: 'note', text: asRich(content) };
}

/** `label  value` lines; plain lines hold at phone width where columns do not. */
export function facts(rows: readonly (readonly [label: string, value: RichPart])[]): Block {
  return text(
    join(
      rows.map(([label, value]) => rich`${bold(label)}  ${value}`),
      '\n',
    ),
  );
}

export function list(items: readonly RichPart[]): Block {
  return { kind: 'list', items: items.map(asRich) };
}

export function rule(): Block {
  return { kind: 'rule' };
}

/** At most three cells keep a row readable on a phone. */
export function columns(cells: readonly (Cell | readonly Block[])[]): Block {
  return {
    kind: 'columns',
    cells: cells.map((cell) => ('blocks' in cell ? cell : { blocks: cell, weight: 1 })),
  };
}

export function fold(title: RichPart, blocks: readonly Block[], expanded = false): Block {
  return { kind: 'fold', title: asRich(title), blocks, expanded };
}

export interface ButtonSpec {
  readonly label: string;
  /** Unique in the card; with the action it is how a click finds its way. */
  readonly name: string;
  readonly action: string;
  readonly payload?: Payload | undefined;
  readonly style?: Button['style'] | undefined;
  readonly confirm?: Confirm | undefined;
  readonly disabled?: boolean | undefined;
}

export function button(spec: ButtonSpec): Button {
  return {
    kind: 'button',
    label: spec.label,
    name: spec.name,
    style: spec.style ?? 'default',
    does: { callback: { ...spec.payload, action: spec.action } },
    confirm: spec.confirm,
    disabled: spec.disabled ?? false,
  };
}

/** A button that opens a page instead of calling back. */
export function link(spec: { readonly label: string; readonly name: string; readonly url: string }): Button {
  return {
    kind: 'button',
    label: spec.label,
    name: spec.name,
    style: 'default',
    does: { url: spec.url },
    disabled: false,
  };
}

/** Rows of at most three. */
export function buttons(all: readonly Button[]): Block {
  return { kind: 'buttons', buttons: all };
}

export interface PickerSpec {
  readonly name: string;
  readonly action: string;
  readonly payload?: Payload | undefined;
  readonly placeholder?: string | undefined;
  readonly options: readonly Option[];
}

function pickerOf(kind: Picker['kind'], spec: PickerSpec): Picker {
  return {
    kind,
    name: spec.name,
    placeholder: spec.placeholder ?? '',
    callback: { ...spec.payload, action: spec.action },
    options: spec.options,
  };
}

/** A drop-down that reports its `option` as soon as it is chosen. */
export function picker(spec: PickerSpec): Block {
  return pickerOf('picker', spec);
}

/** The overflow menu for rare acts; reports `option`. */
export function menu(spec: PickerSpec): Block {
  return pickerOf('menu', spec);
}

/** Figures over time, drawn by the platform itself; stands at the root of a card. */
export function chart(spec: Omit<Chart, 'kind'>): Block {
  return { kind: 'chart', ...spec };
}

/** Stands at the root of a card; every cell is shown as it is. */
export function table(spec: Omit<Table, 'kind'>): Block {
  return { kind: 'table', ...spec };
}

import { hash32 } from '../core/ids.ts';
import type { Option } from './block.ts';
import type { CardElement, Json } from './json.ts';
import { oneLine, shorten } from './rich.ts';

/** How much may be shown; the card is built again with less until it fits. */
export interface Room {
  readonly maxTyped: number;
  readonly maxItems: number;
  readonly maxOptions: number;
}

export function plainText(content: string, max: number): CardElement {
  return { tag: 'plain_text', content: shorten(oneLine(content), max) };
}

/** The platform allows 20 characters of a narrow alphabet; other names are hashed, stably. */
export function elementId(name: string): string {
  return /^[A-Za-z][A-Za-z0-9_]{0,19}$/.test(name) ? name : `e${hash32(name).toString(36)}`;
}

export function named(name: string): { readonly name: string; readonly element_id: string } {
  return { name, element_id: elementId(name) };
}

/** The options there is room for, each value once: a value twice would break the drop-down. */
export function fittingOptions(options: readonly Option[], room: Room): readonly Option[] {
  const byValue = new Map(options.map((option) => [option.value, option]));
  return [...byValue.values()].slice(0, room.maxOptions);
}

export function renderOption(option: Option): Json {
  return { text: plainText(option.label, 40), value: option.value };
}

import type { CSSProperties } from 'preact';
import { type Json, num, optional, record, str } from '../json.ts';
import { colour, customColours } from '../palette.ts';
import type { CardStyle } from './context.ts';

const sizeNames = new Set([
  'heading-0',
  'heading-1',
  'heading-2',
  'heading-3',
  'heading-4',
  'heading',
  'normal',
  'notation',
  'xxxx-large',
  'xxx-large',
  'xx-large',
  'x-large',
  'large',
  'medium',
  'small',
  'x-small',
]);
const known = (name: string): string => (sizeNames.has(name) ? name : 'normal');

export function readStyle(config: Json): CardStyle {
  const style = record(config.style);
  const sizes: Record<string, { pc: string; mobile: string }> = {};
  for (const [name, value] of Object.entries(record(style.text_size))) {
    const own = record(value);
    const base = known(str(own.default, 'normal'));
    sizes[name] = { pc: known(str(own.pc, base)), mobile: known(str(own.mobile, base)) };
  }
  return { colours: customColours(style.color), sizes };
}

/** PC and phone sizes differ per name, so both travel and the style sheet picks. */
export function textSize(name: unknown, style: CardStyle): CSSProperties {
  const key = str(name, 'normal');
  const { pc, mobile } = style.sizes[key] ?? { pc: known(key), mobile: known(key) };
  return { '--size-pc': `var(--pc-${pc})`, '--size-phone': `var(--phone-${mobile})` };
}

const spacingNames: Readonly<Record<string, string>> = {
  small: '4px',
  medium: '8px',
  large: '12px',
  extra_large: '16px',
};

export function gap(value: unknown): string | undefined {
  const name = str(value);
  return spacingNames[name] ?? (/^\d{1,2}px$/.test(name) ? name : undefined);
}

/** One to four sides of at most 99 pixels; anything else is left out, so that no card can push others away. */
export function box(value: unknown): string | undefined {
  const sides = str(value).trim().split(/\s+/);
  if (sides.length > 4 || !sides.every((side) => /^-?\d{1,2}(px)?$/.test(side))) return undefined;
  return sides.map((side) => (side.endsWith('px') ? side : `${side}px`)).join(' ');
}

const aligns: Readonly<Record<string, string>> = {
  left: 'flex-start',
  top: 'flex-start',
  center: 'center',
  right: 'flex-end',
  bottom: 'flex-end',
};

/** Margin, padding, background and the flow of children, which all containers share. */
export function boxStyle(node: Json, style: CardStyle): CSSProperties {
  const background = str(node.background_style ?? node.background_color);
  const horizontal = node.direction === 'horizontal';
  const main = aligns[str(node.horizontal_align)];
  const cross = aligns[str(node.vertical_align)];
  return {
    margin: box(node.margin),
    padding: box(node.padding),
    background: background === 'default' ? undefined : colour(background, 'fill', style.colours),
    flexDirection: horizontal ? 'row' : undefined,
    flexWrap: horizontal ? 'wrap' : undefined,
    columnGap: gap(node.horizontal_spacing),
    rowGap: gap(node.vertical_spacing),
    justifyContent: horizontal ? main : cross,
    alignItems: horizontal ? cross : main,
  };
}

export const marginStyle = (node: Json): CSSProperties => ({ margin: box(node.margin) });

/** `auto`, `fill`, or a number of pixels within bounds. */
export function width(value: unknown, min: number, max: number): string | undefined {
  const name = optional(value);
  if (name === 'fill') return '100%';
  const pixels = num(name?.replace(/px$/, ''), 0);
  return pixels >= min && pixels <= max ? `${pixels}px` : undefined;
}

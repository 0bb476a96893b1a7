import { at, type CardFault, type Check, coded, fault, type Spot } from './fault.ts';
import { isNode } from './walk.ts';

/** The small pieces of which the tables of components are made. */

export const any: Check = () => undefined;

/** An id a sender may give to any node: of its pattern, and once in a card. */
export const elementId: Check = (value, spot) => {
  if (typeof value !== 'string' || !idPattern.test(value)) {
    return fault(spot, 'element_id does not fit its pattern', value);
  }
  if (spot.survey.elementIds.has(value)) return coded(300301, spot, 'duplicate element_id', value, true);
  spot.survey.elementIds.add(value);
  return undefined;
};

const idPattern = /^[A-Za-z][A-Za-z0-9_]{0,19}$/;

const locales: ReadonlySet<string> = new Set([
  'zh_cn',
  'zh_hk',
  'zh_tw',
  'en_us',
  'ja_jp',
  'ko_kr',
  'th_th',
  'vi_vn',
  'id_id',
  'ms_my',
  'de_de',
  'fr_fr',
  'es_es',
  'it_it',
  'pt_br',
  'ru_ru',
]);

export const locale: Check = (value, spot) =>
  typeof value === 'string' && locales.has(value) ? undefined : fault(spot, 'a locale is needed', value);

/** The same thing per locale. */
export const localised =
  (check: Check): Check =>
  (value, spot) => {
    if (!isNode(value)) return fault(spot, 'an object is needed', value);
    for (const [key, child] of Object.entries(value)) {
      const found = locale(key, spot) ?? check(child, at(spot, key));
      if (found) return found;
    }
    return undefined;
  };

export const bool: Check = (value, spot) =>
  typeof value === 'boolean' ? undefined : fault(spot, 'a boolean is needed', value);

export const str: Check = (value, spot) =>
  typeof value === 'string' ? undefined : fault(spot, 'a string is needed', value);

export const filled: Check = (value, spot) =>
  typeof value === 'string' && value !== '' ? undefined : fault(spot, 'a non-empty string is needed', value);

export const int =
  (min: number, max: number): Check =>
  (value, spot) =>
    typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max
      ? undefined
      : fault(spot, `an integer from ${min} to ${max} is needed`, value);

export const oneOf = (...allowed: readonly unknown[]): Check => {
  const known = new Set(allowed);
  return (value, spot) =>
    known.has(value) ? undefined : fault(spot, `one of ${allowed.join(', ')} is needed`, value);
};

export const shaped =
  (pattern: RegExp, what: string): Check =>
  (value, spot) =>
    typeof value === 'string' && pattern.test(value) ? undefined : fault(spot, `${what} is needed`, value);

export const either =
  (...checks: readonly Check[]): Check =>
  (value, spot) => {
    let first: CardFault | undefined;
    for (const check of checks) {
      const found = check(value, spot);
      if (!found) return undefined;
      first ??= found;
    }
    return first;
  };

export const listOf =
  (check: Check, max = Number.POSITIVE_INFINITY): Check =>
  (value, spot) => {
    if (!Array.isArray(value)) return fault(spot, 'a list is needed', value);
    if (value.length > max) return fault(spot, `at most ${max} items`, value.length);
    for (const [index, item] of value.entries()) {
      const tag = isNode(item) && typeof item.tag === 'string' ? `(tag: ${item.tag})` : '';
      const found = check(item, at(spot, `[${index}]${tag}`));
      if (found) return found;
    }
    return undefined;
  };

export type Shape = Readonly<Record<string, Check>>;

/** An object with these keys and no others. A key that ends in `!` must be there. */
export function object(shape: Shape): Check {
  const checks = new Map(Object.entries(shape).map(([key, check]) => [key.replace('!', ''), check]));
  const required = Object.keys(shape).flatMap((key) => (key.endsWith('!') ? [key.slice(0, -1)] : []));
  return (value, spot) => {
    if (!isNode(value)) return fault(spot, 'an object is needed', value);
    for (const key of required) if (value[key] === undefined) return fault(spot, `"${key}" is missing`);
    for (const [key, child] of Object.entries(value)) {
      const check = checks.get(key);
      if (!check) return fault(spot, `unknown property, property: ${key}`, key);
      const found = check(child, at(spot, key));
      if (found) return found;
    }
    return undefined;
  };
}

const within =
  (min: number, max: number, counts: readonly number[]): Check =>
  (value, spot) => {
    const parts = typeof value === 'string' ? value.trim().split(/\s+/) : [];
    const fits = parts.every((part) => {
      const px = /^(-?\d+)px$/.exec(part)?.[1];
      return px !== undefined && Number(px) >= min && Number(px) <= max;
    });
    return fits && counts.includes(parts.length)
      ? undefined
      : fault(spot, `${counts.join(', ')} lengths from ${min}px to ${max}px are needed`, value);
  };

export const margin = within(-99, 99, [1, 2, 4]);
export const padding = within(0, 99, [1, 2, 4]);
export const length = (min: number, max: number): Check => within(min, max, [1]);
export const spacing = either(length(0, 99), oneOf('small', 'medium', 'large', 'extra_large'));

/** Names and rgba() only; a hexadecimal colour is refused. */
export const colour: Check = (value, spot) =>
  typeof value === 'string' && (namedColour.test(value) || rgba.test(value) || spot.survey.colours.has(value))
    ? undefined
    : fault(spot, 'a colour name or rgba() is needed', value);

const namedColour =
  /^(default|white|black|none|(bg-)?(body|white|blue|wathet|turquoise|lime|green|yellow|sunflower|orange|red|carmine|violet|purple|indigo|grey|neutral)(-\d{1,4})?|laser)$/;
const part = '\\s*\\d{1,3}(\\.\\d+)?%?\\s*';
const rgba = new RegExp(`^rgba\\(${part},${part},${part},\\s*(0|1|0?\\.\\d+|1\\.0+|\\d{1,3}%)\\s*\\)$`);

export const textSize: Check = (value, spot) =>
  typeof value === 'string' && (textSizes.has(value) || spot.survey.textSizes.has(value))
    ? undefined
    : fault(spot, 'a known text size is needed', value);

const textSizes: ReadonlySet<string> = new Set([
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

export const person: Check = (value, spot) =>
  typeof value === 'string' && spot.survey.world.hasPerson(value)
    ? undefined
    : coded(100290, spot, 'invalid user id', value);

export const image: Check = (value, spot) =>
  typeof value === 'string' && spot.survey.world.hasImage(value)
    ? undefined
    : coded(200570, spot, 'card contains invalid image keys', value);

const direction = oneOf('vertical', 'horizontal');
export const horizontal = oneOf('left', 'center', 'right');
export const vertical = oneOf('top', 'center', 'bottom');

/** A list of components inside another. */
export const elements: Check = (value, spot: Spot) =>
  listOf(spot.survey.element)(value, { ...spot, isRoot: false });

export const layout: Shape = {
  direction,
  padding,
  horizontal_spacing: spacing,
  horizontal_align: horizontal,
  vertical_spacing: spacing,
  vertical_align: vertical,
};

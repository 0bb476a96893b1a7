import {
  bool,
  colour,
  elementId,
  filled,
  horizontal,
  image,
  int,
  localised,
  margin,
  object,
  oneOf,
  type Shape,
  shaped,
  str,
  textSize,
} from './checks.ts';
import { type Check, fault } from './fault.ts';
import { markdownText } from './rich-content.ts';
import { isNode } from './walk.ts';

/** Nodes that only stand inside components: texts, icons, tags. They count as nodes, too. */

const textShape: Shape = {
  'tag!': str,
  element_id: elementId,
  margin,
  i18n_content: localised(str),
  text_size: textSize,
  text_color: colour,
  text_align: horizontal,
  lines: int(1, 1000),
};

/** Numbers of pixels, one or two of them. */
const iconSize: Check = (value, spot) =>
  typeof value === 'string' && /^\d{1,3}(px)?( \d{1,3}(px)?)?$/.test(value)
    ? undefined
    : fault(spot, 'a size is needed', value);

const shapes: Readonly<Record<string, Check>> = {
  plain_text: object({ ...textShape, 'content!': str, icon: (value, spot) => icon(value, spot) }),
  lark_md: object({ ...textShape, 'content!': markdownText, icon: (value, spot) => icon(value, spot) }),
  markdown: object({ ...textShape, 'content!': markdownText, icon: (value, spot) => icon(value, spot) }),
  standard_icon: object({
    'tag!': str,
    element_id: elementId,
    'token!': filled,
    color: colour,
    size: iconSize,
  }),
  custom_icon: object({ 'tag!': str, element_id: elementId, 'img_key!': image, size: iconSize }),
};

const node =
  (...tags: readonly string[]): Check =>
  (value, spot) => {
    if (!isNode(value) || typeof value.tag !== 'string') return fault(spot, '"tag" is missing', value);
    if (!tags.includes(value.tag))
      return fault(spot, `one of the tags ${tags.join(', ')} is needed`, value.tag);
    spot.survey.nodes += 1;
    return shapes[value.tag]?.(value, spot);
  };

export const plainText = node('plain_text');
export const anyText = node('plain_text', 'lark_md');
export const titleText = node('plain_text', 'markdown', 'lark_md');
export const icon = node('standard_icon', 'custom_icon');

export const confirm = object({ 'title!': plainText, 'text!': plainText });

const textTagColours = [
  'neutral',
  'blue',
  'turquoise',
  'lime',
  'orange',
  'violet',
  'indigo',
  'wathet',
  'green',
  'yellow',
  'red',
  'purple',
  'carmine',
];

const textTagShape = object({
  'tag!': oneOf('text_tag'),
  element_id: elementId,
  'text!': plainText,
  color: oneOf(...textTagColours),
});

export const textTag: Check = (value, spot) => {
  spot.survey.nodes += 1;
  return textTagShape(value, spot);
};

const url = shaped(/^\S+$/, 'an address');

const behavior: Readonly<Record<string, Check>> = {
  callback: (value, spot) => {
    if (!isNode(value)) return fault(spot, 'an object is needed', value);
    const found = object({ 'type!': str, 'value!': () => undefined })(value, spot);
    if (found) return found;
    // Text is legal here, though the SDKs cannot hand it on.
    return isNode(value.value) || typeof value.value === 'string'
      ? undefined
      : fault(spot, 'the value of a callback is an object', value.value);
  },
  open_url: object({
    'type!': str,
    default_url: url,
    pc_url: str,
    ios_url: str,
    android_url: str,
  }),
  form_action: object({ 'type!': str, 'behavior!': oneOf('submit', 'reset') }),
};

const behaviors =
  (...types: readonly string[]): Check =>
  (value, spot) => {
    if (!Array.isArray(value)) return fault(spot, 'a list is needed', value);
    for (const one of value as unknown[]) {
      const type = isNode(one) && typeof one.type === 'string' ? one.type : '';
      const check = types.includes(type) ? behavior[type] : undefined;
      if (!check) return fault(spot, `a behavior is one of ${types.join(', ')}`, type);
      const found = check(one, spot);
      if (found) return found;
      if (
        type === 'open_url' &&
        !['default_url', 'pc_url', 'ios_url', 'android_url'].some((key) => isNode(one) && one[key])
      ) {
        return fault(spot, 'open_url needs an address');
      }
    }
    return undefined;
  };

export const allBehaviors = behaviors('callback', 'open_url', 'form_action');
export const callbackOnly = behaviors('callback');

export const pressable: Shape = { disabled: bool, disabled_tips: plainText, hover_tips: plainText, confirm };

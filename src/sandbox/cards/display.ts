import {
  any,
  bool,
  colour,
  either,
  elements,
  filled,
  horizontal,
  image,
  int,
  layout,
  length,
  listOf,
  localised,
  object,
  oneOf,
  padding,
  person,
  type Shape,
  spacing,
  str,
  textSize,
  vertical,
} from './checks.ts';
import { type Check, coded } from './fault.ts';
import { markdownText, translatedMarkdown } from './rich-content.ts';
import { table } from './table.ts';
import { allBehaviors, anyText, icon, plainText, pressable, titleText } from './text-nodes.ts';
import { isNode } from './walk.ts';

const width = either(oneOf('default', 'fill', 'auto'), length(0, 2000));
const corner = either(length(0, 2000), (value, spot) => oneOf('100%', '50%')(value, spot));
const border = object({ color: colour, corner_radius: corner });
const background = colour;

const chartSpec: Check = (value, spot) =>
  isNode(value) && (typeof value.type === 'string' || Array.isArray(value.series))
    ? undefined
    : coded(200550, spot, 'chart spec is invalid', value);

/** What each component that shows or holds something may carry, beside tag, element_id and margin. */
export const displayShapes: Readonly<Record<string, Shape>> = {
  markdown: {
    'content!': markdownText,
    i18n_content: localised(translatedMarkdown),
    text_size: textSize,
    text_align: horizontal,
    text_color: colour,
    icon,
  },
  div: {
    text: anyText,
    icon,
    fields: listOf(object({ is_short: bool, 'text!': anyText })),
    width,
  },
  hr: {},
  img: {
    'img_key!': image,
    alt: plainText,
    title: titleText,
    corner_radius: corner,
    scale_type: oneOf('crop_center', 'crop_top', 'fit_horizontal'),
    size: str,
    mode: str,
    transparent: bool,
    preview: bool,
    custom_width: int(0, 4000),
  },
  img_combination: {
    'combination_mode!': oneOf('double', 'triple', 'bisect', 'trisect'),
    corner_radius: corner,
    'img_list!': listOf(object({ 'img_key!': image })),
    combination_transparent: bool,
  },
  person: {
    'user_id!': person,
    size: oneOf('extra_small', 'small', 'medium', 'large'),
    show_name: bool,
    show_avatar: bool,
    style: oneOf('normal', 'capsule'),
  },
  person_list: {
    'persons!': listOf(object({ 'id!': person })),
    show_name: bool,
    show_avatar: bool,
    size: oneOf('extra_small', 'small', 'medium', 'large'),
    lines: int(1, 1000),
    drop_invalid_user_id: bool,
    icon,
  },
  table,
  chart: {
    'chart_spec!': chartSpec,
    aspect_ratio: oneOf('1:1', '2:1', '4:3', '16:9'),
    color_theme: oneOf('brand', 'rainbow', 'complementary', 'converse', 'primary'),
    height: either(oneOf('auto'), length(1, 999)),
    preview: bool,
  },
  audio: { 'file_key!': filled, audio_id: str, show_time: bool, width: any, style: any },
  video: { 'file_key!': filled, width: any, cover: any, aspect_ratio: any },
};

export const containerShapes: Readonly<Record<string, Shape>> = {
  column_set: {
    'columns!': elements,
    flex_mode: oneOf('none', 'stretch', 'flow', 'bisect', 'trisect'),
    background_style: background,
    horizontal_spacing: spacing,
    horizontal_align: horizontal,
    action: any,
  },
  column: {
    ...layout,
    elements,
    width: either(oneOf('auto', 'weighted'), length(16, 600)),
    weight: int(1, 5),
    background_style: background,
    action: any,
  },
  collapsible_panel: {
    ...layout,
    expanded: bool,
    background_color: colour,
    'header!': object({
      'title!': titleText,
      background_color: colour,
      vertical_align: vertical,
      padding,
      width,
      position: oneOf('top', 'bottom'),
      icon,
      icon_position: oneOf('left', 'right', 'follow_text'),
      icon_expanded_angle: oneOf(-180, -90, 90, 180),
    }),
    border,
    elements,
  },
  interactive_container: {
    ...layout,
    ...pressable,
    width,
    height: either(oneOf('auto'), length(1, 999)),
    background_style: background,
    has_border: bool,
    border_color: colour,
    border,
    corner_radius: corner,
    'behaviors!': allBehaviors,
    elements,
  },
  form: { ...layout, 'name!': filled, 'elements!': elements },
};

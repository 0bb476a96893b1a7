import {
  any,
  bool,
  either,
  filled,
  image,
  int,
  length,
  listOf,
  object,
  oneOf,
  padding,
  person,
  type Shape,
  str,
} from './checks.ts';
import { type Check, fault } from './fault.ts';
import { allBehaviors, anyText, callbackOnly, confirm, icon, plainText, pressable } from './text-nodes.ts';
import { isNode } from './walk.ts';

const width = either(oneOf('default', 'fill', 'auto'), length(0, 2000));

const labelled: Check = (value, spot) => {
  const found = plainText(value, spot);
  if (found) return found;
  const content = isNode(value) ? String(value.content) : '';
  return [...content].length <= 100 ? undefined : fault(spot, 'at most 100 characters', content);
};

const option = object({ 'text!': plainText, 'value!': filled, icon, multi_url: any });

const field: Shape = {
  name: str,
  placeholder: plainText,
  required: bool,
  width,
  disabled: bool,
  disabled_tips: plainText,
  confirm,
  behaviors: callbackOnly,
};

const select: Shape = { ...field, type: oneOf('default', 'text') };
const options = listOf(option);
const people = listOf(object({ 'value!': person, text: plainText, icon }));

/** Of the shape, and one that exists; empty: nothing is chosen yet. */
const moment =
  (shape: RegExp, what: string): Check =>
  (value, spot) => {
    if (value === '') return undefined;
    if (typeof value !== 'string' || !shape.test(value)) return fault(spot, `${what} is needed`, value);
    const day = value.length === 5 ? '2026-01-01' : value.slice(0, 10);
    const time = value.length === 10 ? '00:00' : value.slice(-5);
    const iso = `${day}T${time}:00.000Z`;
    const read = new Date(iso);
    return !Number.isNaN(read.getTime()) && read.toISOString() === iso
      ? undefined
      : fault(spot, `${what} that exists is needed`, value);
  };

/** What each component a person can use may carry, beside tag, element_id and margin. */
export const inputShapes: Readonly<Record<string, Shape>> = {
  button: {
    ...pressable,
    text: labelled,
    type: oneOf(
      'default',
      'primary',
      'danger',
      'text',
      'primary_text',
      'danger_text',
      'primary_filled',
      'danger_filled',
      'laser',
    ),
    size: oneOf('tiny', 'small', 'medium', 'large'),
    width,
    icon,
    behaviors: allBehaviors,
    name: str,
    required: bool,
    form_action_type: oneOf('submit', 'reset'),
    action_type: oneOf('form_submit', 'form_reset', 'link', 'request', 'multi'),
  },
  input: {
    ...field,
    default_value: str,
    label: plainText,
    label_position: oneOf('top', 'left'),
    input_type: oneOf('text', 'multiline_text', 'password'),
    show_icon: bool,
    rows: int(1, 100),
    auto_resize: bool,
    max_rows: int(1, 100),
    max_length: int(1, 1000),
  },
  select_static: { ...select, 'options!': options, initial_index: int(0, 1000), initial_option: str },
  multi_select_static: { ...select, 'options!': options, selected_values: listOf(str) },
  select_person: { ...select, options: people, initial_index: int(0, 1000), initial_option: str },
  multi_select_person: { ...select, options: people, selected_values: listOf(str) },
  date_picker: { ...field, initial_date: moment(/^\d{4}-\d{2}-\d{2}$/, 'a date YYYY-MM-DD'), value: any },
  picker_time: { ...field, initial_time: moment(/^\d{2}:\d{2}$/, 'a time HH:mm'), value: any },
  picker_datetime: {
    ...field,
    initial_datetime: moment(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}$/, 'a moment YYYY-MM-DD HH:mm'),
    value: any,
  },
  checker: {
    ...pressable,
    name: str,
    checked: bool,
    text: anyText,
    overall_checkable: bool,
    button_area: object({
      pc_display_rule: oneOf('always', 'on_hover'),
      buttons: (value, spot) => listOf(spot.survey.element, 3)(value, spot),
    }),
    checked_style: object({ show_strikethrough: bool, opacity: any }),
    padding,
    behaviors: callbackOnly,
  },
  // It has no name: a form does not collect what is chosen here.
  overflow: { width, 'options!': options, behaviors: callbackOnly, confirm, value: any },
  select_img: {
    ...field,
    'options!': listOf(
      object({
        'img_key!': image,
        'value!': filled,
        disabled: bool,
        disabled_tips: plainText,
        hover_tips: plainText,
      }),
    ),
    multi_select: bool,
    can_preview: bool,
    layout: oneOf('stretch', 'bisect', 'trisect'),
    style: oneOf('normal', 'laser'),
    aspect_ratio: oneOf('16:9', '4:3', '1:1'),
  },
};

/** Options are there, each value once, and what is chosen at first is among them. */
export const choiceRules: Check = (value, spot) => {
  if (!isNode(value) || !Array.isArray(value.options)) return undefined;
  const values = value.options.map((one: unknown) => (isNode(one) ? one.value : undefined));
  const mayBeEmpty = String(value.tag).endsWith('select_person');
  if (values.length === 0 && !mayBeEmpty) return fault(spot, 'there are no options');
  if (new Set(values).size < values.length) return fault(spot, 'two options have the same value');
  const isOffered = (one: unknown): boolean => values.includes(one) || (mayBeEmpty && values.length === 0);
  if (value.initial_option !== undefined && value.initial_option !== '' && !isOffered(value.initial_option)) {
    return fault(spot, 'initial_option is not among the options', value.initial_option);
  }
  if (typeof value.initial_index === 'number' && value.initial_index > values.length) {
    return fault(spot, 'initial_index is beyond the options', value.initial_index);
  }
  const selected: unknown[] = Array.isArray(value.selected_values) ? value.selected_values : [];
  const stray = selected.find((one) => !isOffered(one));
  return stray === undefined ? undefined : fault(spot, 'selected_values are not among the options', stray);
};

import { bool, isRecord, type Json, list, num, optional, records, str } from '../json.ts';

export type FieldValue = string | boolean | readonly string[] | null;

interface Field {
  readonly name: string;
  readonly node: Json;
  readonly initial: FieldValue;
}

const UTC_OFFSET = ' +0800';
const fieldTags = new Set([
  'input',
  'select_static',
  'multi_select_static',
  'select_person',
  'multi_select_person',
  'date_picker',
  'picker_time',
  'picker_datetime',
  'checker',
  'select_img',
]);

export const isMulti = (node: Json): boolean =>
  str(node.tag).startsWith('multi_select') || (node.tag === 'select_img' && bool(node.multi_select));

/** `initial_index` counts from 1. */
function initialOption(node: Json): string | null {
  const named = optional(node.initial_option);
  if (named !== undefined) return named;
  const index = num(node.initial_index, 0);
  return optional(records(node.options)[index - 1]?.value) ?? null;
}

export function initialValue(node: Json): FieldValue {
  switch (node.tag) {
    case 'input':
      return str(node.default_value);
    case 'date_picker':
      return optional(node.initial_date) ?? null;
    case 'picker_time':
      return optional(node.initial_time) ?? null;
    case 'picker_datetime':
      return optional(node.initial_datetime) ?? null;
    case 'checker':
      return bool(node.checked);
    default:
      if (!isMulti(node)) return initialOption(node);
      return list(node.selected_values).filter((value) => typeof value === 'string');
  }
}

/** Every named input below `elements`, whatever containers lie between. */
export function fieldsOf(elements: unknown): Field[] {
  return records(elements).flatMap((node): Field[] => {
    const name = str(node.name);
    const own =
      fieldTags.has(str(node.tag)) && name !== '' ? [{ name, node, initial: initialValue(node) }] : [];
    return [...own, ...fieldsOf(node.elements), ...fieldsOf(node.columns)];
  });
}

const isEmpty = (value: FieldValue): boolean =>
  value === null || value === '' || (Array.isArray(value) && value.length === 0);

/** As the callback carries it: picked dates and times name their offset. */
function wireValue(tag: unknown, value: FieldValue): FieldValue {
  const dated = tag === 'date_picker' || tag === 'picker_time' || tag === 'picker_datetime';
  return dated && typeof value === 'string' && value !== '' ? `${value}${UTC_OFFSET}` : value;
}

export function formValue(fields: readonly Field[], values: Readonly<Record<string, FieldValue>>): Json {
  const sent: Record<string, unknown> = {};
  for (const { name, node, initial } of fields) {
    const value = values[name] ?? initial;
    if (value !== null) sent[name] = wireValue(node.tag, value);
  }
  return sent;
}

export const missing = (
  fields: readonly Field[],
  values: Readonly<Record<string, FieldValue>>,
): ReadonlySet<string> =>
  new Set(
    fields
      .filter(({ name, node, initial }) => bool(node.required) && isEmpty(values[name] ?? initial))
      .map(({ name }) => name),
  );

/** The single-control answer to a click outside a form. */
export function callbackValue(node: Json, value: FieldValue): Json {
  const sent = wireValue(node.tag, value);
  if (node.tag === 'input') return { input_value: sent };
  if (node.tag === 'checker') return { checked: sent };
  return Array.isArray(sent) ? { options: sent } : { option: sent };
}

export const hasCallback = (node: Json): boolean =>
  records(node.behaviors).some((behavior) => behavior.type === 'callback') || isRecord(node.value);

import { formFields } from './controls.ts';
import { isNode, type Node } from './walk.ts';

const zone = '+0800';
const moments: Readonly<Record<string, { initial: string; shape: RegExp }>> = {
  date_picker: { initial: 'initial_date', shape: /^\d{4}-\d{2}-\d{2}$/ },
  picker_time: { initial: 'initial_time', shape: /^\d{2}:\d{2}$/ },
  picker_datetime: { initial: 'initial_datetime', shape: /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}$/ },
};

export const isMomentPicker = (node: Node): boolean => String(node.tag) in moments;

function optionValues(node: Node): unknown[] {
  return (Array.isArray(node.options) ? node.options : []).map((option) =>
    isNode(option) ? option.value : undefined,
  );
}

/** What the component holds before anybody touched it. */
function initialValue(node: Node): unknown {
  const tag = String(node.tag);
  const moment = moments[tag];
  if (moment) {
    const initial = node[moment.initial];
    return typeof initial === 'string' && initial !== '' ? `${initial} ${zone}` : undefined;
  }
  if (tag === 'input') return typeof node.default_value === 'string' ? node.default_value : '';
  if (tag === 'checker') return node.checked === true;
  if (tag.startsWith('multi_')) return Array.isArray(node.selected_values) ? node.selected_values : undefined;
  if (typeof node.initial_option === 'string') return node.initial_option;
  if (typeof node.initial_index === 'number') return optionValues(node)[node.initial_index - 1];
  return undefined;
}

/** The value as the client sends it, or why the client would not let anybody enter it. */
export function clientValue(node: Node, given: unknown): { value: unknown } | { reason: string } {
  const tag = String(node.tag);
  const name = String(node.name ?? node.element_id ?? tag);
  const moment = moments[tag];
  if (moment) {
    if (typeof given !== 'string') return { reason: `${name}: a text is needed` };
    const bare = given.replace(/ [+-]\d{4}$/, '');
    if (!moment.shape.test(bare)) return { reason: `${name}: "${given}" does not fit a ${tag}` };
    return { value: bare === given ? `${given} ${zone}` : given };
  }
  if (tag === 'checker')
    return typeof given === 'boolean' ? { value: given } : { reason: `${name}: true or false` };
  if (tag === 'input') {
    if (typeof given !== 'string') return { reason: `${name}: a text is needed` };
    const max = typeof node.max_length === 'number' ? node.max_length : 1000;
    return [...given].length > max ? { reason: `${name}: at most ${max} characters` } : { value: given };
  }
  const many = tag.startsWith('multi_') || node.multi_select === true;
  const chosen: unknown[] = Array.isArray(given) ? given : [given];
  if (many !== Array.isArray(given))
    return { reason: `${name}: ${many ? 'a list of values' : 'one value'} is needed` };
  const offered = optionValues(node);
  const free = tag.endsWith('select_person') && offered.length === 0;
  const unknown = free ? undefined : chosen.find((value) => !offered.includes(value));
  return unknown === undefined
    ? { value: given }
    : { reason: `${name}: "${String(unknown)}" is not among the options` };
}

const isEmpty = (value: unknown): boolean =>
  value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

/** Everything the form holds when it is sent: what was entered over what stood there before. */
export function submittedValues(
  form: Node,
  given: Readonly<Record<string, unknown>>,
): { values: Record<string, unknown>; missing: string[] } | { reason: string } {
  const fields = new Map(formFields(form).map((node) => [String(node.name), node]));
  const values: Record<string, unknown> = {};
  for (const [name, node] of fields) {
    const initial = initialValue(node);
    if (initial !== undefined) values[name] = initial;
  }
  for (const [name, raw] of Object.entries(given)) {
    const node = fields.get(name);
    if (!node) return { reason: `the form has no field "${name}"` };
    if (raw === null || isEmpty(raw)) {
      values[name] = node.tag === 'input' ? '' : undefined;
      continue;
    }
    const checked = clientValue(node, raw);
    if ('reason' in checked) return checked;
    values[name] = checked.value;
  }
  const missing = [...fields]
    .filter(([name, node]) => node.required === true && isEmpty(values[name]))
    .map(([name]) => name);
  return { values, missing };
}

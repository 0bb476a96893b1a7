import type { CardElement } from './json.ts';

/** The platform refuses above 30 KB measured after its own expansion, so we keep a margin. */
const maxCardBytes = 25 * 1024;
/** Every tagged node counts, text nodes included. */
const maxNodes = 200;
const maxDepth = 5;
const maxTables = 5;
const maxButtonLabel = 100;
const maxInputLength = 1000;

const elementIdPattern = /^[A-Za-z][A-Za-z0-9_]{0,19}$/;
const interactive = new Set([
  'button',
  'input',
  'select_static',
  'multi_select_static',
  'date_picker',
  'picker_datetime',
  'checker',
  'form',
]);
const containers = new Set(['column_set', 'collapsible_panel', 'form', 'interactive_container']);

interface Survey {
  nodes: number;
  tables: number;
  readonly names: Set<string>;
  readonly ids: Set<string>;
  readonly problems: Set<string>;
}

function isElement(value: object): value is CardElement {
  return 'tag' in value && typeof value.tag === 'string';
}

function labelOf(element: CardElement): string {
  const label = element.text;
  const content = typeof label === 'object' && label !== null && 'content' in label ? label.content : '';
  return typeof content === 'string' ? content : '';
}

function once(survey: Survey, seen: Set<string>, what: string, value: string): void {
  if (seen.has(value)) survey.problems.add(`${what} "${value}" is used twice`);
  seen.add(value);
}

function checkElement(element: CardElement, depth: number, inForm: boolean, survey: Survey): void {
  survey.nodes += 1;
  if (element.tag === 'table') survey.tables += 1;
  if (depth > maxDepth) survey.problems.add(`containers nest deeper than ${maxDepth}`);
  if (element.tag === 'form' && depth > 1) survey.problems.add('a form stands inside another container');
  if (typeof element.element_id === 'string') {
    if (!elementIdPattern.test(element.element_id)) survey.problems.add(`element_id "${element.element_id}"`);
    once(survey, survey.ids, 'element_id', element.element_id);
  }
  if (interactive.has(element.tag)) {
    if (typeof element.name !== 'string' || element.name === '')
      survey.problems.add(`${element.tag} has no name`);
    else once(survey, survey.names, 'name', element.name);
  }
  const options = Array.isArray(element.options)
    ? (element.options as readonly { value?: unknown }[])
    : undefined;
  if (options) {
    const values = options.map((option) => option.value);
    if (values.length === 0) survey.problems.add(`${element.tag} has no options`);
    if (new Set(values).size < values.length) survey.problems.add(`${element.tag} has an option value twice`);
  }
  if (element.tag === 'button' && [...labelOf(element)].length > maxButtonLabel) {
    survey.problems.add(`a button label is longer than ${maxButtonLabel}`);
  }
  if (
    element.tag === 'input' &&
    typeof element.max_length === 'number' &&
    element.max_length > maxInputLength
  ) {
    survey.problems.add(`an input takes more than ${maxInputLength}`);
  }
  if (element.form_action_type !== undefined && !inForm)
    survey.problems.add('a submit button stands outside a form');
  if (element.tag === 'form' && !JSON.stringify(element).includes('"form_action_type":"submit"')) {
    survey.problems.add('a form has no submit button');
  }
}

function walk(value: unknown, depth: number, inForm: boolean, survey: Survey): void {
  if (Array.isArray(value)) {
    for (const item of value) walk(item, depth, inForm, survey);
  } else if (typeof value === 'object' && value !== null) {
    const element = isElement(value) ? value : undefined;
    const inner = element && containers.has(element.tag) ? depth + 1 : depth;
    if (element) checkElement(element, inner, inForm, survey);
    for (const [key, child] of Object.entries(value)) {
      // A callback value is data of ours and never a node, whatever its keys are called.
      if (key !== 'value') walk(child, inner, inForm || element?.tag === 'form', survey);
    }
  }
}

/** What is left free on every card for what its author does not draw: 撤销 with its deadline, 为什么, 提意见. */
export const spareRoom = { bytes: 1536, nodes: 12 } as const;

/** What the platform would refuse about this card, so much kept free; empty when it is fine. */
export function cardProblems(card: object, free = { bytes: 0, nodes: 0 }): readonly string[] {
  const [mostBytes, mostNodes] = [maxCardBytes - free.bytes, maxNodes - free.nodes];
  const survey: Survey = { nodes: 0, tables: 0, names: new Set(), ids: new Set(), problems: new Set() };
  walk(card, 0, false, survey);
  const bytes = Buffer.byteLength(JSON.stringify(card));
  if (bytes > mostBytes) survey.problems.add(`${bytes} bytes, at most ${mostBytes}`);
  if (survey.nodes > mostNodes) survey.problems.add(`${survey.nodes} nodes, at most ${mostNodes}`);
  if (survey.tables > maxTables) survey.problems.add(`${survey.tables} tables, at most ${maxTables}`);
  return [...survey.problems];
}

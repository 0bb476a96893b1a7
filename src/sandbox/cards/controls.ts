import { isDeepStrictEqual } from 'node:util';
import { isNode, type Node, type Placed, taggedNodes } from './walk.ts';

/** How each interactive component reports what a person chose. */
export const controlTags: ReadonlySet<string> = new Set([
  'button',
  'input',
  'select_static',
  'multi_select_static',
  'select_person',
  'multi_select_person',
  'date_picker',
  'picker_time',
  'picker_datetime',
  'checker',
  'overflow',
  'select_img',
  'interactive_container',
]);

export interface Aim {
  readonly element_id?: string | undefined;
  readonly name?: string | undefined;
  readonly value?: unknown;
}

/** Options of an overflow carry values of their own; the container's answers for the component itself. */
export function callbackValue(node: Node): unknown {
  const behaviors = Array.isArray(node.behaviors) ? node.behaviors : [];
  for (const behavior of behaviors)
    if (isNode(behavior) && behavior.type === 'callback') return behavior.value ?? {};
  return node.value;
}

export function findControl(card: Node, aim: Aim): Placed | undefined {
  const controls = [...taggedNodes(card)].filter(({ node }) => controlTags.has(String(node.tag)));
  if (aim.element_id !== undefined) return controls.find(({ node }) => node.element_id === aim.element_id);
  if (aim.name !== undefined) return controls.find(({ node }) => node.name === aim.name);
  return controls.find(({ node }) => {
    const value = callbackValue(node);
    return value !== undefined && isDeepStrictEqual(value, aim.value);
  });
}

/** Names of the fields of a form, in reading order. */
export function formFields(form: Node): Node[] {
  return [...taggedNodes(form.elements, form)]
    .map(({ node }) => node)
    .filter(
      (node) => controlTags.has(String(node.tag)) && node.tag !== 'button' && typeof node.name === 'string',
    );
}

export function isSubmit(node: Node): boolean {
  return node.form_action_type === 'submit' || node.action_type === 'form_submit';
}

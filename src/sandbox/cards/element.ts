import { elementId, filled, margin, object } from './checks.ts';
import { controlTags, formFields, isSubmit } from './controls.ts';
import { containerShapes, displayShapes } from './display.ts';
import { type CardFault, type Check, coded, fault, type Spot } from './fault.ts';
import { choiceRules, inputShapes } from './inputs.ts';
import { tableRows } from './table.ts';
import { isNode, type Node, taggedNodes } from './walk.ts';

const depthMax = 5;
const namelessTags: ReadonlySet<string> = new Set(['interactive_container', 'overflow']);
const removedTags: ReadonlySet<string> = new Set(['note', 'action']);

const checks = new Map(
  Object.entries({ ...displayShapes, ...containerShapes, ...inputShapes }).map(([tag, shape]) => [
    tag,
    object({ 'tag!': filled, element_id: elementId, margin, ...shape }),
  ]),
);

/** One component with everything in it. */
export const checkElement: Check = (value, spot) => {
  if (!isNode(value)) return fault(spot, 'a component is an object', value);
  if (typeof value.tag !== 'string') return fault(spot, '"tag" is missing');
  const { tag } = value;
  if (removedTags.has(tag)) {
    return coded(
      200861,
      spot,
      'cards of schema V2 no longer support this capability',
      `unsupported tag ${tag}`,
    );
  }
  const check = checks.get(tag);
  if (!check) return fault(spot, 'unknown tag', tag);
  spot.survey.nodes += 1;
  return (
    placeFault(tag, spot) ??
    identityFault(value, spot) ??
    check(value, {
      ...spot,
      inForm: spot.inForm || tag === 'form',
      parent: tag,
      depth: spot.depth + levelOf(tag),
    }) ??
    wholeFault(value, spot)
  );
};

/** A column_set and its columns count as one container. */
function levelOf(tag: string): number {
  return tag in containerShapes && tag !== 'column' ? 1 : 0;
}

function placeFault(tag: string, spot: Spot): CardFault | undefined {
  if ((tag === 'form' || tag === 'table') && !spot.isRoot)
    return fault(spot, `a ${tag} stands at the root of the body only`, tag);
  if ((tag === 'column') !== (spot.parent === 'column_set')) {
    return fault(spot, 'a column_set holds columns, and nothing else does', tag);
  }
  if (levelOf(tag) > 0 && spot.depth >= depthMax)
    return fault(spot, `containers nest deeper than ${depthMax}`, tag);
  return undefined;
}

function identityFault(node: Node, spot: Spot): CardFault | undefined {
  const { survey } = spot;
  const { name } = node;
  const isControl = controlTags.has(String(node.tag)) && !namelessTags.has(String(node.tag));
  if (spot.inForm && isControl && (typeof name !== 'string' || name === '')) {
    return coded(200530, spot, 'a component in a form has no name', node.tag, true);
  }
  if (typeof name === 'string' && name !== '') {
    if (survey.names.has(name)) return fault(spot, 'duplicate name', name);
    survey.names.add(name);
  }
  return undefined;
}

function wholeFault(node: Node, spot: Spot): CardFault | undefined {
  if (node.tag === 'form') return formFault(node, spot);
  if (node.tag === 'table') {
    spot.survey.tables += 1;
    return tableRows(node, spot);
  }
  return choiceRules(node, spot);
}

function formFault(form: Node, spot: Spot): CardFault | undefined {
  if (formFields(form).length === 0 && !hasSubmit(form)) return fault(spot, 'the form is empty', form.name);
  return hasSubmit(form) ? undefined : fault(spot, 'the form has no submit button', form.name);
}

function hasSubmit(form: Node): boolean {
  for (const { node } of taggedNodes(form.elements, form))
    if (node.tag === 'button' && isSubmit(node)) return true;
  return false;
}

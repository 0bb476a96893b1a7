import {
  addElements,
  mergeSettings,
  parseObject,
  patchElement,
  removeElement,
  setElement,
} from './card-elements.ts';
import type { Refused } from './card-entity.ts';
import { isNode } from './cards/walk.ts';

type Card = Record<string, unknown>;

const bad = (msg: string): Refused => ({ code: 10002, msg });

/** One of the actions of a batch; the whole batch stands or falls together. */
export function applyAction(card: Card, given: unknown): Refused | undefined {
  if (!isNode(given)) return bad('an action is no object');
  const params = parseObject(given.params) ?? {};
  const elementId = String(params.element_id ?? '');
  switch (given.action) {
    case 'partial_update_setting':
      return mergeSettings(card, params.settings);
    case 'add_elements':
      return addElements(card, params);
    case 'delete_elements': {
      if (!Array.isArray(params.element_ids)) return bad('element_ids is no list');
      for (const id of params.element_ids as unknown[]) {
        const refused = removeElement(card, String(id));
        if (refused) return refused;
      }
      return undefined;
    }
    case 'partial_update_element':
      return patchElement(card, elementId, params.partial_element);
    case 'update_element':
      return setElement(card, elementId, params.element);
    default:
      return bad(`unknown action ${String(given.action)}`);
  }
}

import type { Refused } from './card-entity.ts';
import { isNode } from './cards/walk.ts';

type Card = Record<string, unknown>;
interface Spot {
  readonly list: unknown[];
  readonly index: number;
  readonly element: Card;
}

const missing = (id: string): Refused => ({ code: 300313, msg: `no element with element_id ${id}` });
const malformed = (what: string): Refused => ({ code: 200220, msg: `${what} is no valid json` });

/** Where an element stands, in whichever list of whichever container. */
function locate(value: unknown, elementId: string): Spot | undefined {
  if (Array.isArray(value)) {
    const list = value as unknown[];
    const index = list.findIndex((one) => isNode(one) && one.element_id === elementId);
    if (index >= 0) return { list, index, element: list[index] as Card };
    for (const one of list) {
      const found = locate(one, elementId);
      if (found) return found;
    }
    return undefined;
  }
  if (!isNode(value)) return undefined;
  for (const child of Object.values(value)) {
    const found = typeof child === 'object' ? locate(child, elementId) : undefined;
    if (found) return found;
  }
  return undefined;
}

export function parseObject(text: unknown): Card | undefined {
  const value = parse(text);
  return isNode(value) ? value : undefined;
}

export function parseList(text: unknown): unknown[] | undefined {
  const value = parse(text);
  return Array.isArray(value) ? (value as unknown[]) : undefined;
}

/** Arguments come as JSON text; inside a batch of actions also as they are. */
function parse(text: unknown): unknown {
  if (typeof text !== 'string') return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

export function setElement(card: Card, elementId: string, given: unknown): Refused | undefined {
  const element = parseObject(given);
  if (!element) return malformed('element');
  const spot = locate(card.body, elementId);
  if (!spot) return missing(elementId);
  spot.list[spot.index] = { element_id: elementId, ...element };
  return undefined;
}

/** Takes over the named properties; the tag stays what it is. */
export function patchElement(card: Card, elementId: string, given: unknown): Refused | undefined {
  const partial = parseObject(given);
  if (!partial) return malformed('partial_element');
  const spot = locate(card.body, elementId);
  if (!spot) return missing(elementId);
  if (partial.tag !== undefined && partial.tag !== spot.element.tag) {
    return { code: 300312, msg: 'the tag of an element cannot be changed' };
  }
  Object.assign(spot.element, partial);
  return undefined;
}

export function removeElement(card: Card, elementId: string): Refused | undefined {
  const spot = locate(card.body, elementId);
  if (!spot) return missing(elementId);
  spot.list.splice(spot.index, 1);
  return undefined;
}

export function addElements(
  card: Card,
  place: { type?: unknown; target_element_id?: unknown; elements?: unknown },
): Refused | undefined {
  const elements = parseList(place.elements);
  if (!elements) return malformed('elements');
  if (elements.length === 0) return { code: 300307, msg: 'elements is empty' };
  const target = typeof place.target_element_id === 'string' ? place.target_element_id : '';
  if (target === '') {
    if (place.type !== 'append') return { code: 10002, msg: 'target_element_id is required' };
    const body: Card = isNode(card.body) ? card.body : {};
    body.elements = [...(Array.isArray(body.elements) ? (body.elements as unknown[]) : []), ...elements];
    card.body = body;
    return undefined;
  }
  const spot = locate(card.body, target);
  if (!spot) return missing(target);
  if (place.type === 'insert_before') spot.list.splice(spot.index, 0, ...elements);
  else if (place.type === 'insert_after') spot.list.splice(spot.index + 1, 0, ...elements);
  else {
    const inside = spot.element.elements;
    if (!Array.isArray(inside)) return { code: 300314, msg: 'the element takes no others inside' };
    inside.push(...(elements as unknown[]));
  }
  return undefined;
}

/** Streaming text goes into markdown and plain text alone. */
export function writeContent(card: Card, elementId: string, content: string): Refused | undefined {
  const spot = locate(card.body, elementId);
  if (!spot) return missing(elementId);
  if (spot.element.tag !== 'markdown' && spot.element.tag !== 'plain_text') {
    return { code: 300315, msg: 'the element holds no streaming text' };
  }
  spot.element.content = content;
  return undefined;
}

/** Takes over settings, one level deep below `config`. */
export function mergeSettings(card: Card, given: unknown): Refused | undefined {
  const settings = parseObject(given);
  if (!settings) return malformed('settings');
  const { config, ...rest } = settings;
  if (isNode(config)) card.config = { ...(isNode(card.config) ? card.config : {}), ...config };
  Object.assign(card, rest);
  return undefined;
}

import {
  bool,
  filled,
  int,
  layout,
  listOf,
  locale,
  localised,
  object,
  oneOf,
  padding,
  str,
} from './checks.ts';
import { checkElement } from './element.ts';
import {
  type CardFault,
  type CardWorld,
  type Check,
  fault,
  parseFailure,
  type Spot,
  type Survey,
} from './fault.ts';
import { styleFault } from './style.ts';
import { icon, textTag, titleText } from './text-nodes.ts';
import { isNode, type Node, taggedNodes } from './walk.ts';

const nodesMax = 200;
const tablesMax = 5;
const nestingMax = 100;

const header = object({
  title: titleText,
  subtitle: titleText,
  template: oneOf(
    'blue',
    'wathet',
    'turquoise',
    'green',
    'yellow',
    'orange',
    'red',
    'carmine',
    'violet',
    'purple',
    'indigo',
    'grey',
    'default',
  ),
  text_tag_list: listOf(textTag),
  i18n_text_tag_list: localised(listOf(textTag)),
  icon,
  padding,
});

const perDevice: Check = (value, spot) =>
  typeof value === 'number'
    ? int(1, 10_000)(value, spot)
    : object({ default: int(1, 10_000), android: int(1, 10_000), ios: int(1, 10_000), pc: int(1, 10_000) })(
        value,
        spot,
      );

const config = object({
  update_multi: oneOf(true),
  enable_forward: bool,
  enable_forward_interaction: bool,
  width_mode: oneOf('default', 'compact', 'fill'),
  streaming_mode: bool,
  streaming_config: object({
    print_frequency_ms: perDevice,
    print_step: perDevice,
    print_strategy: oneOf('fast', 'delay'),
  }),
  summary: object({ content: str, i18n_content: localised(str) }),
  locales: listOf(locale),
  use_custom_translation: bool,
  style: styleFault,
});

const rootElements: Check = (value, spot) => listOf(checkElement)(value, { ...spot, isRoot: true });

const root = object({
  'schema!': oneOf('2.0'),
  config,
  card_link: object({ url: filled, pc_url: str, ios_url: str, android_url: str }),
  header,
  body: object({ ...layout, elements: rootElements }),
});

/** The first reason for which the platform would refuse this card; undefined when it would not. */
export function findCardFault(content: string, world: CardWorld): CardFault | undefined {
  let card: unknown;
  try {
    card = JSON.parse(content);
  } catch {
    return {
      code: parseFailure,
      message: 'parse card json err, please check whether the card json is correct',
    };
  }
  if (!isNode(card)) return { code: parseFailure, message: 'the card is no object' };
  if (nestingOf(content) > nestingMax)
    return { code: parseFailure, message: 'the card nests too deep', isOurs: true };
  if (card.type === 'template') return { code: 200380, message: 'the template does not exist' };
  if (card.type === 'card') return { code: 200740, message: 'the card entity does not exist', isOurs: true };
  if (card.schema === undefined || card.schema === '1.0') return oldCardFault(card);
  const survey: Survey = {
    world,
    textSizes: new Set(Object.keys(styleOf(card, 'text_size'))),
    colours: new Set(Object.keys(styleOf(card, 'color'))),
    elementIds: new Set(),
    names: new Set(),
    nodes: 0,
    tables: 0,
    markdownTables: 0,
    element: checkElement,
  };
  const spot: Spot = { survey, path: 'ROOT', depth: 0, isRoot: false, inForm: false };
  return root(card, spot) ?? audioFault(card, spot) ?? limitFault(survey);
}

function styleOf(card: Node, kind: 'text_size' | 'color'): Node {
  const style = isNode(card.config) ? card.config.style : undefined;
  const declared = isNode(style) ? style[kind] : undefined;
  return isNode(declared) ? declared : {};
}

function limitFault(survey: Survey): CardFault | undefined {
  if (survey.nodes > nodesMax) {
    return { code: 11310, message: 'element exceeds the limit', value: String(survey.nodes) };
  }
  const { tables, markdownTables, world } = survey;
  if (markdownTables > world.markdownTablesMax || tables + markdownTables > tablesMax) {
    return { code: 11310, message: 'card table number over limit', value: String(tables + markdownTables) };
  }
  return undefined;
}

function audioFault(card: Node, spot: Spot): CardFault | undefined {
  if (isNode(card.config) && card.config.enable_forward === false) return undefined;
  for (const { node } of taggedNodes(card.body)) {
    if (node.tag === 'audio')
      return { ...fault(spot, 'a card with audio needs enable_forward: false'), code: 300220 };
  }
  return undefined;
}

/** Schema 1.0 ignores what it does not know; only its limits are kept. */
function oldCardFault(card: Node): CardFault | undefined {
  if (card.elements !== undefined && !Array.isArray(card.elements)) {
    return { code: parseFailure, message: 'elements is no list', path: 'ROOT -> elements' };
  }
  let nodes = 0;
  for (const _ of taggedNodes(card)) nodes += 1;
  return nodes > nodesMax
    ? { code: 11310, message: 'element exceeds the limit', value: String(nodes) }
    : undefined;
}

/** How deep brackets nest, strings apart: a card of thirty kilobytes of brackets must not fell the reader. */
function nestingOf(content: string): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let index = 0; index < content.length; index += 1) {
    const char = content[index];
    if (inString) {
      if (char === '\\') index += 1;
      else if (char === '"') inString = false;
    } else if (char === '"') inString = true;
    else if (char === '{' || char === '[') {
      depth += 1;
      deepest = Math.max(deepest, depth);
    } else if (char === '}' || char === ']') depth -= 1;
  }
  return deepest;
}

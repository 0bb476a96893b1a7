type Json = Record<string, unknown>;

/** Ways to break a card so that the platform must refuse it. Each changes the copy it is given. */
export interface Mutation {
  readonly name: string;
  /** What of 230099 is expected; any refusal otherwise. */
  readonly code?: number;
  /** The refusal points at a place. */
  readonly hasPath: boolean;
  /** False when this card has nothing to break this way. */
  readonly apply: (card: Json, pick: (count: number) => number) => boolean;
}

const isNode = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const opaque = new Set(['value', 'behaviors', 'chart_spec', 'rows', 'i18n_content']);

function nodes(value: unknown, found: Json[] = []): Json[] {
  if (Array.isArray(value)) for (const one of value) nodes(one, found);
  else if (isNode(value)) {
    if (typeof value.tag === 'string') found.push(value);
    for (const [key, child] of Object.entries(value)) if (!opaque.has(key)) nodes(child, found);
  }
  return found;
}

const elementsOf = (card: Json): Json[] => (card.body as { elements: Json[] }).elements;

/** Breaks one of the nodes that fit. */
const node =
  (fits: (one: Json) => boolean, breakIt: (one: Json, card: Json) => void): Mutation['apply'] =>
  (card, pick) => {
    const fitting = nodes(card.body).filter(fits);
    const one = fitting[pick(Math.max(1, fitting.length))];
    if (!one) return false;
    breakIt(one, card);
    return true;
  };

const tagged =
  (...tags: string[]) =>
  (one: Json): boolean =>
    tags.includes(String(one.tag));
const anyNode = (): boolean => true;
const isForm = tagged('form');
const set = (key: string, value: unknown) => (one: Json) => {
  one[key] = value;
};
/** Puts a further element at the end of the body. */
const add =
  (...more: unknown[]): Mutation['apply'] =>
  (card) => {
    elementsOf(card).push(...(structuredClone(more) as Json[]));
    return true;
  };
const plain = (content: string): Json => ({ tag: 'plain_text', content });
const fields = [
  'input',
  'select_static',
  'multi_select_static',
  'select_person',
  'multi_select_person',
  'date_picker',
  'picker_time',
  'picker_datetime',
  'checker',
];
const option = (value: string): Json => ({ text: plain('选'), value });
const button = (more: Json): Json => ({ tag: 'button', text: plain('好'), ...more });
const nested = (levels: number): Json =>
  levels === 0
    ? { tag: 'hr' }
    : { tag: 'collapsible_panel', header: { title: plain('折') }, elements: [nested(levels - 1)] };
const inner = { tag: 'form', name: 'inner', elements: [button({ name: 'in', form_action_type: 'submit' })] };

export const mutations: readonly Mutation[] = [
  { name: 'unknown property', code: 200621, hasPath: true, apply: node(anyNode, set('colour_of_day', 1)) },
  { name: 'unknown root key', code: 200621, hasPath: true, apply: (card) => setRoot(card, 'elements', []) },
  {
    name: 'wide screen',
    hasPath: true,
    apply: (card) => setIn(card, 'config', 'wide_screen_mode', true),
  },
  { name: 'exclusive card', hasPath: true, apply: (card) => setIn(card, 'config', 'update_multi', false) },
  { name: 'template', hasPath: true, apply: (card) => setIn(card, 'header', 'template', 'pink') },
  { name: 'unknown schema', hasPath: true, apply: (card) => setRoot(card, 'schema', '3.0') },
  { name: 'unknown tag', code: 200621, hasPath: true, apply: node(anyNode, set('tag', 'marquee')) },
  {
    name: 'no tag',
    hasPath: true,
    apply: node(anyNode, (one) => {
      delete one.tag;
    }),
  },
  { name: 'a note', code: 200861, hasPath: true, apply: add({ tag: 'note', elements: [] }) },
  { name: 'an action row', code: 200861, hasPath: true, apply: add({ tag: 'action', actions: [] }) },
  { name: 'hex colour', hasPath: true, apply: node(tagged('markdown'), set('text_color', '#ff0000')) },
  { name: 'margin', hasPath: true, apply: node(tagged('markdown', 'hr', 'button'), set('margin', '100px')) },
  { name: 'padding', hasPath: true, apply: node(tagged('column', 'form'), set('padding', '-1px')) },
  { name: 'flex mode', hasPath: true, apply: node(tagged('column_set'), set('flex_mode', 'wild')) },
  { name: 'weight', hasPath: true, apply: node(tagged('column'), set('weight', 9)) },
  { name: 'button type', hasPath: true, apply: node(tagged('button'), set('type', 'huge')) },
  { name: 'button size', hasPath: true, apply: node(tagged('button'), set('size', 'xxl')) },
  { name: 'long label', hasPath: true, apply: node(tagged('button'), set('text', plain('长'.repeat(101)))) },
  { name: 'behaviour', hasPath: true, apply: node(tagged('button'), set('behaviors', [{ type: 'dance' }])) },
  {
    name: 'no address',
    hasPath: true,
    apply: node(tagged('button'), set('behaviors', [{ type: 'open_url', default_url: '' }])),
  },
  {
    name: 'number as value',
    hasPath: true,
    apply: node(tagged('button'), set('behaviors', [{ type: 'callback', value: 7 }])),
  },
  {
    name: 'confirm without text',
    hasPath: true,
    apply: node(tagged('button'), set('confirm', { title: plain('真的？') })),
  },
  { name: 'element id', hasPath: true, apply: node(anyNode, set('element_id', '1-bad')) },
  {
    name: 'same element id',
    code: 300301,
    hasPath: true,
    apply: add({ tag: 'hr', element_id: 'twice' }, { tag: 'hr', element_id: 'twice' }),
  },
  { name: 'same name', hasPath: true, apply: add(button({ name: 'dup' }), button({ name: 'dup' })) },
  {
    name: 'content is a number',
    hasPath: true,
    apply: node(tagged('markdown', 'plain_text'), set('content', 5)),
  },
  { name: 'no content', hasPath: true, apply: node(tagged('plain_text'), set('content', undefined)) },
  { name: 'no options', hasPath: true, apply: node(tagged('select_static'), set('options', [])) },
  {
    name: 'options twice',
    hasPath: true,
    apply: node(
      tagged('select_static', 'overflow', 'multi_select_static'),
      set('options', [option('a'), option('a')]),
    ),
  },
  { name: 'initial', hasPath: true, apply: node(tagged('select_static'), set('initial_option', 'nowhere')) },
  {
    name: 'selected',
    hasPath: true,
    apply: node(tagged('multi_select_static'), set('selected_values', ['nowhere'])),
  },
  {
    name: 'a day that is none',
    hasPath: true,
    apply: node(tagged('picker_datetime'), set('initial_datetime', '2026-02-30 10:00')),
  },
  { name: 'max length', hasPath: true, apply: node(tagged('input'), set('max_length', 5000)) },
  { name: 'input type', hasPath: true, apply: node(tagged('input'), set('input_type', 'voice')) },
  {
    name: 'form without submit',
    hasPath: true,
    apply: node(isForm, set('elements', [{ tag: 'input', name: 'alone' }])),
  },
  { name: 'form without name', hasPath: true, apply: node(isForm, set('name', '')) },
  {
    name: 'field without name',
    code: 200530,
    hasPath: true,
    apply: (card, pick) => {
      const inForms = nodes(card.body)
        .filter(isForm)
        .flatMap((form) => nodes(form.elements));
      const found = inForms.filter((one) => fields.includes(String(one.tag)));
      const one = found[pick(Math.max(1, found.length))];
      if (one) one.name = '';
      return one !== undefined;
    },
  },
  {
    name: 'form in form',
    hasPath: true,
    apply: node(isForm, (form) => (form.elements as unknown[]).push(inner)),
  },
  {
    name: 'form in column',
    hasPath: true,
    apply: add({ tag: 'column_set', columns: [{ tag: 'column', elements: [inner] }] }),
  },
  {
    name: 'table in panel',
    hasPath: true,
    apply: add({
      tag: 'collapsible_panel',
      header: { title: plain('折') },
      elements: [{ tag: 'table', columns: [{ name: 'a' }], rows: [] }],
    }),
  },
  { name: 'column alone', hasPath: true, apply: add({ tag: 'column', elements: [] }) },
  { name: 'too deep', hasPath: true, apply: add(nested(6)) },
  { name: 'unknown person', code: 100290, hasPath: true, apply: add({ tag: 'person', user_id: 'ou_none' }) },
  {
    name: 'unknown mention',
    code: 100290,
    hasPath: true,
    apply: node(tagged('markdown'), set('content', '请 <at id=ou_none></at> 看')),
  },
  { name: 'unknown image', code: 200570, hasPath: true, apply: add({ tag: 'img', img_key: 'img_v3_none' }) },
  {
    name: 'undeclared column',
    code: 200915,
    hasPath: true,
    apply: add({ tag: 'table', columns: [{ name: 'a' }], rows: [{ b: 1 }] }),
  },
  {
    name: 'cell of another kind',
    code: 200914,
    hasPath: true,
    apply: add({ tag: 'table', columns: [{ name: 'a', data_type: 'number' }], rows: [{ a: 'x' }] }),
  },
  { name: 'chart', code: 200550, hasPath: true, apply: add({ tag: 'chart', chart_spec: [] }) },
  {
    name: 'too many nodes',
    code: 11310,
    hasPath: false,
    apply: add(...Array.from({ length: 201 }, () => ({ tag: 'hr' }))),
  },
  {
    name: 'too many tables',
    code: 11310,
    hasPath: false,
    apply: add(...Array.from({ length: 6 }, () => ({ tag: 'table', columns: [{ name: 'a' }], rows: [] }))),
  },
];

function setRoot(card: Json, key: string, value: unknown): boolean {
  card[key] = value;
  return true;
}

function setIn(card: Json, part: string, key: string, value: unknown): boolean {
  card[part] = { ...(isNode(card[part]) ? card[part] : {}), [key]: value };
  return true;
}

type Json = Record<string, unknown>;

export const body = (...elements: unknown[]): Json => ({ schema: '2.0', body: { elements } });
export const plain = (content: string): Json => ({ tag: 'plain_text', content });
const button = (more: Json = {}): Json => ({ tag: 'button', text: plain('好'), name: 'ok', ...more });
const submit = button({ form_action_type: 'submit' });
const form = (...elements: Json[]): Json => ({ tag: 'form', name: 'f', elements });

/** Cards the platform takes; `me` is a person the bot may name. */
export const goodCards = (me: string): Record<string, unknown> => ({
  blank: {},
  'old schema with anything': { config: { wide_screen_mode: true }, elements: [{ tag: 'note', x: 1 }] },
  header: {
    schema: '2.0',
    header: {
      title: plain('题'),
      template: 'blue',
      text_tag_list: [{ tag: 'text_tag', text: plain('晚'), color: 'red' }],
    },
  },
  columns: body({
    tag: 'column_set',
    columns: [{ tag: 'column', width: 'weighted', weight: 1, elements: [button()] }],
  }),
  form: body(form({ tag: 'input', name: 'note', required: true }, submit)),
  table: body({ tag: 'table', columns: [{ name: 'a', data_type: 'number' }], rows: [{ a: 1 }] }),
  mention: body({ tag: 'markdown', content: `<at id=${me}></at> <at id=all></at>` }),
  chart: body({ tag: 'chart', chart_spec: { type: 'bar', data: {} } }),
});

/** Cards the platform refuses: what is wrong, the card, the sub-code, a part of the path. */
export const badCards: readonly (readonly [string, unknown, number, string])[] = [
  ['unknown root key', { schema: '2.0', elements: [] }, 200621, 'ROOT'],
  [
    'unknown property',
    body(button({ colour: 'red' })),
    200621,
    'ROOT -> body -> elements -> [0](tag: button)',
  ],
  ['unknown tag', body({ tag: 'marquee' }), 200621, 'ROOT -> body -> elements -> [0](tag: marquee)'],
  ['no tag', body({ content: 'x' }), 200621, 'ROOT -> body -> elements -> [0]'],
  ['a note', body({ tag: 'note', elements: [] }), 200861, 'ROOT -> body -> elements -> [0](tag: note)'],
  [
    'an action row',
    body({ tag: 'action', actions: [] }),
    200861,
    'ROOT -> body -> elements -> [0](tag: action)',
  ],
  [
    'exclusive card',
    { schema: '2.0', config: { update_multi: false } },
    200621,
    'ROOT -> config -> update_multi',
  ],
  ['wide screen', { schema: '2.0', config: { wide_screen_mode: true } }, 200621, 'ROOT -> config'],
  ['template', { schema: '2.0', header: { template: 'pink' } }, 200621, 'ROOT -> header -> template'],
  ['hex colour', body({ tag: 'markdown', content: '', text_color: '#fff' }), 200621, 'text_color'],
  ['button type', body(button({ type: 'huge' })), 200621, 'type'],
  ['long margin', body({ tag: 'hr', margin: '100px' }), 200621, 'margin'],
  ['element id', body(button({ element_id: '1a' })), 200621, 'button'],
  ['same element id', body({ tag: 'hr', element_id: 'a' }, { tag: 'hr', element_id: 'a' }), 300301, '[1]'],
  ['same name', body(button(), button()), 200621, '[1]'],
  ['open_url without url', body(button({ behaviors: [{ type: 'open_url' }] })), 200621, 'behaviors'],
  ['number as value', body(button({ behaviors: [{ type: 'callback', value: 3 }] })), 200621, 'behaviors'],
  ['no options', body({ tag: 'select_static', options: [] }), 200621, 'select_static'],
  [
    'options twice',
    body({ tag: 'overflow', options: [1, 2].map(() => ({ text: plain('a'), value: 'a' })) }),
    200621,
    'overflow',
  ],
  [
    'stray initial',
    body({ tag: 'select_static', options: [{ text: plain('a'), value: 'a' }], initial_option: 'b' }),
    200621,
    'select_static',
  ],
  [
    'form in column',
    body({ tag: 'column_set', columns: [{ tag: 'column', elements: [form(submit)] }] }),
    200621,
    'form',
  ],
  ['form in form', body(form(form(submit))), 200621, 'form'],
  ['form without submit', body(form({ tag: 'input', name: 'a' })), 200621, 'form'],
  ['form without name', body({ tag: 'form', elements: [submit] }), 200621, 'form'],
  ['field without name', body(form({ tag: 'input' }, submit)), 200530, 'input'],
  ['column alone', body({ tag: 'column', elements: [] }), 200621, 'column'],
  ['unknown person', body({ tag: 'person', user_id: 'ou_x' }), 100290, 'user_id'],
  ['unknown mention', body({ tag: 'markdown', content: '<at id=ou_x></at>' }), 100290, 'content'],
  ['image', body({ tag: 'img', img_key: 'x' }), 200570, 'img_key'],
  ['undeclared column', body({ tag: 'table', columns: [{ name: 'a' }], rows: [{ b: 1 }] }), 200915, 'table'],
  [
    'bad cell',
    body({ tag: 'table', columns: [{ name: 'a', data_type: 'number' }], rows: [{ a: 'x' }] }),
    200914,
    'table',
  ],
  ['chart', body({ tag: 'chart', chart_spec: 'bar' }), 200550, 'chart_spec'],
  ['audio', body({ tag: 'audio', file_key: 'file_1' }), 300220, 'ROOT'],
];

/** The sub-codes the public documentation names; for the others it only promises a refusal. */
export const documentedSubCodes: readonly number[] = [
  200861, 100290, 200570, 200915, 200914, 200550, 300220, 11310,
];

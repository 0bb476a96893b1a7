import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../core/errors.ts';
import type { Block } from './block.ts';
import { buildCard, type CardSpec, withBlocks } from './card.ts';
import { cardText } from './card-text.ts';
import {
  button,
  buttons,
  columns,
  facts,
  fold,
  link,
  list,
  menu,
  note,
  picker,
  rule,
  text,
} from './elements.ts';
import { checker, choice, date, dateTime, form, multiChoice, textInput } from './form.ts';
import { cardProblems } from './limits.ts';
import { plain } from './rich.ts';

const press = (name: string, label = '参加') =>
  button({ label, name, action: 'attendance.answer', payload: { to: name } });

const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 3000 }),
  fc.constantFrom(
    '',
    '<at id=all></at>',
    '*'.repeat(5000),
    '党'.repeat(5000),
    '一\n'.repeat(900),
    '\u202E\u0000',
  ),
);

function specOf(blocks: readonly Block[], words = '主题党日'): CardSpec {
  return { title: words, subtitle: words, tone: 'todo', tag: words, summary: words, footnote: words, blocks };
}

/** One of everything, with the given words wherever words can stand. */
function crowded(words: string, many: number): readonly Block[] {
  const options = Array.from({ length: many }, (_, i) => ({ label: `${i}${words}`, value: `v${i}` }));
  const lines = Array.from({ length: many }, () => words);
  return [
    text(words),
    note(words),
    facts([[words, words]]),
    list(lines),
    rule(),
    columns([[text(words)], { blocks: [buttons([press('in_column', words)])] }]),
    fold(words, [list(lines), text(words)]),
    buttons([
      press('a', words),
      press('b'),
      press('c'),
      press('d'),
      link({ label: words, name: 'page', url: 'https://example.com/' }),
    ]),
    picker({ name: 'leave', action: 'attendance.leave', options, placeholder: words }),
    menu({ name: 'more', action: 'attendance.more', options }),
    form(
      'details',
      [
        textInput({ name: 'place', label: words, value: words, placeholder: words, required: true }),
        textInput({ name: 'talk', label: words, value: words, multiline: true, maxLength: 200 }),
        choice({ name: 'speaker', label: words, options, value: `v${many - 1}` }),
        multiChoice({ name: 'absent', label: words, options, values: ['v0', 'gone'] }),
        dateTime({ name: 'at', label: words, value: '2026-02-12 15:00' }),
        date({ name: 'on', label: words }),
        checker({ name: 'also', label: words, checked: true }),
        note(words),
      ],
      [press('save', words)],
    ),
  ];
}

describe('any input', () => {
  it('gives a card the platform takes', () => {
    fc.assert(
      fc.property(hostile, fc.integer({ min: 0, max: 300 }), (words, many) => {
        expect(cardProblems(buildCard(specOf(crowded(words, many), words)))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('keeps what was chosen among the options when there is no room for all', () => {
    const options = Array.from({ length: 300 }, (_, i) => ({ label: `第${i}人`, value: `p${i}` }));
    const card = buildCard(
      specOf([form('f', [choice({ name: 'who', label: '', options, value: 'p299' })], [press('ok')])]),
    );
    const [formElement] = card.body.elements;
    expect(JSON.stringify(formElement)).toContain('"p299"');
    expect(JSON.stringify(formElement)).toContain('"initial_index":1');
  });

  it('never lets typed text mention everybody, in any place of the card', () => {
    const card = JSON.stringify(buildCard(specOf(crowded('<at id=all></at>', 3))).body);
    const markdown = [...card.matchAll(/"tag":"markdown","content":"([^"]*)"/g)].map(
      ([, content]) => content,
    );
    expect(markdown.length).toBeGreaterThan(5);
    expect(markdown.join('')).not.toContain('<at');
  });
});

describe('structure that does not fit', () => {
  it('is a bug of ours, said loudly', () => {
    const rows = Array.from({ length: 120 }, (_, i) => buttons([press(`b${i}`)]));
    expect(() => buildCard(specOf(rows))).toThrow(AppError);
    expect(() => buildCard(specOf(rows))).toThrow(/nodes/);
  });

  it.each([
    ['a name used twice', [buttons([press('a')]), buttons([press('a')])], /name "a" is used twice/],
    ['a form without a submit button', [form('f', [date({ name: 'd', label: '' })], [])], /no submit/],
    ['a form in a fold', [fold('更多', [form('f', [], [press('a')])])], /inside another container/],
  ] as const)('%s', (_, blocks, message) => {
    expect(() => buildCard(specOf(blocks))).toThrow(message);
  });

  it('deep nesting', () => {
    const deep = Array.from({ length: 6 }).reduce<Block>((inner) => fold('更多', [inner]), text('底'));
    expect(() => buildCard(specOf([deep]))).toThrow(/deeper/);
  });
});

describe('buttons', () => {
  it('carry their action, their payload, a name and an element id', () => {
    const card = buildCard(specOf([buttons([press('yes')])]));
    expect(card.body.elements[0]).toMatchObject({
      tag: 'button',
      name: 'yes',
      element_id: 'yes',
      behaviors: [{ type: 'callback', value: { to: 'yes', action: 'attendance.answer' } }],
    });
  });

  it('cannot have their action overridden by a payload', () => {
    const odd = button({ label: '好', name: 'x', action: 'a.b', payload: { action: 'c.d' } });
    expect(odd.does).toEqual({ callback: { action: 'a.b' } });
  });

  it('wrap after three', () => {
    const card = buildCard({
      ...specOf([buttons(['a', 'b', 'c', 'd'].map((name) => press(name)))]),
      footnote: undefined,
    });
    expect(card.body.elements.map((element) => element.tag)).toEqual(['column_set', 'button']);
  });

  it('submit inside a form and only there', () => {
    const card = JSON.stringify(buildCard(specOf([buttons([press('a')]), form('f', [], [press('b')])])).body);
    expect(card.match(/form_action_type/g)).toHaveLength(1);
  });

  it('get a stable element id when the name has letters the platform does not take', () => {
    const idOf = () =>
      buildCard(specOf([buttons([press('安排-D01B01-TD-2602-第一个按钮')])])).body.elements[0]?.element_id;
    expect(idOf()).toMatch(/^[A-Za-z][A-Za-z0-9_]{0,19}$/);
    expect(idOf()).toBe(idOf());
  });
});

describe('a card that is full', () => {
  it('has room for what others add below: a note and two buttons', () => {
    const added = [
      buttons([press('undo', '撤销')]),
      note('10:12 以前可以撤销'),
      buttons([press('say', '提意见')]),
    ];
    for (const many of [30, 60, 100, 180, 400]) {
      for (const words of ['办', '办公室党支部主题党日'.repeat(20)]) {
        const full = buildCard(specOf(crowded(words, many)));
        expect(cardProblems(full)).toEqual([]);
        const longer = withBlocks(full, added);
        expect(cardProblems(longer)).toEqual([]);
        expect(JSON.stringify(longer)).toContain('提意见');
      }
    }
  });
});

describe('cardText', () => {
  it('reads a card aloud', () => {
    const card = buildCard({
      title: '主题党日：2月12日',
      subtitle: '办公室党支部',
      tone: 'todo',
      tag: '还有 5 个工作日',
      summary: '请确认是否参加',
      blocks: [
        facts([['时间', plain('2月12日（周四）15:00')]]),
        list(['甲 <b>', '乙']),
        fold('更多', [note('说明')]),
        buttons([press('a'), press('b', '请假')]),
      ],
      footnote: '依据：条例第十六条',
    });
    expect(cardText(card)).toBe(
      [
        '主题党日：2月12日 | 办公室党支部 | 还有 5 个工作日',
        '时间  2月12日（周四）15:00',
        '- 甲 <b>',
        '- 乙',
        '> 更多',
        '说明',
        '[参加]  [请假]',
        '依据：条例第十六条',
      ].join('\n'),
    );
  });
});

import { describe, expect, it } from 'vitest';
import { callbackValue, fieldsOf, formValue, initialValue, missing } from './form-values.ts';

const elements = [
  { tag: 'markdown', content: '题' },
  {
    tag: 'column_set',
    columns: [
      {
        tag: 'column',
        elements: [{ tag: 'date_picker', name: 'on', initial_date: '2026-02-12', required: true }],
      },
      { tag: 'column', elements: [{ tag: 'picker_time', name: 'at', required: true }] },
    ],
  },
  { tag: 'input', name: 'topic' },
  { tag: 'multi_select_static', name: 'kinds', options: [], selected_values: ['a'] },
  { tag: 'checker', name: 'agree' },
  { tag: 'button', name: 'go', form_action_type: 'submit' },
];

describe('form values', () => {
  const fields = fieldsOf(elements);

  it('finds inputs through columns and skips everything else', () => {
    expect(fields.map((field) => field.name)).toEqual(['on', 'at', 'topic', 'kinds', 'agree']);
  });

  it('sends untouched initial values, offsets on dates, and leaves empty pickers out', () => {
    expect(formValue(fields, { topic: '学习' })).toEqual({
      on: '2026-02-12 +0800',
      topic: '学习',
      kinds: ['a'],
      agree: false,
    });
  });

  it('names required inputs that are empty', () => {
    expect([...missing(fields, {})]).toEqual(['at']);
    expect([...missing(fields, { at: '15:00' })]).toEqual([]);
    expect([...missing(fields, { at: '15:00', on: '' })]).toEqual(['on']);
  });

  it('takes an initial option by value or by place counted from one', () => {
    const options = [{ value: 'x' }, { value: 'y' }];
    expect(initialValue({ tag: 'select_static', options, initial_index: 2 })).toBe('y');
    expect(initialValue({ tag: 'select_static', options, initial_option: 'x' })).toBe('x');
    expect(initialValue({ tag: 'select_static', options })).toBeNull();
  });

  it('shapes single callbacks by component', () => {
    expect(callbackValue({ tag: 'input' }, '字')).toEqual({ input_value: '字' });
    expect(callbackValue({ tag: 'checker' }, true)).toEqual({ checked: true });
    expect(callbackValue({ tag: 'picker_time' }, '09:30')).toEqual({ option: '09:30 +0800' });
    expect(callbackValue({ tag: 'multi_select_person' }, ['ou_1'])).toEqual({ options: ['ou_1'] });
  });
});

import type { ChoiceField, Field, MomentField, TextField } from './block.ts';
import type { CardElement } from './json.ts';
import { fittingOptions, named, plainText, type Room, renderOption } from './node.ts';
import { plain, shorten, toMarkdown, visible } from './rich.ts';

const maxLabel = 60;

/** Selects and pickers have no label of their own. */
function labelLine(field: Field): CardElement[] {
  if (field.label === '') return [];
  return [
    { tag: 'markdown', content: toMarkdown(plain(field.label), { maxTyped: maxLabel, singleLine: true }) },
  ];
}

function renderText(field: TextField): CardElement {
  const typed = shorten(visible(field.value), field.maxLength);
  return {
    tag: 'input',
    ...named(field.name),
    label: plainText(field.label, maxLabel),
    label_position: 'top',
    width: 'fill',
    max_length: field.maxLength,
    required: field.required,
    ...(field.multiline ? { input_type: 'multiline_text', rows: 3, auto_resize: true, max_rows: 8 } : {}),
    ...(field.placeholder === '' ? {} : { placeholder: plainText(field.placeholder, 100) }),
    ...(typed === '' ? {} : { default_value: field.multiline ? typed : typed.replace(/\n/g, ' ') }),
  };
}

function renderChoice(field: ChoiceField, room: Room): CardElement {
  const chosenFirst = field.options.filter((option) => field.values.includes(option.value));
  // What is chosen must stay among the options, even when there is no room for all of them.
  const kept = field.options.length > room.maxOptions ? [...chosenFirst, ...field.options] : field.options;
  const options = fittingOptions(kept, room);
  const values = options.map((option) => option.value);
  const chosen = field.values.filter((value) => values.includes(value));
  const placeholder = field.placeholder === '' ? {} : { placeholder: plainText(field.placeholder, 100) };
  const shared = {
    ...named(field.name),
    ...placeholder,
    width: 'fill',
    required: field.required,
    options: options.map(renderOption),
  };
  if (field.kind === 'multi_choice') {
    return {
      tag: 'multi_select_static',
      ...shared,
      ...(chosen.length > 0 ? { selected_values: chosen } : {}),
    };
  }
  // The index counts from 1. It is the documented way that cannot be read as “text or value”.
  const index = values.indexOf(chosen[0] ?? '') + 1;
  return { tag: 'select_static', ...shared, ...(index > 0 ? { initial_index: index } : {}) };
}

function renderMoment(field: MomentField): CardElement {
  const [tag, initial] =
    field.kind === 'date' ? ['date_picker', 'initial_date'] : ['picker_datetime', 'initial_datetime'];
  return {
    tag,
    ...named(field.name),
    width: 'fill',
    required: field.required,
    ...(field.value === '' ? {} : { [initial]: field.value }),
  };
}

export function renderField(field: Field, room: Room): CardElement[] {
  switch (field.kind) {
    case 'text_input':
      return [renderText(field)];
    case 'choice':
    case 'multi_choice': {
      const element = renderChoice(field, room);
      return field.options.length === 0 ? [] : [...labelLine(field), element];
    }
    case 'date':
    case 'date_time':
      return [...labelLine(field), renderMoment(field)];
    case 'checker':
      return [
        {
          tag: 'checker',
          ...named(field.name),
          checked: field.checked,
          text: plainText(field.label, maxLabel),
        },
      ];
  }
}

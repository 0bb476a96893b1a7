import { useEffect, useRef } from 'preact/hooks';
import { bool, type Json, num } from '../json.ts';
import { text } from '../text.ts';
import { useField } from './field.ts';
import { Labelled } from './labelled.tsx';
import { bareWords } from './texts.ts';

const COUNT_FROM = 0.8;

export function Input({ node }: { node: Json }) {
  const field = useField(node);
  const sent = useRef(field.value);
  const area = useRef<HTMLTextAreaElement>(null);
  const value = typeof field.value === 'string' ? field.value : '';
  const max = num(node.max_length, 1000);
  const rows = num(node.rows, 5);
  const maxRows = num(node.max_rows, 8);

  useEffect(() => {
    const element = area.current;
    if (element === null || !bool(node.auto_resize)) return;
    element.rows = Math.max(rows, Math.min(maxRows, value.split('\n').length));
  }, [node.auto_resize, value, rows, maxRows]);

  const commit = () => {
    if (sent.current === value) return;
    sent.current = value;
    field.commit(value);
  };
  const shared = {
    id: field.id,
    value,
    maxLength: max,
    placeholder: bareWords(node.placeholder),
    disabled: field.disabled,
    'aria-invalid': field.invalid,
    'aria-required': bool(node.required),
    'aria-label': bareWords(node.label) || bareWords(node.placeholder) || text.card.choose,
    onBlur: commit,
  };
  return (
    <Labelled node={node} field={field}>
      {node.input_type === 'multiline_text' ? (
        <textarea
          {...shared}
          ref={area}
          class="control"
          rows={rows}
          onInput={(event) => field.set(event.currentTarget.value)}
        />
      ) : (
        <input
          {...shared}
          {...(node.input_type === 'password' ? { type: 'password' } : {})}
          class="control"
          onInput={(event) => field.set(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !event.isComposing) commit();
          }}
        />
      )}
      {value.length > max * COUNT_FROM && (
        <p class="count">
          {value.length}/{max}
        </p>
      )}
    </Labelled>
  );
}

import { useContext, useId } from 'preact/hooks';
import { bool, type Json, str } from '../json.ts';
import { text } from '../text.ts';
import { useCard } from './context.ts';
import { CardIcon } from './display.tsx';
import { FormContext } from './field.ts';
import { hasCallback } from './form-values.ts';
import { marginStyle, width } from './style.ts';
import { bareWords } from './texts.ts';

const types = new Set([
  'default',
  'primary',
  'danger',
  'text',
  'primary_text',
  'danger_text',
  'primary_filled',
  'danger_filled',
  'laser',
]);
const sizes = new Set(['tiny', 'small', 'medium', 'large']);

export function Button({ node }: { node: Json }) {
  const card = useCard();
  const form = useContext(FormContext);
  const id = useId();
  const type = str(node.type);
  const size = str(node.size);
  const waiting = card.pending === id;
  const disabled = bool(node.disabled);
  const action = str(node.form_action_type) || str(node.action_type).replace(/^form_/, '');

  const press = () => {
    if (card.pending !== null) return;
    if (disabled) {
      const tips = bareWords(node.disabled_tips);
      if (tips !== '') card.warn(tips);
      return;
    }
    if (form !== null && action === 'submit') return form.submit(id, node);
    if (form !== null && action === 'reset') {
      form.reset();
      if (!hasCallback(node)) return;
    }
    card.press(id, node);
  };
  const label = bareWords(node.text);
  return (
    <button
      type="button"
      class={`button ${types.has(type) ? type : 'default'} ${sizes.has(size) ? size : 'medium'} ${waiting ? 'waiting' : ''}`}
      style={{ ...marginStyle(node), width: width(node.width, 100, 1000) }}
      aria-disabled={disabled}
      aria-busy={waiting}
      aria-label={waiting ? `${label} ${text.card.pending}` : undefined}
      title={bareWords(node.hover_tips) || undefined}
      onClick={press}
    >
      {waiting ? <span class="spinner" /> : <CardIcon value={node.icon} />}
      <span class="button-label">{label}</span>
    </button>
  );
}

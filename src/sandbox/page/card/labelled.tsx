import type { ComponentChildren } from 'preact';
import { bool, type Json } from '../json.ts';
import { text } from '../text.ts';
import type { FieldHandle } from './field.ts';
import { marginStyle, width } from './style.ts';
import { bareWords } from './texts.ts';

/** Label, required mark and hint around one input. */
export function Labelled(props: { node: Json; field: FieldHandle; children: ComponentChildren }) {
  const { node, field } = props;
  const label = bareWords(node.label);
  const css = { ...marginStyle(node), width: width(node.width, 100, 1000) };
  const beside = node.label_position === 'left' ? 'beside' : '';
  return (
    <div class={`field ${beside} ${field.invalid ? 'invalid' : ''}`} style={css}>
      {label !== '' && (
        <label for={field.id}>
          {label}
          {bool(node.required) && <span class="required">*</span>}
        </label>
      )}
      <div class="field-control">
        {props.children}
        {field.invalid && <p class="hint">{text.card.requiredField}</p>}
      </div>
    </div>
  );
}

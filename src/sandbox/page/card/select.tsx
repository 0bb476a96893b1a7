import { useRef, useState } from 'preact/hooks';
import { type Json, records, str } from '../json.ts';
import { Floating } from '../parts/floating.tsx';
import { Icon } from '../parts/icon.tsx';
import { type Option, OptionList } from '../parts/option-list.tsx';
import { text } from '../text.ts';
import { CardIcon } from './display.tsx';
import { useField } from './field.ts';
import { isMulti } from './form-values.ts';
import { Labelled } from './labelled.tsx';
import { bareWords } from './texts.ts';

const SEARCH_FROM = 9;

export function readOptions(node: Json): Option[] {
  return records(node.options).map((option) => ({
    value: str(option.value),
    label: bareWords(option.text) || str(option.value),
    lead: <CardIcon value={option.icon} />,
  }));
}

export function Select({ node }: { node: Json }) {
  const field = useField(node);
  const trigger = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const options = readOptions(node);
  const multi = isMulti(node);
  const chosen = Array.isArray(field.value)
    ? field.value
    : typeof field.value === 'string'
      ? [field.value]
      : [];
  const labels = options.filter((option) => chosen.includes(option.value)).map((option) => option.label);
  const placeholder = bareWords(node.placeholder) || text.card.choose;

  const close = () => {
    setOpen(false);
    if (multi) field.commit(chosen);
    trigger.current?.focus();
  };
  const choose = (value: string) => {
    if (!multi) {
      field.commit(value);
      setOpen(false);
      trigger.current?.focus();
    } else {
      field.set(chosen.includes(value) ? chosen.filter((each) => each !== value) : [...chosen, value]);
    }
  };
  return (
    <Labelled node={node} field={field}>
      <button
        ref={trigger}
        id={field.id}
        type="button"
        class={`control select ${node.type === 'text' ? 'bare' : ''}`}
        disabled={field.disabled}
        aria-haspopup="listbox"
        aria-expanded={open}
        aria-label={`${bareWords(node.label) || placeholder} ${labels.join(' ')}`}
        onClick={() => setOpen(!open)}
      >
        <span class={labels.length === 0 ? 'placeholder' : 'chosen'}>
          {multi && labels.length > 0
            ? labels.map((label) => (
                <span key={label} class="pill">
                  {label}
                </span>
              ))
            : (labels[0] ?? placeholder)}
        </span>
        {field.pending ? <span class="spinner" /> : <Icon name="down" />}
      </button>
      {open && (
        <Floating anchor={trigger} onClose={close} matchWidth>
          <OptionList
            options={options}
            chosen={chosen}
            onChoose={choose}
            searchable={options.length >= SEARCH_FROM}
          />
        </Floating>
      )}
    </Labelled>
  );
}

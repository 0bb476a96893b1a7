import { createContext } from 'preact';
import { useContext, useEffect, useId, useState } from 'preact/hooks';
import { bool, type Json, str } from '../json.ts';
import { useCard } from './context.ts';
import { callbackValue, type FieldValue, hasCallback, initialValue } from './form-values.ts';

export interface FormScope {
  readonly values: Readonly<Record<string, FieldValue>>;
  readonly invalid: ReadonlySet<string>;
  set(name: string, value: FieldValue): void;
  submit(control: string, button: Json): void;
  reset(): void;
}

export const FormContext = createContext<FormScope | null>(null);

export interface FieldHandle {
  readonly id: string;
  readonly value: FieldValue;
  readonly invalid: boolean;
  readonly disabled: boolean;
  readonly pending: boolean;
  /** Keeps a value; `commit` also answers the card when the field stands outside a form. */
  set(value: FieldValue): void;
  commit(value: FieldValue): void;
}

/** The value of one input: held by its form until submit, or by itself and sent at once outside a form. */
export function useField(node: Json): FieldHandle {
  const form = useContext(FormContext);
  const card = useCard();
  const id = useId();
  const name = str(node.name);
  const initial = initialValue(node);
  const [own, setOwn] = useState<FieldValue>(initial);
  const stamp = JSON.stringify(initial);
  useEffect(() => setOwn(initial), [stamp]);
  const set = (value: FieldValue) => (form === null ? setOwn(value) : form.set(name, value));
  return {
    id,
    value: form === null ? own : (form.values[name] ?? initial),
    invalid: form?.invalid.has(name) ?? false,
    disabled: bool(node.disabled) || card.pending !== null,
    pending: card.pending === id,
    set,
    commit: (value) => {
      set(value);
      if (form === null && hasCallback(node)) card.press(id, node, callbackValue(node, value));
    },
  };
}

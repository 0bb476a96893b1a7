import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { type Json, records } from '../json.ts';
import { text } from '../text.ts';
import { useCard } from './context.ts';
import { FormContext, type FormScope } from './field.ts';
import { type FieldValue, fieldsOf, formValue, missing } from './form-values.ts';
import { boxStyle } from './style.ts';

const nothing: ReadonlySet<string> = new Set();

export function Form({ node }: { node: Json }) {
  const card = useCard();
  const [values, setValues] = useState<Readonly<Record<string, FieldValue>>>({});
  const [invalid, setInvalid] = useState(nothing);
  const [refused, setRefused] = useState(0);
  const root = useRef<HTMLDivElement>(null);
  const fields = useMemo(() => fieldsOf(node.elements), [node]);
  const stamp = JSON.stringify(fields.map(({ name, initial }) => [name, initial]));

  // What was typed stays while the card asks the same; a card that comes back with other values wins.
  useEffect(() => {
    setValues({});
    setInvalid(nothing);
  }, [stamp]);

  useEffect(() => {
    if (refused > 0)
      root.current?.querySelector<HTMLElement>('.invalid :is(button, input, textarea)')?.focus();
  }, [refused]);

  const scope: FormScope = {
    values,
    invalid,
    set: (name, value) => {
      setValues((before) => ({ ...before, [name]: value }));
      setInvalid((before) => new Set([...before].filter((each) => each !== name)));
    },
    submit: (control, button) => {
      const lacking = missing(fields, values);
      setInvalid(lacking);
      if (lacking.size > 0) {
        setRefused((times) => times + 1);
        return card.warn(text.card.required);
      }
      card.press(control, button, { form_value: formValue(fields, values) });
    },
    reset: () => {
      setValues({});
      setInvalid(nothing);
    },
  };
  return (
    <FormContext.Provider value={scope}>
      <div ref={root} class="form flow" style={boxStyle(node, card.style)}>
        {card.draw(records(node.elements))}
      </div>
    </FormContext.Provider>
  );
}

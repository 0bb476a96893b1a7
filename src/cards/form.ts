import type {
  Block,
  Button,
  CheckerField,
  ChoiceField,
  Field,
  MomentField,
  Option,
  TextField,
} from './block.ts';

interface FieldSpec {
  readonly name: string;
  readonly label: string;
  readonly required?: boolean | undefined;
}

const longestInput = 1000;

function base(spec: FieldSpec) {
  return { name: spec.name, label: spec.label, required: spec.required ?? false };
}

export function textInput(
  spec: FieldSpec & {
    readonly value?: string | undefined;
    readonly placeholder?: string | undefined;
    readonly multiline?: boolean | undefined;
    readonly maxLength?: number | undefined;
  },
): TextField {
  return {
    kind: 'text_input',
    ...base(spec),
    value: spec.value ?? '',
    placeholder: spec.placeholder ?? '',
    multiline: spec.multiline ?? false,
    maxLength: Math.min(longestInput, Math.max(1, Math.trunc(spec.maxLength ?? longestInput))),
  };
}

type ChoiceSpec = FieldSpec & {
  readonly options: readonly Option[];
  readonly placeholder?: string | undefined;
};

export function choice(spec: ChoiceSpec & { readonly value?: string | undefined }): ChoiceField {
  const values = spec.value === undefined ? [] : [spec.value];
  return {
    kind: 'choice',
    ...base(spec),
    options: spec.options,
    values,
    placeholder: spec.placeholder ?? '',
  };
}

export function multiChoice(
  spec: ChoiceSpec & { readonly values?: readonly string[] | undefined },
): ChoiceField {
  return {
    kind: 'multi_choice',
    ...base(spec),
    options: spec.options,
    values: spec.values ?? [],
    placeholder: spec.placeholder ?? '',
  };
}

/** `value` is `YYYY-MM-DD HH:mm` in the zone of the organisation. */
export function dateTime(spec: FieldSpec & { readonly value?: string | undefined }): MomentField {
  return { kind: 'date_time', ...base(spec), value: spec.value ?? '' };
}

/** `value` is `YYYY-MM-DD`. */
export function date(spec: FieldSpec & { readonly value?: string | undefined }): MomentField {
  return { kind: 'date', ...base(spec), value: spec.value ?? '' };
}

export function checker(spec: FieldSpec & { readonly checked?: boolean | undefined }): CheckerField {
  return { kind: 'checker', ...base(spec), checked: spec.checked ?? false };
}

/**
 * Every button of a form submits it: the platform sends all values together with the button's own
 * action and payload. `fields` may hold other blocks (a note, a rule) but no further form.
 */
export function form(name: string, fields: readonly (Field | Block)[], submit: readonly Button[]): Block {
  return { kind: 'form', name, fields, buttons: submit };
}

// The vocabulary of a card's body, before it becomes card JSON. Text stays structured until the card is
// built, so that it can be shortened without ever cutting through markup.
import type { Payload } from './json.ts';
import type { Rich } from './rich.ts';

export interface Confirm {
  readonly title: string;
  readonly text: string;
}

export interface Button {
  readonly kind: 'button';
  readonly label: string;
  readonly name: string;
  readonly style: 'primary' | 'default' | 'danger' | 'text';
  /** A callback with this value, or a page to open. */
  readonly does: { readonly callback: Payload } | { readonly url: string };
  readonly confirm?: Confirm | undefined;
  readonly disabled: boolean;
}

export interface Option {
  readonly label: string;
  readonly value: string;
}

interface FieldBase {
  readonly name: string;
  readonly label: string;
  readonly required: boolean;
}

export interface TextField extends FieldBase {
  readonly kind: 'text_input';
  readonly value: string;
  readonly placeholder: string;
  readonly multiline: boolean;
  readonly maxLength: number;
}

export interface ChoiceField extends FieldBase {
  readonly kind: 'choice' | 'multi_choice';
  readonly options: readonly Option[];
  readonly values: readonly string[];
  readonly placeholder: string;
}

export interface MomentField extends FieldBase {
  readonly kind: 'date' | 'date_time';
  /** `YYYY-MM-DD` or `YYYY-MM-DD HH:mm`; empty for none. */
  readonly value: string;
}

export interface CheckerField extends FieldBase {
  readonly kind: 'checker';
  readonly checked: boolean;
}

export type Field = TextField | ChoiceField | MomentField | CheckerField;

export interface Cell {
  readonly blocks: readonly Block[];
  /** Share of the row; without it the column is as wide as its content. */
  readonly weight?: number | undefined;
}

/** A choice that reports at once, outside a form: a visible picker, or the menu behind “more”. */
export interface Picker {
  readonly kind: 'picker' | 'menu';
  readonly name: string;
  readonly placeholder: string;
  readonly callback: Payload;
  readonly options: readonly Option[];
}

/** Values in groups over labels: the platform draws them itself, on every client. */
export interface Chart {
  readonly kind: 'chart';
  readonly title: string;
  /** One bar for each label, stacked in the order of the groups. */
  readonly values: readonly { readonly label: string; readonly group: string; readonly value: number }[];
}

/** At most four columns hold on a phone; the first is words, the others may be figures. */
export interface Table {
  readonly kind: 'table';
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
}

export type Block =
  | Chart
  | Table
  | { readonly kind: 'text' | 'note'; readonly text: Rich }
  | { readonly kind: 'list'; readonly items: readonly Rich[] }
  | { readonly kind: 'rule' }
  | { readonly kind: 'columns'; readonly cells: readonly Cell[] }
  | {
      readonly kind: 'fold';
      readonly title: Rich;
      readonly blocks: readonly Block[];
      readonly expanded: boolean;
    }
  | { readonly kind: 'buttons'; readonly buttons: readonly Button[] }
  | Picker
  | {
      readonly kind: 'form';
      readonly name: string;
      readonly fields: readonly (Field | Block)[];
      readonly buttons: readonly Button[];
    };

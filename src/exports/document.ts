import type { Day } from '../calendar/day.ts';

/** One part of a document's text. */
export type Block =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'heading'; readonly level: 1 | 2; readonly text: string }
  /** A line without the indent of a paragraph: a contact, an appendix mark. */
  | { readonly kind: 'line'; readonly text: string; readonly align?: 'left' | 'center' | 'right' | undefined }
  | { readonly kind: 'title'; readonly text: string }
  | { readonly kind: 'table'; readonly table: DocumentTable }
  | { readonly kind: 'page_break' };

export interface DocumentTable {
  /** Shares of the text width. */
  readonly widths: readonly number[];
  readonly header?: readonly string[] | undefined;
  readonly rows: readonly (readonly string[])[];
  /** Millimetres; room to sign or to write by hand. */
  readonly rowHeight?: number | undefined;
  readonly align?: 'left' | 'center' | undefined;
}

/** A document in the layout of GB/T 9704-2012, described without a word of its file format. */
export interface OfficialDocument {
  /** As the file's properties name it, and on top of the first page. */
  readonly title: string;
  /** An empty line for the number: a person gives it. */
  readonly hasNumber?: boolean | undefined;
  readonly addressee?: string | undefined;
  readonly body: readonly Block[];
  /** Whose name stands above the date, and whether room for a seal is left. */
  readonly sender?: { readonly name: string; readonly hasSeal: boolean } | undefined;
  readonly on?: Day | undefined;
  /** What follows on pages of its own: a slip to be sent back. */
  readonly appendix?: readonly Block[] | undefined;
}

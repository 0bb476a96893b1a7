/** A card as a person reads it: words, buttons and fields by their visible names. */

type Node = Readonly<Record<string, unknown>>;

export interface ViewedButton {
  readonly label: string;
  readonly name: string;
  /** The form it submits, if any. */
  readonly form?: string | undefined;
}

export interface ViewedField {
  readonly label: string;
  readonly name: string;
  readonly tag: string;
  readonly form: string;
  readonly options: readonly { readonly label: string; readonly value: string }[];
}

export interface CardView {
  readonly title: string;
  /** Everything that can be read, buttons as `[label]`, in reading order. */
  readonly text: string;
  readonly buttons: readonly ViewedButton[];
  readonly fields: readonly ViewedField[];
  /** Of a document: under which key the platform keeps it; its name is the text. */
  readonly fileKey?: string | undefined;
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function contentOf(value: unknown): string {
  return isNode(value) && typeof value.content === 'string' ? value.content : '';
}

function plain(markdown: string): string {
  return markdown
    .replace(/<\/?font[^>]*>/g, '')
    .replace(/\*\*([^*\n]*)\*\*/g, '$1')
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
}

function optionsOf(node: Node): ViewedField['options'] {
  const options = Array.isArray(node.options) ? node.options : [];
  return options.filter(isNode).map((option) => ({
    label: contentOf(option.text),
    value: String(option.value),
  }));
}

/** The head and each row, cells separated by two spaces. */
function tableLines(table: Node): readonly string[] {
  const columns = (Array.isArray(table.columns) ? table.columns : []).filter(isNode);
  const rows = (Array.isArray(table.rows) ? table.rows : []).filter(isNode);
  const head = columns.map((column) => String(column.display_name));
  return [head, ...rows.map((row) => columns.map((column) => String(row[String(column.name)])))].map(
    (cells) => cells.join('  '),
  );
}

const fieldTags: ReadonlySet<unknown> = new Set([
  'input',
  'select_static',
  'multi_select_static',
  'date_picker',
  'picker_datetime',
  'picker_time',
  'checker',
]);

/** The bars that can be seen: `2月 超过期限 5`. */
function barLines(spec: Node): readonly string[] {
  const values = isNode(spec.data) && Array.isArray(spec.data.values) ? spec.data.values : [];
  return values
    .filter(isNode)
    .filter(({ value }) => value !== 0)
    .map(({ label, group, value }) => `${label} ${group} ${value}`);
}

/** Throws SyntaxError when the content is no JSON, which no message of the workspace is. */
export function viewCard(content: string): CardView {
  const card: unknown = JSON.parse(content);
  const lines: string[] = [];
  const buttons: ViewedButton[] = [];
  const fields: ViewedField[] = [];
  if (!isNode(card)) return { title: '', text: '', buttons, fields };
  if (typeof card.text === 'string') return { title: '', text: card.text, buttons, fields };
  if (typeof card.file_key === 'string') {
    return { title: '', text: String(card.file_name), buttons, fields, fileKey: card.file_key };
  }

  const header = isNode(card.header) ? card.header : {};
  const title = contentOf(header.title);
  const tags = Array.isArray(header.text_tag_list) ? header.text_tag_list : [];
  lines.push(title, contentOf(header.subtitle));
  for (const tag of tags) if (isNode(tag)) lines.push(contentOf(tag.text));

  const walk = (value: unknown, form: string | undefined): void => {
    if (Array.isArray(value)) {
      for (const item of value) walk(item, form);
      return;
    }
    if (!isNode(value)) return;
    const { tag } = value;
    if (tag === 'markdown') lines.push(plain(contentOf(value)));
    else if (tag === 'button') {
      const label = contentOf(value.text);
      lines.push(`[${label}]`);
      buttons.push({ label, name: String(value.name), form });
    } else if (fieldTags.has(tag)) {
      // A drop-down outside a form has no other name than the words in it.
      const own = form === undefined ? contentOf(value.placeholder) : '';
      const label = contentOf(value.label) || contentOf(value.text) || own || (lines.at(-1) ?? '');
      const held = value.default_value ?? value.initial_datetime ?? value.initial_date;
      if (contentOf(value.label)) lines.push(label);
      if (typeof held === 'string') lines.push(held);
      fields.push({
        label,
        name: String(value.name),
        tag: String(tag),
        form: form ?? '',
        options: optionsOf(value),
      });
    } else if (tag === 'chart') {
      const spec = isNode(value.chart_spec) ? value.chart_spec : {};
      if (isNode(spec.title)) lines.push(String(spec.title.text));
      lines.push(...barLines(spec));
    } else if (tag === 'table') {
      lines.push(...tableLines(value));
    } else if (tag === 'collapsible_panel') {
      walk(isNode(value.header) ? value.header.title : undefined, form);
      walk(value.elements, form);
    } else {
      const inside = tag === 'form' ? String(value.name) : form;
      walk(value.elements, inside);
      walk(value.columns, inside);
    }
  };
  walk(isNode(card.body) ? card.body.elements : undefined, undefined);
  return { title, text: lines.filter((line) => line !== '').join('\n'), buttons, fields };
}

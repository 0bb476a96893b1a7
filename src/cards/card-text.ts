import type { CardJson } from './card.ts';
import { unescapeMarkdown } from './rich.ts';

function asObject(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}

function asArray(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function content(value: unknown): string {
  const { content: words } = asObject(value);
  return typeof words === 'string' ? words : '';
}

/** Markup off first, entities back afterwards: what people typed is never taken for markup. */
function words(markdown: string): string {
  const bare = markdown.replace(/<[^>]*>/g, '').replace(/\*\*/g, '');
  return unescapeMarkdown(bare)
    .split('\n')
    .map((line) => line.trim())
    .join('\n');
}

function optionLabels(element: Readonly<Record<string, unknown>>): string {
  return asArray(element.options)
    .map((option) => content(asObject(option).text))
    .join('/');
}

function linesOf(value: unknown): string[] {
  const element = asObject(value);
  const children = (key: string) => asArray(element[key]).flatMap(linesOf);
  const chosen = element.selected_values ?? element.initial_date ?? element.initial_datetime;
  switch (element.tag) {
    case 'markdown':
      return [words(content(element))];
    case 'hr':
      return ['---'];
    case 'button':
      return [`[${content(element.text)}]`];
    case 'input':
      return [`${content(element.label)}: ${String(element.default_value ?? '____')}`];
    case 'checker':
      return [`${element.checked === true ? '[x]' : '[ ]'} ${content(element.text)}`];
    case 'select_static':
    case 'multi_select_static':
    case 'overflow':
      return [`<${optionLabels(element)}>`];
    case 'date_picker':
    case 'picker_datetime':
      return [String(chosen ?? '____')];
    case 'column_set':
      return [children('columns').join('  ')];
    case 'table':
      return rowsOf(element);
    case 'chart':
      return [content({ content: asObject(asObject(element.chart_spec).title).text })];
    case 'collapsible_panel':
      return [`> ${words(content(asObject(element.header).title))}`, ...children('elements')];
    default:
      return children('elements');
  }
}

function rowsOf(element: Readonly<Record<string, unknown>>): string[] {
  const columns = asArray(element.columns).map(asObject);
  const heads = columns.map(({ display_name: head }) => String(head));
  const rows = asArray(element.rows).map((row) => columns.map(({ name }) => asObject(row)[String(name)]));
  return [heads, ...rows].map((cells) => cells.join(' | '));
}

/** A card as a person would read it aloud: for tests, logs of refusals, and accessibility. */
export function cardText(card: CardJson | object): string {
  const { header, body } = asObject(card);
  const { title, subtitle, text_tag_list: tags } = asObject(header);
  const head = [title, subtitle, ...asArray(tags).map((tag) => asObject(tag).text)].map(content);
  const lines = asArray(asObject(body).elements).flatMap(linesOf);
  return [head.filter((part) => part !== '').join(' | '), ...lines].join('\n');
}

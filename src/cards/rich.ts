/** Text with markup that came from our own code only; what people typed stays text. */
declare const brand: unique symbol;

type Mark = 'bold' | 'grey';

interface Span {
  readonly kind: 'typed' | 'markup';
  readonly text: string;
  readonly marks: readonly Mark[];
}

export interface Rich {
  readonly [brand]: true;
  readonly spans: readonly Span[];
}

const invisible = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu;
const combiningFlood = /(\p{M}{2})\p{M}+/gu;

/** Typed text without control, bidi and other invisible characters; line breaks survive as single ones. */
export function visible(typed: string): string {
  return typed
    .replace(/\r\n?|[\u2028\u2029\v\f]/g, '\n')
    .replace(/[^\S\n]+/gu, ' ')
    .replace(/[^\n]+/g, (line) => line.replace(invisible, '').replace(combiningFlood, '$1').trim())
    .replace(/\n{2,}/g, '\n')
    .trim();
}

/** The same on one line: for names, titles, labels and list items. */
export function oneLine(typed: string): string {
  return visible(typed).replace(/\n/g, ' ');
}

/** At most `max` characters as a reader counts them; what is cut off ends in an ellipsis. */
export function shorten(text: string, max: number): string {
  const characters = [...text];
  return characters.length <= max ? text : `${characters.slice(0, Math.max(0, max - 1)).join('')}…`;
}

// Feishu renders HTML entities as plain characters and gives them no meaning of their own, so a
// character written as an entity can open neither a tag, nor markup, a link, an emoji or a list.
const meaningful = /[!"#$&'()*+\-.:<=>@[\\\]^_`{|}~]/g;

export function escapeMarkdown(text: string): string {
  return text.replace(meaningful, (character) => `&#${character.charCodeAt(0)};`);
}

export function unescapeMarkdown(markdown: string): string {
  return markdown.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
}

function build(spans: readonly Span[]): Rich {
  return { spans } as Rich;
}

const longestTyped = 2000;

/** What somebody typed, or any other text that must appear exactly as it is. */
export function plain(typed: string): Rich {
  return build([{ kind: 'typed', text: shorten(visible(typed), longestTyped), marks: [] }]);
}

export type RichPart = Rich | string | number;

function spansOf(part: RichPart): readonly Span[] {
  return typeof part === 'object' ? part.spans : plain(String(part)).spans;
}

/** Our own markup, written in code; every interpolated string is treated as typed. */
export function rich(markup: TemplateStringsArray, ...parts: readonly RichPart[]): Rich {
  const spans: Span[] = [];
  markup.forEach((text, index) => {
    if (text !== '') spans.push({ kind: 'markup', text, marks: [] });
    const part = parts[index];
    if (part !== undefined) spans.push(...spansOf(part));
  });
  return build(spans);
}

function marked(mark: Mark, part: RichPart): Rich {
  return build(spansOf(part).map((span) => ({ ...span, marks: [...span.marks, mark] })));
}

export const bold = (part: RichPart): Rich => marked('bold', part);
export const grey = (part: RichPart): Rich => marked('grey', part);

export function join(parts: readonly RichPart[], separator = ''): Rich {
  const between: Span[] = separator === '' ? [] : [{ kind: 'markup', text: separator, marks: [] }];
  return build(
    parts.flatMap((part, index) => (index === 0 ? spansOf(part) : [...between, ...spansOf(part)])),
  );
}

export function isEmpty(text: Rich): boolean {
  return text.spans.every((span) => span.text === '');
}

function wrap(line: string, mark: Mark): string {
  if (line.trim() === '') return line;
  if (mark === 'grey') return `<font color='grey'>${line}</font>`;
  // Emphasis opens and closes only beside white space when its edge is punctuation, an entity included.
  const before = /^[\p{L}\p{N}]/u.test(line) ? '' : ' ';
  const after = /[\p{L}\p{N}]$/u.test(line) ? '' : ' ';
  return `${before}**${line}**${after}`;
}

export interface RenderOptions {
  /** Longest typed piece, in characters. */
  readonly maxTyped: number;
  /** For list items and table cells, where a line break would end the item. */
  readonly singleLine?: boolean;
}

/** Feishu markdown. Marks are applied line by line because a tag must not span lines. */
export function toMarkdown(text: Rich, options: RenderOptions): string {
  const pieces: { text: string; readonly marks: readonly Mark[] }[] = [];
  for (const span of text.spans) {
    const shown = span.kind === 'typed' ? escapeMarkdown(shorten(span.text, options.maxTyped)) : span.text;
    const last = pieces.at(-1);
    // Two neighbours in bold would meet as four asterisks, which is not markup any more.
    if (last && last.marks.join() === span.marks.join()) last.text += shown;
    else pieces.push({ text: shown, marks: span.marks });
  }
  const markdown = pieces
    .map((piece) =>
      piece.text
        .split('\n')
        .map((line) => piece.marks.reduce(wrap, line))
        .join('\n'),
    )
    .join('');
  return options.singleLine ? markdown.replace(/\n+/g, ' ') : markdown;
}

import { decodeEntities } from './entities.ts';

type Attributes = Readonly<Record<string, string>>;

export type Inline =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'break' }
  | { readonly kind: 'strong' | 'em' | 'del'; readonly children: readonly Inline[] }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'link'; readonly href: string; readonly children: readonly Inline[] }
  | { readonly kind: 'image'; readonly alt: string; readonly key: string }
  | {
      readonly kind: 'tag';
      readonly name: string;
      readonly attributes: Attributes;
      readonly children: readonly Inline[];
    };

/** Tags of the dialect; `true` means it wraps content. Every other tag is shown as the text it is. */
const tags: Readonly<Record<string, boolean>> = {
  at: true,
  person: true,
  font: true,
  text_tag: true,
  link: true,
  a: true,
  raw: true,
  number_tag: true,
  local_datetime: true,
};

const MAX_DEPTH = 12;
const openTag = /<([a-z_]+)((?:\s+[\w-]+\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'<>]+))*)\s*(\/?)>/iy;
const attribute = /([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+))/g;
const linkMark = /(!?)\[((?:[^[\]\\]|\\.)*)\]\(([^()\s]*(?:\([^()\s]*\)[^()\s]*)*)\)/y;
const special = /[\\`*_~[!<\n&]/g;

function readAttributes(source: string): Attributes {
  const found: Record<string, string> = {};
  for (const match of source.matchAll(attribute)) {
    const [, name = '', double, single, bare] = match;
    found[name.toLowerCase()] = decodeEntities(double ?? single ?? bare ?? '');
  }
  return found;
}

/** Where the tag opened before `from` closes, counting the same tag nested inside. */
function closing(source: string, name: string, from: number): { start: number; end: number } | undefined {
  const marks = new RegExp(`<(/?)${name}(?:\\s[^<>]*)?>`, 'gi');
  marks.lastIndex = from;
  for (let depth = 1, match = marks.exec(source); match !== null; match = marks.exec(source)) {
    if (match[0].endsWith('/>')) continue;
    depth += match[1] === '/' ? -1 : 1;
    if (depth === 0) return { start: match.index, end: marks.lastIndex };
  }
  return undefined;
}

const wordAt = (source: string, at: number): boolean => /[\p{L}\p{N}]/u.test(source.charAt(at));

/** The end mark must follow a non-space; an underscore inside a word is no mark (snake_case stays whole). */
function emphasisEnd(source: string, mark: string, from: number): number {
  if (/\s/.test(source.charAt(from)) || from >= source.length) return -1;
  for (let at = source.indexOf(mark, from + 1); at !== -1; at = source.indexOf(mark, at + 1)) {
    const doubled = mark.length === 1 && (source[at + 1] === mark || source[at - 1] === mark);
    const inWord = mark === '_' && wordAt(source, at + 1);
    if (!doubled && !inWord && !/[\s\\]/.test(source.charAt(at - 1))) return at;
    if (doubled) at += 1;
  }
  return -1;
}

class Scanner {
  readonly out: Inline[] = [];
  readonly source: string;
  readonly depth: number;
  private at = 0;
  private plain = '';

  constructor(source: string, depth: number) {
    this.source = source;
    this.depth = depth;
  }

  run(): Inline[] {
    while (this.at < this.source.length) {
      special.lastIndex = this.at;
      const next = special.exec(this.source)?.index ?? this.source.length;
      this.plain += this.source.slice(this.at, next);
      this.at = next;
      if (next < this.source.length && !this.mark()) {
        this.plain += this.source.charAt(this.at);
        this.at += 1;
      }
    }
    this.flush();
    return this.out;
  }

  private flush(): void {
    if (this.plain !== '') this.out.push({ kind: 'text', text: decodeEntities(this.plain) });
    this.plain = '';
  }

  private emit(node: Inline, end: number): true {
    this.flush();
    this.out.push(node);
    this.at = end;
    return true;
  }

  private inner(start: number, end: number): Inline[] {
    return parseInline(this.source.slice(start, end), this.depth + 1);
  }

  private mark(): boolean {
    const { source, at } = this;
    const char = source.charAt(at);
    if (char === '\n') return this.emit({ kind: 'break' }, at + 1);
    if (char === '\\') return this.escaped();
    if (this.depth >= MAX_DEPTH) return false;
    if (char === '`') return this.code();
    if (char === '<') return this.tag();
    if (char === '[' || char === '!') return this.link();
    if (char === '*' || char === '_' || char === '~') return this.emphasis(char);
    return false;
  }

  private escaped(): boolean {
    const next = this.source.charAt(this.at + 1);
    if (!/[!-/:-@[-`{-~]/.test(next)) return false;
    this.plain += next === '&' ? '&amp;' : next;
    this.at += 2;
    return true;
  }

  private code(): boolean {
    const run = /^`+/.exec(this.source.slice(this.at, this.at + 8))?.[0] ?? '`';
    const start = this.at + run.length;
    const end = this.source.indexOf(run, start);
    if (end === -1) return false;
    return this.emit({ kind: 'code', text: this.source.slice(start, end).trim() }, end + run.length);
  }

  private emphasis(char: string): boolean {
    const { source, at } = this;
    const double = source.charAt(at + 1) === char;
    if (char === '~' && !double) return false;
    if (char === '_' && wordAt(source, at - 1)) return false;
    const mark = double ? char + char : char;
    const start = at + mark.length;
    const end = emphasisEnd(source, mark, start);
    if (end === -1) return false;
    const kind = char === '~' ? 'del' : double ? 'strong' : 'em';
    return this.emit({ kind, children: this.inner(start, end) }, end + mark.length);
  }

  private link(): boolean {
    linkMark.lastIndex = this.at;
    const match = linkMark.exec(this.source);
    if (match === null) return false;
    const [whole, bang, label = '', target = ''] = match;
    const end = this.at + whole.length;
    if (bang === '!') return this.emit({ kind: 'image', alt: decodeEntities(label), key: target }, end);
    const children = parseInline(label, this.depth + 1);
    return this.emit({ kind: 'link', href: decodeEntities(target), children }, end);
  }

  private tag(): boolean {
    openTag.lastIndex = this.at;
    const match = openTag.exec(this.source);
    if (match === null) return false;
    const name = (match[1] ?? '').toLowerCase();
    if (name === 'br') return this.emit({ kind: 'break' }, openTag.lastIndex);
    if (tags[name] !== true) return false;
    const start = openTag.lastIndex;
    const attributes = readAttributes(match[2] ?? '');
    const close = match[3] === '/' ? undefined : closing(this.source, name, start);
    if (close === undefined) return this.emit({ kind: 'tag', name, attributes, children: [] }, start);
    const children: Inline[] =
      name === 'raw'
        ? [{ kind: 'text', text: decodeEntities(this.source.slice(start, close.start)) }]
        : this.inner(start, close.start);
    return this.emit({ kind: 'tag', name, attributes, children }, close.end);
  }
}

export const parseInline = (source: string, depth = 0): Inline[] => new Scanner(source, depth).run();

/** The text alone, for previews and labels. */
export const plainText = (nodes: readonly Inline[]): string =>
  nodes
    .map((node) => {
      if (node.kind === 'text' || node.kind === 'code') return node.text;
      if (node.kind === 'break') return '\n';
      return node.kind === 'image' ? node.alt : plainText(node.children);
    })
    .join('');

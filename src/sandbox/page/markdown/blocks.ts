/** Block structure of the markdown component; inline text stays raw here and is read where it is drawn. */
export type Block =
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'heading'; readonly level: number; readonly text: string }
  | { readonly kind: 'rule' }
  | { readonly kind: 'code'; readonly language: string; readonly text: string }
  | { readonly kind: 'quote'; readonly blocks: readonly Block[] }
  | {
      readonly kind: 'list';
      readonly ordered: boolean;
      readonly start: number;
      readonly items: readonly Item[];
    }
  | {
      readonly kind: 'table';
      readonly align: readonly Align[];
      readonly head: readonly string[];
      readonly rows: readonly (readonly string[])[];
    };

type Align = 'left' | 'center' | 'right';
interface Item {
  readonly text: string;
  readonly blocks: readonly Block[];
}

const MAX_DEPTH = 6;
const fence = /^(`{3,}|~{3,})\s*([^`]*)$/;
const rule = /^\s*(?:(?:-\s*){3,}|(?:\*\s*){3,}|<hr\s*\/?>)\s*$/i;
const heading = /^(#{1,6})\s+(.*?)\s*#*$/;
const bullet = /^(\s*)(?:([-*+])|(\d{1,6})[.)])\s+(.*)$/;
const divider = /^\s*\|?\s*:?-{1,}:?\s*(?:\|\s*:?-{1,}:?\s*)*\|?\s*$/;

const cells = (line: string): string[] =>
  line
    .trim()
    .replace(/^\||\|$/g, '')
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim().replaceAll('\\|', '|'));

const alignOf = (mark: string): Align =>
  mark.endsWith(':') ? (mark.startsWith(':') ? 'center' : 'right') : 'left';

const isTable = (lines: readonly string[], at: number): boolean => {
  const next = lines[at + 1] ?? '';
  return (lines[at] ?? '').includes('|') && next.includes('|') && divider.test(next);
};

const startsBlock = (lines: readonly string[], at: number): boolean => {
  const line = lines[at] ?? '';
  return (
    fence.test(line) ||
    rule.test(line) ||
    heading.test(line) ||
    bullet.test(line) ||
    /^\s*>/.test(line) ||
    isTable(lines, at)
  );
};

/** Takes lines from `at` while they satisfy `keep`; answers them and where they end. */
function take(
  lines: readonly string[],
  at: number,
  keep: (line: string, index: number) => boolean,
): string[] {
  let end = at;
  while (end < lines.length && keep(lines[end] ?? '', end)) end += 1;
  return lines.slice(at, end);
}

function readList(lines: readonly string[], depth: number): Block {
  const first = bullet.exec(lines[0] ?? '');
  const indent = first?.[1]?.length ?? 0;
  const groups: string[][] = [];
  for (const line of lines) {
    const match = bullet.exec(line);
    if (match !== null && (match[1]?.length ?? 0) <= indent + 1) groups.push([match[4] ?? '']);
    else groups.at(-1)?.push(line);
  }
  const items = groups.map(([text = '', ...rest]) => {
    const follows = take(rest, 0, (line) => !bullet.test(line));
    return {
      text: [text, ...follows.map((line) => line.trim())].join('\n').trimEnd(),
      blocks: parseLines(rest.slice(follows.length), depth + 1),
    };
  });
  return { kind: 'list', ordered: first?.[3] !== undefined, start: Number(first?.[3] ?? 1), items };
}

function listLines(lines: readonly string[], at: number): string[] {
  const first = bullet.exec(lines[at] ?? '');
  const indent = first?.[1]?.length ?? 0;
  const ordered = first?.[3] !== undefined;
  return take(lines, at, (line) => {
    const match = bullet.exec(line);
    if (match !== null) {
      return (match[1]?.length ?? 0) > indent + 1 || (match[3] !== undefined) === ordered;
    }
    return /^\s{2,}\S/.test(line);
  });
}

function parseLines(lines: readonly string[], depth: number): Block[] {
  const blocks: Block[] = [];
  let at = 0;
  while (at < lines.length) {
    const line = lines[at] ?? '';
    const fenced = fence.exec(line);
    const titled = heading.exec(line);
    if (line.trim() === '') {
      at += 1;
    } else if (fenced !== null) {
      const mark = fenced[1] ?? '```';
      const body = take(lines, at + 1, (each) => !each.startsWith(mark));
      blocks.push({ kind: 'code', language: (fenced[2] ?? '').trim(), text: body.join('\n') });
      at += body.length + 2;
    } else if (titled !== null) {
      blocks.push({ kind: 'heading', level: titled[1]?.length ?? 1, text: titled[2] ?? '' });
      at += 1;
    } else if (rule.test(line)) {
      blocks.push({ kind: 'rule' });
      at += 1;
    } else if (isTable(lines, at)) {
      const body = take(lines, at + 2, (each) => each.includes('|'));
      const align = cells(lines[at + 1] ?? '').map(alignOf);
      blocks.push({ kind: 'table', align, head: cells(line), rows: body.map(cells) });
      at += body.length + 2;
    } else if (depth < MAX_DEPTH && /^\s*>/.test(line)) {
      const quoted = take(lines, at, (each) => /^\s*>/.test(each));
      const inner = quoted.map((each) => each.replace(/^\s*>\s?/, ''));
      blocks.push({ kind: 'quote', blocks: parseLines(inner, depth + 1) });
      at += quoted.length;
    } else if (depth < MAX_DEPTH && bullet.test(line)) {
      const items = listLines(lines, at);
      blocks.push(readList(items, depth));
      at += items.length;
    } else {
      const body = take(lines, at, (each, index) => {
        return each.trim() !== '' && (index === at || !startsBlock(lines, index));
      });
      blocks.push({ kind: 'paragraph', text: body.join('\n').trim() });
      at += body.length;
    }
  }
  return blocks;
}

export const parseBlocks = (source: string): Block[] =>
  parseLines(source.replaceAll('\r', '').split('\n'), 0);

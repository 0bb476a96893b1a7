import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseBlocks } from './blocks.ts';
import { decodeEntities } from './entities.ts';
import { parseInline, plainText } from './inline.ts';

const kinds = (source: string): string[] => parseInline(source).map((node) => node.kind);

describe('inline markdown', () => {
  it('reads emphasis, code, links and images', () => {
    expect(kinds('**粗**和*斜*和~~删~~和`码`')).toEqual([
      'strong',
      'text',
      'em',
      'text',
      'del',
      'text',
      'code',
    ]);
    expect(parseInline('[看](https://a.b/c?d=1)')[0]).toMatchObject({
      kind: 'link',
      href: 'https://a.b/c?d=1',
    });
    expect(parseInline('![图](img_v2_x)')[0]).toEqual({ kind: 'image', alt: '图', key: 'img_v2_x' });
  });

  it('nests fonts and keeps attributes', () => {
    const [outer] = parseInline('<font color=\'red\'>外<font color="green">内</font>外</font>尾');
    expect(outer).toMatchObject({ kind: 'tag', name: 'font', attributes: { color: 'red' } });
    expect(outer?.kind === 'tag' && plainText(outer.children)).toBe('外内外');
  });

  it('breaks at br and at a newline', () => {
    expect(kinds('甲<br>乙\n丙')).toEqual(['text', 'break', 'text', 'break', 'text']);
  });

  it('shows unknown tags as text and never interprets them', () => {
    const source = '<img src=x onerror=alert(1)><script>1</script>';
    expect(parseInline(source)).toEqual([{ kind: 'text', text: source }]);
  });

  it('leaves lone marks and words with underscores alone', () => {
    expect(plainText(parseInline('2*3 a_b_c 5 * 6'))).toBe('2*3 a_b_c 5 * 6');
    expect(kinds('a_b_c')).toEqual(['text']);
  });

  it('decodes entities once and honours escapes', () => {
    expect(plainText(parseInline('&#42;&#42;不粗&#42;&#42; \\*也不斜\\*'))).toBe('**不粗** *也不斜*');
    expect(decodeEntities('&amp;lt; &nope; &#0;')).toBe('&lt; &nope; &#0;');
  });

  it('loses no character of text without marks', () => {
    void fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('甲', 'b', ' ', '3', '，') }), (source) => {
        expect(plainText(parseInline(source))).toBe(source);
      }),
    );
  });

  it('survives any input quickly', () => {
    const unit = fc.constantFrom(
      '*',
      '_',
      '~',
      '`',
      '<',
      '>',
      '/',
      'font',
      '[',
      ']',
      '(',
      ')',
      '!',
      '\n',
      '|',
      '-',
      'a',
    );
    void fc.assert(
      fc.property(fc.string({ unit, maxLength: 300 }), (source) => {
        parseInline(source);
        parseBlocks(source);
      }),
    );
    parseBlocks('<font color=red>'.repeat(1800));
    parseInline('<font color=red>'.repeat(1800));
    parseInline('*a'.repeat(15_000));
    parseInline('[x]('.repeat(7_000));
  }, 10_000);
});

describe('markdown blocks', () => {
  it('reads headings, rules, quotes, code and paragraphs', () => {
    const source = '# 题\n一\n二\n\n三\n---\n> 引\n> 用\n```ts\n# 不是题\n```';
    expect(parseBlocks(source)).toEqual([
      { kind: 'heading', level: 1, text: '题' },
      { kind: 'paragraph', text: '一\n二' },
      { kind: 'paragraph', text: '三' },
      { kind: 'rule' },
      { kind: 'quote', blocks: [{ kind: 'paragraph', text: '引\n用' }] },
      { kind: 'code', language: 'ts', text: '# 不是题' },
    ]);
  });

  it('nests lists by indentation and keeps the first number', () => {
    const [items] = parseBlocks('3. 甲\n    - 子\n    - 女\n4. 乙');
    expect(items).toMatchObject({
      kind: 'list',
      ordered: true,
      start: 3,
      items: [
        { text: '甲', blocks: [{ kind: 'list', ordered: false, items: [{ text: '子' }, { text: '女' }] }] },
        { text: '乙', blocks: [] },
      ],
    });
  });

  it('reads tables with alignment and escaped bars', () => {
    expect(parseBlocks('| 支部 | 数 |\n|:--|--:|\n| 甲\\|乙 | 3 |')[0]).toEqual({
      kind: 'table',
      align: ['left', 'right'],
      head: ['支部', '数'],
      rows: [['甲|乙', '3']],
    });
  });
});

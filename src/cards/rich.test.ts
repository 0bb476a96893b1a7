import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bold,
  escapeMarkdown,
  grey,
  join,
  plain,
  rich,
  shorten,
  toMarkdown,
  unescapeMarkdown,
  visible,
} from './rich.ts';

const show = (text: Parameters<typeof toMarkdown>[0]) => toMarkdown(text, { maxTyped: 2000 });

const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.constantFrom(
    '<at id=all></at>',
    '<at id=all>',
    '[点我](https://evil.example)',
    'https://evil.example www.evil.example a@evil.example',
    '![图](img_v3_x)',
    '**粗** ~~删~~ `码` # 题\n# 题\n- 项\n1. 项\n> 引\n---\n===\n| a | b |\n| - | - |',
    ':DONE: $x$ &#60;at id=all&#62; &lt;hr&gt;',
    '\u202Egnp.exe\u2066\u200B\u0000\u0007\uFEFF',
    '\n\n\n    code\n\tcode\r\n\u2028x\u2029y',
    '\\<at id=all\\>',
    'Z\u0351\u0352\u0353\u0354\u0355\u0356\u0357',
    'x'.repeat(5000),
    '党'.repeat(5000),
    '*'.repeat(5000),
  ),
);

describe('typed text', () => {
  it('cannot open a tag, markup, a link, an emoji or a list', () => {
    fc.assert(
      fc.property(hostile, (typed) => {
        const withoutEntities = show(plain(typed)).replace(/&#\d+;/g, '');
        expect(withoutEntities).not.toMatch(/[<>[\]()*_~`#|!\\@:.$&+=-]/);
        expect(withoutEntities).not.toMatch(/[\p{Cf}\p{Co}\p{Cs}]|(?!\n)\p{Cc}/u);
        // White space at a line's edge could still begin a code block or end a paragraph.
        expect(show(plain(typed))).not.toMatch(/^\s|\n[ \t\n]/);
      }),
    );
  });

  it('reads the same after the platform turned the entities back', () => {
    fc.assert(
      fc.property(hostile, (typed) => {
        expect(unescapeMarkdown(show(plain(typed)))).toBe(shorten(visible(typed), 2000));
      }),
    );
  });

  it('keeps ordinary Chinese as it is', () => {
    expect(show(plain('三楼会议室，学习《条例》（修订）'))).toBe('三楼会议室，学习《条例》（修订）');
    expect(show(plain(' 周四\t15:00 \r\n\r\n下午 '))).toBe('周四 15&#58;00\n下午');
  });

  it('is cut by characters, never through an entity or a surrogate pair', () => {
    expect(toMarkdown(plain('**𠮷野**家'), { maxTyped: 4 })).toBe('&#42;&#42;𠮷…');
  });
});

describe('our own markup', () => {
  it('stays markup while what is interpolated does not', () => {
    expect(show(rich`**${'<at id=all>'}** ${3} 人`)).toBe(`**${escapeMarkdown('<at id=all>')}** 3 人`);
  });

  it('gives bold an edge it can be recognised by', () => {
    expect(show(bold('时间'))).toBe('**时间**');
    expect(show(rich`在${bold('“三会”')}后`)).toBe('在 **“三会”** 后');
    expect(show(bold(rich`应到 ${23} 人`))).toBe('**应到 23 人**');
  });

  it('marks every line by itself', () => {
    expect(show(grey(plain('甲\n乙')))).toBe("<font color='grey'>甲</font>\n<font color='grey'>乙</font>");
  });

  it('joins with a separator of ours', () => {
    expect(show(join(['甲', bold('乙')], ' · '))).toBe('甲 · **乙**');
  });
});

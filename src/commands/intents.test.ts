import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asDay, instantAt } from '../calendar/day.ts';
import { announcedCalendar } from '../calendar/tables.ts';
import type { CardKind, Intent } from './intent-name.ts';
import { intentNames } from './intent-name.ts';
import { phrasings } from './intents.table.ts';
import { readIntent } from './intents.ts';
import { traps } from './traps.table.ts';

const at = { now: instantAt(asDay('2026-02-02'), '09:05'), calendar: announcedCalendar() };

function read(said: string): Intent | undefined {
  const [, quotes, words = said] = /^(invitation|roll|items)> (.*)$/.exec(said) ?? [];
  return readIntent(words, { ...at, quotes: quotes as CardKind | undefined });
}

function brief(intent: Intent | undefined): string {
  if (!intent) return '-';
  const slots = Object.entries(intent.slots)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([slot, words]) => `${slot}=${words}`);
  return [...(intent.confidence === 'sure' ? [] : ['?']), intent.intent, ...slots].join(' ');
}

describe('what people say', () => {
  it.each(phrasings)('%s', (said, meaning) => {
    expect(brief(read(said))).toBe(meaning);
  });

  it('covers every intent, in at least 200 phrasings', () => {
    expect(phrasings.length + traps.length).toBeGreaterThanOrEqual(250);
    expect(phrasings.length).toBeGreaterThanOrEqual(200);
    const covered = new Set(phrasings.map(([, meaning]) => meaning.replace('? ', '').split(' ')[0]));
    expect([...covered].sort()).toEqual([...intentNames].sort());
  });
});

describe('what must not be understood', () => {
  it.each(traps)('%j', (said) => {
    expect(brief(read(said))).toBe('-');
  });

  it('are at least 50', () => {
    expect(new Set(traps).size).toBeGreaterThanOrEqual(50);
  });
});

describe('around a sentence', () => {
  const certain = phrasings.filter(([said, meaning]) => !meaning.startsWith('?') && !said.includes('> '));
  const phrase = fc.constantFrom(...certain);

  it.each([
    ['the words of somebody else', (said: string) => `他说“${said}”`],
    ['a condition', (said: string) => `如果${said}`],
    ['a joke', (said: string) => `${said}，开玩笑的`],
    ['a question about others', (said: string) => `小王问他：${said}`],
    ['a denial', (said: string) => `我没说${said}`],
  ])('%s makes it mean nothing', (_, wrap) => {
    fc.assert(
      fc.property(phrase, ([said]) => {
        expect(brief(readIntent(wrap(said), at))).toBe('-');
      }),
    );
  });

  it('courtesies change nothing', () => {
    const before = fc.constantFrom('', '书记，', '您好，', '不好意思，', '罗书记您好，', ' ');
    const after = fc.constantFrom('', '。', '，谢谢', '，谢谢书记', '，辛苦了', ' [微笑]', '~');
    fc.assert(
      fc.property(before, phrase, after, (polite, [said, meaning], thanks) => {
        expect(brief(readIntent(polite + said + thanks, at))).toBe(meaning);
      }),
    );
  });

  it('words nobody read turn a certainty into a question, never into another act', () => {
    const aside = fc.constantFrom('，蓝天白云', '，窗外有雨', '。花开了一树');
    fc.assert(
      fc.property(phrase, aside, ([said, meaning], words) => {
        const intent = readIntent(said + words, at);
        if (!intent) return;
        expect(intent.confidence).toBe('doubtful');
        expect(intent.intent).toBe(meaning.split(' ')[0]);
      }),
    );
  });

  it('reads any text without failing, and what it is sure of has a meaning of its own', () => {
    const pieces = fc.constantFrom(
      ...'我请个假了到来党日几点谁还没都除的，。？“”说跟老王谈过季报交延期天周四下午三楼室学讲和不别能吗'.split(
        '',
      ),
      '党日',
      '我们',
      '这次',
      '这个月',
      '下周四下午三点',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 24 }), (words) => {
        const intent = readIntent(words.join(''), at);
        if (intent) expect(intentNames).toContain(intent.intent);
      }),
      { numRuns: 3000 },
    );
  });
});

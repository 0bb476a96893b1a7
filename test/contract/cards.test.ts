import { describe, expect, it } from 'vitest';
import type { CardFault, CardWorld } from '../../src/sandbox/cards/fault.ts';
import { findCardFault } from '../../src/sandbox/cards/validate.ts';
import { badCards, body, goodCards, plain } from './card-rows.ts';
import { ann } from './workspace.ts';

type Json = Record<string, unknown>;
const world: CardWorld = {
  hasPerson: (id) => id === ann,
  hasImage: (key) => key === 'img_v3_known',
  markdownTablesMax: 5,
};
const check = (card: unknown): CardFault | undefined => findCardFault(JSON.stringify(card), world);
describe('cards that pass', () => {
  it.each(Object.entries(goodCards(ann)))('%s', (_, card) => expect(check(card)).toBeUndefined());
});

describe('cards that are refused, with code and path', () => {
  it.each(badCards)('%s', (_, card, code, path) => {
    const fault = check(card);
    expect(fault?.code).toBe(code);
    expect(fault?.path).toContain(path);
  });

  it('counts nodes and tables over the whole card', () => {
    const lines = (count: number): Json[] => Array.from({ length: count }, () => ({ tag: 'hr' }));
    expect(check(body(...lines(200)))).toBeUndefined();
    expect(check(body(...lines(201)))).toMatchObject({ code: 11310, message: 'element exceeds the limit' });
    const table = { tag: 'table', columns: [{ name: 'a' }], rows: [] };
    const markdown = { tag: 'markdown', content: '|a|b|\n|-|-|\n|1|2|' };
    expect(check(body(table, table, table, markdown, markdown))).toBeUndefined();
    expect(check(body(table, table, table, table, markdown, markdown))).toMatchObject({
      code: 11310,
      message: 'card table number over limit',
    });
  });

  it('counts containers', () => {
    const nest = (levels: number): Json =>
      levels === 0
        ? { tag: 'hr' }
        : { tag: 'collapsible_panel', header: { title: plain('折') }, elements: [nest(levels - 1)] };
    expect(check(body(nest(5)))).toBeUndefined();
    expect(check(body(nest(6)))?.message).toContain('deeper');
  });

  it('is not felled by brackets or by what is no JSON', () => {
    expect(findCardFault('['.repeat(15_000) + ']'.repeat(15_000), world)?.code).toBe(200621);
    expect(
      findCardFault(`{"schema":"2.0","body":${'{"body":'.repeat(3000)}1${'}'.repeat(3001)}`, world)?.code,
    ).toBe(200621);
    expect(findCardFault('{', world)?.code).toBe(200621);
    expect(findCardFault('"x"', world)?.code).toBe(200621);
  });
});

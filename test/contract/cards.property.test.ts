import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildCard } from '../../src/cards/card.ts';
import * as e from '../../src/cards/elements.ts';
import * as f from '../../src/cards/form.ts';
import type { CardWorld } from '../../src/sandbox/cards/fault.ts';
import { findCardFault } from '../../src/sandbox/cards/validate.ts';
import { mutations } from './card-mutations.ts';
import { ann } from './workspace.ts';

/** Ten thousand cards: made by the bot's own builders, broken on purpose, and broken anyhow. */

type Json = Record<string, unknown>;
const world: CardWorld = {
  hasPerson: (id) => id === ann,
  hasImage: (key) => key === 'img_v3_known',
  markdownTablesMax: 5,
};
const check = (card: unknown) => findCardFault(JSON.stringify(card), world);
const given = process.env.CARD_SEED;
const seed = given === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(given);

const shortText = fc.string({ unit: 'grapheme', maxLength: 30 });
const label = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 });
const options = fc.uniqueArray(fc.stringMatching(/^[a-z0-9]{1,6}$/), { minLength: 1, maxLength: 6 });

/** Any card our own builders can make of what people type. */
const ownCards = fc
  .record({
    title: label,
    typed: shortText,
    long: fc.string({ unit: 'grapheme', maxLength: 600 }),
    labels: fc.array(label, { maxLength: 7 }),
    options,
    items: fc.array(shortText, { maxLength: 12 }),
  })
  .map(({ title, typed, long, labels, options: values, items }) => {
    const choices = values.map((value) => ({ label: value, value }));
    return buildCard({
      title,
      tone: 'todo',
      tag: title,
      summary: typed,
      footnote: typed,
      blocks: [
        e.text(long),
        e.facts([[title, typed]]),
        e.list(items),
        e.rule(),
        e.columns([[e.text(typed)], [e.note(typed)]]),
        e.fold(title, [e.text(typed)]),
        e.buttons(
          labels.map((text, index) =>
            e.button({ label: text, name: `b${index}`, action: 'x', payload: { typed } }),
          ),
        ),
        e.picker({ name: 'p', action: 'x', options: choices }),
        e.menu({ name: 'm', action: 'x', options: choices }),
        f.form(
          'f',
          [
            f.textInput({ name: 't', label: title, value: typed, multiline: true, required: true }),
            f.choice({ name: 'c', label: title, options: choices, value: values[0] }),
            f.multiChoice({ name: 'mc', label: title, options: choices, values }),
            f.dateTime({ name: 'd', label: title, value: '2026-02-12 15:00' }),
            f.checker({ name: 'ch', label: title, checked: true }),
          ],
          [e.button({ label: '好', name: 's', action: 'x' })],
        ),
      ],
    });
  });

/** A card with one thing in it replaced, somewhere. */
function mutate(value: unknown, at: number[], by: unknown): unknown {
  const [step, ...rest] = at;
  if (step === undefined || typeof value !== 'object' || value === null) return by;
  const keys = Object.keys(value);
  const key = keys[step % Math.max(1, keys.length)];
  if (key === undefined) return by;
  const child = mutate((value as Json)[key], rest, by);
  return Array.isArray(value)
    ? value.map((item, index) => (String(index) === key ? child : item))
    : { ...value, [key]: child };
}

/** The slowest a single card may be; a pattern that reads a text again and again would take seconds. */
const slowestMs = 400;

describe(`ten thousand cards (CARD_SEED=${seed})`, () => {
  const cards = fc.sample(ownCards, { seed, numRuns: 2000 });
  const mixed = fc.sample(
    fc.tuple(fc.nat(cards.length - 1), fc.array(fc.nat(50), { minLength: 1, maxLength: 8 }), fc.jsonValue()),
    { seed, numRuns: 3000 },
  );

  it('accepts the 2000 of our own builders', () => {
    for (const card of cards) expect(check(card)).toBeUndefined();
  });

  it('refuses 5000 that break a rule, with a code and the place', () => {
    let random = seed;
    const pick = (count: number): number => {
      random = (Math.imul(random, 1_103_515_245) + 12_345) >>> 0;
      return (random >>> 8) % count;
    };
    const broken = new Map<string, number>();
    for (let run = 0; run < 5000; ) {
      const mutation = mutations[pick(mutations.length)];
      const card = structuredClone(cards[pick(cards.length)]) as unknown as Json;
      if (!mutation?.apply(card, pick)) continue;
      run += 1;
      broken.set(mutation.name, (broken.get(mutation.name) ?? 0) + 1);
      const fault = check(card);
      if (!fault) expect.fail(`${mutation.name} was accepted: ${JSON.stringify(card)}`);
      if (mutation.code !== undefined)
        expect([mutation.name, fault.code]).toEqual([mutation.name, mutation.code]);
      if (mutation.hasPath)
        expect([mutation.name, fault.path]).toEqual([mutation.name, expect.stringMatching(/^ROOT/)]);
    }
    expect([...broken.keys()].sort()).toEqual(mutations.map((one) => one.name).sort());
  });

  it('answers 3000 mutated anyhow with a fault or with nothing, soon, and never throws', () => {
    for (const [index, at, by] of mixed) {
      const startedAt = performance.now();
      const fault = check(mutate(cards[index], at, by));
      expect(performance.now() - startedAt).toBeLessThan(slowestMs);
      expect(fault === undefined || Number.isInteger(fault.code)).toBe(true);
    }
  });

  it.each([
    ['spaces', ' '.repeat(29_000)],
    ['mentions that never end', '<at '.repeat(7000)],
    ['a mention and spaces', `<at ${' '.repeat(29_000)}`],
    ['ids', `<at ${'id'.repeat(14_000)}`],
    ['bars and dashes', '|-'.repeat(14_000)],
    ['lines of bars', '|-|\n'.repeat(7000)],
    ['quotes', '<at id="'.repeat(3500)],
  ])('is not slowed down by %s', (_, content) => {
    const startedAt = performance.now();
    check({ schema: '2.0', body: { elements: [{ tag: 'markdown', content }] } });
    expect(performance.now() - startedAt).toBeLessThan(slowestMs);
  });
});

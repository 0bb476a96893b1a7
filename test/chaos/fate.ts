import { setTimeout as pause } from 'node:timers/promises';
import { moreLines } from './journal-tail.ts';
import type { Place } from './place.ts';
import { type Json, Product } from './product.ts';

/** Numbers in 0…1 that a seed fixes, so that a failed round can be run again. */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** When death comes: after so many milliseconds of an act, or after so many more things the platform saw. */
export type Blow =
  | { readonly afterMs: readonly [number, number] }
  | { readonly afterLines: readonly [number, number] };

export interface Death {
  readonly during: string;
  readonly at: string;
  /** Real milliseconds from the next start to `ready`. */
  readonly readyMs: number;
  /** Real milliseconds from there until what was left half done had been done. */
  readonly pendingMs: number;
}

/** One installation that dies again and again and is started again each time. */
export class Fate {
  readonly place: Place;
  readonly deaths: Death[] = [];
  readonly #random: () => number;
  readonly #spared: ReadonlySet<number>;
  #occasions = 0;
  #product: Product;

  /** Of so many occasions `deaths` are taken, chosen by the seed. */
  constructor(place: Place, seed: number, occasions: number, deaths: number) {
    this.place = place;
    this.#random = seeded(seed);
    const order = Array.from({ length: occasions }, (_, n) => ({ n, at: this.#random() }));
    order.sort((a, b) => a.at - b.at);
    this.#spared = new Set(order.slice(deaths).map(({ n }) => n));
    this.#product = new Product(place.env);
  }

  get product(): Product {
    return this.#product;
  }

  between([from, to]: readonly [number, number]): number {
    return Math.round(from + this.#random() * (to - from));
  }

  /** Starts `act`, kills at the blow (or when the act is over, if that is earlier), and starts again. */
  async strike(during: string, blow: Blow, act: (product: Product) => Promise<unknown>): Promise<void> {
    const doomed = this.#product;
    this.#occasions += 1;
    if (this.#spared.has(this.#occasions - 1)) {
      await act(doomed);
      return;
    }
    const over = new AbortController();
    const after = this.between('afterMs' in blow ? blow.afterMs : blow.afterLines);
    const fallen =
      'afterMs' in blow
        ? pause(after, undefined, { signal: over.signal }).catch(() => undefined)
        : moreLines(this.place.journal, after, over.signal);
    // An act that the death cut short is judged by what is there after the restart.
    const acted = act(doomed).catch(() => undefined);
    await Promise.race([fallen, acted.then(() => over.abort())]);
    const isShort = over.signal.aborted;
    over.abort();
    await doomed.kill();
    await acted;
    const unit = 'afterMs' in blow ? 'ms' : 'lines';
    await this.rise(during, isShort ? `its end, before ${after} ${unit}` : `${after} ${unit}`);
  }

  async rise(during: string, at: string): Promise<void> {
    this.#product = new Product(this.place.env);
    const { afterMs } = await this.#product.ready;
    const readyAt = performance.now();
    await this.settle();
    const pendingMs = Math.round(performance.now() - readyAt);
    this.deaths.push({ during, at, readyMs: Math.round(afterMs), pendingMs });
  }

  /** Moves the clock; a moment that has passed already is as good. All that is due by then is done. */
  async clockTo(to: string): Promise<void> {
    const moved = await this.#product.post('/clock', { to });
    if (moved.http === 400 && String(moved.error).includes('never goes back')) await this.settle();
    else if (moved.idle !== true) throw new Error(`the clock did not move: ${JSON.stringify(moved)}`);
  }

  /** Far enough for the platform's first repetition of an event that went unanswered. */
  settle(): Promise<Json> {
    return this.#product.post('/clock', { advance: 'PT20S' });
  }
}

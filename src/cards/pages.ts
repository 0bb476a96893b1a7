import type { Block } from './block.ts';
import { button, buttons } from './elements.ts';
import type { Payload } from './json.ts';

export interface Page<T> {
  readonly shown: readonly T[];
  /** Counted from 0; a page that is no more is the last one. */
  readonly at: number;
  /** How many follow. */
  readonly left: number;
}

/** The part of a long list that one card holds. What a click says of the page is not to be trusted. */
export function pageOf<T>(all: readonly T[], wanted: unknown, size: number): Page<T> {
  const last = Math.max(0, Math.ceil(all.length / size) - 1);
  const asked = Math.trunc(Number(wanted));
  const at = asked > 0 ? Math.min(asked, last) : 0;
  return {
    shown: all.slice(at * size, (at + 1) * size),
    at,
    left: Math.max(0, all.length - (at + 1) * size),
  };
}

export interface PagerSpec {
  readonly action: string;
  readonly payload?: Payload | undefined;
  readonly previous: string;
  readonly next: (left: number) => string;
}

/** Buttons to the page before and after; no block where everything is shown. */
export function pager({ at, left }: Page<unknown>, spec: PagerSpec): readonly Block[] {
  const turn = (to: number, label: string, name: string) =>
    button({ label, name, action: spec.action, payload: { ...spec.payload, page: to } });
  const turns = [
    ...(at > 0 ? [turn(at - 1, spec.previous, 'previous')] : []),
    ...(left > 0 ? [turn(at + 1, spec.next(left), 'next')] : []),
  ];
  return turns.length === 0 ? [] : [buttons(turns)];
}

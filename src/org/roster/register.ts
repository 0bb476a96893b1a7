import type { RawSheet } from './sheet.ts';

/** The entries of one sheet by code, for whoever refers to them. */
export interface Register<T> {
  readonly all: ReadonlyMap<string, T>;
  find(code: string): T | undefined;
  /**
   * True when no row carries the code. A code whose own row was refused is not unknown: that row has its
   * problem already, and one mistake should not be reported again at each of its members.
   */
  isUnknown(code: string): boolean;
}

export function registerOf<T>(raw: RawSheet, column: string, all: ReadonlyMap<string, T>): Register<T> {
  const place = raw.grid[0]?.findIndex((name) => name.trim() === column) ?? -1;
  const stated = new Set(raw.grid.slice(1).map((cells) => (cells[place] ?? '').trim().normalize('NFC')));
  return {
    all,
    find: (code) => all.get(code),
    isUnknown: (code) => place >= 0 && !stated.has(code),
  };
}

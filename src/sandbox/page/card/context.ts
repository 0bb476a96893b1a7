import { type ComponentChildren, createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Json } from '../json.ts';
import type { CustomColours } from '../palette.ts';

export interface CardStyle {
  readonly colours: CustomColours;
  /** Own size names of the card: what they mean on a PC and on a phone. */
  readonly sizes: Readonly<Record<string, { readonly pc: string; readonly mobile: string }>>;
}

/** What every component of a card may use; containers draw their children through it, which keeps imports acyclic. */
export interface CardScope {
  readonly style: CardStyle;
  /** Control whose click is being answered; while it is set, the whole card is locked. */
  readonly pending: string | null;
  draw(elements: unknown): ComponentChildren;
  /** Asks first when the node wants confirmation, opens its links, and sends what calls back. */
  press(control: string, node: Json, extra?: Json): void;
  warn(message: string): void;
}

export const CardContext = createContext<CardScope>({
  style: { colours: {}, sizes: {} },
  pending: null,
  draw: () => null,
  press: () => {},
  warn: () => {},
});
export const useCard = (): CardScope => useContext(CardContext);

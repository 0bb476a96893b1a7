import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Person } from './protocol.ts';
import { emptyPane, type Pane, useStore } from './store.ts';

/** Whose window a component is drawn in. */
interface PaneScope {
  readonly index: number;
  readonly me: Person | null;
}

export const PaneContext = createContext<PaneScope>({ index: 0, me: null });
export const usePane = (): PaneScope => useContext(PaneContext);

/** A part of the state of the pane a component is drawn in. */
export function usePaneState<T>(select: (pane: Pane) => T): T {
  const { index } = usePane();
  return useStore((state) => select(state.panes[index] ?? emptyPane));
}

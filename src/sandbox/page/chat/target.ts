import { useEffect } from 'preact/hooks';
import { usePane, usePaneState } from '../pane-context.ts';
import { setPane } from '../store.ts';
import type { Window } from './window.ts';

/** Brings the wanted message into sight and lets it light up once. */
export function useTarget(list: { current: HTMLElement | null }, window: Window): void {
  const { index } = usePane();
  const target = usePaneState((pane) => pane.target);
  const { shown } = window;
  useEffect(() => {
    if (target === null) return;
    const row = list.current?.querySelector(`[data-entry="${CSS.escape(target.messageId)}"]`);
    // Not drawn yet: once it is, this runs again.
    if (!row && window.around(target.messageId)) return;
    setPane(index, { target: null });
    if (!row) return;
    row.scrollIntoView({ block: 'center' });
    for (const lit of list.current?.querySelectorAll('.lit') ?? []) lit.classList.remove('lit');
    row.classList.add('lit');
  }, [target, shown[0], shown.at(-1)]);
}

import { useEffect } from 'preact/hooks';
import { setPane, useStore } from '../store.ts';
import { Icon, type IconName } from './icon.tsx';

const SHOWN_MS = 3200;
const icons: Readonly<Record<string, IconName>> = {
  success: 'check',
  error: 'close',
  warning: 'bang',
  info: 'letter',
};

export function Toast({ pane }: { pane: number }) {
  const toast = useStore((state) => state.panes[pane]?.toast ?? null);
  const key = toast?.key;
  useEffect(() => {
    if (key === undefined) return;
    const timer = setTimeout(() => setPane(pane, { toast: null }), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [key, pane]);
  return (
    <div class="toasts" role={toast?.type === 'error' ? 'alert' : 'status'}>
      {toast !== null && (
        <div class={`toast ${toast.type}`} key={toast.key}>
          <span class="toast-mark">
            <Icon name={icons[toast.type]} />
          </span>
          {toast.content}
        </div>
      )}
    </div>
  );
}

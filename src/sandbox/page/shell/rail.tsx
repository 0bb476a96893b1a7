import { toggleDrawer } from '../drawer.ts';
import { faultText } from '../faults/text.ts';
import { Icon, type IconName } from '../parts/icon.tsx';
import { addPane } from '../seats.ts';
import { type Drawer, useStore } from '../store.ts';
import { text } from '../text.ts';

/** The narrow column at the left; on a phone its buttons move into the top bar. */
export function Rail() {
  const drawer = useStore((state) => state.drawer);
  const seats = useStore((state) => state.panes.length);
  const unread = useStore((state) =>
    state.panes.reduce((sum, pane) => sum + pane.chats.reduce((all, chat) => all + chat.unread, 0), 0),
  );
  const tool = (name: Drawer, icon: IconName, label: string, lead: string) => (
    <button
      type="button"
      class={`rail-item ${drawer === name ? 'selected' : ''}`}
      aria-pressed={drawer === name}
      title={lead}
      onClick={() => void toggleDrawer(name)}
    >
      <Icon name={icon} />
      {label}
    </button>
  );
  return (
    <nav class="rail" aria-label={text.title}>
      <span class="rail-item selected" aria-current="page">
        <Icon name="chat" />
        {text.chats.title}
        {unread > 0 && <span class="badge">{unread > 99 ? '99+' : unread}</span>}
      </span>
      <button
        type="button"
        class="rail-item wide-only"
        disabled={seats > 1}
        title={text.person.second}
        onClick={addPane}
      >
        <Icon name="columns" />
        {text.person.sideBySide}
      </button>
      {tool('requests', 'list', text.requests.short, text.requests.lead)}
      {tool('faults', 'bolt', faultText.title, faultText.lead)}
    </nav>
  );
}

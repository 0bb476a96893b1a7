import { ChatList } from '../chat/chat-list.tsx';
import { ChatPane } from '../chat/chat-pane.tsx';
import { UrgentNotices } from '../chat/urgent-notices.tsx';
import { PaneContext } from '../pane-context.ts';
import { Avatar } from '../parts/avatar.tsx';
import { Icon } from '../parts/icon.tsx';
import { closePane } from '../seats.ts';
import { setPane, useStore } from '../store.ts';
import { text } from '../text.ts';
import { PersonPicker, postLine } from './person-picker.tsx';
import { Welcome } from './welcome.tsx';

/** One person's place at the workspace: who it is, the conversations, and the open one. */
export function Seat({ index, shared }: { index: number; shared: boolean }) {
  const started = useStore((state) => state.started);
  const me = useStore((state) => state.panes[index]?.me ?? null);
  const picking = useStore((state) => state.panes[index]?.picking ?? false);
  const open = useStore((state) => (state.panes[index]?.chatId ?? null) !== null);
  const close = shared && (
    <button
      type="button"
      class="icon-button"
      aria-label={text.person.closeSecond}
      title={text.person.closeSecond}
      onClick={() => closePane(index)}
    >
      <Icon name="close" />
    </button>
  );
  return (
    <PaneContext.Provider value={{ index, me }}>
      <div class={`seat ${open && !picking ? 'reading' : ''}`}>
        {me === null ? (
          <>
            <div class="seat-close">{close}</div>
            {started && <Welcome brief={shared} />}
          </>
        ) : (
          <>
            <aside class="side">
              <header class="side-header">
                <button
                  type="button"
                  class="me"
                  aria-expanded={picking}
                  title={text.person.change}
                  onClick={() => setPane(index, { picking: !picking })}
                >
                  <Avatar id={me.open_id} name={me.name} />
                  <span class="person-text">
                    <strong>{me.name}</strong>
                    <span>{postLine(me)}</span>
                    <span class="person-org">{me.org}</span>
                  </span>
                  <Icon name="down" class={picking ? 'turned' : ''} />
                </button>
                {close}
              </header>
              {picking ? <PersonPicker /> : <ChatList />}
            </aside>
            <ChatPane key={me.open_id} />
            <UrgentNotices />
          </>
        )}
      </div>
    </PaneContext.Provider>
  );
}

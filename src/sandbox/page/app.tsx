import { FaultPanel } from './faults/fault-panel.tsx';
import { ClockBar } from './shell/clock-bar.tsx';
import { Rail } from './shell/rail.tsx';
import { RequestLog } from './shell/request-log.tsx';
import { Seat } from './shell/seat.tsx';
import { useStore } from './store.ts';
import { text } from './text.ts';

export function App() {
  const seats = useStore((state) => state.panes.length);
  const drawer = useStore((state) => state.drawer);
  const online = useStore((state) => state.online);
  return (
    <div class={`shell ${seats > 1 ? 'double' : ''}`}>
      <header class="top-bar">
        <strong class="brand">
          {text.title}
          <span class="group-tag">{text.tag}</span>
        </strong>
        <ClockBar />
      </header>
      {!online && (
        <p class="offline" role="alert">
          {text.live.lost}
        </p>
      )}
      <Rail />
      <main class="seats">
        {Array.from({ length: seats }, (_, index) => (
          <Seat key={index} index={index} shared={seats > 1} />
        ))}
      </main>
      {drawer === 'requests' && <RequestLog />}
      {drawer === 'faults' && <FaultPanel />}
    </div>
  );
}

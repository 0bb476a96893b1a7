import { useRef, useState } from 'preact/hooks';
import { setClock, toNextEvent, toNextMessage } from '../clock-actions.ts';
import { nextWorkingMorning, show, toIso } from '../dates.ts';
import { Floating } from '../parts/floating.tsx';
import { Icon } from '../parts/icon.tsx';
import { useStore } from '../store.ts';
import { text } from '../text.ts';
import { ClockPanel } from './clock-panel.tsx';

/** The workspace's time, always in sight, and the steps people take most. */
export function ClockBar() {
  const clock = useStore((state) => state.clock);
  const seated = useStore((state) => state.panes.some((pane) => pane.me !== null));
  const trigger = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const { now, rate, busy } = clock;
  if (now === 0) return <div class="clock-bar" />;
  const press = (act: () => Promise<void>, label: string, hint?: string) => (
    <button type="button" class="chip" disabled={busy} title={hint} onClick={() => void act()}>
      {label}
    </button>
  );
  const step = (order: Parameters<typeof setClock>[0], label: string, hint?: string) =>
    press(() => setClock(order), label, hint);
  const closing = (act: () => Promise<void>) => () => {
    setOpen(false);
    void act();
  };
  return (
    <fieldset class="clock-bar" aria-label={text.clock.label}>
      <button
        type="button"
        ref={trigger}
        class="clock-face"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        {busy ? <span class="spinner" /> : <Icon name="clock" />}
        <time dateTime={toIso(now)}>
          <span class="clock-day">
            {show('fullDay', now)} {show('weekday', now)}
          </span>
          <b>{show('time', now)}</b>
        </time>
        <span class={`clock-state ${rate === 0 ? 'paused' : ''}`} role="status">
          {busy
            ? text.clock.busy
            : rate === 0
              ? text.clock.paused
              : rate === 1
                ? ''
                : text.clock.running(rate)}
        </span>
        <Icon name="down" class={open ? 'turned' : ''} />
      </button>
      <span class="clock-steps">
        {step({ advance: 'PT1H' }, text.clock.hour)}
        {step({ advance: 'P1D' }, text.clock.day)}
        {step({ to: toIso(nextWorkingMorning(now)) }, text.clock.morning, text.clock.morningHint)}
        {press(toNextEvent, text.clock.event, text.clock.eventHint)}
        {seated && press(toNextMessage, text.clock.next, text.clock.nextHint)}
      </span>
      {open && (
        <Floating anchor={trigger} onClose={() => setOpen(false)} class="clock-floating">
          <ClockPanel
            rate={rate}
            now={now}
            onOrder={(order) => {
              setOpen(false);
              void setClock(order);
            }}
            morning={nextWorkingMorning(now)}
            onEvent={closing(toNextEvent)}
            onNext={seated ? closing(toNextMessage) : undefined}
          />
        </Floating>
      )}
    </fieldset>
  );
}

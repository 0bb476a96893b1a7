import { useState } from 'preact/hooks';
import type { ClockOrder } from '../api.ts';
import { fromWall, isoDay, isoTime, show, toIso } from '../dates.ts';
import { DatePanel } from '../parts/date-panel.tsx';
import { TimePanel } from '../parts/time-panel.tsx';
import { text } from '../text.ts';

/** At the last, a year passes in less than a minute. */
const RATES = [0, 1, 3600, 86_400, 604_800];

export function ClockPanel(props: {
  now: number;
  rate: number;
  morning: number;
  onOrder: (order: ClockOrder) => void;
  onEvent: () => void;
  onNext: (() => void) | undefined;
}) {
  const [day, setDay] = useState(() => isoDay(props.morning));
  const [time, setTime] = useState(() => isoTime(props.morning));
  const at = fromWall(day, time);
  const past = at !== undefined && at < props.now;
  return (
    <div class="clock-panel">
      <fieldset class="clock-rates" aria-label={text.clock.speed}>
        {RATES.map((rate) => (
          <button
            key={rate}
            type="button"
            class="chip"
            aria-pressed={rate === props.rate}
            onClick={() => props.onOrder({ rate })}
          >
            {rate === 0 ? text.clock.pause : text.clock.run(rate)}
          </button>
        ))}
      </fieldset>
      <div class="clock-rates narrow-only">
        <button type="button" class="chip" onClick={() => props.onOrder({ advance: 'PT1H' })}>
          {text.clock.hour}
        </button>
        <button type="button" class="chip" onClick={() => props.onOrder({ advance: 'P1D' })}>
          {text.clock.day}
        </button>
        <button type="button" class="chip" onClick={() => props.onOrder({ to: toIso(props.morning) })}>
          {text.clock.morning}
        </button>
        <button type="button" class="chip" onClick={props.onEvent}>
          {text.clock.event}
        </button>
        {props.onNext && (
          <button type="button" class="chip" onClick={props.onNext}>
            {text.clock.next}
          </button>
        )}
      </div>
      <div class="picker-panels">
        <DatePanel value={at === undefined ? null : day} onChoose={setDay} />
        <TimePanel value={at === undefined ? null : time} onChoose={setTime} />
      </div>
      <form
        class="clock-target"
        onSubmit={(event) => {
          event.preventDefault();
          if (at !== undefined && !past) props.onOrder({ to: toIso(at) });
        }}
      >
        <input
          class="control"
          aria-label={text.clock.date}
          aria-invalid={at === undefined}
          value={day}
          onInput={(event) => setDay(event.currentTarget.value.trim())}
        />
        <span class="weekday">{at === undefined ? '' : show('weekday', at)}</span>
        <input
          class="control time"
          aria-label={text.clock.time}
          aria-invalid={at === undefined}
          value={time}
          onInput={(event) => setTime(event.currentTarget.value.trim())}
        />
        <button type="submit" class="button primary_filled" aria-disabled={at === undefined || past}>
          {text.clock.go}
        </button>
        <p class="clock-note" role="status">
          {at === undefined ? text.clock.noMoment : past ? text.clock.past : ''}
        </p>
      </form>
    </div>
  );
}

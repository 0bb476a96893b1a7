import { useEffect, useRef } from 'preact/hooks';
import { text } from '../text.ts';

const two = (count: number): string => String(count).padStart(2, '0');
const hours = Array.from({ length: 24 }, (_, hour) => two(hour));
const minutes = Array.from({ length: 60 }, (_, minute) => two(minute));

function Column(props: {
  label: string;
  values: readonly string[];
  value: string;
  onChoose: (value: string) => void;
}) {
  const column = useRef<HTMLFieldSetElement>(null);
  useEffect(() => {
    const chosen = column.current?.querySelector<HTMLElement>('[aria-pressed=true]');
    if (chosen) column.current?.scrollTo({ top: chosen.offsetTop - 84 });
  }, []);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const from = event.target instanceof HTMLElement ? event.target : null;
    const next = step === 1 ? from?.nextElementSibling : from?.previousElementSibling;
    if (step === 0 || !(next instanceof HTMLElement)) return;
    next.focus();
    event.preventDefault();
  };
  return (
    <fieldset class="time-column" ref={column} aria-label={props.label}>
      {props.values.map((value) => (
        <button
          key={value}
          type="button"
          tabIndex={value === props.value ? 0 : -1}
          aria-pressed={value === props.value}
          onKeyDown={onKeyDown}
          onClick={() => props.onChoose(value)}
        >
          {value}
        </button>
      ))}
    </fieldset>
  );
}

export function TimePanel(props: { value: string | null; onChoose: (time: string, done: boolean) => void }) {
  const [hour = '09', minute = '00'] = (props.value ?? '09:00').split(':');
  return (
    <div class="time-panel">
      <Column
        label={text.card.hours}
        values={hours}
        value={hour}
        onChoose={(value) => props.onChoose(`${value}:${minute}`, false)}
      />
      <Column
        label={text.card.minutes}
        values={minutes}
        value={minute}
        onChoose={(value) => props.onChoose(`${hour}:${value}`, true)}
      />
    </div>
  );
}

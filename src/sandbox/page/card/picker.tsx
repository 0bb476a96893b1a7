import { useEffect, useRef, useState } from 'preact/hooks';
import { fromWall, isoDay, show } from '../dates.ts';
import { type Json, str } from '../json.ts';
import { DatePanel } from '../parts/date-panel.tsx';
import { Floating } from '../parts/floating.tsx';
import { Icon } from '../parts/icon.tsx';
import { TimePanel } from '../parts/time-panel.tsx';
import { getState } from '../store.ts';
import { text } from '../text.ts';
import { useField } from './field.ts';
import { Labelled } from './labelled.tsx';
import { bareWords } from './texts.ts';

const isValid = (tag: string, typed: string): boolean => {
  if (tag === 'picker_time') return fromWall('2000-01-01', typed) !== undefined;
  const [day = '', time] = typed.split(' ');
  // A day is a day: a time typed after it would be refused only when the form is sent.
  if (tag === 'date_picker' && time !== undefined) return false;
  return fromWall(day, tag === 'picker_datetime' ? (time ?? '') : '00:00') !== undefined;
};

/** Date, time, or both. It can be typed as well as picked; what is no date falls back to the last good value. */
export function Picker({ node }: { node: Json }) {
  const field = useField(node);
  const tag = str(node.tag);
  const anchor = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  const value = typeof field.value === 'string' && field.value !== '' ? field.value : null;
  const [typed, setTyped] = useState(value ?? '');
  useEffect(() => setTyped(value ?? ''), [value]);

  const hasDay = tag !== 'picker_time';
  const hasTime = tag !== 'date_picker';
  const [day, time] = hasDay ? [value?.slice(0, 10) ?? null, value?.slice(11) || null] : [null, value];

  const take = (next: string, done: boolean) => {
    setTyped(next);
    if (!done) return field.set(next);
    setOpen(false);
    field.commit(next);
  };
  const settle = () => {
    const clean = typed.trim().replaceAll('/', '-');
    if (clean === (value ?? '')) return;
    if (clean === '' || isValid(tag, clean)) field.commit(clean);
    else setTyped(value ?? '');
  };
  const fallback = !hasDay ? text.card.chooseTime : hasTime ? text.card.chooseDateTime : text.card.chooseDate;
  const label = bareWords(node.placeholder) || fallback;
  const at = day === null ? undefined : fromWall(day);
  return (
    <Labelled node={node} field={field}>
      <div class="control picker" ref={anchor}>
        <input
          id={field.id}
          type="text"
          value={typed}
          placeholder={label}
          disabled={field.disabled}
          aria-invalid={field.invalid}
          aria-label={bareWords(node.label) || label}
          onInput={(event) => setTyped(event.currentTarget.value)}
          onBlur={settle}
          onKeyDown={(event) => {
            if (event.key === 'Enter') settle();
            else if (event.key === 'ArrowDown') setOpen(true);
          }}
        />
        {at !== undefined && <span class="weekday">{show('weekday', at)}</span>}
        <button
          type="button"
          class="icon-button"
          aria-label={label}
          aria-expanded={open}
          disabled={field.disabled}
          onClick={() => setOpen(!open)}
        >
          {field.pending ? <span class="spinner" /> : <Icon name={hasDay ? 'calendar' : 'clock'} />}
        </button>
      </div>
      {open && (
        <Floating anchor={anchor} onClose={() => setOpen(false)} class="picker-panels">
          {hasDay && (
            <DatePanel
              grabs
              value={day}
              onChoose={(next) => take(hasTime ? `${next} ${time ?? '09:00'}` : next, !hasTime)}
            />
          )}
          {hasTime && (
            <TimePanel
              value={time}
              onChoose={(next, done) =>
                take(hasDay ? `${day ?? isoDay(getState().clock.now)} ${next}` : next, done)
              }
            />
          )}
        </Floating>
      )}
    </Labelled>
  );
}

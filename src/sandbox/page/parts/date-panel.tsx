import { useEffect, useRef, useState } from 'preact/hooks';
import { fromWall, isoDay, monthGrid, shiftDay, shiftMonth, show } from '../dates.ts';
import { getState } from '../store.ts';
import { text } from '../text.ts';
import { Icon } from './icon.tsx';

const steps: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

/** A month that starts on Monday; arrows walk the days, Page keys the months, Enter chooses. */
export function DatePanel(props: {
  value: string | null;
  onChoose: (day: string) => void;
  /** Takes the focus when it opens. */
  grabs?: boolean;
}) {
  const today = isoDay(getState().clock.now);
  const [cursor, setCursor] = useState(props.value ?? today);
  const grid = useRef<HTMLDivElement>(null);
  const month = cursor.slice(0, 7);
  const first = useRef(true);
  useEffect(() => {
    if (props.value !== null) setCursor(props.value);
  }, [props.value]);
  // The focus follows the cursor through the grid, but is never taken from where somebody types.
  useEffect(() => {
    const holds = grid.current?.contains(document.activeElement) === true || (first.current && props.grabs);
    first.current = false;
    if (holds) grid.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
  }, [cursor]);

  const onKeyDown = (event: KeyboardEvent) => {
    const step = steps[event.key];
    if (step !== undefined) setCursor(shiftDay(cursor, step));
    else if (event.key === 'PageUp') setCursor(shiftMonth(cursor, -1));
    else if (event.key === 'PageDown') setCursor(shiftMonth(cursor, 1));
    else return;
    event.preventDefault();
  };
  const turn = (months: number, label: string) => (
    <button
      type="button"
      class="icon-button"
      aria-label={label}
      onClick={() => setCursor(shiftMonth(cursor, months))}
    >
      <Icon name={months < 0 ? 'left' : 'right'} />
    </button>
  );
  return (
    <div class="date-panel">
      <header>
        {turn(-1, text.card.previousMonth)}
        <strong>{show('month', fromWall(cursor) ?? 0)}</strong>
        {turn(1, text.card.nextMonth)}
      </header>
      <div class="weekdays" aria-hidden="true">
        {text.clock.weekdays.map((weekday) => (
          <span key={weekday}>{weekday}</span>
        ))}
      </div>
      <div class="days" ref={grid}>
        {monthGrid(cursor).map((day) => (
          <button
            key={day}
            type="button"
            tabIndex={day === cursor ? 0 : -1}
            class={`${day.startsWith(month) ? '' : 'other'} ${day === today ? 'today' : ''}`}
            aria-pressed={day === props.value}
            aria-label={`${show('day', fromWall(day) ?? 0)} ${show('longWeekday', fromWall(day) ?? 0)}`}
            onKeyDown={onKeyDown}
            onClick={() => props.onChoose(day)}
          >
            {Number(day.slice(8))}
          </button>
        ))}
      </div>
    </div>
  );
}

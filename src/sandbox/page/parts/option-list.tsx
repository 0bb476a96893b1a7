import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { text } from '../text.ts';
import { Icon } from './icon.tsx';

export interface Option {
  readonly value: string;
  readonly label: string;
  readonly lead?: ComponentChildren;
  readonly note?: string | undefined;
}

/** A list to choose from, with arrows, Enter and a search box; `onSearch` hands the query to a server instead. */
export function OptionList(props: {
  options: readonly Option[];
  chosen: readonly string[];
  onChoose: (value: string) => void;
  searchable: boolean;
  placeholder?: string;
  empty?: string;
  onSearch?: (query: string) => void;
}) {
  const { options, onSearch } = props;
  const id = useId();
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(() =>
    Math.max(
      0,
      options.findIndex((option) => props.chosen.includes(option.value)),
    ),
  );
  const root = useRef<HTMLDivElement>(null);
  const wanted = query.trim().toLowerCase();
  const shown =
    onSearch !== undefined || wanted === ''
      ? options
      : options.filter((option) => `${option.label} ${option.note ?? ''}`.toLowerCase().includes(wanted));
  const at = Math.min(active, shown.length - 1);

  useEffect(() => {
    root.current?.querySelector<HTMLElement>('input, [role=listbox]')?.focus();
  }, []);
  useEffect(() => {
    root.current?.querySelector(`[data-at="${at}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [at]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const option = shown[at];
    if (step !== 0) setActive((at + step + shown.length) % Math.max(1, shown.length));
    else if (event.key === 'Enter' && option !== undefined) props.onChoose(option.value);
    else return;
    event.preventDefault();
  };
  const activeId = at >= 0 ? `${id}-${at}` : undefined;
  return (
    <div class="options" ref={root}>
      {props.searchable && (
        <label class="options-search">
          <Icon name="search" />
          <input
            type="text"
            role="combobox"
            aria-expanded="true"
            aria-controls={id}
            aria-activedescendant={activeId}
            aria-label={props.placeholder ?? text.card.search}
            placeholder={props.placeholder ?? text.card.search}
            value={query}
            onKeyDown={onKeyDown}
            onInput={(event) => {
              setQuery(event.currentTarget.value);
              setActive(0);
              onSearch?.(event.currentTarget.value);
            }}
          />
        </label>
      )}
      <div
        role="listbox"
        id={id}
        tabIndex={props.searchable ? -1 : 0}
        aria-activedescendant={activeId}
        onKeyDown={onKeyDown}
      >
        {shown.map((option, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the list handles the keys for its active option
          <div
            key={option.value}
            id={`${id}-${index}`}
            data-at={index}
            role="option"
            tabIndex={-1}
            aria-selected={props.chosen.includes(option.value)}
            class={`option ${index === at ? 'active' : ''}`}
            onPointerMove={() => setActive(index)}
            onClick={() => props.onChoose(option.value)}
          >
            {option.lead}
            <span class="option-label">
              {option.label}
              {option.note !== undefined && <small>{option.note}</small>}
            </span>
            {props.chosen.includes(option.value) && <Icon name="check" class="option-check" />}
          </div>
        ))}
        {shown.length === 0 && <p class="option-none">{props.empty ?? text.card.noOptions}</p>}
      </div>
    </div>
  );
}

import { useLayoutEffect, useRef } from 'preact/hooks';
import { usePane } from '../pane-context.ts';
import { Avatar } from '../parts/avatar.tsx';
import { Icon } from '../parts/icon.tsx';
import { usePeopleSearch } from '../parts/people-search.ts';
import type { Person } from '../protocol.ts';
import { choose } from '../seats.ts';
import { setPane } from '../store.ts';
import { text } from '../text.ts';

const LIMIT = 60;

export const postLine = (person: Person): string =>
  person.posts.length > 0 ? person.posts.join(text.person.separator) : text.person.noPost;

/** Search and list of people; arrows walk from the search box through the rows. */
export function PersonPicker() {
  const { index, me } = usePane();
  const { people, state, search } = usePeopleSearch(LIMIT);
  const root = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => root.current?.querySelector('input')?.focus(), []);

  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (event.key === 'Escape' && me !== null) setPane(index, { picking: false });
    if (event.key === 'Enter' && event.target instanceof HTMLInputElement && !event.isComposing) {
      const [first] = people;
      if (first !== undefined && state === 'done') void choose(index, first);
    }
    if (step === 0) return;
    const stops = [...(root.current?.querySelectorAll<HTMLElement>('input, .person-row') ?? [])];
    const at = stops.indexOf(document.activeElement as HTMLElement);
    stops[Math.max(0, Math.min(stops.length - 1, at + step))]?.focus();
    event.preventDefault();
  };
  const message =
    state === 'failed'
      ? text.live.failed
      : people.length === 0
        ? state === 'searching'
          ? text.person.searching
          : text.person.none
        : people.length === LIMIT
          ? text.person.more
          : '';
  return (
    <div class="person-picker" ref={root}>
      <label class="search-box">
        <Icon name="search" />
        <input
          type="search"
          placeholder={text.person.search}
          aria-label={text.person.search}
          onKeyDown={onKeyDown}
          onInput={(event) => search(event.currentTarget.value)}
        />
      </label>
      <ul aria-label={text.person.list}>
        {people.map((person) => (
          <li key={person.open_id}>
            <button
              type="button"
              class={`person-row ${person.open_id === me?.open_id ? 'selected' : ''}`}
              onKeyDown={onKeyDown}
              onClick={() => void choose(index, person)}
            >
              <Avatar id={person.open_id} name={person.name} />
              <span class="person-text">
                <strong>{person.name}</strong>
                <span>{postLine(person)}</span>
                <span class="person-org">{person.org}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
      <p class="picker-note" role="status">
        {message}
      </p>
    </div>
  );
}

import { useState } from 'preact/hooks';
import { show } from '../dates.ts';
import { closeDrawer, escapeCloses } from '../drawer.ts';
import { num, record } from '../json.ts';
import { Icon } from '../parts/icon.tsx';
import type { RequestEntry } from '../protocol.ts';
import { useStore } from '../store.ts';
import { text } from '../text.ts';

const SHOWN = 100;
const OK_BELOW = 400;

function Json({ label, value }: { label: string; value: unknown }) {
  if (value === null || value === undefined || value === '') return null;
  return (
    <div class="json">
      <small>{label}</small>
      <pre>{typeof value === 'string' ? value : JSON.stringify(value, null, 2)}</pre>
    </div>
  );
}

function Entry({ entry }: { entry: RequestEntry }) {
  const [open, setOpen] = useState(false);
  const code = num(record(entry.answer).code, 0);
  return (
    <li>
      <button type="button" class="request" aria-expanded={open} onClick={() => setOpen(!open)}>
        <span class={`status ${entry.status < OK_BELOW ? 'ok' : 'bad'}`}>{entry.status}</span>
        <span class="method">{entry.method}</span>
        <span class="path" title={entry.path}>
          {entry.path.replace(/^\/open-apis/, '')}
        </span>
        {code !== 0 && <span class="code">{code}</span>}
        <time>{show('seconds', entry.at)}</time>
      </button>
      {open && (
        <>
          <Json label={text.requests.body} value={entry.body} />
          <Json label={text.requests.answer} value={entry.answer} />
        </>
      )}
    </li>
  );
}

export function RequestLog() {
  const requests = useStore((state) => state.requests);
  const [filter, setFilter] = useState('');
  const shown = requests.filter((entry) => entry.path.includes(filter.trim())).slice(-SHOWN);
  const first = requests.length - shown.length;
  return (
    <aside class="drawer" aria-label={text.requests.title} onKeyDown={escapeCloses}>
      <header>
        <div>
          <h2>{text.requests.title}</h2>
          <p>{text.requests.lead}</p>
        </div>
        <button type="button" class="icon-button" aria-label={text.requests.close} onClick={closeDrawer}>
          <Icon name="close" />
        </button>
      </header>
      <label class="search-box">
        <Icon name="search" />
        <input
          type="search"
          placeholder={text.requests.filter}
          aria-label={text.requests.filter}
          onInput={(event) => setFilter(event.currentTarget.value)}
        />
      </label>
      {shown.length === 0 && <p class="picker-note">{text.requests.none}</p>}
      <ul>{shown.map((entry, at) => <Entry key={`${first + at} ${entry.at}`} entry={entry} />).reverse()}</ul>
    </aside>
  );
}

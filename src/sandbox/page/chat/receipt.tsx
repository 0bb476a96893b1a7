import { useEffect, useRef, useState } from 'preact/hooks';
import * as api from '../api.ts';
import { Floating } from '../parts/floating.tsx';
import { PersonName } from '../parts/person-name.tsx';
import type { Message, Readers } from '../protocol.ts';
import { text } from '../text.ts';
import { Emoji } from './emoji.tsx';

const SHOWN = 100;
const RADIUS = 3.5;
const ROUND = 2 * Math.PI * RADIUS;

/** Asked again when somebody more has read it. */
function useReaders(message: Message): Readers | undefined {
  const [readers, setReaders] = useState<Readers>();
  const { message_id, readBy } = message;
  useEffect(() => {
    if (readBy === 0) return;
    api.readers(message_id).then(setReaders, () => setReaders(undefined));
  }, [message_id, readBy]);
  return readers;
}

/** The ring beside one's own message in a group: it fills with readers and ends in a check. */
export function Receipt({ message }: { message: Message }) {
  const trigger = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const { read, unread } = useReaders(message) ?? { read: [], unread: [] };
  const full = read.length > 0 && unread.length === 0;
  const share = read.length / Math.max(1, read.length + unread.length);
  const label = text.chat.receipt(read.length, read.length + unread.length);
  return (
    <>
      <button
        ref={trigger}
        type="button"
        class={`receipt ${full ? 'full' : ''}`}
        aria-label={label}
        aria-expanded={open}
        title={label}
        onClick={() => setOpen(!open)}
      >
        <svg viewBox="0 0 14 14" aria-hidden="true">
          <circle class="ring" cx="7" cy="7" r="6" />
          {full ? (
            <path d="M4.2 7.2l2 2 3.6-4" />
          ) : (
            <circle class="pie" cx="7" cy="7" r={RADIUS} stroke-dasharray={`${share * ROUND} ${ROUND}`} />
          )}
        </svg>
      </button>
      {open && (
        <Floating anchor={trigger} onClose={() => setOpen(false)} align="end" class="readers">
          <People title={text.chat.read(read.length)} ids={read} />
          <People title={text.chat.unread(unread.length)} ids={unread} />
        </Floating>
      )}
    </>
  );
}

function People({ title, ids }: { title: string; ids: readonly string[] }) {
  return (
    <section>
      <strong>{title}</strong>
      <ul>
        {ids.slice(0, SHOWN).map((id) => (
          <li key={id}>
            <PersonName id={id} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Names, not counts, stand beside each reaction. */
export function Reactions({ message, me }: { message: Message; me: string }) {
  if (message.reactions.length === 0) return null;
  return (
    <ul class="reactions" aria-label={text.chat.reactions}>
      {message.reactions.map(({ key, people }) => (
        <li key={key} class={people.includes(me) ? 'own' : ''}>
          <span title={key}>
            <Emoji name={key} />
          </span>
          <span class="reaction-people">
            {people.map((id, index) => (
              <span key={id}>
                {index > 0 && text.person.separator}
                {id === '' ? text.chat.bot : <PersonName id={id} />}
              </span>
            ))}
          </span>
        </li>
      ))}
    </ul>
  );
}

import { useRef, useState } from 'preact/hooks';
import { type Json, optional, records, str } from '../json.ts';
import { Avatar } from '../parts/avatar.tsx';
import { Floating } from '../parts/floating.tsx';
import { Icon } from '../parts/icon.tsx';
import { type Option, OptionList } from '../parts/option-list.tsx';
import { usePeopleSearch } from '../parts/people-search.ts';
import { PersonName, usePerson } from '../parts/person-name.tsx';
import type { Person } from '../protocol.ts';
import { useStore } from '../store.ts';
import { text } from '../text.ts';
import { useField } from './field.ts';
import { isMulti } from './form-values.ts';
import { Labelled } from './labelled.tsx';
import { bareWords } from './texts.ts';

const LIMIT = 30;

const option = (person: Person): Option => ({
  value: person.open_id,
  label: person.name,
  note: person.org,
  lead: <Avatar id={person.open_id} name={person.name} size="small" />,
});

function Chosen({ id }: { id: string }) {
  const name = usePerson(id)?.name ?? '';
  return (
    <span class="pill person">
      <Avatar id={id} name={name} size="small" />
      <PersonName id={id} />
    </span>
  );
}

/** Everybody is searched on the server. */
function Everyone(props: { chosen: readonly string[]; onChoose: (id: string) => void }) {
  const { people, state, search } = usePeopleSearch(LIMIT);
  return (
    <OptionList
      options={people.map(option)}
      chosen={props.chosen}
      onChoose={props.onChoose}
      searchable
      placeholder={text.person.search}
      empty={state === 'searching' ? text.person.searching : text.person.none}
      onSearch={search}
    />
  );
}

/** A card may narrow the choice to its own list of people. */
function Listed(props: {
  ids: readonly string[];
  chosen: readonly string[];
  onChoose: (id: string) => void;
}) {
  const names = useStore((state) => state.names);
  const options = props.ids.map((id) =>
    option(names[id] ?? { open_id: id, name: text.person.unknown, org: '', posts: [] }),
  );
  return (
    <>
      {props.ids.map((id) => (
        <span key={id} hidden>
          <PersonName id={id} />
        </span>
      ))}
      <OptionList options={options} chosen={props.chosen} onChoose={props.onChoose} searchable />
    </>
  );
}

export function PersonSelect({ node }: { node: Json }) {
  const field = useField(node);
  const trigger = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const multi = isMulti(node);
  const listed = records(node.options).map((each) => str(each.value));
  const chosen = Array.isArray(field.value)
    ? field.value
    : (optional(field.value) ?? '').split(',').filter(Boolean);
  const placeholder = bareWords(node.placeholder) || text.card.choose;

  const close = () => {
    setOpen(false);
    if (multi) field.commit(chosen);
  };
  const choose = (id: string) => {
    if (multi) return field.set(chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen, id]);
    field.commit(id);
    setOpen(false);
    trigger.current?.focus();
  };
  return (
    <Labelled node={node} field={field}>
      <button
        ref={trigger}
        id={field.id}
        type="button"
        class="control select"
        disabled={field.disabled}
        aria-haspopup="listbox"
        aria-expanded={open}
        aria-label={bareWords(node.label) || placeholder}
        onClick={() => setOpen(!open)}
      >
        {chosen.length === 0 ? (
          <span class="placeholder">{placeholder}</span>
        ) : (
          <span class="chosen">
            {chosen.map((id) => (
              <Chosen key={id} id={id} />
            ))}
          </span>
        )}
        {field.pending ? <span class="spinner" /> : <Icon name="people" />}
      </button>
      {open && (
        <Floating anchor={trigger} onClose={close} matchWidth>
          {listed.length > 0 ? (
            <Listed ids={listed} chosen={chosen} onChoose={choose} />
          ) : (
            <Everyone chosen={chosen} onChoose={choose} />
          )}
        </Floating>
      )}
    </Labelled>
  );
}

import { useState } from 'preact/hooks';
import { bool, isRecord, type Json, num, optional, record, records, str } from '../json.ts';
import { Inline, Markdown } from '../markdown/block-view.tsx';
import { colour } from '../palette.ts';
import { Avatar } from '../parts/avatar.tsx';
import { Icon, iconOfToken } from '../parts/icon.tsx';
import { PersonName, usePerson } from '../parts/person-name.tsx';
import { text } from '../text.ts';
import { useCard } from './context.ts';
import { marginStyle, textSize } from './style.ts';
import { words } from './texts.ts';

/** A text object: plain words stay plain, `lark_md` gets the inline dialect, `markdown` all of it. */
export function Text({ value }: { value: unknown }) {
  const { style } = useCard();
  const node = record(value);
  const source = words(value);
  const lines = num(node.lines, 0);
  const css = {
    ...textSize(node.text_size, style),
    color: colour(str(node.text_color), 'text', style.colours),
    textAlign: optional(node.text_align),
    '--lines': lines > 0 ? lines : undefined,
  };
  return (
    <div class={`sized ${lines > 0 ? 'clamped' : ''}`} style={css}>
      {node.tag === 'plain_text' || !isRecord(value) ? (
        <span class="plain">{source}</span>
      ) : node.tag === 'markdown' ? (
        <Markdown source={source} />
      ) : (
        <Inline source={source} />
      )}
    </div>
  );
}

export function CardIcon({ value, fallback }: { value: unknown; fallback?: string }) {
  const { style } = useCard();
  if (!isRecord(value)) return null;
  const name = iconOfToken(str(value.token));
  const hue = colour(str(value.color), 'text', style.colours) ?? fallback;
  return (
    <Icon
      name={value.tag === 'custom_icon' ? 'image' : name}
      style={hue === undefined ? {} : { color: hue }}
    />
  );
}

export function MarkdownElement({ node }: { node: Json }) {
  const { style } = useCard();
  const css = {
    ...textSize(node.text_size, style),
    ...marginStyle(node),
    textAlign: optional(node.text_align),
  };
  return (
    <div class="sized with-icon" style={css}>
      <CardIcon value={node.icon} />
      <Markdown source={words(node)} />
    </div>
  );
}

export function Div({ node }: { node: Json }) {
  const fields = records(node.fields);
  return (
    <div class="div with-icon" style={marginStyle(node)}>
      <CardIcon value={node.icon} />
      <div class="div-body">
        {node.text !== undefined && <Text value={node.text} />}
        {fields.length > 0 && (
          <div class="fields">
            {fields.map((field, index) => (
              <div key={index} class={bool(field.is_short) ? 'short' : 'long'}>
                <Text value={field.text} />
              </div>
            ))}
          </div>
        )}
      </div>
    </div>
  );
}

const personSizes: Readonly<Record<string, string>> = {
  extra_small: '20px',
  small: '24px',
  medium: '32px',
  large: '48px',
};

export function PersonElement({ node, id }: { node: Json; id: string }) {
  const name = usePerson(id)?.name ?? '';
  const size = personSizes[str(node.size, 'medium')];
  return (
    <span class={`person ${node.style === 'capsule' ? 'capsule' : ''}`} style={{ '--avatar': size }}>
      {node.show_avatar !== false && <Avatar id={id} name={name} size="small" />}
      {node.show_name !== false && (
        <span>
          <PersonName id={id} />
        </span>
      )}
    </span>
  );
}

const PEOPLE_SHOWN = 12;

export function PersonList({ node }: { node: Json }) {
  const [all, setAll] = useState(false);
  const people = records(node.persons);
  const shown = all ? people : people.slice(0, PEOPLE_SHOWN);
  return (
    <div class="person-list" style={marginStyle(node)}>
      {shown.map((person) => (
        <PersonElement
          key={str(person.id)}
          node={{ show_name: true, size: 'small', ...node }}
          id={str(person.id)}
        />
      ))}
      {shown.length < people.length && (
        <button type="button" class="button text" onClick={() => setAll(true)}>
          +{people.length - shown.length}
        </button>
      )}
    </div>
  );
}

export function UnknownElement({ tag }: { tag: string }) {
  return <div class="unknown-element">{text.card.unknownTag(tag)}</div>;
}

import { useCard } from '../card/context.ts';
import { TextTag } from '../card/text-tag.tsx';
import { show } from '../dates.ts';
import { type Json, num, str } from '../json.ts';
import { colour } from '../palette.ts';
import { usePane } from '../pane-context.ts';
import { Avatar } from '../parts/avatar.tsx';
import { Icon, iconOfToken } from '../parts/icon.tsx';
import { PersonName, usePerson } from '../parts/person-name.tsx';
import { text } from '../text.ts';
import { linkTo } from './address.ts';
import { type Inline, plainText } from './inline.ts';

type Tag = Extract<Inline, { kind: 'tag' }>;

function Link({ href, children }: { href: string; children: readonly Inline[] }) {
  return (
    <a {...linkTo(href)}>
      <Inlines nodes={children} />
    </a>
  );
}

function Mention({ ids, everyone }: { ids: readonly string[]; everyone: string }) {
  const { me } = usePane();
  return (
    <>
      {ids.map((id) =>
        id === 'all' ? (
          <span key={id} class="mention self">
            @{everyone}
          </span>
        ) : (
          <span key={id} class={`mention ${id === me?.open_id ? 'self' : ''}`}>
            @<PersonName id={id} />
          </span>
        ),
      )}
    </>
  );
}

function InlinePerson({ id, capsule }: { id: string; capsule: boolean }) {
  const name = usePerson(id)?.name ?? '';
  return (
    <span class={`person inline ${capsule ? 'capsule' : ''}`}>
      <Avatar id={id} name={name} size="small" />
      <PersonName id={id} />
    </span>
  );
}

const dateFormats = {
  date_num: ['fullDay'],
  date_short: ['day'],
  date: ['fullDay'],
  week: ['longWeekday'],
  week_short: ['weekday'],
  time: ['time'],
  time_sec: ['seconds'],
} as const;

function localDate(attributes: Json): string {
  const at = num(attributes.millisecond, 0);
  const format = str(attributes.format_type, 'date_num');
  if (format === 'timezone') return 'GMT+8:00';
  const known = Object.hasOwn(dateFormats, format)
    ? dateFormats[format as keyof typeof dateFormats]
    : undefined;
  return (known ?? dateFormats.date).map((each) => show(each, at)).join(' ');
}

function TagView({ node }: { node: Tag }) {
  const { style } = useCard();
  const { attributes, children } = node;
  switch (node.name) {
    case 'at': {
      const ids = (attributes.ids ?? attributes.id ?? attributes.user_id ?? '').split(',').filter(Boolean);
      return <Mention ids={ids} everyone={plainText(children).replace(/^@/, '') || text.person.everyone} />;
    }
    case 'person':
      return <InlinePerson id={attributes.id ?? ''} capsule={attributes.style === 'capsule'} />;
    case 'font':
      return (
        <span style={{ color: colour(attributes.color ?? '', 'text', style.colours) }}>
          <Inlines nodes={children} />
        </span>
      );
    case 'text_tag':
      return <TextTag color={attributes.color ?? 'neutral'}>{plainText(children)}</TextTag>;
    case 'number_tag':
      return (
        <span
          class="number-tag"
          style={{ background: colour(attributes.background_color ?? '', 'fill', style.colours) }}
        >
          {plainText(children)}
        </span>
      );
    case 'link':
      return (
        <span class="icon-link">
          <Icon name={iconOfToken(attributes.icon ?? 'link')} />
          <Link href={attributes.url ?? attributes.pc_url ?? ''}>{children}</Link>
        </span>
      );
    case 'a':
      return (
        <Link href={attributes.href ?? ''}>
          {children.length > 0 ? children : [{ kind: 'text', text: attributes.href ?? '' }]}
        </Link>
      );
    case 'local_datetime':
      return <time>{localDate(attributes)}</time>;
    default:
      return <Inlines nodes={children} />;
  }
}

function Node({ node }: { node: Inline }) {
  switch (node.kind) {
    case 'text':
      return <>{node.text}</>;
    case 'break':
      return <br />;
    case 'strong':
      return (
        <strong>
          <Inlines nodes={node.children} />
        </strong>
      );
    case 'em':
      return (
        <em>
          <Inlines nodes={node.children} />
        </em>
      );
    case 'del':
      return (
        <del>
          <Inlines nodes={node.children} />
        </del>
      );
    case 'code':
      return <code>{node.text}</code>;
    case 'link':
      return <Link href={node.href}>{node.children}</Link>;
    case 'image':
      return (
        <span class="image-slot inline" role="img" aria-label={node.alt}>
          <Icon name="image" />
          {node.alt}
        </span>
      );
    case 'tag':
      return <TagView node={node} />;
  }
}

export function Inlines({ nodes }: { nodes: readonly Inline[] }) {
  return (
    <>
      {nodes.map((node, index) => (
        <Node key={index} node={node} />
      ))}
    </>
  );
}

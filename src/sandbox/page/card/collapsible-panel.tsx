import { useEffect, useId, useState } from 'preact/hooks';
import { bool, isRecord, type Json, num, record, records, str } from '../json.ts';
import { colour } from '../palette.ts';
import { Icon, iconOfToken } from '../parts/icon.tsx';
import { useCard } from './context.ts';
import { Text } from './display.tsx';
import { boxStyle, marginStyle } from './style.ts';

export function CollapsiblePanel({ node }: { node: Json }) {
  const card = useCard();
  const id = useId();
  const expanded = bool(node.expanded);
  const [open, setOpen] = useState(expanded);
  useEffect(() => setOpen(expanded), [expanded]);

  const header = record(node.header);
  const icon = record(header.icon);
  const border = isRecord(node.border) ? node.border : undefined;
  const position = str(header.icon_position, 'left');
  const fill = colour(str(header.background_color), 'fill', card.style.colours);
  const { margin: _margin, background, ...inner } = boxStyle(node, card.style);
  const frame = {
    ...marginStyle(node),
    background,
    borderColor:
      border && (colour(str(border.color), 'fill', card.style.colours) ?? 'var(--line-border-component)'),
    borderRadius: border && `${Math.min(24, num(str(border.corner_radius).replace('px', ''), 5))}px`,
  };
  return (
    <div class={`collapsible ${border ? 'bordered' : ''}`} style={frame}>
      <button
        type="button"
        class={`collapsible-title ${position}`}
        style={{
          ...marginStyle({ margin: undefined }),
          padding: boxStyle(header, card.style).padding,
          background: fill,
        }}
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        <Icon
          name={iconOfToken(str(icon.token)) ?? 'down'}
          class="chevron"
          style={{ '--angle': `${num(header.icon_expanded_angle, -180)}deg` }}
        />
        <Text value={header.title} />
      </button>
      <div id={id} class="collapsible-body flow" style={inner} hidden={!open}>
        {card.draw(records(node.elements))}
      </div>
    </div>
  );
}

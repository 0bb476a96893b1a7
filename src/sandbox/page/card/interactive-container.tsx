import { useId } from 'preact/hooks';
import { bool, type Json, num, records, str } from '../json.ts';
import { colour } from '../palette.ts';
import { useCard } from './context.ts';
import { boxStyle, width } from './style.ts';
import { bareWords } from './texts.ts';

const inner = 'button, a, input, textarea, select, label, [role=option]';

export function InteractiveContainer({ node }: { node: Json }) {
  const card = useCard();
  const id = useId();
  const acts = records(node.behaviors).length > 0 && !bool(node.disabled);
  const radius = num(str(node.corner_radius).replace('px', ''), 8);
  const css = {
    ...boxStyle(node, card.style),
    width: width(node.width, 16, 999),
    height: width(node.height, 10, 999),
    borderRadius: `${Math.min(99, radius)}px`,
    borderColor: bool(node.has_border)
      ? (colour(str(node.border_color), 'fill', card.style.colours) ?? 'var(--line-border-component)')
      : 'transparent',
  };
  const act = (event: Event) => {
    if (!acts || card.pending !== null) return;
    const within = event.target instanceof Element ? event.target.closest(inner) : null;
    if (within === null) card.press(id, node);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it takes the button role whenever it acts
    <div
      class={`interactive flow ${acts ? 'acts' : ''} ${bool(node.disabled) ? 'disabled' : ''}`}
      style={css}
      role={acts ? 'button' : undefined}
      tabIndex={acts ? 0 : undefined}
      aria-busy={card.pending === id}
      title={bareWords(node.hover_tips) || undefined}
      onClick={act}
      onKeyDown={(event) => {
        if (event.target === event.currentTarget && (event.key === 'Enter' || event.key === ' ')) {
          event.preventDefault();
          act(event);
        }
      }}
    >
      {card.draw(records(node.elements))}
      {card.pending === id && <span class="spinner" />}
    </div>
  );
}

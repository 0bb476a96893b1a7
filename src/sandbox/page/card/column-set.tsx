import { type Json, num, record, records, str } from '../json.ts';
import { useCard } from './context.ts';
import { boxStyle, gap, width } from './style.ts';

const modes = new Set(['none', 'stretch', 'flow', 'bisect', 'trisect']);

export function ColumnSet({ node }: { node: Json }) {
  const card = useCard();
  const mode = modes.has(str(node.flex_mode)) ? str(node.flex_mode) : 'none';
  const { columnGap: _own, ...css } = boxStyle(node, card.style);
  return (
    <div
      class={`column-set ${mode}`}
      style={{ ...css, columnGap: gap(node.horizontal_spacing) ?? '8px' }}
      data-tinted={css.background !== undefined}
    >
      {records(node.columns).map((column, index) => (
        <Column key={index} node={column} />
      ))}
    </div>
  );
}

function Column({ node }: { node: Json }) {
  const card = useCard();
  const fixed = width(node.width, 16, 600);
  const weight = Math.min(5, Math.max(1, num(node.weight, 1)));
  const flex =
    node.width === 'weighted' ? `${weight} 1 0` : fixed !== undefined ? `0 1 ${fixed}` : '0 1 auto';
  const { alignItems, justifyContent, ...css } = boxStyle(node, card.style);
  return (
    <div
      class={`column flow ${node.width === 'weighted' ? 'weighted' : ''}`}
      data-tinted={css.background !== undefined}
      style={{ ...css, alignItems, justifyContent, '--flex': flex }}
    >
      {card.draw(records(record(node).elements))}
    </div>
  );
}

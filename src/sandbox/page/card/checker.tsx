import { bool, type Json, num, record, records } from '../json.ts';
import { Button } from './button.tsx';
import { Text } from './display.tsx';
import { useField } from './field.ts';
import { marginStyle } from './style.ts';

export function Checker({ node }: { node: Json }) {
  const field = useField(node);
  const checked = field.value === true;
  const style = record(node.checked_style);
  const area = record(node.button_area);
  const buttons = records(area.buttons).slice(0, 3);
  const faded = checked ? Math.min(1, Math.max(0, num(style.opacity, 1))) : 1;
  return (
    <div class={`checker ${bool(node.overall_checkable) ? 'whole' : ''}`} style={marginStyle(node)}>
      <label>
        <input
          id={field.id}
          type="checkbox"
          checked={checked}
          disabled={field.disabled}
          onChange={(event) => field.commit(event.currentTarget.checked)}
        />
        <span class="box" aria-hidden="true" />
        <span class={checked && bool(style.show_strikethrough) ? 'struck' : ''} style={{ opacity: faded }}>
          <Text value={node.text} />
        </span>
      </label>
      {buttons.length > 0 && (
        <span class={`checker-buttons ${area.pc_display_rule === 'on_hover' ? 'on-hover' : ''}`}>
          {buttons.map((button, index) => (
            <Button key={index} node={button} />
          ))}
        </span>
      )}
    </div>
  );
}

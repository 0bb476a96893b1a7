import { useId, useRef, useState } from 'preact/hooks';
import { isRecord, type Json, record, str } from '../json.ts';
import { webAddress } from '../markdown/address.ts';
import { Floating } from '../parts/floating.tsx';
import { Icon } from '../parts/icon.tsx';
import { OptionList } from '../parts/option-list.tsx';
import { text } from '../text.ts';
import { useCard } from './context.ts';
import { readOptions } from './select.tsx';
import { marginStyle } from './style.ts';

export function Overflow({ node }: { node: Json }) {
  const card = useCard();
  const id = useId();
  const trigger = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const waiting = card.pending === id;

  const choose = (value: string) => {
    setOpen(false);
    trigger.current?.focus();
    const options: readonly unknown[] = Array.isArray(node.options) ? node.options : [];
    const chosen = record(options.find((option) => isRecord(option) && option.value === value));
    const address = webAddress(str(record(chosen.multi_url).url));
    if (address !== undefined) window.open(address, '_blank', 'noopener');
    else card.press(id, node, { option: value });
  };
  return (
    <div class="overflow" style={marginStyle(node)}>
      <button
        ref={trigger}
        type="button"
        class="button default overflow-button"
        aria-label={text.card.more}
        aria-haspopup="listbox"
        aria-expanded={open}
        aria-busy={waiting}
        onClick={() => card.pending === null && setOpen(!open)}
      >
        {waiting ? <span class="spinner" /> : <Icon name="more" />}
      </button>
      {open && (
        <Floating anchor={trigger} onClose={() => setOpen(false)} align="end">
          <OptionList options={readOptions(node)} chosen={[]} onChoose={choose} searchable={false} />
        </Floating>
      )}
    </div>
  );
}

import { useRef, useState } from 'preact/hooks';
import { pickMenu } from '../message-actions.ts';
import { usePane } from '../pane-context.ts';
import { Floating } from '../parts/floating.tsx';
import { Icon } from '../parts/icon.tsx';
import { OptionList } from '../parts/option-list.tsx';
import type { MenuItem } from '../protocol.ts';

function Column({ item }: { item: MenuItem }) {
  const { index } = usePane();
  const trigger = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const act = (chosen: MenuItem | undefined) => {
    if (chosen !== undefined) void pickMenu(index, chosen);
  };
  const nested = item.children.length > 0;
  return (
    <>
      <button
        ref={trigger}
        type="button"
        class="menu-column"
        aria-haspopup={nested ? 'listbox' : undefined}
        aria-expanded={nested ? open : undefined}
        onClick={() => (nested ? setOpen(!open) : act(item))}
      >
        {nested && <Icon name="list" />}
        {item.name}
      </button>
      {open && (
        <Floating anchor={trigger} onClose={() => setOpen(false)} matchWidth>
          <OptionList
            options={item.children.map((child, at) => ({ value: String(at), label: child.name }))}
            chosen={[]}
            searchable={false}
            onChoose={(value) => {
              setOpen(false);
              act(item.children[Number(value)]);
            }}
          />
        </Floating>
      )}
    </>
  );
}

/** Up to three columns in place of the text box, each with up to five items. */
export function BotMenu({ items }: { items: readonly MenuItem[] }) {
  return (
    <div class="bot-menu">
      {items.map((item) => (
        <Column key={item.name} item={item} />
      ))}
    </div>
  );
}

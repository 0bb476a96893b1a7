import { useEffect, useRef } from 'preact/hooks';
import { Icon } from '../parts/icon.tsx';
import type { Command } from '../protocol.ts';
import { text } from '../text.ts';

export function Palette(props: {
  id: string;
  commands: readonly Command[];
  active: number;
  typed: string;
  onActive: (index: number) => void;
  onPick: (command: Command) => void;
}) {
  const { id, commands, active, typed } = props;
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  return (
    <div class="palette">
      <div role="listbox" id={id} aria-label={text.composer.commands} ref={list} tabIndex={-1}>
        {commands.map((command, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the text box keeps the focus and handles the keys
          <div
            key={command.command}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            class={`palette-row ${index === active ? 'active' : ''}`}
            onPointerMove={() => props.onActive(index)}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => props.onPick(command)}
          >
            <span class="palette-icon">
              <Icon name="slash" />
            </span>
            <span class="palette-name">
              {command.command.startsWith(typed) ? (
                <>
                  <b>{typed}</b>
                  {command.command.slice(typed.length)}
                </>
              ) : (
                command.command
              )}
            </span>
            <span class="palette-description">{command.description}</span>
          </div>
        ))}
      </div>
      <p class="palette-hint">{commands.length > 0 ? text.composer.hint : text.composer.noCommands}</p>
    </div>
  );
}

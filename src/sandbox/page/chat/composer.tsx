import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { say, setDraft } from '../message-actions.ts';
import { usePane, usePaneState } from '../pane-context.ts';
import { Icon } from '../parts/icon.tsx';
import type { Command, Message } from '../protocol.ts';
import { setPane, useStore } from '../store.ts';
import { text } from '../text.ts';
import { BotMenu } from './bot-menu.tsx';
import { Palette } from './palette.tsx';
import { previewOf } from './preview.ts';

const MAX_HEIGHT = 240;

/** Commands whose name, or else whose description, holds what follows the slash. */
function matching(commands: readonly Command[], draft: string): readonly Command[] {
  const wanted = draft.slice(1).toLowerCase();
  const named = commands.filter((each) => each.command.slice(1).toLowerCase().startsWith(wanted));
  const others = commands.filter(
    (each) => !named.includes(each) && each.description.toLowerCase().includes(wanted),
  );
  return [...named, ...(wanted === '' ? [] : others)];
}

/** What the next words answer, with a way to drop it. */
function Answered({ message, onDrop }: { message: Message; onDrop: () => void }) {
  return (
    <p class="answered">
      <span>
        {text.chat.reply(message.senderName)}
        {previewOf(message)}
      </span>
      <button type="button" class="icon-button" aria-label={text.chat.dropReply} onClick={onDrop}>
        <Icon name="close" />
      </button>
    </p>
  );
}

/** `draftKey` names the conversation or thread whose unsent words these are. */
export function Composer(props: {
  name: string;
  bot: boolean;
  draftKey: string;
  replyTo: Message | null;
  thread?: boolean;
}) {
  const { index } = usePane();
  const { name, bot, draftKey, replyTo, thread = false } = props;
  const commands = useStore((state) => state.commands);
  const menu = useStore((state) => state.menu);
  const draft = usePaneState((pane) => pane.drafts[draftKey] ?? '');
  const [menuShown, setMenuShown] = useState(false);
  const hasMenu = bot && !thread && menu.length > 0;
  const id = useId();
  const [closed, setClosed] = useState(false);
  const [active, setActive] = useState(0);
  const area = useRef<HTMLTextAreaElement>(null);
  const wantsPalette = /^\/\S*$/.test(draft) && !closed;
  const found = wantsPalette ? matching(commands, draft) : [];
  const open = wantsPalette && commands.length > 0;
  const answered = replyTo?.message_id;

  useLayoutEffect(() => {
    const element = area.current;
    if (element === null) return;
    element.style.height = 'auto';
    element.style.height = `${Math.min(element.scrollHeight, MAX_HEIGHT)}px`;
    // Words that were put back to be written anew, not typed: the writer goes on where they end.
    if (draft !== '' && element.dataset.typed !== draft) {
      element.focus();
      element.setSelectionRange(draft.length, draft.length);
    }
    element.dataset.typed = draft;
  }, [draft]);
  useLayoutEffect(() => {
    if (answered !== undefined) area.current?.focus();
  }, [answered]);

  const type = (value: string) => {
    if (area.current !== null) area.current.dataset.typed = value;
    setDraft(index, draftKey, value);
    setActive(0);
    setClosed(false);
  };
  const drop = () => {
    setPane(index, { replyTo: null });
    area.current?.focus();
  };
  const pick = (command: Command) => {
    type(`${command.command} `);
    area.current?.focus();
  };
  const send = async () => {
    const words = draft.trim();
    if (words === '') return;
    setDraft(index, draftKey, '');
    if (!thread) setPane(index, { replyTo: null });
    if (await say(index, words, replyTo ?? undefined)) return;
    setDraft(index, draftKey, words);
    if (!thread) setPane(index, { replyTo });
  };
  const paletteKey = (event: KeyboardEvent): boolean => {
    if (!open) return false;
    const command = found[active];
    if (event.key === 'ArrowDown') setActive((active + 1) % Math.max(1, found.length));
    else if (event.key === 'ArrowUp') setActive((active + found.length - 1) % Math.max(1, found.length));
    else if (event.key === 'Escape') setClosed(true);
    else if (
      (event.key === 'Tab' || event.key === 'Enter') &&
      command !== undefined &&
      command.command !== draft
    ) {
      pick(command);
    } else return false;
    return true;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    if (paletteKey(event)) event.preventDefault();
    else if (event.key === 'Escape' && replyTo !== null && !thread) drop();
    else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      void send();
    }
  };
  const typing = () => (
    <>
      {!thread && (
        <button
          type="button"
          class="icon-button"
          aria-label={text.composer.commands}
          title={text.composer.commands}
          onClick={() => {
            type('/');
            area.current?.focus();
          }}
        >
          <Icon name="slash" />
        </button>
      )}
      <textarea
        ref={area}
        rows={1}
        value={draft}
        aria-haspopup="listbox"
        aria-controls={open ? id : undefined}
        aria-activedescendant={open && found.length > 0 ? `${id}-${active}` : undefined}
        aria-label={text.composer.placeholder(name)}
        placeholder={text.composer.placeholder(name)}
        onInput={(event) => type(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <button
        type="button"
        class="icon-button send"
        aria-label={text.composer.send}
        disabled={draft.trim() === ''}
        onClick={() => void send()}
      >
        <Icon name="send" />
      </button>
    </>
  );
  return (
    <div class="composer">
      {open && (
        <Palette id={id} commands={found} active={active} typed={draft} onActive={setActive} onPick={pick} />
      )}
      {replyTo !== null && !thread && <Answered message={replyTo} onDrop={drop} />}
      <div class="composer-box">
        {hasMenu && (
          <button
            type="button"
            class="icon-button"
            aria-label={menuShown ? text.composer.keyboard : text.composer.menu}
            aria-pressed={menuShown}
            onClick={() => setMenuShown(!menuShown)}
          >
            <Icon name={menuShown ? 'edit' : 'app'} />
          </button>
        )}
        {hasMenu && menuShown ? <BotMenu items={menu} /> : typing()}
      </div>
    </div>
  );
}

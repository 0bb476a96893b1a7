import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { text } from '../text.ts';

/** Asks before acting; Esc and a press on the mask mean no. The browser keeps focus inside and gives it back. */
export function Confirm(props: {
  title: string;
  body: ComponentChildren;
  onYes: () => void;
  onClose: () => void;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useLayoutEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog
      ref={dialog}
      class="confirm"
      aria-labelledby={titleId}
      onClose={props.onClose}
      onClick={(event) => {
        if (event.target === dialog.current) dialog.current?.close();
      }}
      onKeyDown={(event) => event.stopPropagation()}
    >
      <div class="confirm-body">
        <h2 id={titleId}>{props.title}</h2>
        <div>{props.body}</div>
        <footer>
          <button type="button" class="button default" onClick={() => dialog.current?.close()}>
            {text.card.cancel}
          </button>
          <button
            type="button"
            class="button primary_filled"
            onClick={() => {
              dialog.current?.close();
              props.onYes();
            }}
          >
            {text.card.confirm}
          </button>
        </footer>
      </div>
    </dialog>
  );
}

import { useErrorBoundary, useId, useMemo, useState } from 'preact/hooks';
import { toast } from '../actions.ts';
import { isRecord, type Json, optional, parse, record, records, str } from '../json.ts';
import { webAddress } from '../markdown/address.ts';
import { press } from '../message-actions.ts';
import { usePane } from '../pane-context.ts';
import { Confirm } from '../parts/dialog.tsx';
import { useStore } from '../store.ts';
import { text } from '../text.ts';
import { CardContext, type CardScope } from './context.ts';
import { Text } from './display.tsx';
import { drawElements } from './elements.tsx';
import { hasCallback } from './form-values.ts';
import { Header } from './header.tsx';
import { boxStyle, readStyle } from './style.ts';
import { bareWords } from './texts.ts';

interface Question {
  readonly confirm: Json;
  readonly go: () => void;
}

/** What identifies the clicked component to the workspace. */
function trigger(node: Json): Json {
  const callback = records(node.behaviors).find((behavior) => behavior.type === 'callback');
  const value = callback === undefined ? node.value : (callback.value ?? {});
  return {
    ...(optional(node.name) === undefined ? {} : { name: node.name }),
    ...(optional(node.element_id) === undefined ? {} : { element_id: node.element_id }),
    ...(value === undefined ? {} : { value }),
  };
}

function openAddress(node: Json): void {
  const link = records(node.behaviors).find((behavior) => behavior.type === 'open_url');
  const address = webAddress(str(link?.pc_url) || str(link?.default_url));
  if (address !== undefined) window.open(address, '_blank', 'noopener');
}

function Frame({ card, messageId }: { card: Json; messageId: string }) {
  const { index } = usePane();
  const [question, setQuestion] = useState<Question | null>(null);
  const titleId = useId();
  const waiting = useStore((state) => {
    const pending = state.panes[index]?.pending ?? null;
    return pending?.messageId === messageId ? pending.control : null;
  });
  const config = record(card.config);
  const body = record(card.body);
  const style = useMemo(() => readStyle(config), [config]);
  const scope: CardScope = {
    style,
    pending: waiting,
    draw: drawElements,
    warn: (content) => toast(index, { type: 'warning', content }),
    press: (control, node, extra = {}) => {
      const go = () => {
        openAddress(node);
        if (hasCallback(node) || 'form_value' in extra || 'option' in extra) {
          void press(index, messageId, control, { ...trigger(node), ...extra });
        }
      };
      if (isRecord(node.confirm)) setQuestion({ confirm: node.confirm, go });
      else go();
    },
  };
  const mode = str(config.width_mode, 'default');
  const link = webAddress(str(record(card.card_link).url));
  return (
    <CardContext.Provider value={scope}>
      <article
        class={`card ${mode === 'compact' || mode === 'fill' ? mode : ''}`}
        aria-labelledby={isRecord(card.header) ? titleId : undefined}
        aria-label={isRecord(card.header) ? undefined : text.card.fallbackTitle}
        aria-busy={waiting !== null}
      >
        {isRecord(card.header) && <Header node={card.header} id={titleId} />}
        <div class="card-body flow" style={boxStyle(body, style)}>
          {drawElements(body.elements ?? card.elements)}
        </div>
        {link !== undefined && (
          <a class="card-link" href={link} target="_blank" rel="noopener noreferrer">
            {text.card.link}
          </a>
        )}
      </article>
      {question !== null && (
        <Confirm
          title={bareWords(question.confirm.title)}
          body={<Text value={question.confirm.text} />}
          onYes={question.go}
          onClose={() => setQuestion(null)}
        />
      )}
    </CardContext.Provider>
  );
}

/** A card is untrusted: one that cannot be read or drawn costs its own frame and nothing else. */
export function Card({ content, messageId }: { content: string; messageId: string }) {
  const card = useMemo(() => parse(content), [content]);
  const [failure, retry] = useErrorBoundary();
  if (failure !== undefined || !isRecord(card)) {
    return (
      <div class="card broken">
        <p>{text.card.broken}</p>
        {failure !== undefined && (
          <button type="button" class="button text" onClick={retry}>
            {text.live.retry}
          </button>
        )}
      </div>
    );
  }
  return <Frame card={card} messageId={messageId} />;
}

import type { CSSProperties } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { type Json, optional, records, str } from '../json.ts';
import { Icon } from '../parts/icon.tsx';
import { text } from '../text.ts';
import { marginStyle } from './style.ts';
import { bareWords } from './texts.ts';

/** Keys whose bytes the workspace did not have: asked for once, not again with every repaint. */
const missing = new Set<string>();

/** The bytes behind a key; where there are none, the place is kept and the alt text shown. */
export function Picture(props: { imgKey: string; label: string; class?: string; style?: CSSProperties }) {
  const { imgKey, label } = props;
  const [gone, setGone] = useState(() => imgKey === '' || missing.has(imgKey));
  if (gone) {
    return (
      <span class={`image-slot ${props.class ?? ''}`} style={props.style} role="img" aria-label={label}>
        <Icon name="image" />
        <span>{label}</span>
      </span>
    );
  }
  return (
    <img
      class={`picture ${props.class ?? ''}`}
      style={props.style}
      src={`/_sandbox/images/${encodeURIComponent(imgKey)}`}
      alt={label}
      title={label}
      loading="lazy"
      onError={() => {
        missing.add(imgKey);
        setGone(true);
      }}
    />
  );
}

function Viewer({ imgKey, label, onClose }: { imgKey: string; label: string; onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} class="viewer" aria-label={label} onClose={onClose}>
      <button
        type="button"
        class="viewer-picture"
        aria-label={text.card.closeImage}
        onClick={() => dialog.current?.close()}
      >
        <Picture imgKey={imgKey} label={label} />
      </button>
    </dialog>
  );
}

function radius(node: Json): string | undefined {
  const given = str(node.corner_radius);
  return /^\d{1,4}(px|%)$/.test(given) ? given : undefined;
}

const fits: Readonly<Record<string, string>> = { crop_center: 'crop', crop_top: 'crop top' };

export function ImageElement({ node }: { node: Json }) {
  const [open, setOpen] = useState(false);
  const label = bareWords(node.alt) || bareWords(node.title) || text.card.image;
  const key = str(node.img_key);
  const custom = /^(\d{1,4})px (\d{1,4})px$/.exec(str(node.size));
  const css = {
    borderRadius: radius(node),
    ...(custom === null ? {} : { width: `${custom[1]}px`, height: `${custom[2]}px` }),
  };
  const fit = fits[str(node.scale_type) || str(node.mode)] ?? '';
  const picture = <Picture imgKey={key} label={label} class={`${str(node.size)} ${fit}`} style={css} />;
  if (node.preview === false) return <div style={marginStyle(node)}>{picture}</div>;
  return (
    <div style={marginStyle(node)}>
      <button type="button" class="image-button" aria-label={label} onClick={() => setOpen(true)}>
        {picture}
      </button>
      {open && <Viewer imgKey={key} label={label} onClose={() => setOpen(false)} />}
    </div>
  );
}

const slots: Readonly<Record<string, number>> = { double: 2, triple: 3, bisect: 6, trisect: 9 };

export function ImageCombination({ node }: { node: Json }) {
  const mode = str(node.combination_mode);
  return (
    <div class={`pictures ${mode}`} style={marginStyle(node)}>
      {records(node.img_list)
        .slice(0, slots[mode] ?? 9)
        .map((image, index) => (
          <Picture
            key={index}
            imgKey={str(image.img_key)}
            label={text.card.image}
            style={{ borderRadius: radius(node) }}
          />
        ))}
    </div>
  );
}

/** Audio and video: the place is kept, nothing plays. */
export function MediaSlot({ node }: { node: Json }) {
  const label = optional(node.file_key) ?? str(node.tag);
  return (
    <div class="image-slot" style={marginStyle(node)} role="img" aria-label={label}>
      <Icon name="image" />
      <span>{text.card.media(node.tag === 'audio' ? 'audio' : 'video')}</span>
    </div>
  );
}

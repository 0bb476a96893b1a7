import type { ComponentChildren } from 'preact';
import { isFamily } from '../palette.ts';

/** `neutral` is the grey of tags; an unknown colour falls back to it. */
export function TextTag({ color, children }: { color: string; children: ComponentChildren }) {
  const hue = isFamily(color) && color !== 'grey' ? color : undefined;
  const style =
    hue === undefined
      ? {}
      : { color: `var(--${hue})`, background: `color-mix(in srgb, var(--${hue}-500) 20%, transparent)` };
  return (
    <span class="text-tag" style={style}>
      {children}
    </span>
  );
}

import type { ComponentChildren, RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

const MARGIN = 8;

/** A panel in the browser's top layer beside its anchor: never clipped by the card; Esc and a press outside close it. */
export function Floating(props: {
  anchor: RefObject<HTMLElement | null>;
  onClose: () => void;
  children: ComponentChildren;
  class?: string;
  matchWidth?: boolean;
  align?: 'start' | 'end';
  /** Where the pointer was, in place of the anchor. */
  point?: { readonly x: number; readonly y: number } | undefined;
}) {
  const panel = useRef<HTMLDivElement>(null);
  const { anchor, matchWidth, align, point } = props;
  useLayoutEffect(() => {
    const element = panel.current;
    const from =
      point === undefined ? anchor.current?.getBoundingClientRect() : new DOMRect(point.x, point.y, 0, 0);
    if (element === null || from === undefined) return;
    element.showPopover();
    if (matchWidth) element.style.minWidth = `${from.width}px`;
    const place = () => {
      const { width, height } = element.getBoundingClientRect();
      const left = align === 'end' ? from.right - width : from.left;
      const fitsBelow = from.bottom + height + MARGIN <= innerHeight || from.top < height + MARGIN;
      const top = fitsBelow ? from.bottom + 4 : from.top - height - 4;
      element.style.left = `${Math.max(MARGIN, Math.min(left, innerWidth - width - MARGIN))}px`;
      element.style.top = `${Math.max(MARGIN, Math.min(top, innerHeight - height - MARGIN))}px`;
    };
    place();
    // A list that arrives later makes the panel taller: it is placed anew.
    const observer = new ResizeObserver(place);
    observer.observe(element);
    return () => observer.disconnect();
  }, [anchor, matchWidth, align, point]);
  return (
    <div
      ref={panel}
      popover="auto"
      class={`floating ${props.class ?? ''}`}
      onToggle={(event) => {
        if (event.newState === 'closed') props.onClose();
      }}
    >
      {props.children}
    </div>
  );
}

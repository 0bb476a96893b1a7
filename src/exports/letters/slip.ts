import type { Block } from '../document.ts';
import { slipText } from './text.ts';

/** The 回执 on a page of its own: what is asked back, to be filled in by hand and signed. It names the letter as its title does. */
export function slip(to: string, title: string): readonly Block[] {
  return [
    { kind: 'title', text: slipText.title },
    { kind: 'line', text: '' },
    { kind: 'line', text: slipText.to(to) },
    { kind: 'text', text: slipText.received(title.replaceAll('\n', '')) },
    { kind: 'line', text: '' },
    {
      kind: 'table',
      table: { widths: [3, 8], rows: slipText.rows.map((label) => [label, '']), rowHeight: 20 },
    },
    { kind: 'line', text: '' },
    { kind: 'line', text: slipText.signed },
    { kind: 'line', text: slipText.date },
  ];
}

import type { CommandName } from './name.ts';
import { normalizeTyped } from './normalize.ts';
import { nearest } from './suggest.ts';

export type Parsed<C extends CommandName> =
  | { readonly kind: 'command'; readonly command: C; readonly rest: string }
  | { readonly kind: 'unknown'; readonly typed: string; readonly nearest: readonly C[] }
  | { readonly kind: 'plain'; readonly text: string };

/** `/主题党日2月12日 …` → the command and the rest; a space after the name is not needed. */
export function parseCommand<C extends CommandName>(text: string, commands: readonly C[]): Parsed<C> {
  const typed = normalizeTyped(text);
  if (!typed.startsWith('/')) return { kind: 'plain', text: typed };
  const body = typed.slice(1).trimStart();
  let best: { command: C; length: number } | undefined;
  for (const command of commands) {
    for (const spelling of [command.name, command.alias, ...(command.spellings ?? [])]) {
      if (!startsWithName(body, spelling)) continue;
      if (!best || spelling.length > best.length) best = { command, length: spelling.length };
    }
  }
  if (best) return { kind: 'command', command: best.command, rest: body.slice(best.length).trim() };
  const word = body.split(' ')[0] ?? '';
  return { kind: 'unknown', typed: word, nearest: nearest(word, commands) };
}

/** An English alias ends at a word boundary; a Chinese name may be followed by anything. */
function startsWithName(body: string, name: string): boolean {
  if (!body.toLowerCase().startsWith(name.toLowerCase())) return false;
  return !/^[a-z-]+$/i.test(name) || !/^[a-z-]/i.test(body.slice(name.length));
}

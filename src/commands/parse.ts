import type { CommandName } from './name.ts';
import { normalizeTyped } from './normalize.ts';
import { nearest } from './suggest.ts';
import { foldTraditional } from './traditional.ts';

export type Parsed<C extends CommandName> =
  | { readonly kind: 'command'; readonly command: C; readonly rest: string }
  | {
      readonly kind: 'unknown';
      readonly typed: string;
      /** What was meant to follow the name. */
      readonly rest: string;
      readonly nearest: readonly C[];
    }
  | { readonly kind: 'plain'; readonly text: string };

/** The key of the slash gives 、 while a Chinese keyboard is on. */
const slash = /^(?:@[^\s/]+ +)*[/、\\]\s*/;
const mentionBehind = /(?:\s*@(?:机器人|守时|bot))+$/i;
const signsBehindName = /^[\s:，,。.、;；]+/;

/**
 * `/主题党日2月12日 …` → the command and the rest. Half or full width, with or without a space after the name,
 * simplified or traditional, Chinese name or English alias; a mention may stand before or behind.
 * A line that is nothing but a command's name is that command. (Source: duties.md h.)
 */
export function parseCommand<C extends CommandName>(text: string, commands: readonly C[]): Parsed<C> {
  const typed = normalizeTyped(text);
  const said = slash.exec(typed);
  if (!said) {
    const bare = foldTraditional(typed);
    const command = commands.find((one) => namesOf(one).includes(bare));
    return command ? { kind: 'command', command, rest: '' } : { kind: 'plain', text: typed };
  }
  const body = typed.slice(said[0].length).replace(mentionBehind, '');
  const folded = foldTraditional(body);
  let best: { command: C; length: number } | undefined;
  for (const command of commands) {
    for (const name of namesOf(command)) {
      if (!startsWithName(folded, name)) continue;
      if (!best || name.length > best.length) best = { command, length: name.length };
    }
  }
  if (best) {
    const rest = body.slice(best.length).replace(signsBehindName, '').trim();
    return { kind: 'command', command: best.command, rest };
  }
  const word = body.split(' ')[0] ?? '';
  // No name has a digit: /主体党日2月12日 breaks there.
  const [, typedName = word, rest = ''] = /^([^\s\d:，,]+)[\s:，,]*(.*)$/su.exec(body) ?? [];
  return { kind: 'unknown', typed: typedName, rest, nearest: nearest(foldTraditional(word), commands) };
}

function namesOf(command: CommandName): readonly string[] {
  return [command.name, command.alias, ...(command.spellings ?? [])];
}

/** An English alias ends at a word boundary; a Chinese name may be followed by anything. Names are in simplified characters. */
function startsWithName(line: string, name: string): boolean {
  if (line.slice(0, name.length).toLowerCase() !== name.toLowerCase()) return false;
  return !/^[a-z-]+$/i.test(name) || !/^[a-z-]/i.test(line.slice(name.length));
}

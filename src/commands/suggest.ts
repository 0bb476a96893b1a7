import { distance } from 'fastest-levenshtein';
import type { CommandName } from './name.ts';

/** The (up to) three commands whose name or alias is nearest to what was typed. */
export function nearest<C extends CommandName>(
  typed: string,
  commands: readonly C[],
  most = 3,
): readonly C[] {
  const far = (command: C): number =>
    Math.min(
      ...[command.name, command.alias, ...(command.spellings ?? [])].map(
        (name) => distance(typed.slice(0, name.length + 2), name) / name.length,
      ),
    );
  return commands
    .map((command, order) => ({ command, order, far: far(command) }))
    .sort((a, b) => a.far - b.far || a.order - b.order)
    .slice(0, most)
    .map((entry) => entry.command);
}

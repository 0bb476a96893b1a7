import type { CommandName } from './name.ts';

/**
 * What stands behind “/” in the client: every Chinese name, then the English ones as far as the platform has room for
 * them (100 an app), each with the other beside it, so that an alias that found no room is read there.
 */
export function paletteOf(
  commands: readonly (CommandName & { readonly description: string })[],
): readonly { readonly command: string; readonly description: string }[] {
  const entry = (command: string, other: string, description: string) => ({
    command,
    description: `${description} /${other}`,
  });
  return [
    ...commands.map(({ name, alias, description }) => entry(name, alias, description)),
    ...commands.map(({ name, alias, description }) => entry(alias, name, description)),
  ];
}

import type { CommandName } from './name.ts';

/** The order of duties.md h, by English alias: in help, in the platform's `/` list and in the bot's menu. */
const order = (
  'help mine todo list plan move cancel themeday checkin roll leave approve-leave makeup minutes lecture talk ' +
  'talks report submit accept extend waive overdue explain urge issue close election dues roster ledger digest ' +
  'mute feedback behalf'
).split(' ');

/** Commands the list does not know come last, in the order in which they were declared. */
export function inMenuOrder<C extends CommandName>(commands: readonly C[]): readonly C[] {
  const placeOf = (command: C): number => {
    const place = order.indexOf(command.alias);
    return place < 0 ? order.length : place;
  };
  return commands
    .map((command, at) => ({ command, at }))
    .sort((a, b) => placeOf(a.command) - placeOf(b.command) || a.at - b.at)
    .map(({ command }) => command);
}

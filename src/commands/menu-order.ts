import { menuText } from '../text/menu.ts';
import type { CommandName } from './name.ts';

/** The order of duties.md h, by English alias: in help, in the platform's `/` list and in the bot's menu. */
const order = (
  'help mine todo list plan move cancel themeday checkin roll leave approve-leave makeup minutes lecture talk ' +
  'talks report submit accept extend waive overdue explain urge issue close election dues roster ledger digest ' +
  'mute feedback behalf'
).split(' ');

interface MenuItem {
  readonly name: string;
  /** The command it stands for, by English alias. */
  readonly event_key: string;
}

const item = (alias: keyof typeof menuText.items): MenuItem => ({
  name: menuText.items[alias],
  event_key: alias,
});

/**
 * The bot's own menu: the first six commands of that order, in at most three columns, some of which open upwards. No
 * call sets it on the platform (feishu-platform.md 8.2): the local workspace takes it as it stands, a tenant's
 * administrator enters it by hand as `npm run doctor` prints it.
 */
export const botMenu: readonly (MenuItem | { readonly name: string; readonly children: MenuItem[] })[] = [
  { name: menuText.matters, children: [item('mine'), item('todo'), item('list')] },
  { name: menuText.meetings, children: [item('plan'), item('move')] },
  item('help'),
];

/** The items in the order of the columns, each with the column it opens from. */
export function menuItems(): readonly (MenuItem & { readonly column?: string })[] {
  return botMenu.flatMap((one): (MenuItem & { readonly column?: string })[] =>
    'children' in one ? one.children.map((item) => ({ ...item, column: one.name })) : [one],
  );
}

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

import { emitBotAdded } from './chat-events.ts';
import type { Settings } from './settings.ts';
import type { Workspace } from './workspace.ts';

export interface SandboxSeed {
  readonly app: { readonly appId: string; readonly appSecret: string; readonly name: string };
  readonly users: readonly {
    readonly openId: string;
    readonly name: string;
    readonly org: string;
    readonly posts: readonly string[];
    readonly email?: string | undefined;
    readonly mobile?: string | undefined;
  }[];
  readonly groups: readonly {
    readonly name: string;
    /** Open ids. */
    readonly members: readonly string[];
    readonly withBot: boolean;
  }[];
  /** The menu of the bot, where nobody has entered one. */
  readonly menu?: Settings['bot_menu'] | undefined;
}

/** Adds what the seed has and the journal does not. A group is known by its name. */
export function plant(workspace: Workspace, seed: SandboxSeed): void {
  const { world, settings } = workspace;
  if (seed.menu && settings.bot_menu.length === 0) {
    world.apply({ t: 'settings', settings: { ...settings, bot_menu: seed.menu } });
  }
  for (const group of seed.groups) {
    const chatId = `oc_${world.ids.fixed('group', group.name)}`;
    const known = world.chat(chatId);
    if (!known) {
      const chat = {
        chatId,
        type: 'group' as const,
        name: group.name,
        members: [...group.members],
        withBot: group.withBot,
        createdAt: world.now(),
      };
      world.apply({ t: 'chat', chat });
      if (group.withBot) emitBotAdded(workspace, chat);
    } else if (known.withBot !== group.withBot || known.members.join() !== group.members.join()) {
      world.apply({ t: 'members', chatId, members: [...group.members], withBot: group.withBot });
    }
  }
}

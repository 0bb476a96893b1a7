import { done } from '../answers.ts';
import type { ApiMethod } from '../api-method.ts';
import { needs } from '../scopes.ts';

export const slashCommandList: ApiMethod = {
  verb: 'GET',
  path: '/open-apis/application/v7/app_slash_commands',
  scopes: needs.readCommands,
  handle: ({ workspace: { world } }) => done({ items: [...world.state.commands.values()], has_more: false }),
};

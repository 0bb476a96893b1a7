import { done, failed } from '../answers.ts';
import type { ApiMethod } from '../api-method.ts';
import { needs } from '../scopes.ts';

export const slashCommandDelete: ApiMethod = {
  verb: 'DELETE',
  path: '/open-apis/application/v7/app_slash_commands/:command_id',
  scopes: needs.writeCommands,
  handle: ({ workspace: { world }, param }) => {
    const commandId = param('command_id');
    if (!world.state.commands.has(commandId))
      return failed(40000034, 'no such slash command', { status: 404 });
    world.apply({ t: 'command_gone', commandId });
    return done();
  },
};

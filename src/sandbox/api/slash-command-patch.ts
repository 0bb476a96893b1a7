import { done, failed, isFailed, readBody } from '../answers.ts';
import type { ApiMethod } from '../api-method.ts';
import { needs } from '../scopes.ts';
import { slashCommandBody } from '../slash-command.ts';

export const slashCommandPatch: ApiMethod = {
  verb: 'PATCH',
  path: '/open-apis/application/v7/app_slash_commands/:command_id',
  scopes: needs.writeCommands,
  handle: ({ workspace: { world }, param, body }) => {
    const ask = readBody(slashCommandBody.partial(), body);
    if (isFailed(ask)) return ask;
    const known = world.state.commands.get(param('command_id'));
    if (!known) return failed(40000034, 'no such slash command', { status: 404 });
    const command = {
      ...known,
      command: ask.command ?? known.command,
      description: ask.description ?? known.description,
      icon: ask.icon ?? known.icon,
    };
    world.apply({ t: 'command', command });
    return done();
  },
};

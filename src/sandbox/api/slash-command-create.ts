import { done, failed, isFailed, readBody } from '../answers.ts';
import type { ApiMethod } from '../api-method.ts';
import { needs } from '../scopes.ts';
import { slashCommandBody } from '../slash-command.ts';

const commandsMax = 100;

export const slashCommandCreate: ApiMethod = {
  verb: 'POST',
  path: '/open-apis/application/v7/app_slash_commands',
  scopes: needs.writeCommands,
  handle: ({ workspace: { world }, body }) => {
    const ask = readBody(slashCommandBody, body);
    if (isFailed(ask)) return ask;
    const known = [...world.state.commands.values()];
    if (known.length >= commandsMax) return failed(40000032, 'too many slash commands');
    if (known.some((one) => one.command === ask.command)) return failed(40000033, 'the slash command exists');
    const command = { command_id: world.ids.next('command', 16), ...ask };
    world.apply({ t: 'command', command });
    return done({ command_id: command.command_id });
  },
};

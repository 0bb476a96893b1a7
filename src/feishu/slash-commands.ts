import type { Logger } from '../core/logger.ts';
import type { Answer, PlatformClient } from './client.ts';
import { fields, items, text } from './wire.ts';

export interface SlashCommand {
  /** Without the slash. */
  readonly command: string;
  readonly description: string;
}

const path = '/open-apis/application/v7/app_slash_commands';
/** What one app may register. */
const maxCommands = 100;

interface Registered extends SlashCommand {
  readonly id: string;
}

function registeredOf(value: unknown): Registered {
  const item = fields(value);
  const description =
    typeof item.description === 'string' ? item.description : fields(item.description).default_value;
  return { id: text(item.command_id), command: text(item.command), description: text(description) };
}

/**
 * Makes the palette behind “/” show exactly these commands. Picking one sends ordinary text, so the bot works
 * without: a failure is only logged.
 */
export async function syncSlashCommands(
  client: PlatformClient,
  log: Logger,
  wanted: readonly SlashCommand[],
): Promise<void> {
  const request = (method: string, url: string, data?: object): Promise<Answer> =>
    client.call((options) => client.sdk.request({ method, url, ...(data ? { data } : {}) }, options));
  const body = ({ command, description }: SlashCommand) => ({
    command,
    description: { default_value: description, i18n: { zh_cn: description } },
  });

  const listed = await request('GET', path);
  if (listed.kind !== 'ok') {
    log.warn(
      { outcome: listed.kind, code: 'code' in listed ? listed.code : undefined },
      'slash commands not synced',
    );
    return;
  }
  const known = new Map(
    items(fields(listed.body.data).items)
      .map(registeredOf)
      .map((item) => [item.command, item]),
  );
  const kept = wanted.slice(0, maxCommands);
  const keptNames = new Set(kept.map((item) => item.command));
  const changes: (() => Promise<Answer>)[] = [];
  for (const item of known.values()) {
    if (!keptNames.has(item.command)) changes.push(() => request('DELETE', `${path}/${item.id}`));
  }
  for (const item of kept) {
    const existing = known.get(item.command);
    if (!existing) changes.push(() => request('POST', path, body(item)));
    else if (existing.description !== item.description) {
      changes.push(() => request('PATCH', `${path}/${existing.id}`, body(item)));
    }
  }
  let failed = 0;
  for (const change of changes) if ((await change()).kind !== 'ok') failed += 1;
  log[failed > 0 ? 'warn' : 'info'](
    { wanted: kept.length, changed: changes.length - failed, failed },
    'slash commands synced',
  );
}

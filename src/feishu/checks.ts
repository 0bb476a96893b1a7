import type { Clock } from '../core/clock.ts';
import type { FeishuCredentials } from '../core/config.ts';
import { createLogger, type Logger } from '../core/logger.ts';
import { doctorText } from '../text/doctor.ts';
import { type Answer, createClient, type PlatformClient } from './client.ts';
import { createLongConnection } from './receive-ws.ts';
import { fields, items, text } from './wire.ts';

export interface Finding {
  readonly ok: boolean;
  readonly name: string;
  readonly detail: string;
  /** The step that mends it; empty when nothing needs mending. */
  readonly mend: string;
}

/** Without these the bot is deaf or mute. */
const requiredScopes: readonly string[] = [
  'im:message:send_as_bot',
  'im:message.p2p_msg:readonly',
  'im:message.group_at_msg:readonly',
  'contact:user.id:readonly',
];

/** With these it sends documents, greets on first contact, appears in the slash palette and may mark 加急. */
const optionalScopes: readonly string[] = [
  'im:resource:upload',
  'im:chat.access_event.bot_p2p_chat:read',
  'application:app_slash_command:read',
  'application:app_slash_command:write',
  'im:message.urgent',
];

const fine = (name: string, detail: string): Finding => ({ ok: true, name, detail, mend: '' });
const broken = (name: string, detail: string, mend: string): Finding => ({ ok: false, name, detail, mend });
const codeOf = (answer: Answer): number => ('code' in answer ? answer.code : 0);

function get(
  client: PlatformClient,
  url: string,
  params: Readonly<Record<string, unknown>> = {},
): Promise<Answer> {
  return client.call((options) => client.sdk.request({ method: 'GET', url, params }, options));
}

async function checkCredentials(
  client: PlatformClient,
  { appId, domain }: FeishuCredentials,
): Promise<Finding> {
  const words = doctorText.credentials;
  const failure = await client.warm();
  if (!failure) return fine(words.name, words.fine(appId));
  if (failure.kind === 'no_answer') return broken(words.name, words.silent(domain), words.mendSilent);
  return broken(words.name, words.refused(failure.code), words.mendRefused);
}

/** `activate_status` of a bot that is switched on. */
const active = 2;

async function checkBot(client: PlatformClient): Promise<Finding> {
  const words = doctorText.bot;
  const answer = await get(client, '/open-apis/bot/v3/info');
  if (answer.kind !== 'ok') return broken(words.name, words.unknown(codeOf(answer)), words.mend);
  const bot = fields(answer.body.bot);
  const isActive = text(bot.open_id) !== '' && (bot.activate_status ?? active) === active;
  return isActive
    ? fine(words.name, words.fine(text(bot.app_name)))
    : broken(words.name, words.inactive, words.mend);
}

const granted = 1;

async function checkScopes(client: PlatformClient): Promise<Finding> {
  const words = doctorText.scopes;
  const answer = await get(client, '/open-apis/application/v6/scopes');
  if (answer.kind !== 'ok') return broken(words.name, words.unknown, words.mendUnknown(requiredScopes));
  const have = new Set(
    items(fields(answer.body.data).scopes)
      .map(fields)
      .filter((scope) => scope.grant_status === granted)
      .map((scope) => text(scope.scope_name)),
  );
  const missing = requiredScopes.filter((scope) => !have.has(scope));
  if (missing.length > 0) return broken(words.name, words.missing(missing), words.mend);
  const nice = optionalScopes.filter((scope) => !have.has(scope));
  const rest = nice.length > 0 ? [words.optional(nice)] : [];
  return fine(words.name, [words.fine(requiredScopes.length), ...rest].join('；'));
}

/** The department at the root of a tenant: with it in range, everybody is. */
const rootDepartment = '0';

async function checkAvailability(client: PlatformClient): Promise<Finding> {
  const words = doctorText.availability;
  const answer = await get(client, '/open-apis/contact/v3/scopes', { page_size: 100 });
  if (answer.kind !== 'ok') return broken(words.name, words.unknown(codeOf(answer)), words.mend);
  const data = fields(answer.body.data);
  const departments = items(data.department_ids);
  const people = items(data.user_ids).length + items(data.group_ids).length;
  if (departments.includes(rootDepartment)) return fine(words.name, words.everyone);
  if (departments.length + people === 0) return broken(words.name, words.nobody, words.mend);
  return fine(words.name, words.some(departments.length, people));
}

async function checkConnection(
  client: PlatformClient,
  credentials: FeishuCredentials,
  log: Logger,
  patienceMs: number,
): Promise<Finding> {
  if (credentials.transport === 'webhook') {
    const words = doctorText.webhook;
    return credentials.encryptKey
      ? fine(words.name, words.fine)
      : broken(words.name, words.missing, words.mend);
  }
  const words = doctorText.connection;
  // Events that arrive meanwhile must not be lost to a check: the platform delivers them again.
  const intake = () => Promise.reject(new Error('only a check'));
  const socket = createLongConnection(credentials, {
    http: client.http,
    log,
    intake,
    secrets: client.secrets,
  });
  try {
    return (await socket.start(patienceMs))
      ? fine(words.name, words.fine)
      : broken(words.name, words.failed(socket.state()), words.mend);
  } finally {
    socket.stop();
  }
}

/** Everything about the platform that can be seen from here. Without a token only that is reported. */
export async function platformChecks(
  credentials: FeishuCredentials,
  clock: Clock,
  log: Logger = createLogger('silent'),
  patienceMs = 15_000,
): Promise<readonly Finding[]> {
  const client = createClient(credentials, clock, log);
  try {
    const credentialsFinding = await checkCredentials(client, credentials);
    if (!credentialsFinding.ok) return [credentialsFinding];
    return [
      credentialsFinding,
      await checkBot(client),
      await checkScopes(client),
      await checkAvailability(client),
      await checkConnection(client, credentials, log, patienceMs),
    ];
  } finally {
    client.close();
  }
}

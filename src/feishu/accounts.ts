import { setTimeout as pause } from 'node:timers/promises';
import type { Clock } from '../core/clock.ts';
import type { FeishuCredentials } from '../core/config.ts';
import { AppError } from '../core/errors.ts';
import type { Logger } from '../core/logger.ts';
import { type Answer, createClient, type PlatformClient } from './client.ts';
import { type Fields, fields, items, text } from './wire.ts';

/** The platform's most for one question. */
const batchSize = 50;
const patience = 5;
const longestWaitMs = 10_000;

const scopeMissing = new Set([99991672, 99991679]);

type Ask = Parameters<PlatformClient['call']>[0];

/**
 * The open_id behind each e-mail, mobile or user_id of a roster; who is not found is left out. A platform that does
 * not answer is an error: an import must not mistake it for a person without an account.
 */
export async function resolveAccounts(
  accounts: readonly string[],
  credentials: FeishuCredentials,
  clock: Clock,
  log: Logger,
): Promise<ReadonlyMap<string, string>> {
  const client = createClient(credentials, clock, log);
  const emails = accounts.filter((account) => account.includes('@'));
  const mobiles = accounts.filter((account) => /^\+?\d{7,}$/.test(account));
  const others = accounts.filter((account) => !emails.includes(account) && !mobiles.includes(account));
  const found = new Map<string, string>();
  try {
    await askBatches(client, 'emails', emails, found);
    await askBatches(client, 'mobiles', mobiles, found);
    for (const userId of others) {
      const user = fields((await lookUp(client, userId))?.user);
      if (text(user.open_id) !== '') found.set(userId, text(user.open_id));
    }
    return found;
  } finally {
    client.close();
  }
}

async function askBatches(
  client: PlatformClient,
  field: 'emails' | 'mobiles',
  accounts: readonly string[],
  found: Map<string, string>,
): Promise<void> {
  const url = '/open-apis/contact/v3/users/batch_get_id';
  for (let from = 0; from < accounts.length; from += batchSize) {
    const data = { [field]: accounts.slice(from, from + batchSize) };
    const answer = await ask(client, (options) =>
      client.sdk.request({ method: 'POST', url, params: { user_id_type: 'open_id' }, data }, options),
    );
    if (answer.kind !== 'ok') throw unanswered(answer);
    for (const user of items(fields(answer.body.data).user_list).map(fields)) {
      if (text(user.user_id) !== '') found.set(text(user.email) || text(user.mobile), text(user.user_id));
    }
  }
}

async function lookUp(client: PlatformClient, userId: string): Promise<Fields | undefined> {
  const url = `/open-apis/contact/v3/users/${encodeURIComponent(userId)}`;
  const answer = await ask(client, (options) =>
    client.sdk.request({ method: 'GET', url, params: { user_id_type: 'user_id' } }, options),
  );
  if (answer.kind === 'ok') return fields(answer.body.data);
  // Nobody by that id, or nobody we may see; a scope that is missing would make that of everybody.
  if (answer.kind === 'refused' && !scopeMissing.has(answer.code)) return undefined;
  throw unanswered(answer);
}

/** Asks again while the platform is busy: a roster of thousands runs into its limits. */
async function ask(client: PlatformClient, perform: Ask): Promise<Answer> {
  for (let attempt = 1; ; attempt += 1) {
    const answer = await client.call(perform);
    if (answer.kind !== 'busy' || attempt === patience) return answer;
    await pause(Math.min(answer.retryAfterMs, longestWaitMs));
  }
}

function unanswered(answer: Exclude<Answer, { kind: 'ok' }>): AppError {
  const code = 'code' in answer ? `, code ${answer.code}` : '';
  return new AppError('unavailable', 'accounts_unresolved', `The platform did not tell the accounts${code}`);
}

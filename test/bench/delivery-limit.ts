import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import postgres from 'postgres';
import { migrate } from '../../db/migrate.ts';
import type { Place } from '../chaos/place.ts';
import { accounts, app, type Platform } from './platform.ts';

/**
 * The most direct delivery: a loop that posts the card over kept connections and writes down the answer with one
 * update, on the same database, against the same platform. It would send twice after a crash.
 */
export async function sendDirectly(task: {
  readonly place: Place;
  readonly platform: Platform;
  readonly card: object;
  readonly warmUp: number;
  readonly messages: number;
  readonly concurrency: number;
}): Promise<number> {
  const { platform, messages, warmUp, concurrency } = task;
  const agent = new Agent({ keepAlive: true, maxSockets: concurrency });
  const sessions = await openSessions(task.place);
  const content = JSON.stringify(task.card);
  try {
    const issued = await post(agent, `${platform.url}/open-apis/auth/v3/tenant_access_token/internal`, '', {
      app_id: app.appId,
      app_secret: app.appSecret,
    });
    const token = `Bearer ${String(issued.tenant_access_token)}`;
    const ids = Array.from({ length: warmUp + messages }, () => randomUUID());
    for (let from = 0; from < ids.length; from += 500)
      await sessions.book(ids.slice(from, from + 500), content);

    const drain = async (share: readonly string[]): Promise<number> => {
      let next = 0;
      const startedAt = performance.now();
      const work = async (): Promise<void> => {
        for (let n = next++; n < share.length; n = next++) {
          const uuid = share[n] ?? '';
          const answer = await post(
            agent,
            `${platform.url}/open-apis/im/v1/messages?receive_id_type=open_id`,
            token,
            {
              receive_id: accounts[n % accounts.length],
              msg_type: 'interactive',
              content,
              uuid,
            },
          );
          await sessions.accept(uuid, String((answer.data as { message_id: string }).message_id));
        }
      };
      await Promise.all(Array.from({ length: concurrency }, work));
      return performance.now() - startedAt;
    };
    await drain(ids.slice(0, warmUp));
    return (messages * 1000) / (await drain(ids.slice(warmUp)));
  } finally {
    agent.destroy();
    await sessions.close();
  }
}

interface Sessions {
  book(ids: readonly string[], content: string): Promise<unknown>;
  accept(id: string, messageId: string): Promise<unknown>;
  close(): Promise<unknown>;
}

const acceptRow = `update outbox set state = 'accepted', message_id = $2, settled_at = now() where id = $1::uuid`;

/** The stock drivers; the product's own migrations made the table. */
async function openSessions(place: Place): Promise<Sessions> {
  const database = await place.open();
  await migrate(database);
  await database.close();
  const url = place.env.DATABASE_URL;
  if (url !== undefined) {
    const client = postgres(url, { max: 10, onnotice: () => undefined });
    return {
      book: (ids, content) => client.unsafe(bookRows(ids, content)),
      accept: (id, messageId) => client.unsafe(acceptRow, [id, messageId], { prepare: true }),
      close: () => client.end({ timeout: 1 }),
    };
  }
  const pglite = await PGlite.create(join(place.dataDir, 'pg'));
  return {
    book: (ids, content) => pglite.exec(bookRows(ids, content)),
    accept: (id, messageId) => pglite.query(acceptRow, [id, messageId]),
    close: () => pglite.close(),
  };
}

function bookRows(ids: readonly string[], content: string): string {
  const card = content.replaceAll("'", "''");
  const rows = ids.map(
    (id) => `('${id}', '${id}', 'bench', 'reply', '{}', '${card}', '{}', 'planned', now(), now())`,
  );
  const columns =
    'id, dedupe_key, kind, channel, subject, content, instance_keys, state, booked_at, not_before';
  return `insert into outbox (${columns}) values ${rows.join(',')}`;
}

function post(agent: Agent, url: string, token: string, body: object): Promise<Record<string, unknown>> {
  return new Promise((resolve, reject) => {
    const text = JSON.stringify(body);
    const outgoing = request(url, {
      method: 'POST',
      agent,
      headers: {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(text),
        ...(token && { authorization: token }),
      },
    });
    outgoing.on('error', reject);
    outgoing.on('response', (answer) => {
      let raw = '';
      answer.setEncoding('utf8').on('data', (part: string) => {
        raw += part;
      });
      answer.on('end', () => resolve(JSON.parse(raw) as Record<string, unknown>));
    });
    outgoing.end(text);
  });
}

import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { EventDispatcher, LoggerLevel } from '@larksuiteoapi/node-sdk';
import postgres from 'postgres';
import { migrate } from '../../db/migrate.ts';
import type { Place } from '../chaos/place.ts';
import { encryptKey, type SealedClick } from './callback-clicks.ts';

const upsert = `insert into attendances (activity_id, person_code, mark, marked_at, marked_by, is_late)
  values ($1::uuid, $2, 'present', now(), $2, false)
  on conflict (activity_id, person_code) do update set mark = excluded.mark, marked_at = excluded.marked_at`;

/**
 * The most direct answer to a press: the SDK's own dispatcher opens and checks it, one upsert writes the mark, a toast
 * goes back. It knows no roll, no window, no repetition, and redraws nothing.
 */
export async function openBareHandler(
  place: Place,
): Promise<{ press(click: SealedClick): Promise<unknown>; close(): Promise<unknown> }> {
  const database = await place.open();
  await migrate(database);
  await database.close();
  const { query, close } = await openSession(place);
  const dispatcher = new EventDispatcher({ encryptKey, loggerLevel: LoggerLevel.error }).register({
    'card.action.trigger': async (event: {
      readonly operator: { readonly open_id: string };
      readonly action: { readonly value: { readonly activity: string } };
    }) => {
      await query([event.action.value.activity, event.operator.open_id]);
      return { toast: { type: 'success', content: '已记下：参加' } };
    },
  });
  return {
    press: async ({ raw, headers }) => {
      const answer = await dispatcher.invoke(
        Object.assign(Object.create({ headers }), JSON.parse(raw) as object),
      );
      if (!(answer as { readonly toast?: unknown } | undefined)?.toast) throw new Error('no answer');
      return answer;
    },
    close,
  };
}

async function openSession(place: Place): Promise<{
  query(values: readonly string[]): Promise<unknown>;
  close(): Promise<unknown>;
}> {
  const url = place.env.DATABASE_URL;
  if (url !== undefined) {
    const client = postgres(url, { max: 10, onnotice: () => undefined });
    return {
      query: (values) => client.unsafe(upsert, [...values], { prepare: true }),
      close: () => client.end({ timeout: 1 }),
    };
  }
  const pglite = await PGlite.create(join(place.dataDir, 'pg'));
  return { query: (values) => pglite.query(upsert, [...values]), close: () => pglite.close() };
}

import { and, inArray, ne } from 'drizzle-orm';
import type { Db } from '../../db/client.ts';
import { outbox } from '../../db/schema/index.ts';
import { engineText } from '../../src/text/engine.ts';
import { type ChatReader, describeMessage, type ReadMessage } from './reader.ts';

const onEvery = [engineText.why, engineText.feedback].map((label) => `[${label}]`);

/** What came of itself and cannot be asked why it came, or answered with a word to the designated reader, as it reads now. Documents have no buttons. */
export async function withoutNoticeButtons(
  db: Db,
  read: readonly { readonly reader: ChatReader; readonly message: ReadMessage }[],
): Promise<readonly string[]> {
  const bare = read.filter(
    ({ message }) => message.fileKey === undefined && onEvery.some((label) => !message.text.includes(label)),
  );
  if (bare.length === 0) return [];
  const ids = bare.map(({ message }) => message.id);
  const notices = await db
    .select({ id: outbox.messageId })
    .from(outbox)
    .where(and(inArray(outbox.messageId, ids), ne(outbox.channel, 'reply')));
  const known = new Set(notices.map(({ id }) => id));
  return bare
    .filter(({ message }) => known.has(message.id))
    .map(({ reader, message }) => `${reader.name}：\n${describeMessage(message)}`);
}

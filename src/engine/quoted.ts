import { eq } from 'drizzle-orm';
import type { Reader } from '../../db/client.ts';
import { liveCards } from '../../db/schema/index.ts';
import type { CardKind } from '../commands/intent-name.ts';
import type { About } from './define.ts';
import { activityOf, itemsOf, sentNotice } from './sent-notice.ts';

/**
 * What the card that a message replies to is about. Only cards this person, or this chat, was really sent: whoever
 * quotes another's message learns nothing. The first message that is such a card decides.
 */
export async function aboutQuoted(
  db: Reader,
  messages: readonly string[],
  reader: { readonly person: string; readonly chat: string },
  kinds: ReadonlyMap<string, CardKind>,
): Promise<About | undefined> {
  for (const message of messages) {
    const about =
      (await ofLiveCard(db, message, reader.person, kinds)) ?? (await ofNotice(db, message, reader, kinds));
    if (about) return about;
  }
  return undefined;
}

async function ofLiveCard(
  db: Reader,
  message: string,
  person: string,
  kinds: ReadonlyMap<string, CardKind>,
): Promise<About | undefined> {
  const [card] = await db.select().from(liveCards).where(eq(liveCards.messageId, message));
  const kind = card && kinds.get(card.kind);
  if (!card || !kind || card.personCode !== person) return undefined;
  return { kind, activity: card.subject, instances: [] };
}

async function ofNotice(
  db: Reader,
  message: string,
  reader: { readonly person: string; readonly chat: string },
  kinds: ReadonlyMap<string, CardKind>,
): Promise<About | undefined> {
  const notice = await sentNotice(db, message, reader);
  if (!notice) return undefined;
  const activity = activityOf(notice);
  const instances = await itemsOf(db, notice);
  const isOfItems = activity === undefined && instances.length > 0;
  return { kind: kinds.get(notice.kind) ?? (isOfItems ? 'items' : undefined), message, activity, instances };
}

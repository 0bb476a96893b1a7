import type { Db } from '../../db/client.ts';
import type { Logger } from '../core/logger.ts';
import type { ChatPort } from '../notices/chat-port.ts';
import { touchMessage } from '../notices/live-cards.ts';
import type { ClickAnswer, InboundEvent } from './inbound-port.ts';

/**
 * The platform waits three seconds for the answer to a press (feishu-platform.md), then says that it failed. How long a
 * network is patient is measured in real time, whatever the simulated clock says.
 */
const patienceMs = 2_800;

/**
 * The answer to a press that came too late to be shown is put on its message, so that nobody presses again for what was
 * done. Resolves when there is nothing to do, or it was done; never rejects.
 */
export async function showLate(
  ports: {
    readonly db: Db;
    readonly chat: Pick<ChatPort, 'patch'>;
    readonly log: Logger;
    /** A card waits to be redrawn. */
    touched(): void;
  },
  event: InboundEvent,
  answering: Promise<ClickAnswer | undefined>,
): Promise<void> {
  if (event.kind !== 'click') return void (await answering.catch(() => undefined));
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
  }, patienceMs);
  const answer = await answering.catch(() => undefined);
  clearTimeout(timer);
  if (!isLate || !answer?.card) return;
  const { messageId } = event;
  ports.log.warn({ eventKey: event.eventKey, messageId }, 'a press was answered too late');
  try {
    // What follows a subject is drawn anew by its own way: this card may be old by now.
    if (await touchMessage(ports.db, messageId)) ports.touched();
    else await ports.chat.patch(messageId, answer.card);
  } catch (error) {
    ports.log.error({ err: error, messageId }, 'a late answer was not shown');
  }
}

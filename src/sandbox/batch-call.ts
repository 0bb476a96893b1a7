import { type ApiAnswer, failed } from './answers.ts';
import type { Batch, Message } from './entities.ts';
import type { Workspace } from './workspace.ts';

const knownMs = 30 * 86_400_000;

/** A batch can be asked about and recalled for thirty days. */
export function knownBatch({ world }: Workspace, id: string): Batch | ApiAnswer {
  const batch = world.state.batches.get(id);
  return batch && world.now() - batch.createdAt <= knownMs
    ? batch
    : failed(230030, 'The message id is invalid, record not found.');
}

export function messagesOf({ world }: Workspace, batch: Batch): Message[] {
  return batch.messageIds.flatMap((id) => world.message(id) ?? []);
}

export const isRead = (message: Message): boolean => Object.keys(message.readBy).length > 0;

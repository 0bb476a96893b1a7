import { among } from '../../db/bulk.ts';
import type { Tx } from '../../db/client.ts';
import { outgoingFiles } from '../../db/schema/index.ts';
import type { OutgoingFile } from './chat-port.ts';
import type { Composed, OutboxRow } from './notice.ts';

/** The ledger keeps the name of a document, never its bytes. */
export function fileNameIn({ content }: Pick<OutboxRow, 'content'>): string | undefined {
  if (typeof content !== 'object' || content === null || !('file' in content)) return undefined;
  return typeof content.file === 'string' ? content.file : undefined;
}

/** Bytes of what is just leaving: should the answer be lost, the very same document is sent again. */
export async function keepFiles(
  tx: Tx,
  leaving: readonly { readonly row: OutboxRow; readonly content: Composed }[],
): Promise<void> {
  for (const { row, content } of leaving) {
    if (content.kind !== 'file') continue;
    const { name, bytes } = content.file;
    const base64 = Buffer.from(bytes).toString('base64');
    await tx
      .insert(outgoingFiles)
      .values({ noticeId: row.id, name, base64 })
      .onConflictDoUpdate({ target: outgoingFiles.noticeId, set: { name, base64 } });
  }
}

export async function filesOnTheWay(
  tx: Tx,
  rows: readonly OutboxRow[],
): Promise<ReadonlyMap<string, OutgoingFile>> {
  const ids = rows.filter((row) => fileNameIn(row) !== undefined).map(({ id }) => id);
  if (ids.length === 0) return new Map();
  const kept = await tx.select().from(outgoingFiles).where(among(outgoingFiles.noticeId, ids));
  return new Map(
    kept.map(({ noticeId, name, base64 }) => [noticeId, { name, bytes: Buffer.from(base64, 'base64') }]),
  );
}

/** What has arrived is kept nowhere: documents hold names. */
export async function dropFiles(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await tx.delete(outgoingFiles).where(among(outgoingFiles.noticeId, ids));
}

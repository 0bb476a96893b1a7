import { eq } from 'drizzle-orm';
import type { Reader } from '../../db/client.ts';
import { settings } from '../../db/schema/index.ts';
import type { OutboxRow } from './notice.ts';
import { bookNotices } from './outbox.ts';

const key = 'urgent_changes';

/** The kind of the mark in the ledger, a row beside that of the message it is put on. */
export const urgentKind = 'outbound.urgent';

/** Who turned it on, and when. Off unless an administrator does (duties.md e.4: no 加急 by default). */
interface UrgentSwitch {
  readonly by: string;
  readonly at: string;
}

export async function readUrgent(tx: Reader): Promise<UrgentSwitch | undefined> {
  const [row] = await tx.select().from(settings).where(eq(settings.key, key));
  return row?.value as UrgentSwitch | undefined;
}

/** Both answer false where it was so already. */
export async function allowUrgent(tx: Reader, by: UrgentSwitch): Promise<boolean> {
  const rows = await tx.insert(settings).values({ key, value: by }).onConflictDoNothing().returning();
  return rows.length > 0;
}

export async function forbidUrgent(tx: Reader): Promise<boolean> {
  const rows = await tx.delete(settings).where(eq(settings.key, key)).returning();
  return rows.length > 0;
}

const shortNoticeMs = 2 * 3_600_000;

/** A meeting that begins so soon that a message unread until then has come in vain. */
function isShortNotice(neededBy: Date, now: Date): boolean {
  const left = neededBy.getTime() - now.getTime();
  return left > 0 && left <= shortNoticeMs;
}

/**
 * Messages that have just arrived and may ring: each gets its mark as a row of the ledger, in the commit that notes
 * the arrival. So a mark waits for room like everything else, and rings once or, killed in between, not at all.
 */
export async function bookUrgent(
  tx: Reader,
  arrived: readonly { readonly row: OutboxRow; readonly messageId: string }[],
  now: Date,
): Promise<boolean> {
  const ringing = arrived.filter(({ row }) => mayRing(row, now));
  if (ringing.length === 0 || !(await readUrgent(tx))) return false;
  await bookNotices(
    tx,
    ringing.flatMap(({ row, messageId }) =>
      row.personCode === null
        ? []
        : [
            {
              key: `urgent:${row.id}`,
              kind: urgentKind,
              channel: 'reply' as const,
              to: { person: row.personCode },
              subject: { notice: row.id, messageId },
              neededBy: neededByOf(row),
            },
          ],
    ),
    now,
  );
  return true;
}

/** Also asked when the mark leaves: what waited for room until the meeting began rings for nothing. */
export function isStillShort(row: Pick<OutboxRow, 'subject'>, now: Date): boolean {
  const by = neededByOf(row);
  return by !== undefined && isShortNotice(by, now);
}

function mayRing(row: OutboxRow, now: Date): boolean {
  const { mayRing: may } = row.subject as { readonly mayRing?: boolean };
  return may === true && isStillShort(row, now);
}

function neededByOf({ subject }: Pick<OutboxRow, 'subject'>): Date | undefined {
  const { neededBy } = subject as { readonly neededBy?: string };
  return neededBy === undefined ? undefined : new Date(neededBy);
}

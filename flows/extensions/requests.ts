import { and, eq, gte, or } from 'drizzle-orm';
import { among } from '../../db/bulk.ts';
import type { Reader, Tx } from '../../db/client.ts';
import { dutyInstances, dutyRequests } from '../../db/schema/index.ts';
import type { Day } from '../../src/calendar/day.ts';
import { onlineRequest } from '../../src/duties/approvals.ts';
import type { RequestKind } from '../../src/duties/deciding.ts';
import type { DutyInstance, ReasonCode } from '../../src/duties/instance.ts';
import { lockInstances, toInstance } from '../../src/duties/store.ts';
import type { PostType } from '../../src/org/types.ts';

type RequestState = 'pending' | 'approved' | 'refused' | 'withdrawn' | 'overtaken';

/** A request as it was asked, and what became of it. */
export interface DutyRequest {
  readonly id: string;
  readonly kind: RequestKind;
  readonly instanceKey: string;
  readonly requestedBy: string;
  readonly newDay: Day | null;
  readonly code: ReasonCode;
  readonly reason: string;
  readonly isAfterDue: boolean;
  readonly state: RequestState;
  readonly deciderOrg: string;
  readonly deciderPost: PostType;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
  readonly answer: string | null;
  readonly grantedDay: Day | null;
  readonly told: string[];
  readonly createdAt: Date;
}

/** A request with what it is about. */
export interface Asked {
  readonly request: DutyRequest;
  readonly instance: DutyInstance;
}

function toRequest(row: typeof dutyRequests.$inferSelect): DutyRequest {
  return row as DutyRequest;
}

/** As it is asked: it waits, and nobody has answered or been told. */
export function newRequest(
  asked: Omit<DutyRequest, 'state' | 'decidedBy' | 'decidedAt' | 'answer' | 'grantedDay' | 'told'>,
): DutyRequest {
  const unanswered = { decidedBy: null, decidedAt: null, answer: null, grantedDay: null, told: [] };
  return { ...asked, state: 'pending', ...unanswered };
}

export async function insertRequest(tx: Tx, request: DutyRequest): Promise<void> {
  await tx.insert(dutyRequests).values(request).onConflictDoNothing();
}

/** The instance before the request, as everywhere, so that two transactions never wait for each other. */
export async function lockAsked(tx: Tx, id: string): Promise<Asked | undefined> {
  const [known] = await tx.select().from(dutyRequests).where(eq(dutyRequests.id, id));
  const [instance] = known ? await lockInstances(tx, [known.instanceKey]) : [];
  const [row] = await tx.select().from(dutyRequests).where(eq(dutyRequests.id, id)).for('update');
  return row && instance ? { request: toRequest(row), instance } : undefined;
}

/** From here to the commit none of these can be settled: what a card says of them is true when it leaves. */
export async function holdInstances(tx: Tx, asked: readonly Asked[]): Promise<void> {
  const keys = [...new Set(asked.map(({ instance }) => instance.key))];
  if (keys.length === 0) return;
  await tx
    .select({ key: dutyInstances.key })
    .from(dutyInstances)
    .where(among(dutyInstances.key, keys))
    .orderBy(dutyInstances.key)
    .for('share');
}

export async function changeRequest(
  tx: Tx,
  id: string,
  changes: Partial<Omit<DutyRequest, 'id'>>,
): Promise<void> {
  await tx.update(dutyRequests).set(changes).where(eq(dutyRequests.id, id));
}

/** What was asked about it and is not decided; a result whose record was taken back asks for nothing any more. */
export async function pendingOf(
  db: Reader,
  { key, state }: Pick<DutyInstance, 'key' | 'state'>,
): Promise<DutyRequest | undefined> {
  const rows = await db
    .select()
    .from(dutyRequests)
    .where(and(eq(dutyRequests.instanceKey, key), eq(dutyRequests.state, 'pending')));
  // How a meeting is counted stands beside whatever else is asked about it.
  return rows
    .map(toRequest)
    .find(({ kind }) => kind !== 'online' && (kind !== 'result' || state === 'submitted'));
}

/** Whether the superior was asked already how its meeting is to be counted. */
export async function pendingOnline(
  db: Reader,
  { key }: Pick<DutyInstance, 'key'>,
): Promise<DutyRequest | undefined> {
  const row = await onlineRequest(db, key, 'pending');
  return row && toRequest(row);
}

/** What waits for a decision in these organisations, and what was decided there since; oldest first. */
export async function askedAt(db: Reader, orgs: readonly string[], since: Date): Promise<readonly Asked[]> {
  if (orgs.length === 0) return [];
  const rows = await db
    .select({ request: dutyRequests, instance: dutyInstances })
    .from(dutyRequests)
    .innerJoin(dutyInstances, eq(dutyInstances.key, dutyRequests.instanceKey))
    .where(
      and(
        among(dutyRequests.deciderOrg, orgs),
        or(eq(dutyRequests.state, 'pending'), gte(dutyRequests.decidedAt, since)),
      ),
    )
    .orderBy(dutyRequests.createdAt, dutyRequests.id);
  return rows.map(({ request, instance }) => ({
    request: toRequest(request),
    instance: toInstance(instance),
  }));
}

/** Requests with what they are about, by their ids. */
export async function askedById(db: Reader, ids: readonly string[]): Promise<ReadonlyMap<string, Asked>> {
  const rows = await db
    .select({ request: dutyRequests, instance: dutyInstances })
    .from(dutyRequests)
    .innerJoin(dutyInstances, eq(dutyInstances.key, dutyRequests.instanceKey))
    .where(among(dutyRequests.id, ids));
  return new Map(
    rows.map(({ request, instance }) => [
      request.id,
      { request: toRequest(request), instance: toInstance(instance) },
    ]),
  );
}

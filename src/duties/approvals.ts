import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm';
import { among } from '../../db/bulk.ts';
import type { Reader } from '../../db/client.ts';
import { dutyInstances, dutyRequests } from '../../db/schema/index.ts';
import type { Day } from '../calendar/day.ts';
import type { Catalogue, DutyDef } from './catalogue/catalogue.ts';
import { type DutyInstance, isStill } from './instance.ts';
import { toInstance } from './store.ts';

/** What the superior approves of an election: that it is prepared (请示、批复), and its result (duties.md b.4). */
const approvalKinds = ['elect', 'result'] as const;
export type ApprovalKind = (typeof approvalKinds)[number];

export interface Approval {
  readonly request: string;
  readonly state: 'pending' | 'approved' | 'refused';
  /** The day of the 请示, or of the election whose result is put forward. */
  readonly askedOn: Day | null;
  /** The day of the 批复. */
  readonly approvedOn: Day | null;
  /** Why it was refused. */
  readonly answer: string | null;
  readonly deciderOrg: string;
  readonly deciderPost: string;
}

export type Approvals = Readonly<Partial<Record<ApprovalKind, Approval>>>;

/** Whether the superior has to approve of it beforehand: elections. */
export function needsApproval({ evidence }: Pick<DutyDef, 'evidence'>): boolean {
  return evidence.required.includes('approval');
}

/** How the two approvals of these instances stand, the latest of each; what was withdrawn or overtaken is none. */
export async function approvalsOf(
  db: Reader,
  keys: readonly string[],
): Promise<ReadonlyMap<string, Approvals>> {
  if (keys.length === 0) return new Map();
  const rows = await db
    .select()
    .from(dutyRequests)
    .where(
      and(
        among(dutyRequests.instanceKey, keys),
        inArray(dutyRequests.kind, [...approvalKinds]),
        inArray(dutyRequests.state, ['pending', 'approved', 'refused']),
      ),
    )
    .orderBy(asc(dutyRequests.createdAt), asc(dutyRequests.id));
  const found = new Map<string, Approvals>();
  for (const row of rows) {
    const approval: Approval = {
      request: row.id,
      state: row.state as Approval['state'],
      askedOn: row.newDay as Day | null,
      approvedOn: row.grantedDay as Day | null,
      answer: row.answer,
      deciderOrg: row.deciderOrg,
      deciderPost: row.deciderPost,
    };
    found.set(row.instanceKey, { ...found.get(row.instanceKey), [row.kind]: approval });
  }
  return found;
}

/** An election for which something of the superior's approval is missing: it was not asked for, or not given yet. */
interface Unapproved {
  readonly instance: DutyInstance;
  readonly missing: 'request' | 'approval';
}

/** The first of these that may neither be called nor recorded yet, because its request has not been approved. */
export async function unapproved(
  db: Reader,
  catalogue: Catalogue,
  instances: readonly DutyInstance[],
): Promise<Unapproved | undefined> {
  const asked = instances.filter(({ duty }) => {
    const known = catalogue.find(duty);
    return known !== undefined && needsApproval(known);
  });
  const approvals = await approvalsOf(
    db,
    asked.map(({ key }) => key),
  );
  for (const instance of asked) {
    const state = approvals.get(instance.key)?.elect?.state;
    if (state !== 'approved') return { instance, missing: state === 'pending' ? 'approval' : 'request' };
  }
  return undefined;
}

/** A request nobody has decided: who asked whom, and how what it is about stands. */
export interface PendingRequest {
  readonly request: typeof dutyRequests.$inferSelect;
  readonly instance: DutyInstance;
}

/** What waits for a decision at these organisations, oldest first. */
export async function requestsPendingAt(
  db: Reader,
  orgs: readonly string[],
): Promise<readonly PendingRequest[]> {
  if (orgs.length === 0) return [];
  const rows = await db
    .select({ request: dutyRequests, instance: dutyInstances })
    .from(dutyRequests)
    .innerJoin(dutyInstances, eq(dutyInstances.key, dutyRequests.instanceKey))
    .where(and(eq(dutyRequests.state, 'pending'), among(dutyRequests.deciderOrg, [...new Set(orgs)])))
    .orderBy(asc(dutyRequests.createdAt), asc(dutyRequests.id));
  return rows
    .map(({ request, instance }) => ({ request, instance: toInstance(instance) }))
    .filter(({ request, instance }) => !isNeedless(request, instance));
}

/** The request to count those who take part online, as it stands: the one that waits, or the latest that was granted. */
export async function onlineRequest(
  db: Reader,
  instance: string,
  state: 'pending' | 'approved',
): Promise<typeof dutyRequests.$inferSelect | undefined> {
  const [row] = await db
    .select()
    .from(dutyRequests)
    .where(
      and(
        eq(dutyRequests.instanceKey, instance),
        eq(dutyRequests.kind, 'online'),
        eq(dutyRequests.state, state),
      ),
    )
    .orderBy(desc(dutyRequests.decidedAt))
    .limit(1);
  return row;
}

/** This person is told of them by this notice. */
export async function noteTold(
  tx: Reader,
  ids: readonly string[],
  person: string,
  notice: string,
): Promise<void> {
  if (ids.length === 0) return;
  const entry = `${person}/${notice}`;
  await tx
    .update(dutyRequests)
    .set({ told: sql`array_append(${dutyRequests.told}, ${entry})` })
    .where(and(among(dutyRequests.id, ids), sql`not ${entry} = any(${dutyRequests.told})`));
}

/** Whether another notice told this person of it. */
export function isToldBefore(
  { told }: Pick<PendingRequest['request'], 'told'>,
  person: string,
  notice: string,
): boolean {
  return told.some((entry) => entry.startsWith(`${person}/`) && entry !== `${person}/${notice}`);
}

/** Settled otherwise while it waited; of a result: taken back, or decided already. */
export function isNeedless(
  request: { readonly kind: string },
  instance: Pick<DutyInstance, 'state'>,
): boolean {
  if (request.kind === 'result') return instance.state !== 'submitted';
  return request.kind !== 'void' && isStill(instance.state);
}

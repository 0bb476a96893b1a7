import { and, eq, inArray, isNotNull, notLike, or } from 'drizzle-orm';
import { among } from '../../../db/bulk.ts';
import type { Reader } from '../../../db/client.ts';
import {
  dutyInstances,
  dutyRequests,
  dutyStages,
  lines,
  outbox,
  ruleDays,
} from '../../../db/schema/index.ts';
import { type Day, dayOf } from '../../calendar/day.ts';
import type { PassedPost } from '../../org/posts.ts';
import type { PostType } from '../../org/types.ts';
import { onlineRequest } from '../approvals.ts';
import type { DutyInstance } from '../instance.ts';
import { readMarks, readPauses, toInstance } from '../store.ts';
import type { ExplainInput, KeptLine, LineFate } from './explanation.ts';

/** An instance by its key, or by the number people read aloud. */
export async function findInstance(db: Reader, named: string): Promise<DutyInstance | undefined> {
  const isKey = named.includes('/');
  const [row] = await db
    .select()
    .from(dutyInstances)
    .where(isKey ? eq(dutyInstances.key, named) : eq(dutyInstances.number, named.toUpperCase()));
  return row && toInstance(row);
}

export interface Trace
  extends Pick<ExplainInput, 'handled' | 'lines' | 'pauses' | 'marks' | 'onlineAllowed' | 'requests'> {
  /** Whoever was or will be told of it, and in which lines. */
  readonly people: ReadonlyMap<string, readonly KeptLine[]>;
}

/** What is kept about an instance: the stages handled, the lines and what became of them. */
export async function readTrace(db: Reader, instance: DutyInstance): Promise<Trace> {
  const stages = await db.select().from(dutyStages).where(eq(dutyStages.instanceKey, instance.key));
  const rows = await db
    .select({
      stage: lines.stage,
      person: lines.personCode,
      post: lines.post,
      fallback: lines.fallback,
      facts: lines.facts,
      state: lines.state,
      reason: lines.reason,
      bookedAt: lines.bookedAt,
      sent: outbox.state,
      sentReason: outbox.reason,
      sendingAt: outbox.sendingAt,
    })
    .from(lines)
    .leftJoin(outbox, eq(outbox.id, lines.outboxId))
    // That a letter waits for its answer is the business of whoever drafted it.
    .where(and(eq(lines.instanceKey, instance.key), notLike(lines.stage, 'reply:%')))
    .orderBy(lines.bookedAt, lines.stage, lines.personCode);
  const marks = await readMarks(db, [instance.key]);
  const waiting = rows.filter(({ state }) => state === 'waiting').map(({ person }) => person);
  const floods = await db
    .select()
    .from(ruleDays)
    .where(and(eq(ruleDays.duty, instance.duty), eq(ruleDays.state, 'held')));
  const isFlood = ({ state, stage, bookedAt }: (typeof rows)[number]): boolean =>
    state === 'waiting' &&
    floods.some((rule) => rule.stage === stage.split(/[+:]/u)[0] && rule.onDay === dayOf(bookedAt));
  const held = new Map<string, { readonly until: Date; readonly reason: string | null }>();
  if (waiting.length > 0) {
    const digests = await db
      .select({ person: outbox.personCode, until: outbox.notBefore, reason: outbox.reason })
      .from(outbox)
      .where(and(eq(outbox.state, 'held'), among(outbox.personCode, waiting)));
    for (const { person, until, reason } of digests) if (person) held.set(person, { until, reason });
  }
  const kept = rows.map((row): readonly [string, KeptLine] => {
    const isHeld = isFlood(row);
    const hold = row.state === 'waiting' && !isHeld ? held.get(row.person) : undefined;
    const line: KeptLine = {
      stage: row.stage,
      post: row.post as PostType,
      fallback: (row.fallback ?? []) as readonly PassedPost[],
      isLent: (row.facts as { readonly standsInFor?: string }).standsInFor !== undefined,
      fate: hold ? 'held' : fateOf(row.state, row.sent),
      on: dayOf(hold?.until ?? row.sendingAt ?? row.bookedAt),
      bookedOn: dayOf(row.bookedAt),
      reason: isHeld ? 'flood' : hold ? hold.reason : row.state === 'withdrawn' ? row.reason : row.sentReason,
    };
    return [row.person, line];
  });
  const people = new Map<string, readonly KeptLine[]>();
  for (const [person, line] of kept) people.set(person, [...(people.get(person) ?? []), line]);
  return {
    handled: stages
      .map(({ stage, onDay, outcome }) => ({ stage, onDay: onDay as Day, outcome }))
      .sort((a, b) => (a.onDay < b.onDay ? -1 : 1)),
    lines: kept.map(([, line]) => line),
    pauses: await readPauses(db),
    marks: marks.get(instance.key) ?? new Set(),
    onlineAllowed: await onlineAllowedFor(db, instance.key),
    requests: await requestsAbout(db, instance.key),
    people,
  };
}

/** The latest that was granted; to which of its meetings it belongs, the record says. */
async function onlineAllowedFor(db: Reader, key: string): Promise<ExplainInput['onlineAllowed']> {
  const granted = await onlineRequest(db, key, 'approved');
  if (!granted?.decidedAt) return undefined;
  return { org: granted.deciderOrg, post: granted.deciderPost as PostType, on: dayOf(granted.decidedAt) };
}

/** What was asked about its date, whatever became of it, the oldest first. */
async function requestsAbout(db: Reader, key: string): Promise<ExplainInput['requests']> {
  const rows = await db
    .select()
    .from(dutyRequests)
    .where(
      and(
        eq(dutyRequests.instanceKey, key),
        inArray(dutyRequests.kind, ['extend', 'waive']),
        or(eq(dutyRequests.state, 'pending'), isNotNull(dutyRequests.decidedAt)),
      ),
    )
    .orderBy(dutyRequests.createdAt, dutyRequests.id);
  return rows.map((request) => ({
    ...request,
    askedOn: dayOf(request.createdAt),
    decidedOn: request.decidedAt && dayOf(request.decidedAt),
  }));
}

function fateOf(state: string, sent: string | null): LineFate {
  if (state === 'withdrawn') return 'withdrawn';
  switch (sent) {
    case 'sending':
    case 'accepted':
    case 'read':
      return 'told';
    case 'suppressed':
      return 'suppressed';
    case 'failed':
      return 'failed';
    case 'unknown':
      return 'unknown';
    default:
      return 'waiting';
  }
}

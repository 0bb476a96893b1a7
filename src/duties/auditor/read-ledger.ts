import { and, eq, gte, inArray, isNotNull, like, lt, not, notInArray, or, sql } from 'drizzle-orm';
import type { Reader } from '../../../db/client.ts';
import { auditEvents, dutyInstances, dutyMarks, lines, outbox, pauses } from '../../../db/schema/index.ts';
import type { Day } from '../../calendar/day.ts';
import type { PostType } from '../../org/types.ts';
import type { BookedLine } from './compare.ts';
import type { MovedLine } from './expect.ts';
import type { ActKind, AuditedAct } from './history.ts';
import type { AuditedClosure, AuditedOutage } from './pauses.ts';
import type { Stage } from './scene.ts';
import { shanghaiDay, shanghaiMoment, step } from './working-days.ts';

/** Transitions that are acts of people; a new kind is one more row. What time alone does is no act. */
const actKinds: Readonly<Record<string, ActKind>> = {
  'transition.schedule': 'scheduled',
  'transition.unschedule': 'unscheduled',
  'transition.request': 'requested',
  'transition.unrequest': 'unrequested',
  'transition.record': 'recorded',
  'transition.submit': 'submitted',
  'transition.accept': 'accepted',
  'transition.return': 'returned',
  'transition.reopen': 'returned',
  'transition.extend': 'extended',
  'transition.waive': 'waived',
  'transition.not_applicable': 'not_applicable',
  'transition.owe': 'owed',
  'transition.void': 'voided',
};

interface After {
  readonly state?: string | undefined;
  readonly heldOn?: Day | null | undefined;
  readonly heldBy?: Day | null | undefined;
}

/** Everything people did, from the trace, from the marks and from what was opened by hand. */
export async function readActs(db: Reader): Promise<readonly AuditedAct[]> {
  const events = await db
    .select({
      object: auditEvents.object,
      action: auditEvents.action,
      at: auditEvents.at,
      personal: auditEvents.personal,
    })
    .from(auditEvents)
    .where(inArray(auditEvents.action, Object.keys(actKinds)));
  const marks = await db.select().from(dutyMarks);
  const opened = await db.select().from(dutyInstances).where(like(dutyInstances.period, 'ev:%'));
  return [
    ...events.flatMap(({ object, action, at, personal }) => {
      const { after } = (personal ?? {}) as { readonly after?: After };
      const kind = actKinds[action];
      return kind ? [{ ...ofInstance(object), at, ...asAct(kind, after ?? {}) }] : [];
    }),
    ...marks.map(
      ({ instanceKey, subject, at }): AuditedAct => ({
        ...ofInstance(instanceKey),
        kind: 'marked',
        at,
        subject: subject.split('+'),
      }),
    ),
    ...opened.map(
      (row): AuditedAct => ({
        ...ofInstance(row.key),
        kind: 'opened',
        at: row.createdAt,
        eventOn: asDayOf(row.eventOn),
        heldBy: asDayOf(row.originalHeldBy ?? row.heldBy),
        assignee: row.assignee ?? undefined,
        issuer: row.issuer ?? undefined,
      }),
    ),
  ];
}

function ofInstance(key: string): Pick<AuditedAct, 'org' | 'duty' | 'period'> {
  const [org = '', duty = '', period = ''] = key.split('/');
  return { org, duty, period };
}

function asDayOf(day: string | null | undefined): Day | undefined {
  return (day ?? undefined) as Day | undefined;
}

/** A record that waits for its acceptor is only submitted. */
function asAct(kind: ActKind, after: After): Pick<AuditedAct, 'kind' | 'heldOn' | 'newHeldBy'> {
  const heldOn = asDayOf(after.heldOn);
  if (kind === 'extended') return { kind, newHeldBy: asDayOf(after.heldBy) };
  return { kind: kind === 'recorded' && after.state === 'submitted' ? 'submitted' : kind, heldOn };
}

/** Days on which clocks stand still: of an organisation, or everywhere. */
export async function readPauses(
  db: Reader,
): Promise<{ readonly closures: readonly AuditedClosure[]; readonly outages: readonly AuditedOutage[] }> {
  const rows = await db.select().from(pauses);
  const days = rows.map((row) => ({
    org: row.orgCode ?? undefined,
    kind: row.kind,
    from: row.fromOn as Day,
    to: row.toOn as Day,
    since: firstMorningAfter(row.at),
  }));
  return {
    closures: days.filter(({ kind }) => kind !== 'outage'),
    outages: days.filter(({ kind }) => kind === 'outage'),
  };
}

/** The days on which an administrator stopped all messages and released them, by the trail of both acts. */
export async function readStops(db: Reader): Promise<readonly { readonly from: Day; readonly to: Day }[]> {
  const rows = await db
    .select({ action: auditEvents.action, at: auditEvents.at })
    .from(auditEvents)
    .where(inArray(auditEvents.action, ['outbound.stop', 'outbound.release']))
    .orderBy(auditEvents.at);
  return rows.flatMap(({ action, at }, index) => {
    const before = rows[index - 1];
    return action === 'outbound.release' && before?.action === 'outbound.stop'
      ? [{ from: shanghaiDay(before.at), to: shanghaiDay(at) }]
      : [];
  });
}

/** Stages are booked at six: what is entered later in the day is known the next morning. */
function firstMorningAfter(at: Date): Day {
  const day = shanghaiDay(at);
  return at < shanghaiMoment(day, '06:00') ? day : step(day, 1);
}

/** `L0` of `L0+1`. */
function withoutRound(stage: string): string {
  return stage.replace(/\+\d+$/, '');
}

/** Kinds of lines the auditor judges; a `report` states a fact no profile asks for. */
const judgedKinds = ['reminder', 'overdue', 'escalation', 'closing'] as const;

export interface DaySpan {
  readonly from: Day;
  readonly to: Day;
}

/** A part of the ledger: of these organisations (or of all others), what rides along or what does not. */
export interface LedgerShare {
  readonly orgs: readonly string[];
  readonly isOthers?: boolean | undefined;
  readonly isSoft?: boolean | undefined;
}

/** A line with the moment of its booking: what waits leaves with the next digest after it. */
export type BookedMoment = BookedLine & { readonly bookedAt: Date };

/** Lines of the ledger, of some days or of some organisations; a later round's stage has its number (`L0+1`). */
export async function readBooked(db: Reader, part: DaySpan | LedgerShare): Promise<readonly BookedMoment[]> {
  const rows = await db
    .select({
      instanceKey: lines.instanceKey,
      stage: lines.stage,
      kind: lines.kind,
      orgCode: lines.orgCode,
      period: lines.period,
      personCode: lines.personCode,
      post: lines.post,
      state: lines.state,
      reason: lines.reason,
      facts: lines.facts,
      bookedAt: lines.bookedAt,
      sendingAt: outbox.sendingAt,
    })
    .from(lines)
    .leftJoin(outbox, eq(outbox.id, lines.outboxId))
    .where(and(inArray(lines.kind, [...judgedKinds]), 'orgs' in part ? ofShare(part) : within(part)));
  // A line that moved with its post is judged as what it was booked as: for whoever held the post that day.
  const kept = rows.filter(({ state, reason }) => state !== 'withdrawn' || reason !== 'handed_over');
  return kept.map((line) => ({
    instance: line.instanceKey,
    stage: withoutRound(line.stage) as Stage,
    kind: line.kind as BookedLine['kind'],
    org: line.orgCode,
    period: line.period,
    to: (line.facts as { readonly movedFrom?: string }).movedFrom ?? line.personCode,
    post: line.post as PostType,
    day: shanghaiDay(line.sendingAt ?? line.bookedAt),
    state: line.state as BookedLine['state'],
    bookedAt: line.bookedAt,
    ...(line.reason === null ? {} : { reason: line.reason }),
  }));
}

/** Compared with a list and not looked up one by one: each part reads through all of the ledger. */
function ofShare({ orgs, isOthers = false, isSoft }: LedgerShare) {
  const listed = sql`${lines.orgCode} in (select jsonb_array_elements_text(${JSON.stringify(orgs)}::jsonb))`;
  const rides = eq(sql`split_part(${lines.stage}, '+', 1)`, 'soft');
  return and(isOthers ? not(listed) : listed, isSoft === undefined ? undefined : isSoft ? rides : not(rides));
}

function within({ from, to }: DaySpan) {
  const begin = shanghaiMoment(from, '00:00');
  const end = shanghaiMoment(step(to, 1), '00:00');
  return or(
    and(gte(outbox.sendingAt, begin), lt(outbox.sendingAt, end)),
    and(gte(lines.bookedAt, begin), lt(lines.bookedAt, end)),
  );
}

/** Digests that left with a line of another kind, with their people and days: soft lines ride on them too. */
export async function readDigests(
  db: Reader,
): Promise<readonly { readonly person: string; readonly day: Day }[]> {
  const rows = await db
    .selectDistinct({ person: outbox.personCode, at: outbox.sendingAt })
    .from(outbox)
    .innerJoin(lines, eq(lines.outboxId, outbox.id))
    .where(
      and(
        eq(outbox.channel, 'digest'),
        isNotNull(outbox.sendingAt),
        notInArray(lines.kind, [...judgedKinds]),
      ),
    );
  return rows.flatMap(({ person, at }) => (person && at ? [{ person, day: shanghaiDay(at) }] : []));
}

/** Lines that waited when their post changed hands. */
export async function readMoved(db: Reader): Promise<readonly MovedLine[]> {
  const { instanceKey, stage, personCode, facts } = lines;
  const rows = await db
    .select({ instance: instanceKey, stage, to: personCode, from: sql<string>`${facts} ->> 'movedFrom'` })
    .from(lines)
    .where(and(sql`${facts} ? 'movedFrom'`, eq(lines.state, 'carried')));
  return rows.map((row) => ({ ...row, stage: withoutRound(row.stage) }));
}

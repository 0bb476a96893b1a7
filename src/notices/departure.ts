import { and, asc, gt, isNull, lte, or } from 'drizzle-orm';
import { among } from '../../db/bulk.ts';
import type { Tx } from '../../db/client.ts';
import { delegations, outbox, people, postAssignments } from '../../db/schema/index.ts';
import { dayOf } from '../calendar/day.ts';
import type { WorkCalendar } from '../calendar/workdays.ts';
import type { Clock } from '../core/clock.ts';
import { admit, nothingSpent, readSpent, type Spent, spend } from './budget.ts';
import type { OutgoingFile, SendTarget } from './chat-port.ts';
import { type Channel, type Compose, type Composed, isWaiting, type OutboxRow } from './notice.ts';
import { changesFirst } from './outbox.ts';
import { type Outcome, writeOutcomes } from './outcomes.ts';
import { fileNameIn, filesOnTheWay, keepFiles } from './outgoing-files.ts';
import { isPastUuidWindow, retryAt } from './retry.ts';
import { stoppedAmong } from './stop.ts';

/** A notice that has left: committed as `sending`, with what it says. */
export interface Departure {
  readonly row: OutboxRow;
  readonly target: SendTarget;
  readonly content: Content;
}

/** What leaves: a card, a document, or the mark on a message. */
export type Content = Exclude<Composed, { readonly kind: 'suppress' }>;

interface Departed {
  readonly departures: readonly Departure[];
  /** Something is held and knows until when. */
  readonly isLater: boolean;
}

/** The last check before the wire, and the commit that is the moment of leaving (design §3.3, §3.4). */
export async function depart(
  ports: { readonly clock: Clock; readonly calendar: WorkCalendar },
  compose: Compose,
  tx: Tx,
  ids: readonly string[],
): Promise<Departed> {
  const now = ports.clock.now();
  const rows = await tx
    .select()
    .from(outbox)
    .where(among(outbox.id, ids))
    .orderBy(changesFirst, asc(outbox.bookedAt), asc(outbox.id))
    .for('update', { skipLocked: true });
  const repeated = rows.filter((row) => row.state === 'sending');
  const fresh = rows.filter(({ state }) => isWaiting(state));
  const targets = await targetsOf(tx, [...repeated, ...fresh]);
  const outcomes: Outcome[] = [];
  const departures: Departure[] = [];

  const files = await filesOnTheWay(tx, repeated);
  for (const row of repeated) {
    const departure = repeat(row, files.get(row.id), targets.get(row.id), now);
    if (departure) {
      departures.push(departure);
      outcomes.push({
        id: row.id,
        state: 'sending',
        attempts: row.attempts + 1,
        notBefore: retryAt(row.attempts + 1, now),
      });
    } else outcomes.push({ id: row.id, state: 'unknown', reason: 'uuid_window', settledAt: now });
  }

  const reachable = fresh.filter((row) => targets.has(row.id));
  for (const row of fresh) {
    if (!targets.has(row.id))
      outcomes.push({ id: row.id, state: 'failed', reason: 'no_account', settledAt: now });
  }
  const stopped = await stoppedAmong(tx, reachable);
  for (const [{ id }, reason] of stopped) outcomes.push({ id, state: 'held', reason });
  const free = reachable.filter((row) => !stopped.has(row));
  const { going, held } = await admitAll(ports, tx, free, now);
  outcomes.push(...held);
  const composed = going.length === 0 ? new Map() : await compose(tx, going);
  for (const row of going) {
    const drawn = composed.get(row.id);
    const target = targets.get(row.id);
    if (drawn && drawn.kind !== 'suppress' && target) {
      departures.push({ row, target, content: drawn });
      outcomes.push({
        id: row.id,
        state: 'sending',
        content: keptOf(drawn),
        sendingAt: now,
        notBefore: retryAt(0, now),
      });
    } else {
      const reason = drawn?.kind === 'suppress' ? drawn.reason : 'not_drawn';
      outcomes.push({ id: row.id, state: 'suppressed', reason, settledAt: now });
    }
  }
  await keepFiles(tx, departures);
  await writeOutcomes(tx, outcomes);
  return { departures, isLater: held.length > 0 };
}

/** With what a repetition says the same. A mark is never repeated: whether it rang already nobody knows. */
function keptOf(content: Content): object | undefined {
  if (content.kind === 'urgent') return undefined;
  return content.kind === 'file' ? { file: content.file.name } : content.card;
}

/** A send whose answer was lost with the process or on the wire: the same bytes, the same uuid, within its hour. */
function repeat(
  row: OutboxRow,
  file: OutgoingFile | undefined,
  target: SendTarget | undefined,
  now: Date,
): Departure | undefined {
  if (isPastUuidWindow(row.sendingAt, now) || !target) return undefined;
  if (typeof row.content !== 'object' || row.content === null) return undefined;
  const again = { row: { ...row, attempts: row.attempts + 1 }, target };
  if (file) return { ...again, content: { kind: 'file', file } };
  return fileNameIn(row) === undefined
    ? { ...again, content: { kind: 'card', card: row.content } }
    : undefined;
}

async function admitAll(
  ports: { readonly calendar: WorkCalendar },
  tx: Tx,
  rows: readonly OutboxRow[],
  now: Date,
): Promise<{ readonly going: readonly OutboxRow[]; readonly held: readonly Outcome[] }> {
  const limited = rows.filter((row) => row.channel !== 'reply');
  const people = [...new Set(limited.flatMap((row) => row.personCode ?? []))];
  const chats = [...new Set(limited.flatMap((row) => (row.personCode === null ? (row.chatId ?? []) : [])))];
  const spent = new Map<string, Spent>(await readSpent(tx, { people, chats }, now));
  const holders = await postHolders(tx, people, now);
  const going: OutboxRow[] = [];
  const held: Outcome[] = [];
  for (const row of rows) {
    const key = row.personCode ?? row.chatId ?? '';
    const before = spent.get(key) ?? nothingSpent;
    const channel = row.channel as Channel;
    const isOrdinary = row.personCode !== null && !holders.has(row.personCode);
    const { neededBy } = row.subject as { readonly neededBy?: string };
    const notice = {
      channel,
      personCode: row.personCode,
      ...(neededBy === undefined ? {} : { neededBy: new Date(neededBy) }),
    };
    const admission = admit(notice, before, isOrdinary, now, ports.calendar);
    if (admission.kind === 'hold') {
      held.push({ id: row.id, state: 'held', notBefore: admission.until, reason: admission.reason });
    } else {
      going.push(row);
      spent.set(key, spend(before, channel));
    }
  }
  return { going, held };
}

/** Locks the people, in one order everywhere, so that two workers cannot both see room in the same budget. */
async function targetsOf(tx: Tx, rows: readonly OutboxRow[]): Promise<ReadonlyMap<string, SendTarget>> {
  const codes = [...new Set(rows.flatMap((row) => (row.chatId === null ? (row.personCode ?? []) : [])))];
  const found =
    codes.length === 0
      ? []
      : await tx
          .select({ code: people.code, account: people.account })
          .from(people)
          .where(among(people.code, codes))
          .orderBy(asc(people.code))
          .for('no key update');
  const accounts = new Map(found.map((person) => [person.code, person.account]));
  const targets = new Map<string, SendTarget>();
  for (const row of rows) {
    const account = accounts.get(row.personCode ?? '');
    if (row.chatId !== null) targets.set(row.id, { kind: 'chat', chatId: row.chatId });
    else if (account) targets.set(row.id, { kind: 'person', account });
  }
  return targets;
}

/** An ordinary member is a person who holds no post, and stands in at none (design §4, budget). */
async function postHolders(tx: Tx, codes: readonly string[], now: Date): Promise<ReadonlySet<string>> {
  if (codes.length === 0) return new Set();
  const today = dayOf(now);
  const rows = await tx
    .selectDistinct({ code: postAssignments.personCode })
    .from(postAssignments)
    .where(
      and(
        among(postAssignments.personCode, codes),
        lte(postAssignments.fromOn, today),
        or(isNull(postAssignments.toOn), gt(postAssignments.toOn, today)),
      ),
    );
  const lent = await tx
    .selectDistinct({ code: delegations.standInCode })
    .from(delegations)
    .where(
      and(among(delegations.standInCode, codes), lte(delegations.fromOn, today), gt(delegations.toOn, today)),
    );
  return new Set([...rows, ...lent].map((row) => row.code));
}

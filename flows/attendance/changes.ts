import type { Activity, RollEntry } from '../../src/duties/activities/activity.ts';
import { findActivity, rollOf } from '../../src/duties/activities/activity-store.ts';
import { composeTogether, type FlowContext } from '../../src/engine/index.ts';
import { type Heard, heardIn, readTellings } from '../../src/engine/last-heard.ts';
import { type Composed, hasLeft, type OutboxRow } from '../../src/notices/notice.ts';
import { cancelledCard, type InvitationContext, invitationCard } from './invitation.ts';

interface Change {
  readonly activity: string;
  readonly startsAt: string;
  /** Of a move: where it is now. */
  readonly place?: string;
  readonly reason?: string;
  /** Of another speaker: who it is now, and who it was. */
  readonly speaker?: string;
  readonly speakerWas?: string;
  /** It takes a change back: only whom a notice under this key reached has something to hear. */
  readonly toldBy?: string;
}

/** What is known of one meeting and of the people who may hear of its change, read together. */
interface Facts {
  readonly activity: Activity;
  readonly roll: readonly RollEntry[];
  readonly heard: ReadonlyMap<string, Heard>;
  /** The cards about another time, on their way, sent or taken back. */
  readonly moves: readonly OutboxRow[];
  /** When what told of it left; by its key. */
  readonly leftAt: ReadonlyMap<string, Date>;
}

const changeOf = ({ subject }: OutboxRow): Change => subject as unknown as Change;

export const composeChange = composeTogether({
  thingOf: (notice) => changeOf(notice).activity,
  read: readFacts,
  compose: (context, facts, notice) =>
    facts ? changed(context, facts, notice) : { kind: 'suppress', reason: 'gone' },
});

async function readFacts(
  { tx }: FlowContext,
  id: string,
  about: readonly OutboxRow[],
): Promise<Facts | undefined> {
  const activity = await findActivity(tx, id);
  if (!activity) return undefined;
  const people = about.flatMap(({ personCode }) => (personCode === null ? [] : [personCode]));
  const told = await readTellings(tx, activity, people);
  return {
    activity,
    roll: await rollOf(tx, id),
    heard: heardIn(activity, told),
    moves: told.filter(({ kind }) => kind === 'attendance.moved'),
    leftAt: new Map(
      told.flatMap(({ dedupeKey, sendingAt, state }) =>
        sendingAt && hasLeft(state) ? [[dedupeKey, sendingAt] as const] : [],
      ),
    ),
  };
}

function invitationKey(notice: OutboxRow): string {
  return `invitation:${changeOf(notice).activity}:${notice.personCode}`;
}

function toldByKey(notice: OutboxRow): string | undefined {
  const { toldBy } = changeOf(notice);
  return toldBy === undefined ? undefined : `${toldBy}:${notice.personCode}`;
}

/**
 * One line to each person who had been told otherwise before. Whose invitation leaves only now reads the new time
 * there, or nothing at all where it was cancelled, and hears nothing twice. Of several moves the last alone speaks,
 * and only where it differs from what the person heard last. Of what has begun nobody is told any more.
 */
function changed(context: InvitationContext, facts: Facts, notice: OutboxRow): Composed {
  const { activity, leftAt } = facts;
  const change = changeOf(notice);
  const heard = facts.heard.get(notice.personCode ?? '');
  const toldBy = toldByKey(notice);
  if (!heard || (toldBy !== undefined && !leftAt.has(toldBy)))
    return { kind: 'suppress', reason: 'not_told' };
  if (notice.kind === 'attendance.cancelled') {
    if (heard.startsAt <= context.now) return { kind: 'suppress', reason: 'begun' };
    const card = cancelledCard(context, activity, heard.startsAt, change.reason ?? '');
    return { kind: 'card', card };
  }
  const isMoved = notice.kind === 'attendance.moved';
  if (activity.state !== 'published' || (isMoved && !isAsSaid(change, activity))) {
    return { kind: 'suppress', reason: 'changed_again' };
  }
  const isThen = heard.startsAt.getTime() === activity.startsAt.getTime();
  const isThere = heard.place === activity.place;
  const isTrue = isThen && isThere;
  if (isMoved && isTrue) return { kind: 'suppress', reason: 'heard' };
  const moves = facts.moves.filter(({ personCode }) => personCode === notice.personCode);
  // A later move speaks for the meeting as it stands.
  if (isMoved && moves.some(({ bookedAt }) => bookedAt > notice.bookedAt))
    return { kind: 'suppress', reason: 'changed_again' };
  const isSpeaker = notice.kind === 'attendance.speaker';
  if (isSpeaker) {
    const invitedAt = leftAt.get(invitationKey(notice));
    // Whose invitation left afterwards read the new name there.
    if (!invitedAt || invitedAt >= notice.bookedAt) return { kind: 'suppress', reason: 'not_told' };
    if (activity.speaker !== change.speaker) return { kind: 'suppress', reason: 'changed_again' };
    if (isToldBesides(moves, notice, activity, !isTrue))
      return { kind: 'suppress', reason: 'told_with_move' };
  }
  if (activity.startsAt <= context.now) return { kind: 'suppress', reason: 'begun' };
  const entry = facts.roll.find(({ person }) => person === notice.personCode);
  if (!entry) return { kind: 'suppress', reason: 'not_on_roll' };
  const before = {
    ...(isThen ? {} : { movedFrom: heard.startsAt }),
    ...(isThere ? {} : { placeBefore: heard.place }),
    ...(isSpeaker ? { speakerBefore: change.speakerWas ?? '' } : {}),
  };
  return { kind: 'card', card: invitationCard(context, activity, entry, before) };
}

/** A card about the new time, on its way or sent since, names the new speaker too: nobody hears twice. */
function isToldBesides(
  moves: readonly OutboxRow[],
  notice: OutboxRow,
  activity: Activity,
  isDifferent: boolean,
): boolean {
  return moves.some((move) => {
    if (move.state === 'failed' || move.state === 'suppressed') return false;
    if (move.sendingAt !== null) return move.sendingAt >= notice.bookedAt;
    // One that waits but is out of date by now will never leave.
    return isAsSaid(changeOf(move), activity) && isDifferent;
  });
}

/** Whether the meeting still is when and where this move said. */
function isAsSaid({ startsAt, place }: Change, activity: Activity): boolean {
  return startsAt === activity.startsAt.toISOString() && (place ?? activity.place) === activity.place;
}

import type { Db } from '../../db/client.ts';
import type { WorkCalendar } from '../calendar/workdays.ts';
import type { Clock } from '../core/clock.ts';
import type { Logger } from '../core/logger.ts';
import type { ChatPort, SendResult } from './chat-port.ts';
import { type Departure, depart } from './departure.ts';
import { type FollowingCard, keepLive } from './live-cards.ts';
import type { Compose, LiveSubject, OutboxRow } from './notice.ts';
import { type Outcome, writeOutcomes } from './outcomes.ts';
import { dropFiles } from './outgoing-files.ts';
import { retryAt } from './retry.ts';
import { type TurnedAway, takeBack } from './turned-away.ts';
import { bookUrgent } from './urgent.ts';

export interface DeliveryPorts {
  readonly db: Db;
  readonly clock: Clock;
  readonly calendar: WorkCalendar;
  readonly chat: ChatPort;
  readonly log: Logger;
  /** Gets ready, outside of any transaction, what drawing needs. */
  composer(): Promise<Compose>;
}

/**
 * Takes a batch of notices to the platform. May be run twice, killed anywhere, and late: the commit to `sending`
 * is the moment of leaving, the content is kept with it, and every repetition carries the same uuid. Answers
 * whether something has to be tried again later.
 */
export async function deliver(ports: DeliveryPorts, ids: readonly string[]): Promise<'settled' | 'later'> {
  const compose = await ports.composer();
  const { departures, isLater } = await ports.db.transaction((tx) => depart(ports, compose, tx, ids));
  if (departures.length === 0) return isLater ? 'later' : 'settled';
  const results = await Promise.all(departures.map((departure) => send(ports.chat, departure)));
  const now = ports.clock.now();
  const turned = departures.flatMap(({ row }, index) => turnedAway(row, results[index], now));
  const outcomes = departures
    .map((departure, index) => outcomeOf(departure, results[index], now))
    .filter(({ id }) => !turned.some((one) => one.id === id));
  const over = departures.flatMap(({ row, content }) =>
    content.kind === 'file' && outcomes.some(({ id, state }) => id === row.id && state !== 'sending')
      ? [row.id]
      : [],
  );
  for (const [index, { row }] of departures.entries()) {
    const result = results[index];
    if (result?.kind !== 'refused') continue;
    ports.log.warn(
      { notice: row.id, kind: row.kind, code: result.code, why: result.reason },
      'notice refused',
    );
  }
  const isRinging = await ports.db.transaction(async (tx) => {
    await takeBack(tx, turned);
    await writeOutcomes(tx, outcomes, 'sending');
    await dropFiles(tx, over);
    await keepLive(tx, followingAmong(departures, results), now, false);
    return bookUrgent(tx, arrivedAmong(departures, results), now);
  });
  const isOpen =
    isLater || isRinging || turned.length > 0 || outcomes.some((outcome) => outcome.state === 'sending');
  return isOpen ? 'later' : 'settled';
}

/** No room on the first attempt. On a repetition nobody knows what became of the one before, so it keeps its uuid. */
function turnedAway(row: OutboxRow, result: SendResult | undefined, now: Date): readonly TurnedAway[] {
  if (result?.kind !== 'busy' || row.state === 'sending') return [];
  const notBefore = new Date(now.getTime() + result.retryAfterMs);
  return [{ id: row.id, reason: `busy:${result.code}`, notBefore }];
}

function send(chat: ChatPort, { row, target, content }: Departure): Promise<SendResult> {
  if (content.kind === 'file') return chat.sendFile(target, content.file, row.id);
  if (content.kind === 'urgent') {
    return chat.urge(content.messageId, target.kind === 'person' ? target.account : '');
  }
  const { card } = content;
  return row.replyTo ? chat.reply(row.replyTo, card, row.id) : chat.send(target, card, row.id);
}

function outcomeOf({ row, content }: Departure, result: SendResult | undefined, now: Date): Outcome {
  const { id } = row;
  switch (result?.kind) {
    case 'accepted': {
      const messageId = content.kind === 'urgent' ? undefined : result.messageId;
      return { id, state: 'accepted', messageId, settledAt: now };
    }
    case 'refused':
      return { id, state: 'failed', reason: `${result.reason}:${result.code}`, settledAt: now };
    case 'busy':
      return {
        id,
        state: 'sending',
        reason: `busy:${result.code}`,
        notBefore: new Date(now.getTime() + result.retryAfterMs),
      };
    case 'no_answer':
    case undefined:
      return { id, state: 'sending', reason: 'no_answer', notBefore: retryAt(row.attempts, now) };
    default:
      return result satisfies never;
  }
}

function arrivedAmong(
  departures: readonly Departure[],
  results: readonly SendResult[],
): readonly { readonly row: OutboxRow; readonly messageId: string }[] {
  return departures.flatMap(({ row }, index) => {
    const result = results[index];
    return result?.kind === 'accepted' ? [{ row, messageId: result.messageId }] : [];
  });
}

/** A reply whose card follows a subject is known by its message id only now. */
function followingAmong(
  departures: readonly Departure[],
  results: readonly SendResult[],
): readonly FollowingCard[] {
  return arrivedAmong(departures, results).flatMap(({ row, messageId }) => {
    const { live } = row.subject as { readonly live?: LiveSubject };
    return live ? [{ ...live, messageId, person: row.personCode ?? '' }] : [];
  });
}

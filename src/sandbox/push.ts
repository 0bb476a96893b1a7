import type { Clock } from '../core/clock.ts';
import type { Logger } from '../core/logger.ts';
import type { OutgoingEvent } from './entities.ts';
import { altered, renamed } from './event-faults.ts';
import type { EventFaultKind, Faults } from './faults.ts';
import type { Settings } from './settings.ts';
import type { Answer, Trick } from './transport.ts';
import type { World } from './world.ts';

/** After each failure the next try waits this long; after the fourth retry the event is given up. */
const retryLadderMs = [15_000, 300_000, 3_600_000, 21_600_000];

export type Send = (
  kind: 'event' | 'callback',
  id: string,
  payload: string,
  trick?: Trick,
) => Promise<Answer>;

interface Parts {
  readonly world: World;
  readonly clock: Clock;
  readonly faults: Faults;
  readonly settings: () => Settings;
  readonly send: Send;
  readonly log: Logger;
}

/** Events on their way to the bot: at least once, in the order they happened, retried on the clock. */
export class Push {
  readonly #parts: Parts;
  readonly #inFlight = new Set<string>();
  readonly #wakeups = new Map<string, () => void>();
  /** Late on purpose: a new connection does not hurry them. */
  readonly #delayed = new Set<string>();
  /** Held until the last of them happened, then sent the other way round. */
  #held: OutgoingEvent[] = [];
  /** With ordered events: per type, what waits for its turn. The first one is under way. */
  readonly #lines = new Map<string, OutgoingEvent[]>();
  #underWay = 0;
  #idle: (() => void)[] = [];

  constructor(parts: Parts) {
    this.#parts = parts;
    parts.faults.onClear = () => this.#release();
  }

  /** Takes up the retries that a journal told of. */
  resume(): void {
    for (const event of this.#pending()) this.#schedule(event);
  }

  emit(type: string, given: string, eventId: string): void {
    const { world, faults, settings } = this.#parts;
    const payload = altered(faults, type, given);
    const event: OutgoingEvent = {
      eventId,
      type,
      payload,
      createdAt: world.now(),
      attempts: 0,
      status: 'pending',
    };
    const delay = faults.strikeEvent('delay_events', type, payload);
    if (delay) event.nextAt = world.now() + (delay.delayMs ?? 60_000);
    world.apply({ t: 'event', event });
    if (settings().ordered_events) this.#lines.set(type, [...(this.#lines.get(type) ?? []), event]);
    this.#start(event, delay !== undefined);
    const twice = faults.strikeEvent('duplicate_events', type, payload);
    if (!twice) return;
    const freshId = world.ids.next('event');
    if (twice.new_event_id) this.emit(type, renamed(payload, eventId, freshId), freshId);
    else this.redeliver(event);
  }

  #start(event: OutgoingEvent, isDelayed: boolean): void {
    if (isDelayed) {
      this.#delayed.add(event.eventId);
      this.#schedule(event);
      return;
    }
    const held = this.#parts.faults.strikeEvent('reorder_events', event.type, event.payload);
    if (!held) {
      this.#deliver(event);
      return;
    }
    this.#held.push(event);
    if (held.left === 0) this.#release();
  }

  #release(): void {
    for (const event of this.#held.splice(0).reverse()) this.#deliver(event);
  }

  /** Sends a past event once more, whatever became of it. */
  redeliver(event: OutgoingEvent): void {
    this.#note(this.#track(this.#parts.send('event', event.eventId, event.payload)));
  }

  /** Callbacks are asked once and never repeated. */
  call(id: string, type: string, payload: string): Promise<Answer> {
    return this.#track(this.#sendOnce('callback', id, type, payload));
  }

  /** A connection came: what waits goes out now instead of at its next rung. */
  flush(): void {
    for (const event of this.#pending()) {
      if (!this.#delayed.has(event.eventId) && !this.#held.includes(event)) this.#deliver(event);
    }
  }

  /** A success that came over another connection, or late, is still one. */
  acknowledge(eventId: string, answer: Answer): void {
    const { world } = this.#parts;
    const event = world.state.events.get(eventId);
    if (event?.status !== 'pending' || answer.kind !== 'answered' || answer.code !== 200) return;
    this.#wakeups.get(eventId)?.();
    this.#wakeups.delete(eventId);
    this.#end(event, 'acked');
  }

  get isBusy(): boolean {
    return this.#underWay > 0;
  }

  settled(): Promise<void> {
    if (!this.isBusy) return Promise.resolve();
    return new Promise((resolve) => this.#idle.push(resolve));
  }

  stop(): void {
    for (const cancel of this.#wakeups.values()) cancel();
    this.#wakeups.clear();
  }

  *#pending(): Generator<OutgoingEvent> {
    for (const event of [...this.#parts.world.state.events.values()]) {
      if (event.status === 'pending') yield event;
    }
  }

  #deliver(event: OutgoingEvent): void {
    const line = this.#lines.get(event.type);
    if (this.#inFlight.has(event.eventId) || (line && line[0] !== event)) return;
    this.#wakeups.get(event.eventId)?.();
    this.#wakeups.delete(event.eventId);
    this.#delayed.delete(event.eventId);
    this.#inFlight.add(event.eventId);
    const settled = this.#sendOnce('event', event.eventId, event.type, event.payload).then((answer) => {
      this.#inFlight.delete(event.eventId);
      if (event.status === 'pending') this.#settle(event, answer);
    });
    this.#note(this.#track(settled));
  }

  /** One way to the bot, with whatever shall go wrong on it. */
  #sendOnce(kind: 'event' | 'callback', id: string, type: string, payload: string): Promise<Answer> {
    const { faults, send } = this.#parts;
    if (faults.none) return send(kind, id, payload);
    const strikes = (fault: EventFaultKind): boolean =>
      faults.strikeEvent(fault, type, payload) !== undefined;
    if (strikes('drop_events')) return Promise.resolve({ kind: 'timeout' });
    return send(kind, id, payload, {
      isTruncated: strikes('truncate_parts'),
      frameType: strikes('card_frame') ? 'card' : undefined,
      breaksAfter: strikes('break_after_delivery'),
    });
  }

  /** Nobody waits for an event; a failure of ours is still told. */
  #note(work: Promise<unknown>): void {
    work.catch((error: unknown) => this.#parts.log.error({ err: error }, 'event could not be sent'));
  }

  #settle(event: OutgoingEvent, answer: Answer): void {
    const { world, settings } = this.#parts;
    if (answer.kind === 'answered' && answer.code === 200) {
      this.#end(event, 'acked');
      return;
    }
    // The ladder counts what a bot failed to handle, and what met no connection only when told to.
    if (answer.kind === 'unreachable' && settings().unreachable_events === 'wait') return;
    const isLost = answer.kind === 'gone';
    const waitMs = retryLadderMs[isLost ? 0 : event.attempts];
    if (waitMs === undefined) {
      this.#end(event, 'failed');
      return;
    }
    const attempts = event.attempts + (isLost ? 0 : 1);
    world.apply({ t: 'attempt', eventId: event.eventId, attempts, nextAt: world.now() + waitMs });
    this.#schedule(event);
  }

  #end(event: OutgoingEvent, status: 'acked' | 'failed'): void {
    this.#parts.world.apply({ t: 'event_end', eventId: event.eventId, status });
    const line = this.#lines.get(event.type);
    if (!line) return;
    const rest = line.filter((other) => other !== event);
    if (rest.length > 0) this.#lines.set(event.type, rest);
    else this.#lines.delete(event.type);
    const [next] = rest;
    if (next && next.nextAt === undefined) this.#deliver(next);
  }

  #schedule(event: OutgoingEvent): void {
    if (event.nextAt === undefined) return;
    this.#wakeups.set(
      event.eventId,
      this.#parts.clock.wakeAt(new Date(event.nextAt), () => this.#deliver(event)),
    );
  }

  async #track<T>(work: Promise<T>): Promise<T> {
    this.#underWay += 1;
    try {
      return await work;
    } finally {
      this.#underWay -= 1;
      this.#tellIdle();
    }
  }

  #tellIdle(): void {
    if (this.isBusy) return;
    for (const resolve of this.#idle.splice(0)) resolve();
  }
}

import { and, eq, lte } from 'drizzle-orm';
import { among, insertMany } from '../../db/bulk.ts';
import type { Db, Tx } from '../../db/client.ts';
import { eventsSeen, timers } from '../../db/schema/index.ts';
import { dayOf } from '../calendar/day.ts';
import type { WorkCalendar } from '../calendar/workdays.ts';
import type { Clock } from '../core/clock.ts';
import type { Logger } from '../core/logger.ts';
import type { LiveCardRow } from '../notices/live-cards.ts';
import type { Compose, Composed, OutboxRow } from '../notices/notice.ts';
import type { Directory } from '../org/directory.ts';
import { carryOut } from './carry-out.ts';
import type { FlowContext } from './define.ts';
import type { Effect } from './effect.ts';
import { Gathering } from './gathering.ts';
import type { ClickAnswer, InboundEvent, InboundHandler } from './inbound-port.ts';
import { asNotice } from './notice-buttons.ts';
import type { Registry } from './registry.ts';
import { type ClickEvent, route, routeCrowd, routeFailure } from './router.ts';
import { asItsNotice } from './stale.ts';
import { keepOffering } from './undo.ts';

export interface EnginePorts {
  readonly db: Db;
  readonly clock: Clock;
  readonly calendar: WorkCalendar;
  readonly registry: Registry;
  readonly log: Logger;
  /** Today's picture of the organisation. */
  directory(): Promise<Directory>;
  /** Something was committed that others may carry on with. */
  committed(): void;
}

/** Runs flows: one transaction for each event and for each batch of due timers. */
export class Engine implements InboundHandler {
  readonly #ports: EnginePorts;
  /** By action id: what many press at once is handled together. */
  readonly #gatherings: ReadonlyMap<string, Gathering<ClickEvent, ClickAnswer | undefined>>;

  constructor(ports: EnginePorts) {
    this.#ports = ports;
    const { registry } = ports;
    this.#gatherings = new Map(
      [...registry.crowdActions].map(([id, action]) => [
        id,
        new Gathering((clicks: readonly ClickEvent[]) =>
          this.#once(clicks, async (context, fresh) => {
            const routed = await routeCrowd(context, action, fresh);
            const effects = routed.flatMap((one) => one.effects);
            await carryOut(context, effects, 'system');
            return routed.map((one) => one.answer);
          }),
        ),
      ]),
    );
  }

  /**
   * Handles what came in from the platform, once: a repeated event changes nothing and is answered quietly. What
   * fails changes nothing either, is tried once more, and then told to who caused it. Throws where even that cannot
   * be kept: the platform delivers again.
   */
  async handle(event: InboundEvent): Promise<ClickAnswer | undefined> {
    try {
      return await this.#handle(event);
    } catch (first) {
      this.#ports.log.warn({ err: first, kind: event.kind, eventKey: event.eventKey }, 'event tried again');
    }
    try {
      return await this.#handle(event);
    } catch (error) {
      const [answer] = await this.#once([event], async (context) => {
        const sorry = routeFailure(context, event);
        await carryOut(context, sorry.effects, 'system');
        return [sorry.answer];
      });
      this.#ports.log.error({ err: error, kind: event.kind, eventKey: event.eventKey }, 'event failed');
      return answer;
    }
  }

  async #handle(event: InboundEvent): Promise<ClickAnswer | undefined> {
    const gathering = event.kind === 'click' ? this.#gatherings.get(event.action) : undefined;
    if (gathering && event.kind === 'click') return gathering.add(event);
    const { registry } = this.#ports;
    const [answer] = await this.#once([event], async (context) => {
      const routed = await route(context, registry, event);
      const actor = context.directory.personByAccount(event.account)?.code ?? 'system';
      await carryOut(context, routed.effects, actor);
      const card = await this.#liveAnswer(context, event, routed.effects);
      return [card ? { ...routed.answer, card } : routed.answer];
    });
    return answer;
  }

  /** One transaction for all of these: each is noted as seen, and those not seen before are answered in their order. */
  async #once<E extends InboundEvent>(
    events: readonly E[],
    answer: (context: FlowContext, fresh: readonly E[]) => Promise<readonly (ClickAnswer | undefined)[]>,
  ): Promise<readonly (ClickAnswer | undefined)[]> {
    const { db, log } = this.#ports;
    const directory = await this.#ports.directory();
    const answers = await db.transaction(async (tx) => {
      const context = this.#context(tx, directory);
      const fresh = await notSeenBefore(tx, events, context.now);
      const given = fresh.length === 0 ? [] : await answer(context, fresh);
      return new Map(fresh.map((event, at) => [event, given[at]]));
    });
    for (const { kind, eventKey, account } of events) {
      log.info({ event: kind, eventKey, account }, 'event handled');
    }
    this.#ports.committed();
    return events.map((event) => answers.get(event));
  }

  /** Handles due timers of one kind. Late, repeated and overtaken timers do nothing: the row decides. */
  async fire(kind: string, subjects: readonly string[]): Promise<void> {
    const { db, registry, log } = this.#ports;
    const job = registry.jobs.get(kind);
    const directory = await this.#ports.directory();
    await db.transaction(async (tx) => {
      const context = this.#context(tx, directory);
      const due = await tx
        .select({ subject: timers.subject })
        .from(timers)
        .where(and(eq(timers.kind, kind), among(timers.subject, subjects), lte(timers.dueAt, context.now)))
        .orderBy(timers.subject)
        .for('update');
      if (due.length === 0) return;
      const ready = due.map((row) => row.subject);
      // Removed first: a job that wants to be woken again books its own next moment.
      await tx.delete(timers).where(and(eq(timers.kind, kind), among(timers.subject, ready)));
      if (!job) return log.error({ kind }, 'nobody handles this timer');
      const booked = await carryOut(context, await job(context, ready), 'system');
      for (const watch of registry.watches) {
        const further = await watch(context, booked);
        if (further.length > 0) await carryOut(context, further, 'system');
      }
    });
    log.info({ timer: kind, count: subjects.length }, 'timers handled');
    this.#ports.committed();
  }

  /** The composer of one batch: today's directory is read before its transaction begins. */
  async composer(): Promise<Compose> {
    const directory = await this.#ports.directory();
    return async (tx, notices) => {
      const context = this.#context(tx, directory);
      const composed = new Map<string, Composed>();
      const undrawn: OutboxRow[] = [];
      for (const notice of notices) {
        const isDrawn = typeof notice.content === 'object' && notice.content !== null;
        if (isDrawn) composed.set(notice.id, { kind: 'card', card: notice.content as object });
        else undrawn.push(notice);
      }
      for (const kind of new Set(undrawn.map((notice) => notice.kind))) {
        const ofKind = undrawn.filter((notice) => notice.kind === kind);
        const drawn = await this.#ports.registry.notices.get(kind)?.(context, ofKind);
        const channels = new Map(ofKind.map(({ id, channel }) => [id, channel]));
        for (const [id, one] of drawn ?? []) {
          const isNotice = channels.get(id) !== 'reply';
          composed.set(
            id,
            one.kind === 'card' && isNotice ? { ...one, card: asNotice(one.card, kind) } : one,
          );
        }
      }
      return composed;
    };
  }

  async drawLive(db: Db, card: LiveCardRow): Promise<object | undefined> {
    const composer = this.#ports.registry.liveCards.get(card.kind);
    const directory = await this.#ports.directory();
    const moment = this.#moment(directory);
    const drawn = await composer?.({ ...moment, tx: db }, card);
    if (!drawn) return undefined;
    const offering = await keepOffering(db, drawn, card, moment.now);
    return asItsNotice({ tx: db, now: moment.now }, card.messageId, offering);
  }

  /** A clicked card that becomes a live one is answered with what it shows from now on. */
  async #liveAnswer(
    context: FlowContext,
    event: InboundEvent,
    effects: readonly Effect[],
  ): Promise<object | undefined> {
    if (event.kind !== 'click') return undefined;
    const kept = effects.find((effect) => effect.do === 'keep_live' && effect.messageId === event.messageId);
    if (kept?.do !== 'keep_live') return undefined;
    const row = {
      ...kept,
      personCode: kept.person,
      postedAt: context.now,
      wanted: 0,
      shown: 0,
      retryAt: null,
    };
    const drawn = await this.#ports.registry.liveCards.get(kept.kind)?.(context, row);
    return drawn && asItsNotice(context, kept.messageId, drawn);
  }

  #context(tx: Tx, directory: Directory): FlowContext {
    return { ...this.#moment(directory), tx };
  }

  #moment(directory: Directory): Omit<FlowContext, 'tx'> {
    const { clock, calendar, registry } = this.#ports;
    const now = clock.now();
    const { catalogue, commands } = registry;
    return { now, today: dayOf(now), calendar, directory, catalogue, commands };
  }
}

/** Notes these events and answers those that are new, each once, in their order. */
async function notSeenBefore<E extends InboundEvent>(
  tx: Tx,
  events: readonly E[],
  now: Date,
): Promise<readonly E[]> {
  // In one order everywhere, so that two processes never wait for each other's rows.
  const keys = [...new Set(events.map(({ eventKey }) => eventKey))].sort();
  const rows = keys.map((key) => ({ key, at: now }));
  const unseen = new Set(await insertMany(tx, eventsSeen, rows, 'key'));
  return events.filter(({ eventKey }) => unseen.delete(eventKey));
}

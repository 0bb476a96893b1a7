import { and, eq, inArray, lte } from 'drizzle-orm';
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
import type { ClickAnswer, InboundEvent, InboundHandler } from './inbound-port.ts';
import type { Registry } from './registry.ts';
import { route } from './router.ts';
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

  constructor(ports: EnginePorts) {
    this.#ports = ports;
  }

  /** Handles what came in from the platform, once: a repeated event changes nothing and is answered quietly. */
  async handle(event: InboundEvent): Promise<ClickAnswer | undefined> {
    const { db, log } = this.#ports;
    const directory = await this.#ports.directory();
    const answer = await db.transaction(async (tx) => {
      const context = this.#context(tx, directory);
      const fresh = await tx
        .insert(eventsSeen)
        .values({ key: event.eventKey, at: context.now })
        .onConflictDoNothing()
        .returning();
      if (fresh.length === 0) return undefined;
      const routed = await route(context, this.#ports.registry, event);
      await carryOut(context, routed.effects, directory.personByAccount(event.account)?.code ?? 'system');
      const card = await this.#liveAnswer(context, event, routed.effects);
      return card ? { ...routed.answer, card } : routed.answer;
    });
    log.info({ event: event.kind, eventKey: event.eventKey, account: event.account }, 'event handled');
    this.#ports.committed();
    return answer;
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
        .where(
          and(eq(timers.kind, kind), inArray(timers.subject, [...subjects]), lte(timers.dueAt, context.now)),
        )
        .orderBy(timers.subject)
        .for('update');
      if (due.length === 0) return;
      const ready = due.map((row) => row.subject);
      // Removed first: a job that wants to be woken again books its own next moment.
      await tx.delete(timers).where(and(eq(timers.kind, kind), inArray(timers.subject, ready)));
      if (job) await carryOut(context, await job(context, ready), 'system');
      else log.error({ kind }, 'nobody handles this timer');
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
        for (const [id, one] of drawn ?? []) composed.set(id, one);
      }
      return composed;
    };
  }

  async drawLive(db: Db, card: LiveCardRow): Promise<object | undefined> {
    const composer = this.#ports.registry.liveCards.get(card.kind);
    const directory = await this.#ports.directory();
    const moment = this.#moment(directory);
    const drawn = await composer?.({ ...moment, tx: db }, card);
    return drawn && keepOffering(db, drawn, card, moment.now);
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
    return this.#ports.registry.liveCards.get(kept.kind)?.(context, row);
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

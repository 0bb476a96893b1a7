import type { Clock } from '../core/clock.ts';
import type { Batch } from './entities.ts';
import type { World } from './world.ts';

/** How long one batch takes on the workspace's clock. */
const workMs = 1000;

/** Messages to many, sent and recalled later than they were accepted, one batch after the other. */
export class Batches {
  readonly #world: World;
  readonly #clock: Clock;
  #cancel: (() => void) | undefined;

  constructor(world: World, clock: Clock) {
    this.#world = world;
    this.#clock = clock;
  }

  accept(batch: Batch): void {
    this.#world.apply({ t: 'batch', batch });
    this.resume();
  }

  recall(batch: Batch): void {
    this.#world.apply({ t: 'batch', batch: { ...batch, status: 'recalling' } });
    this.resume();
  }

  /** Takes up what waits, also what a journal told of. */
  resume(): void {
    if (this.#cancel || !this.#next()) return;
    this.#cancel = this.#clock.wakeAt(new Date(this.#world.now() + workMs), () => {
      this.#cancel = undefined;
      const batch = this.#next();
      if (batch?.status === 'waiting') this.#send(batch);
      else if (batch) this.#takeBack(batch);
      this.resume();
    });
  }

  stop(): void {
    this.#cancel?.();
    this.#cancel = undefined;
  }

  #next(): Batch | undefined {
    for (const batch of this.#world.state.batches.values()) {
      if (batch.status === 'waiting' || batch.status === 'recalling') return batch;
    }
    return undefined;
  }

  #send(batch: Batch): void {
    const world = this.#world;
    const messageIds = batch.openIds.flatMap((openId) => {
      const person = world.person(openId);
      if (!person) return [];
      const { chatId } = world.openPrivateChat(person).chat;
      const { msgType, content, batchId } = batch;
      return [world.addMessage({ chatId, msgType, content, batchId }).messageId];
    });
    world.apply({ t: 'batch', batch: { ...batch, messageIds, status: 'sent' } });
  }

  #takeBack(batch: Batch): void {
    const left = batch.messageIds.filter((id) => this.#world.message(id)?.recalled === false);
    for (const messageId of left) this.#world.apply({ t: 'recall', messageId, at: this.#world.now() });
    this.#world.apply({ t: 'batch', batch: { ...batch, status: 'recalled', recalled: left.length } });
  }
}

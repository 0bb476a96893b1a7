import type { Clock } from './clock.ts';
import type { Logger } from './logger.ts';

/**
 * Runs a task when it is nudged and when the moment comes that the task itself named; never twice at once.
 * `pollMs` (real time) is a net for work another process left behind; a simulated clock needs none.
 */
export class Pulse {
  readonly #clock: Clock;
  readonly #log: Logger;
  readonly #task: () => Promise<Date | undefined>;
  readonly #name: string;
  #cancelWake: (() => void) | undefined;
  #running: Promise<void> | undefined;
  #again = false;
  #stopped = true;
  #poll: NodeJS.Timeout | undefined;

  /** `task` returns the next moment at which it wants to run, if it knows one. */
  constructor(name: string, clock: Clock, log: Logger, task: () => Promise<Date | undefined>) {
    this.#name = name;
    this.#clock = clock;
    this.#log = log;
    this.#task = task;
  }

  start(pollMs?: number): void {
    this.#stopped = false;
    if (pollMs) this.#poll = setInterval(() => this.nudge(), pollMs);
    this.nudge();
  }

  nudge(): void {
    if (this.#stopped) return;
    if (this.isBusy()) {
      this.#again = true;
      return;
    }
    this.#running = this.#run().finally(() => {
      this.#running = undefined;
    });
  }

  isBusy(): boolean {
    return this.#running !== undefined;
  }

  /** Resolves when nothing is running. */
  async idle(): Promise<void> {
    while (this.isBusy()) await this.#running;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearInterval(this.#poll);
    this.#cancelWake?.();
    await this.idle();
  }

  async #run(): Promise<void> {
    do {
      this.#again = false;
      this.#cancelWake?.();
      try {
        const next = await this.#task();
        if (next) this.#cancelWake = this.#clock.wakeAt(next, () => this.nudge());
      } catch (error) {
        this.#log.error({ err: error, pulse: this.#name }, 'pulse failed');
        const retryAt = new Date(this.#clock.now().getTime() + 5_000);
        this.#cancelWake = this.#clock.wakeAt(retryAt, () => this.nudge());
      }
    } while (this.#again && !this.#stopped);
    if (this.#stopped) this.#cancelWake?.();
  }
}

import type { Clock } from './clock.ts';
import type { Logger } from './logger.ts';

/**
 * Runs a task when it is nudged and when the moment comes that the task itself named; never twice at once.
 * `pollMs` (real time) is a net for work another process left behind; a simulated clock needs none.
 * A driven pulse remembers nudges and runs only for whoever waits until it is idle: what it finds does not hang on
 * how fast others were.
 */
export class Pulse {
  readonly #clock: Clock;
  readonly #log: Logger;
  readonly #task: () => Promise<Date | undefined>;
  readonly #name: string;
  readonly #isDriven: boolean;
  #cancelWake: (() => void) | undefined;
  #running: Promise<void> | undefined;
  #again = false;
  #stopped = true;
  #poll: NodeJS.Timeout | undefined;

  /** `task` returns the next moment at which it wants to run, if it knows one. */
  constructor(
    name: string,
    clock: Clock,
    log: Logger,
    task: () => Promise<Date | undefined>,
    isDriven = false,
  ) {
    this.#isDriven = isDriven;
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
    if (this.#running || this.#isDriven) this.#again = true;
    else this.#begin();
  }

  /** Running, or asked to. */
  isBusy(): boolean {
    return this.#running !== undefined || (this.#again && !this.#stopped);
  }

  /** Resolves when nothing is running; a driven pulse runs once first, if it was asked to. */
  async idle(): Promise<void> {
    if (this.#isDriven && this.isBusy() && !this.#running) this.#begin();
    while (this.#running !== undefined) await this.#running;
  }

  #begin(): void {
    this.#running = this.#run().finally(() => {
      this.#running = undefined;
    });
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
    } while (this.#again && !this.#stopped && !this.#isDriven);
    if (this.#stopped) this.#cancelWake?.();
  }
}

import type { Logger } from './logger.ts';

export interface Part {
  readonly name: string;
  start?(): Promise<void>;
  stop?(): Promise<void>;
}

/**
 * Starts parts in order and stops them in reverse. A part that does not stop within `deadlineMs`
 * is left behind with a log line, so that a signal always ends the process.
 */
export class Lifecycle {
  readonly #started: Part[] = [];
  readonly #log: Logger;
  readonly #deadlineMs: number;

  constructor(log: Logger, deadlineMs = 10_000) {
    this.#log = log;
    this.#deadlineMs = deadlineMs;
  }

  async start(part: Part): Promise<void> {
    this.#started.push(part);
    await part.start?.();
  }

  async stop(): Promise<void> {
    for (const part of this.#started.splice(0).reverse()) {
      let timer: NodeJS.Timeout | undefined;
      const deadline = new Promise<'late'>((resolve) => {
        timer = setTimeout(() => resolve('late'), this.#deadlineMs);
      });
      const stopped = Promise.resolve(part.stop?.()).catch((error: unknown) => {
        this.#log.error({ err: error, part: part.name }, 'part failed to stop');
      });
      if ((await Promise.race([stopped, deadline])) === 'late') {
        this.#log.warn({ part: part.name }, 'part did not stop in time');
      }
      clearTimeout(timer);
    }
  }
}

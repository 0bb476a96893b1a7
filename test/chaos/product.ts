import { type ChildProcess, spawn } from 'node:child_process';

export type Json = Record<string, unknown>;

export interface Ended {
  readonly code: number | null;
  readonly text: string;
}

const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** The product as a person starts it: a process of its own, driven by nothing but its control API. */
export class Product {
  readonly #child: ChildProcess;
  readonly #startedAt = performance.now();
  #text = '';
  #url: string | undefined;
  readonly ended: Promise<Ended>;
  readonly ready: Promise<{ readonly url: string; readonly afterMs: number }>;

  constructor(env: Readonly<Record<string, string>>, nodeOptions: readonly string[] = []) {
    // Without a shell or a wrapper in between, so that a signal meets the process that does the work.
    this.#child = spawn(process.execPath, [...nodeOptions, '--import', 'tsx', 'src/main.ts'], {
      env: { ...process.env, ...env },
    });
    running.add(this.#child);
    this.ended = new Promise((resolve) => {
      this.#child.once('close', (code) => {
        running.delete(this.#child);
        resolve({ code, text: this.#text });
      });
    });
    this.ready = new Promise((resolve, reject) => {
      const hear = (bytes: Buffer): void => {
        this.#text += bytes.toString();
        this.#url ??= /^ready (\S+)$/m.exec(this.#text)?.[1];
        if (this.#url) resolve({ url: this.#url, afterMs: performance.now() - this.#startedAt });
      };
      this.#child.stdout?.on('data', hear);
      this.#child.stderr?.on('data', hear);
      void this.ended.then(({ code, text }) => reject(new Error(`ended with ${code} before ready: ${text}`)));
    });
    // Whoever kills it before it is ready does not wait for that.
    this.ready.catch(() => undefined);
  }

  /** What it has printed so far. */
  get text(): string {
    return this.#text;
  }

  kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<Ended> {
    this.#child.kill(signal);
    return this.ended;
  }

  get(path: string): Promise<Json> {
    return this.#call(path);
  }

  post(path: string, body: Json): Promise<Json> {
    return this.#call(path, { method: 'POST', body: JSON.stringify(body) });
  }

  /** Rejects when the process dies before it has answered: then nobody may count on the act. */
  async #call(path: string, init: RequestInit = {}): Promise<Json> {
    const { url } = await this.ready;
    const answer = await fetch(`${url}/_sandbox${path}`, init);
    return { http: answer.status, ...((await answer.json()) as Json) };
  }
}

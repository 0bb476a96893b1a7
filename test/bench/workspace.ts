import { type ChildProcess, spawn } from 'node:child_process';
import { connect, type Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import WebSocket from 'ws';
import { decodeFrame, encodeFrame } from '../../src/sandbox/frames.ts';
import { app } from '../contract/workspace.ts';
import { type Bench, byRate, table } from './result.ts';

/**
 * How fast the workspace alone is, so that it never limits another benchmark: it runs in a process of its own, the
 * caller here is as thin as can be (raw HTTP over kept connections, a handler that answers at once).
 */

interface WorkspaceSpeed {
  readonly sendsPerSecond: number;
  /** The same with a hundred thousand messages stored. */
  readonly sendsPerSecondFull: number;
  readonly clicksPerSecond: number;
  /** One person's newest fifty messages, read while a hundred thousand are stored. */
  readonly inboxMs: number;
}

const ann = 'ou_5a0d0000000000000000000000000001';
const connections = 16;
const mainFile = fileURLToPath(new URL('../../src/sandbox/main.ts', import.meta.url));

/** The workspace alone, in a process of its own. */
export async function startWorkspace(
  more: readonly string[] = [],
): Promise<{ child: ChildProcess; port: number }> {
  const child = spawn(process.execPath, [
    '--import',
    'tsx',
    mainFile,
    ...['--port', '0', '--app-id', app.appId, '--app-secret', app.appSecret],
    ...more,
  ]);
  child.stderr?.pipe(process.stderr);
  const port = await new Promise<number>((resolve, reject) => {
    let text = '';
    child.once('exit', () => reject(new Error('the workspace did not start')));
    child.stdout?.on('data', (bytes: Buffer) => {
      text += bytes.toString();
      const found = /^ready http:\/\/[^:]+:(\d+)$/m.exec(text)?.[1];
      if (found) resolve(Number(found));
    });
  });
  return { child, port };
}

/** One kept connection, one request at a time; answers are found by their length. */
class Line {
  readonly #socket: Socket;
  readonly #host: string;
  #rest: Buffer = Buffer.alloc(0);
  #resolve: ((body: string) => void) | undefined;

  constructor(port: number) {
    this.#host = `127.0.0.1:${port}`;
    this.#socket = connect(port, '127.0.0.1');
    this.#socket.setNoDelay(true);
    this.#socket.on('data', (bytes: Buffer) => this.#read(bytes));
  }

  ask(verb: string, path: string, body: string, token: string): Promise<string> {
    this.#socket.write(
      `${verb} ${path} HTTP/1.1\r\nHost: ${this.#host}\r\nContent-Type: application/json\r\n${token}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    );
    return new Promise((resolve) => {
      this.#resolve = resolve;
    });
  }

  close(): void {
    this.#socket.destroy();
  }

  #read(bytes: Buffer): void {
    this.#rest = this.#rest.byteLength === 0 ? bytes : Buffer.concat([this.#rest, bytes]);
    const headEnd = this.#rest.indexOf('\r\n\r\n');
    if (headEnd < 0) return;
    const head = this.#rest.toString('latin1', 0, headEnd);
    const end = headEnd + 4 + Number(/content-length: (\d+)/i.exec(head)?.[1] ?? Number.NaN);
    if (!(this.#rest.byteLength >= end)) return;
    const body = this.#rest.toString('utf8', headEnd + 4, end);
    this.#rest = this.#rest.subarray(end);
    this.#resolve?.(body);
  }
}

/** `count` requests over all lines at once; answers per second. */
async function drive(
  lines: readonly Line[],
  count: number,
  ask: (line: Line, index: number) => Promise<string>,
) {
  let next = 0;
  const startedAt = performance.now();
  await Promise.all(
    lines.map(async (line) => {
      while (next < count) {
        next += 1;
        const answer = await ask(line, next);
        if (!answer.includes('"code":0')) throw new Error(`the workspace refused: ${answer.slice(0, 300)}`);
      }
    }),
  );
  return (count * 1000) / (performance.now() - startedAt);
}

/** A bot that answers every frame at once with an empty object. */
async function connectHandler(url: string): Promise<WebSocket> {
  const socket = new WebSocket(url);
  const payload = Buffer.from('{"code":200,"data":"e30="}');
  socket.on('message', (bytes: Buffer) => {
    const frame = decodeFrame(bytes);
    if (frame.method === 1) socket.send(encodeFrame({ ...frame, payload }));
  });
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  socket.send(
    encodeFrame({ SeqID: 0, LogID: 0, service: 1, method: 0, headers: [{ key: 'type', value: 'ping' }] }),
  );
  return socket;
}

const card = JSON.stringify({
  schema: '2.0',
  header: { title: { tag: 'plain_text', content: '题' } },
  body: {
    elements: [
      { tag: 'markdown', content: '**一件事** 今天到期' },
      {
        tag: 'button',
        name: 'go',
        text: { tag: 'plain_text', content: '好' },
        behaviors: [{ type: 'callback', value: { act: 'go' } }],
      },
    ],
  },
});

async function measureWorkspace(stored = 100_000): Promise<WorkspaceSpeed> {
  const { child, port } = await startWorkspace();
  const lines = Array.from({ length: connections }, () => new Line(port));
  const [line] = lines;
  if (!line) throw new Error('no line');
  let socket: WebSocket | undefined;
  try {
    const json = async (verb: string, path: string, body: object | undefined) =>
      JSON.parse(await line.ask(verb, path, body ? JSON.stringify(body) : '', '')) as Record<string, unknown>;
    const auth = await json('POST', '/open-apis/auth/v3/tenant_access_token/internal', {
      app_id: app.appId,
      app_secret: app.appSecret,
    });
    const token = `Authorization: Bearer ${String(auth.tenant_access_token)}\r\n`;
    const send = (to: Line, index: number) =>
      to.ask(
        'POST',
        '/open-apis/im/v1/messages?receive_id_type=open_id',
        JSON.stringify({ receive_id: ann, msg_type: 'interactive', content: card, uuid: `u-${index}` }),
        token,
      );
    await drive(lines, 2000, send);
    const sendsPerSecond = await drive(lines, 10_000, (to, index) => send(to, 100_000 + index));
    await drive(lines, stored, (to, index) => send(to, 1_000_000 + index));
    const sendsPerSecondFull = await drive(lines, 10_000, (to, index) => send(to, 10_000_000 + index));

    const endpoint = await json('POST', '/callback/ws/endpoint', {
      AppID: app.appId,
      AppSecret: app.appSecret,
    });
    socket = await connectHandler(String((endpoint.data as { URL: string }).URL));
    const startedAt = performance.now();
    const inbox = await json('GET', `/_sandbox/inbox?open_id=${ann}&limit=50`, undefined);
    const inboxMs = performance.now() - startedAt;
    const message_id = (inbox.messages as { message_id: string }[]).at(-1)?.message_id;
    const press = JSON.stringify({ as: ann, message_id, name: 'go' });
    const click = (to: Line) => to.ask('POST', '/_sandbox/click', press, '');
    await drive(lines, 1000, click);
    const clicksPerSecond = await drive(lines, 10_000, click);
    return { sendsPerSecond, sendsPerSecondFull, clicksPerSecond, inboxMs };
  } finally {
    socket?.terminate();
    for (const one of lines) one.close();
    child.kill();
  }
}

/** Below these the workspace would limit what is measured through it. */
const neededSends = 3000;
const neededClicks = 2000;

export const workspace: Bench = {
  name: 'workspace',
  run: async (backend) => {
    const speed = await measureWorkspace();
    const unit = 'per s';
    const note = `${connections} connections; the limit is what is needed of it`;
    const common = { backend, unit, limit: neededSends };
    return [
      byRate({ ...common, name: 'workspace sends', ours: speed.sendsPerSecond, note }),
      byRate({
        ...common,
        name: 'workspace sends, 100000 stored',
        ours: speed.sendsPerSecondFull,
        note: `newest 50 read in ${Math.round(speed.inboxMs)} ms`,
      }),
      byRate({
        backend,
        unit,
        name: 'workspace clicks',
        ours: speed.clicksPerSecond,
        limit: neededClicks,
        note,
      }),
    ];
  },
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.stdout.write(`${table(await workspace.run('embedded'))}\n`);
}

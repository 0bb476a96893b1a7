import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Logger } from '../core/logger.ts';
import type { Fault } from './faults.ts';
import { dataFrames, decodeFrame, encodeFrame, type Frame, headerOf, shuffled } from './frames.ts';
import { authFailed, connectionLimit, refuse } from './handshake.ts';
import type { Mint } from './ids.ts';
import type { Settings } from './settings.ts';
import { type Answer, readAnswer, type Trick } from './transport.ts';

export const socketPath = '/ws/v2';

/** A client may attach its reader only after the handshake: frames sent along with it would be lost. */
const settleMs = 100;
/** A connection that breaks on purpose does so when the delivery has surely left. */
const breakMs = 20;
/** Tickets nobody used; the oldest go first. */
const keptTickets = 1000;

interface Delivery {
  readonly kind: 'event' | 'callback';
  readonly messageId: string;
  readonly payload: string;
  readonly at: number;
  readonly trick?: Trick | undefined;
}

interface Waiting {
  readonly kind: 'event' | 'callback';
  readonly messageId: string;
  readonly resolve: (answer: Answer) => void;
  readonly socket: WebSocket;
  readonly timer: NodeJS.Timeout;
}

/** The long connections of the app: tickets, pings, frames out, acknowledgements in. */
export class Gateway {
  readonly #server = new WebSocketServer({ noServer: true, perMessageDeflate: false });
  readonly #sockets = new Map<WebSocket, number>();
  readonly #ready = new Set<WebSocket>();
  #hoping: (() => void)[] = [];
  readonly #tickets = new Map<string, number>();
  /** In the order of sending: the same event may be under way twice. */
  readonly #waiting = new Map<string, Waiting[]>();
  readonly #ids: Mint;
  readonly #log: Logger;
  readonly #settings: () => Settings;
  #services = 0;
  #frames = 0;
  #muted = false;
  onConnect: () => void = () => undefined;
  /** An acknowledgement that came when nobody waited for it any more: after its connection broke, or too late. */
  onLateAnswer: (messageId: string, answer: Answer) => void = () => undefined;
  refuseHandshake: () => Fault | undefined = () => undefined;

  constructor(ids: Mint, settings: () => Settings, log: Logger) {
    this.#ids = ids;
    this.#settings = settings;
    this.#log = log;
  }

  get connections(): number {
    return this.#sockets.size;
  }

  clientConfig(): Record<string, number> {
    const settings = this.#settings();
    return {
      ReconnectCount: settings.reconnect_count,
      ReconnectInterval: settings.reconnect_seconds,
      ReconnectNonce: settings.reconnect_nonce_seconds,
      PingInterval: settings.ping_seconds,
    };
  }

  /** A single-use address. `service_id` never comes first: clients lose the first parameter. */
  ticketUrl(host: string): string {
    const ticket = this.#ids.transient('ticket');
    this.#services += 1;
    this.#tickets.set(ticket, this.#services);
    for (const oldest of this.#tickets.keys()) {
      if (this.#tickets.size <= keptTickets) break;
      this.#tickets.delete(oldest);
    }
    const device = this.#ids.transient('device', 19);
    return `ws://${host}${socketPath}?fpid=493&aid=552564&device_id=${device}&access_key=${this.#ids.transient('key')}&service_id=${this.#services}&ticket=${ticket}`;
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, ticket: string): void {
    const service = this.#tickets.get(ticket);
    this.#tickets.delete(ticket);
    const fault = this.refuseHandshake();
    if (fault) {
      refuse(
        socket,
        fault.status ?? 403,
        fault.code ?? 403,
        fault.msg ?? 'forbidden',
        fault.sub ?? authFailed,
      );
      return;
    }
    if (service === undefined) {
      refuse(socket, 403, 514, 'invalid ticket', authFailed);
      return;
    }
    if (this.#sockets.size >= this.#settings().max_connections) {
      refuse(socket, 403, 514, 'connection limit', connectionLimit);
      return;
    }
    this.#server.handleUpgrade(request, socket, head, (ws) => this.#accept(ws, service));
  }

  /** Sends one event or callback over a connection picked at random; waits for its acknowledgement. */
  async send({ kind, messageId, payload, at, trick }: Delivery): Promise<Answer> {
    while (this.#ready.size === 0 && this.#sockets.size > 0) {
      await new Promise<void>((resolve) => this.#hoping.push(resolve));
    }
    const sockets = [...this.#ready];
    const pick = Number.parseInt(this.#ids.fixed('pick', `${messageId}:${this.#frames}`, 8), 16);
    const socket = sockets[pick % Math.max(1, sockets.length)];
    if (!socket) return { kind: 'unreachable' };
    const { frame_bytes, shuffle_parts, answer_seconds } = this.#settings();
    this.#frames += 1;
    const bytes = Buffer.from(payload);
    const head = {
      messageId,
      traceId: messageId,
      service: this.#sockets.get(socket) ?? 0,
      at,
      seqId: this.#frames,
      type: trick?.frameType,
    };
    const partBytes = trick?.isTruncated
      ? Math.min(frame_bytes, Math.ceil(bytes.byteLength / 2))
      : frame_bytes;
    const whole = dataFrames(bytes, head, partBytes);
    const frames = trick?.isTruncated ? whole.slice(0, -1) : whole;
    return new Promise((resolve) => {
      const waiting: Waiting = {
        kind,
        messageId,
        resolve,
        socket,
        timer: setTimeout(() => this.#settle(waiting, { kind: 'timeout' }), answer_seconds * 1000),
      };
      this.#waiting.set(messageId, [...(this.#waiting.get(messageId) ?? []), waiting]);
      for (const frame of shuffle_parts ? shuffled(frames, messageId) : frames) {
        socket.send(encodeFrame(frame));
      }
      if (trick?.breaksAfter) setTimeout(() => socket.terminate(), breakMs).unref();
    });
  }

  get isMuted(): boolean {
    return this.#muted;
  }

  /** Half-open: connections stay and are accepted, nothing on them is read or answered any more. */
  mute(isMuted: boolean): void {
    this.#muted = isMuted;
    for (const socket of this.#sockets.keys()) {
      if (isMuted) socket.pause();
      else socket.resume();
    }
  }

  closeSockets(code: number): void {
    for (const socket of this.#sockets.keys()) {
      if (code === 1006) socket.terminate();
      else socket.close(code);
    }
  }

  close(): void {
    for (const waiting of [...this.#waiting.values()].flat()) this.#settle(waiting, { kind: 'gone' });
    for (const socket of this.#sockets.keys()) socket.terminate();
    this.#server.close();
  }

  #accept(socket: WebSocket, service: number): void {
    this.#sockets.set(socket, service);
    if (this.#muted) socket.pause();
    const becomeReady = (): void => {
      if (this.#ready.has(socket) || !this.#sockets.has(socket)) return;
      this.#ready.add(socket);
      this.#tellHoping();
    };
    setTimeout(becomeReady, settleMs).unref();
    socket.on('message', (data: Buffer, isBinary) => {
      if (!isBinary) return;
      try {
        this.#receive(socket, decodeFrame(data));
        becomeReady();
      } catch (error) {
        this.#log.warn({ err: error }, 'frame could not be read');
      }
    });
    socket.on('error', (error) => this.#log.debug({ err: error }, 'connection failed'));
    socket.on('close', () => {
      this.#sockets.delete(socket);
      this.#ready.delete(socket);
      this.#tellHoping();
      for (const waiting of [...this.#waiting.values()].flat()) {
        // A client sends the answer over its next connection, if it comes in time.
        if (waiting.socket === socket && waiting.kind === 'event') this.#settle(waiting, { kind: 'gone' });
      }
    });
    this.onConnect();
  }

  #tellHoping(): void {
    for (const resolve of this.#hoping.splice(0)) resolve();
  }

  #receive(socket: WebSocket, frame: Frame): void {
    if (frame.method === 0) {
      if (headerOf(frame, 'type') !== 'ping') return;
      const payload = Buffer.from(JSON.stringify(this.clientConfig()));
      socket.send(encodeFrame({ ...frame, headers: [{ key: 'type', value: 'pong' }], payload }));
      return;
    }
    const messageId = headerOf(frame, 'message_id') ?? '';
    const [first] = this.#waiting.get(messageId) ?? [];
    if (first) this.#settle(first, readAnswer(frame.payload));
    else this.onLateAnswer(messageId, readAnswer(frame.payload));
  }

  #settle(waiting: Waiting, answer: Answer): void {
    clearTimeout(waiting.timer);
    const others = this.#waiting.get(waiting.messageId)?.filter((other) => other !== waiting) ?? [];
    if (others.length > 0) this.#waiting.set(waiting.messageId, others);
    else this.#waiting.delete(waiting.messageId);
    waiting.resolve(answer);
  }
}

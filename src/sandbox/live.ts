import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Change } from './changes.ts';
import { beijing } from './moments.ts';
import type { TimeControl } from './time-control.ts';
import type { World } from './world.ts';

export const livePath = '/_sandbox/live';

/** What alters the looks of a message that is already there. */
const changesOfOne: ReadonlySet<Change['t']> = new Set([
  'content',
  'recall',
  'urgent',
  'reaction',
  'reaction_gone',
  'pin',
  'follow_ups',
]);

/** Tells open pages what happens. Pages ask for the rest themselves. */
export class Live {
  readonly #server = new WebSocketServer({ noServer: true });
  readonly #world: World;
  readonly #time: TimeControl;
  readonly #unwatch: () => void;
  #ticking: NodeJS.Timeout | undefined;
  isAdvancing = false;

  constructor(world: World, time: TimeControl) {
    this.#world = world;
    this.#time = time;
    this.#unwatch = world.watch((change) => this.#tell(change));
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const { origin, host } = request.headers;
    if (origin !== undefined && (!URL.canParse(origin) || new URL(origin).host !== host)) {
      socket.destroy();
      return;
    }
    this.#server.handleUpgrade(request, socket, head, (ws) => this.#accept(ws));
  }

  send(message: Record<string, unknown>): void {
    if (this.#server.clients.size === 0) return;
    const text = JSON.stringify(message);
    for (const client of this.#server.clients) client.send(text);
  }

  tick(): void {
    this.send({
      type: 'clock',
      now: beijing(this.#time.now().getTime()),
      rate: this.#time.rate(),
      advancing: this.isAdvancing,
    });
  }

  close(): void {
    clearInterval(this.#ticking);
    this.#unwatch();
    for (const client of this.#server.clients) client.terminate();
    this.#server.close();
  }

  #accept(socket: WebSocket): void {
    socket.on('error', () => socket.terminate());
    socket.on('close', () => {
      if (this.#server.clients.size === 0) {
        clearInterval(this.#ticking);
        this.#ticking = undefined;
      }
    });
    this.#ticking ??= setInterval(() => this.tick(), 1000).unref();
    this.tick();
  }

  #tell(change: Change): void {
    if (this.#server.clients.size === 0) return;
    if (change.t === 'message') this.#message(change.message.messageId);
    else if (changesOfOne.has(change.t) && 'messageId' in change) this.#message(change.messageId);
    else if (change.t === 'read') this.#message(change.messageIds.at(-1) ?? '', change.messageIds);
    else if (change.t === 'chat') this.send({ type: 'chat', chat_id: change.chat.chatId });
    else if (change.t === 'members' || change.t === 'chat_fields')
      this.send({ type: 'chat', chat_id: change.chatId });
    else if (change.t === 'request') {
      const { path, method, status } = change.record;
      this.send({ type: 'request', path, method, status });
    }
  }

  /** `messageIds`: all that changed along with the one that is named, of the same chat. */
  #message(messageId: string, messageIds?: readonly string[]): void {
    const message = this.#world.message(messageId);
    if (!message) return;
    const { chatId } = message;
    this.send({ type: 'message', chat_id: chatId, message_id: messageId, message_ids: messageIds });
  }
}

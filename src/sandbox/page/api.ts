import { isRecord, type Json, num, parse, record, records, str } from './json.ts';
import * as protocol from './protocol.ts';

/** A control call that was refused (with the reason) or got no answer at all (without). */
export class CallError extends Error {
  readonly reason: string | undefined;

  constructor(reason: string | undefined, cause?: unknown) {
    super(reason ?? 'no answer from the workspace', { cause });
    this.reason = reason;
  }
}

async function call(path: string, init?: RequestInit): Promise<Json> {
  let response: Response;
  let text: string;
  try {
    response = await fetch(`/_sandbox${path}`, init);
    text = await response.text();
  } catch (cause) {
    throw new CallError(undefined, cause);
  }
  const body = parse(text);
  if (response.ok && isRecord(body)) return body;
  throw new CallError(str(record(body).error) || `HTTP ${response.status}`);
}

const post = (path: string, body: Json): Promise<Json> =>
  call(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

const query = (values: Record<string, string | number | undefined>): string => {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(values)) if (value !== undefined) search.set(key, String(value));
  return `?${search}`;
};

export const people = async (q: string, limit: number): Promise<protocol.Person[]> =>
  records((await call(`/people${query({ q, limit })}`)).people).map(protocol.readPerson);

export const chats = async (openId: string): Promise<protocol.Chat[]> =>
  records((await call(`/chats${query({ open_id: openId })}`)).chats).map(protocol.readChat);

/** How many messages of a conversation are read at a time. */
export const PAGE = 200;

export interface Stretch {
  readonly after?: string | undefined;
  readonly before?: string | undefined;
  readonly limit?: number | undefined;
}

export const inbox = async (openId: string, chatId: string, stretch: Stretch): Promise<protocol.Message[]> =>
  records((await call(`/inbox${query({ open_id: openId, chat_id: chatId, ...stretch })}`)).messages).map(
    protocol.readMessage,
  );

export const readers = async (messageId: string): Promise<protocol.Readers> =>
  protocol.readReaders(await call(`/readers${query({ message_id: messageId })}`));

export const react = (as: string, messageId: string, emoji: string, remove: boolean): Promise<Json> =>
  post('/react', { as, message_id: messageId, emoji, remove });

export const recall = (as: string, messageId: string): Promise<Json> =>
  post('/recall', { as, message_id: messageId });

export const commands = async (): Promise<protocol.Command[]> =>
  protocol.readCommands((await call('/commands')).items);

export const menu = async (): Promise<protocol.MenuItem[]> => protocol.readMenu((await call('/menu')).items);

export const pickMenu = (as: string, eventKey: string): Promise<Json> =>
  post('/menu', { as, event_key: eventKey });

/** Everything at or after a moment: several requests share one when the clock stands. */
export async function requests(from: number | undefined): Promise<protocol.RequestEntry[]> {
  const after = from === undefined ? undefined : new Date(from - 1).toISOString();
  return records((await call(`/requests${query({ after })}`)).requests).map(protocol.readRequest);
}

export const faults = async (): Promise<protocol.Fault[]> =>
  protocol.readFaults((await call('/faults')).faults);

export const injectFault = (spec: Json): Promise<Json> => post('/faults', spec);

/** One fault, or all of them. */
export const clearFaults = (faultId?: string): Promise<Json> =>
  call(faultId === undefined ? '/faults' : `/faults/${faultId}`, { method: 'DELETE' });

export const say = (as: string, text: string, chatId: string, replyTo?: string): Promise<Json> =>
  post('/say', { as, text, chat_id: chatId, reply_to: replyTo });

/** For how many milliseconds one's own message can be taken back. */
export const recallWindow = async (): Promise<number> =>
  num((await call('/config')).recall_window_hours, 24) * 3_600_000;

export const enter = (as: string, chatId: string): Promise<Json> => post('/enter', { as, chat_id: chatId });

export const markRead = (as: string, messageId: string): Promise<Json> =>
  post('/read', { as, message_id: messageId });

export async function click(as: string, messageId: string, trigger: Json): Promise<protocol.ClickAnswer> {
  const answer = await post('/click', { ...trigger, as, message_id: messageId });
  return { code: num(answer.code, 0), toast: protocol.readToast(answer.toast) };
}

/** `next` moves to the next moment at which anything is due. */
export type ClockOrder = { to: string } | { advance: string } | { rate: number } | { next: true };

export const setClock = async (order: ClockOrder): Promise<number> =>
  protocol.instant((await post('/clock', order)).now);

export async function clock(): Promise<{ now: number; rate: number }> {
  const answer = await call('/clock');
  return { now: protocol.instant(answer.now), rate: num(answer.rate, 0) };
}

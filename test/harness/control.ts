/** The workspace's control calls (design §5.3), with the few answers stories look at. */

export interface SeenMessage {
  readonly message_id: string;
  readonly chat_id: string;
  readonly sender: { readonly type: 'user' | 'app'; readonly id: string };
  readonly msg_type: string;
  readonly content: string;
  readonly created_at: string;
  readonly updated_at: string;
  readonly recalled: boolean;
}

export interface WorkspaceUser {
  readonly open_id: string;
  readonly name: string;
  readonly org: string;
  readonly posts: readonly string[];
}

export interface WorkspaceChat {
  readonly chat_id: string;
  readonly name: string;
  readonly type: 'p2p' | 'group';
  readonly members: readonly string[];
}

export interface ClickAnswered {
  readonly status: number;
  readonly code: number | string;
  readonly toast: { readonly type: string; readonly content: string } | null;
  readonly card_updated: boolean;
  readonly latency_ms: number;
}

export interface LoggedRequest {
  readonly path: string;
  readonly method: string;
  readonly at: string;
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>> | null;
  readonly answer: {
    readonly code?: number;
    readonly data?: { readonly message_id?: string };
  } | null;
}

/** A control call that was refused: what a person cannot do in a client at all. */
class ControlRefused extends Error {
  readonly status: number;

  constructor(path: string, status: number, reason: string) {
    super(`${path}: ${status} ${reason}`);
    this.name = 'ControlRefused';
    this.status = status;
  }
}

export class Control {
  #url: string;

  constructor(url: string) {
    this.#url = url;
  }

  /** The workspace started again at another address. */
  moveTo(url: string): void {
    this.#url = url;
  }

  async call<T>(method: 'GET' | 'POST' | 'DELETE', path: string, body?: object): Promise<T> {
    const response = await fetch(`${this.#url}/_sandbox${path}`, {
      method,
      ...(body ? { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } } : {}),
    });
    const answer = (await response.json()) as T & { readonly error?: string };
    if (!response.ok) throw new ControlRefused(path, response.status, answer.error ?? '');
    return answer;
  }

  get<T>(path: string): Promise<T> {
    return this.call<T>('GET', path);
  }

  post<T>(path: string, body: object): Promise<T> {
    return this.call<T>('POST', path, body);
  }

  async state(): Promise<{
    readonly now: string;
    readonly users: readonly WorkspaceUser[];
    readonly chats: readonly WorkspaceChat[];
  }> {
    return this.get('/state');
  }

  async inbox(openId: string, chatId?: string): Promise<readonly SeenMessage[]> {
    const query = new URLSearchParams({ open_id: openId, ...(chatId ? { chat_id: chatId } : {}) });
    return (await this.get<{ messages: SeenMessage[] }>(`/inbox?${query}`)).messages;
  }

  async file(key: string): Promise<Buffer> {
    const response = await fetch(`${this.#url}/_sandbox/files/${encodeURIComponent(key)}`);
    if (!response.ok) throw new ControlRefused('/files', response.status, key);
    return Buffer.from(await response.arrayBuffer());
  }

  async requests(path: string): Promise<readonly LoggedRequest[]> {
    const query = new URLSearchParams({ path });
    return (await this.get<{ requests: LoggedRequest[] }>(`/requests?${query}`)).requests;
  }
}

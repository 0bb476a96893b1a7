import type { Clock } from '../core/clock.ts';
import type { Change } from './changes.ts';
import { Departments } from './departments.ts';
import type { Chat, Message, Person, RequestRecord } from './entities.ts';
import { digest, Mint } from './ids.ts';
import type { Entry, Journal } from './journal.ts';
import { emptyState, type Kept, reduce, type State } from './state.ts';

const hourMs = 3_600_000;

export interface AppIdentity {
  readonly appId: string;
  readonly appSecret: string;
  readonly name: string;
  readonly openId: string;
  readonly tenantKey: string;
}

/** The workspace: people, chats, messages, pending events. Changed by `apply` and by nothing else. */
export class World {
  app: AppIdentity;
  readonly ids: Mint;
  readonly state: State;
  readonly departments = new Departments();
  readonly #clock: Clock;
  readonly #listeners = new Set<(change: Change) => void>();
  readonly #byOtherId = new Map<string, string>();
  #journal: Journal | undefined;

  constructor(
    clock: Clock,
    app: { appId: string; appSecret: string; name: string },
    seedText: string,
    kept?: Kept,
  ) {
    this.#clock = clock;
    this.state = emptyState(kept);
    this.ids = new Mint(seedText);
    this.app = {
      ...app,
      openId: `ou_${this.ids.fixed('bot', app.appId)}`,
      tenantKey: this.ids.fixed('tenant', app.appId, 16),
    };
  }

  /** As an administrator does in the console; tokens already issued live on. */
  rotateSecret(appSecret: string): void {
    this.app = { ...this.app, appSecret };
  }

  now(): number {
    return this.#clock.now().getTime();
  }

  apply(change: Change): void {
    this.#carryOut(change, true);
  }

  /** Changes that only make sense together: words somebody said and the event that tells of them. */
  together<T>(act: () => T): T {
    return this.#journal ? this.#journal.together(act) : act();
  }

  #carryOut(change: Change, isKept: boolean): void {
    if (isKept) this.#journal?.append({ n: this.ids.position, at: this.now(), c: change });
    reduce(this.state, change);
    for (const listener of this.#listeners) listener(change);
  }

  /** The request log. What altered nothing is remembered but not written down. */
  record(record: RequestRecord): void {
    const change: Change = { t: 'request', record };
    const isWrite = record.method !== 'GET' && !record.path.startsWith('/open-apis/auth/');
    this.#carryOut(change, isWrite);
  }

  /** Repeats what a journal tells; nothing is written and nobody is told. */
  restore(entry: Entry): void {
    this.ids.position = Math.max(this.ids.position, entry.n);
    reduce(this.state, entry.c);
  }

  keepJournal(journal: Journal): void {
    this.#journal = journal;
  }

  closeJournal(): void {
    this.#journal?.close();
    this.#journal = undefined;
  }

  watch(listener: (change: Change) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** People come from the seed at every start, so they are no change and not in the journal. */
  addPerson(person: {
    openId: string;
    name: string;
    org: string;
    posts: readonly string[];
    email?: string | undefined;
    mobile?: string | undefined;
  }): void {
    const userId = digest(`user:${person.openId}`, 8);
    const full: Person = {
      openId: person.openId,
      unionId: `on_${digest(`union:${person.openId}`)}`,
      userId,
      name: person.name,
      org: person.org,
      posts: person.posts,
      email: person.email ?? `${userId}@workspace.example`,
      mobile:
        person.mobile ?? `+86199${(Number.parseInt(userId, 16) % 100_000_000).toString().padStart(8, '0')}`,
    };
    this.state.people.set(full.openId, full);
    this.departments.place(full);
    for (const other of [full.unionId, full.userId, full.email, full.mobile]) {
      this.#byOtherId.set(other, full.openId);
    }
  }

  person(openId: string): Person | undefined {
    return this.state.people.get(openId);
  }

  /** By any of the ids a caller may use; `type` is the platform's `receive_id_type` or `user_id_type`. */
  personBy(type: string, id: string): Person | undefined {
    return this.person(type === 'open_id' ? id : (this.#byOtherId.get(id) ?? ''));
  }

  /** Whether any person goes by this id, of whatever kind. */
  isPersonId(id: string): boolean {
    return this.state.people.has(id) || this.#byOtherId.has(id);
  }

  chat(chatId: string): Chat | undefined {
    return this.state.chats.get(chatId);
  }

  message(messageId: string): Message | undefined {
    return this.state.messages.get(messageId);
  }

  messagesIn(chatId: string): readonly Message[] {
    return this.state.messagesIn.get(chatId) ?? [];
  }

  chatsOf(openId: string): Chat[] {
    return [...(this.state.chatsOf.get(openId) ?? [])].flatMap((chatId) => this.chat(chatId) ?? []);
  }

  privateChatId(openId: string): string {
    return `oc_${this.ids.fixed('p2p', openId)}`;
  }

  privateChat(openId: string): Chat | undefined {
    return this.chat(this.privateChatId(openId));
  }

  /** The private chat of a person with the bot; it comes into being with the first word. */
  openPrivateChat(person: Person): { chat: Chat; isNew: boolean } {
    const known = this.privateChat(person.openId);
    if (known) return { chat: known, isNew: false };
    const chat: Chat = {
      chatId: this.privateChatId(person.openId),
      type: 'p2p',
      name: person.name,
      members: [person.openId],
      withBot: true,
      createdAt: this.now(),
    };
    this.apply({ t: 'chat', chat });
    return { chat, isNew: true };
  }

  addMessage(
    draft: Pick<Message, 'chatId' | 'msgType' | 'content'> & Partial<Message>,
    uuid?: string,
  ): Message {
    const now = this.now();
    const message: Message = {
      messageId: `om_${this.ids.next('message')}`,
      seq: this.state.messages.size + 1,
      createdAt: now,
      updatedAt: now,
      edits: 0,
      recalled: false,
      urgent: {},
      readBy: {},
      ...draft,
    };
    this.apply({ t: 'message', message, uuid });
    return message;
  }

  /** The message a caller already sent under this `uuid` within the last hour. */
  messageOfUuid(uuid: string): Message | undefined {
    const seen = this.state.uuids.get(uuid);
    return seen && this.now() - seen.at < hourMs ? this.message(seen.messageId) : undefined;
  }
}

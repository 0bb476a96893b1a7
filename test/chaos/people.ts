import type { Fate } from './fate.ts';
import type { Json, Product } from './product.ts';

export interface Message {
  readonly message_id: string;
  readonly sender: { readonly type: 'user' | 'app' };
  readonly content: string;
}

/** What people of the workspace do and see, by name. */
export class People {
  readonly #fate: Fate;
  readonly #accounts: ReadonlyMap<string, string>;

  private constructor(fate: Fate, accounts: ReadonlyMap<string, string>) {
    this.#fate = fate;
    this.#accounts = accounts;
  }

  static async of(fate: Fate): Promise<People> {
    const { users } = (await fate.product.get('/state')) as unknown as {
      users: readonly { readonly name: string; readonly open_id: string }[];
    };
    return new People(fate, new Map(users.map((user) => [user.name, user.open_id])));
  }

  account(name: string): string {
    const account = this.#accounts.get(name);
    if (account === undefined) throw new Error(`nobody is called ${name}`);
    return account;
  }

  async inbox(name: string): Promise<readonly Message[]> {
    const answer = await this.#fate.product.get(`/inbox?open_id=${this.account(name)}`);
    return (answer as unknown as { messages: readonly Message[] }).messages;
  }

  say(product: Product, name: string, text: string): Promise<Json> {
    return product.post('/say', { as: this.account(name), text });
  }

  /** Whether these words were taken by the platform: from then on it owes them to the bot. */
  async hasSaid(name: string, text: string): Promise<boolean> {
    const said = JSON.stringify({ text });
    return (await this.inbox(name)).some(({ sender, content }) => sender.type === 'user' && content === said);
  }

  /** The newest card of the bot that holds these words. */
  async card(name: string, words: string): Promise<Message> {
    const inbox = await this.inbox(name);
    const found = inbox.findLast(({ sender, content }) => sender.type === 'app' && content.includes(words));
    if (found) return found;
    const newest = inbox.slice(-3).map(({ content }) => content);
    throw new Error(`${name} has no card with ${words}; the newest are ${newest.join('\n')}`);
  }

  click(product: Product, name: string, message: string, button: string, form?: Json): Promise<Json> {
    return product.post('/click', {
      as: this.account(name),
      message_id: message,
      name: button,
      ...(form && { form_value: form }),
    });
  }
}

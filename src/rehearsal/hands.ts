import { AppError } from '../core/errors.ts';

export interface Message {
  readonly message_id: string;
  readonly content: string;
}

/** The hands of the people: they type and press through the workspace's control API, as a browser does. */
export class Hands {
  readonly #base: string;

  constructor(url: string) {
    this.#base = `${url}/_sandbox`;
  }

  async say(account: string, text: string): Promise<void> {
    await this.#post('/say', { as: account, text });
  }

  async press(
    account: string,
    on: Message,
    name: string,
    form?: Readonly<Record<string, string>>,
  ): Promise<void> {
    const entered = form === undefined ? {} : { form_value: form };
    await this.#post('/click', { as: account, message_id: on.message_id, name, ...entered });
  }

  /** The newest message of this person that has a component with this name. */
  async newestWith(account: string, name: string): Promise<Message | undefined> {
    const response = await fetch(`${this.#base}/inbox?open_id=${encodeURIComponent(account)}`);
    const { messages } = (await response.json()) as { readonly messages: readonly Message[] };
    return messages.findLast((message) => hasComponent(message, name));
  }

  async #post(path: string, body: object): Promise<void> {
    const response = await fetch(this.#base + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok)
      throw new AppError('bug', 'rehearsal_act', `${path}: ${response.status} ${await response.text()}`);
    await response.arrayBuffer();
  }
}

export function hasComponent(message: Message, name: string): boolean {
  return message.content.includes(`"name":"${name}"`);
}

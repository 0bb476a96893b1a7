import { TestWorkspace } from '../contract/workspace.ts';

type Json = Record<string, unknown>;

/** What a person did with a component, as the platform tells the bot. */
export interface Action {
  readonly tag: string;
  readonly value?: Json;
  readonly name?: string;
  readonly option?: string;
  readonly options?: readonly string[];
  readonly checked?: boolean;
  readonly input_value?: string;
  readonly form_value?: Json;
  readonly timezone?: string;
}

interface Click {
  readonly operator: { readonly open_id: string };
  readonly action: Action;
  readonly context: { readonly open_message_id: string };
}

/** What somebody said, as the platform tells the bot. */
export interface Heard {
  readonly message_id: string;
  readonly parent_id?: string;
  readonly root_id?: string;
  readonly content: string;
}

/** What a click is answered with: a value, or a failure by throwing. */
export type Answer = (click: Click) => Promise<Json> | Json;

/** One pixel in a colour of its own. */
const gif = (index: number): Uint8Array<ArrayBuffer> =>
  Uint8Array.from([
    ...[71, 73, 70, 56, 57, 97, 1, 0, 1, 0, 128, 0, 0, 80 * index, 120, 240, 255, 255, 255],
    ...[44, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 68, 1, 0, 59],
  ]);

/** A bot that does nothing by itself: it sends what it is told and answers clicks as it is told. */
export class Bot {
  readonly workspace: TestWorkspace;
  readonly actions: Action[] = [];
  readonly heard: Heard[] = [];
  answer: Answer = () => ({});
  /** Throws when the bot shall fail at what it hears. */
  hear: (message: Heard) => void = () => undefined;

  private constructor(workspace: TestWorkspace) {
    this.workspace = workspace;
  }

  static async start(): Promise<Bot> {
    const bot = new Bot(await TestWorkspace.open());
    await bot.workspace.connect({
      'card.action.trigger': async (click: Click) => {
        bot.actions.push(click.action);
        return bot.answer(click);
      },
      'im.message.receive_v1': ({ message }: { message: Heard }) => {
        bot.heard.push(message);
        bot.hear(message);
      },
    });
    return bot;
  }

  get url(): string {
    return this.workspace.sandbox.url;
  }

  get last(): Action | undefined {
    return this.actions.at(-1);
  }

  async sendCard(to: string, card: Json): Promise<string> {
    const kind = to.startsWith('oc_') ? 'chat_id' : 'open_id';
    const sent = await this.workspace.client().im.v1.message.create({
      params: { receive_id_type: kind },
      data: { receive_id: to, msg_type: 'interactive', content: JSON.stringify(card) },
    });
    if (sent.code !== 0) throw new Error(`refused: ${sent.msg}`);
    return sent.data?.message_id ?? '';
  }

  /** Small pictures of one colour; answers their keys. */
  async uploadPictures(count: number): Promise<string[]> {
    const keys: string[] = [];
    for (let index = 0; index < count; index += 1) {
      const form = new FormData();
      form.set('image_type', 'message');
      form.set('image', new Blob([gif(index)]), 'picture.gif');
      const answer = await fetch(`${this.url}/open-apis/im/v1/images`, {
        method: 'POST',
        body: form,
        headers: { authorization: `Bearer ${await this.workspace.token()}` },
      });
      const { data } = (await answer.json()) as { data: { image_key: string } };
      keys.push(data.image_key);
    }
    return keys;
  }

  async sendText(to: string, text: string): Promise<void> {
    await this.workspace.api('POST', '/im/v1/messages?receive_id_type=open_id', {
      receive_id: to,
      msg_type: 'text',
      content: JSON.stringify({ text }),
    });
  }

  stop(): Promise<void> {
    return this.workspace.close();
  }
}

import { type CardView, viewCard } from './card-view.ts';
import type { Control, SeenMessage } from './control.ts';

/** One message of the bot as its reader has it before the eyes now. */
export interface ReadMessage extends CardView {
  readonly id: string;
  /** `02-14 09:23`, when it came. */
  readonly at: string;
  /** The day it came, `2026-02-14`. */
  readonly day: string;
  /** The time of day it came, `09:23:41`. */
  readonly time: string;
}

/** What a world lends to those who read in it. */
export interface Desk {
  readonly control: Control;
  readonly groupIds: ReadonlySet<string>;
  /** Messages somebody has asserted. */
  readonly expected: Set<string>;
}

/** Fails with what was wanted and everything this reader has not yet accounted for. */
export class StoryFailure extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'StoryFailure';
  }
}

export function describeMessage(message: ReadMessage): string {
  const text = message.text.replaceAll('\n', ' ⏎ ');
  return `  ${message.at}  ${text.length > 400 ? `${text.slice(0, 400)}…` : text}`;
}

function describe(messages: readonly ReadMessage[]): string {
  return messages.length === 0 ? '  （没有）' : messages.map(describeMessage).join('\n');
}

/** Somebody, or a group, in front of a chat. */
export abstract class ChatReader {
  readonly name: string;
  protected readonly desk: Desk;

  constructor(name: string, desk: Desk) {
    this.name = name;
    this.desk = desk;
  }

  protected abstract inbox(): Promise<readonly SeenMessage[]>;

  /** Every message of the bot in this chat, oldest first, as it reads now. */
  async messages(): Promise<readonly ReadMessage[]> {
    return (await this.inbox())
      .filter((message) => message.sender.type === 'app' && !message.recalled)
      .map((message) => ({
        ...viewCard(message.content),
        id: message.message_id,
        at: message.created_at.slice(5, 16).replace('T', ' '),
        day: message.created_at.slice(0, 10),
        time: message.created_at.slice(11, 19),
      }));
  }

  async unread(): Promise<readonly ReadMessage[]> {
    return (await this.messages()).filter((message) => !this.desk.expected.has(message.id));
  }

  /** The newest message nobody has asserted yet holds all these words; it is expected from now on. */
  async sees(...words: readonly string[]): Promise<ReadMessage> {
    const unread = await this.unread();
    const newest = unread.at(-1);
    const missing = words.filter((word) => !newest?.text.includes(word));
    if (!newest || missing.length > 0) {
      throw new StoryFailure(
        `${this.name}应当看到：${words.join(' ／ ')}\n${newest ? `缺少：${missing.join(' ／ ')}\n` : ''}` +
          `还没有核对的消息：\n${describe(unread)}\n此前的消息：\n` +
          describe((await this.messages()).filter(({ id }) => this.desk.expected.has(id)).slice(-3)),
      );
    }
    this.desk.expected.add(newest.id);
    return newest;
  }

  async seesNothing(): Promise<void> {
    const unread = await this.unread();
    if (unread.length > 0) throw new StoryFailure(`${this.name}不应收到消息，却收到：\n${describe(unread)}`);
  }

  /** A message read before shows these words now: cards follow the state without a new message. */
  async rereads(title: string, ...words: readonly string[]): Promise<ReadMessage> {
    const all = await this.messages();
    const found = all.findLast((message) => message.title.includes(title));
    const missing = words.filter((word) => !found?.text.includes(word));
    if (!found || missing.length > 0) {
      throw new StoryFailure(
        `${this.name}的“${title}”卡片现在应当写着：${words.join(' ／ ')}\n缺少：${missing.join(' ／ ')}\n` +
          `${this.name}的全部消息：\n${describe(all)}`,
      );
    }
    return found;
  }
}

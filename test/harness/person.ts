import type { ViewedField } from './card-view.ts';
import type { ClickAnswered, SeenMessage, WorkspaceUser } from './control.ts';
import { ChatReader, type Desk, type ReadMessage, StoryFailure } from './reader.ts';

export type FieldValue = string | readonly string[];

interface Toast {
  readonly type: string;
  readonly content: string;
}

/** What a person needs of the world beside a desk: after each act, time passes and everything settles. */
export interface PersonDesk extends Desk {
  readonly botName: string;
  breathe(): Promise<void>;
  /** Warnings nobody has asserted fail the story, as messages do. */
  readonly toasts: Map<string, { readonly who: string; readonly toast: Toast }[]>;
}

export class Group extends ChatReader {
  readonly chatId: string;
  readonly #reader: string;

  constructor(name: string, chatId: string, reader: string, desk: Desk) {
    super(`群“${name}”`, desk);
    this.chatId = chatId;
    this.#reader = reader;
  }

  protected override inbox(): Promise<readonly SeenMessage[]> {
    return this.desk.control.inbox(this.#reader, this.chatId);
  }
}

/** A person and the verbs of a story. Everything goes through the workspace, as if by hand. */
export class Person extends ChatReader {
  readonly openId: string;
  readonly user: WorkspaceUser;
  readonly #desk: PersonDesk;

  constructor(user: WorkspaceUser, desk: PersonDesk) {
    super(user.name, desk);
    this.user = user;
    this.openId = user.open_id;
    this.#desk = desk;
  }

  protected override async inbox(): Promise<readonly SeenMessage[]> {
    const all = await this.#desk.control.inbox(this.openId);
    return all.filter((message) => !this.#desk.groupIds.has(message.chat_id));
  }

  /** Types a line, in the private chat or, mentioning the bot, in a group, perhaps as a reply. Answers the event's id. */
  async says(
    text: string,
    where: { readonly in?: Group; readonly replyingTo?: string } = {},
  ): Promise<string> {
    const words = where.in ? { text: `@${this.#desk.botName} ${text}`, chat_id: where.in.chatId } : { text };
    const spoken = { ...words, ...(where.replyingTo ? { reply_to: where.replyingTo } : {}) };
    const said = await this.#desk.control.post<{ event_id: string | null }>('/say', {
      as: this.openId,
      ...spoken,
    });
    await this.#desk.breathe();
    return said.event_id ?? '';
  }

  /** Types a line in a group without mentioning the bot. */
  async chats(text: string, group: Group): Promise<void> {
    await this.#desk.control.post('/say', { as: this.openId, text, chat_id: group.chatId });
    await this.#desk.breathe();
  }

  /** Opens the private chat. */
  async enters(): Promise<void> {
    await this.#desk.control.post('/enter', { as: this.openId });
    await this.#desk.breathe();
  }

  async picksMenu(eventKey: string): Promise<void> {
    await this.#desk.control.post('/menu', { as: this.openId, event_key: eventKey });
    await this.#desk.breathe();
  }

  /** Presses the button with this label on the newest card that has it, or on a card with that title. */
  async presses(label: string, on: { readonly card?: string } = {}): Promise<ClickAnswered> {
    const { message, button } = await this.#findButton(label, on.card);
    return this.#click(message.id, { name: button.name });
  }

  /** Enters values by the labels of the fields of a card and presses its button. */
  async fills(
    card: string,
    values: Readonly<Record<string, FieldValue>>,
    submit: string,
  ): Promise<ClickAnswered> {
    const { message, button } = await this.#findButton(submit, card);
    const fields = message.fields.filter((field) => field.form === button.form);
    const entered = Object.entries(values).map(([label, value]) => {
      const field = fields.find((one) => one.label.includes(label));
      if (!field) {
        throw new StoryFailure(
          `“${message.title}”没有“${label}”这一栏，只有：${fields.map((one) => one.label).join('、')}`,
        );
      }
      return [field.name, enteredValue(field, value)] as const;
    });
    return this.#click(message.id, { name: button.name, form_value: Object.fromEntries(entered) });
  }

  /** Chooses from a drop-down that answers at once, on the newest card that has it. */
  async chooses(placeholder: string, option: string): Promise<ClickAnswered> {
    const found = (await this.messages()).toReversed().flatMap(({ id, fields }) => {
      const field = fields.find(({ form, label }) => form === '' && label.includes(placeholder));
      return field ? [{ id, field }] : [];
    });
    const [newest] = found;
    if (!newest) throw new StoryFailure(`${this.name}面前没有“${placeholder}”可选`);
    const chosen = newest.field.options.find(({ label }) => label.includes(option));
    if (!chosen) throw new StoryFailure(`“${placeholder}”里没有“${option}”可选`);
    return this.#click(newest.id, { name: newest.field.name, option: chosen.value });
  }

  /** Presses on a message of somebody else's chat: an act no client offers. Throws ControlRefused. */
  async pressesAt(messageId: string, name: string): Promise<ClickAnswered> {
    return this.#click(messageId, { name });
  }

  /** The newest document in the private chat, downloaded; its message is expected from now on. */
  async opensFile(...words: readonly string[]): Promise<{ readonly name: string; readonly bytes: Buffer }> {
    const message = await this.sees(...words);
    if (message.fileKey === undefined) throw new StoryFailure(`${this.name}收到的不是文件：${message.text}`);
    return { name: message.text, bytes: await this.#desk.control.file(message.fileKey) };
  }

  /** The toast of the last press says this; it is expected from now on. */
  isTold(words: string): void {
    const last = this.#desk.toasts.get(this.openId)?.at(-1);
    if (!last?.toast.content.includes(words)) {
      throw new StoryFailure(
        `${this.name}按下以后应当看到提示：${words}\n实际提示：${last?.toast.content ?? '（没有）'}`,
      );
    }
    this.#desk.toasts.get(this.openId)?.pop();
  }

  /** Of as many presses at once each says one of these, in whichever order they are answered. */
  areTold(...words: readonly string[]): void {
    const left = [...words];
    while (left.length > 0) {
      const last = this.#desk.toasts.get(this.openId)?.at(-1)?.toast.content ?? '';
      const [said = words.join('、')] = left.filter((one) => last.includes(one));
      this.isTold(said);
      left.splice(left.indexOf(said), 1);
    }
  }

  async #findButton(label: string, card: string | undefined) {
    const all = await this.messages();
    const within = card === undefined ? all : all.filter((message) => message.title.includes(card));
    for (const match of [(text: string) => text === label, (text: string) => text.includes(label)]) {
      for (const message of within.toReversed()) {
        const button = message.buttons.find((one) => match(one.label));
        if (button) return { message, button };
      }
    }
    throw new StoryFailure(
      `${this.name}面前没有“${label}”按钮${card ? `（在“${card}”卡片上）` : ''}。\n他或她的消息：\n` +
        (all.map((message) => `  ${message.at} ${message.text.replaceAll('\n', ' ⏎ ')}`).join('\n') ||
          '  （没有）'),
    );
  }

  async #click(messageId: string, how: object): Promise<ClickAnswered> {
    const answer = await this.#desk.control.post<ClickAnswered>('/click', {
      as: this.openId,
      message_id: messageId,
      ...how,
    });
    if (answer.toast) {
      const told = this.#desk.toasts.get(this.openId) ?? [];
      told.push({ who: this.name, toast: answer.toast });
      this.#desk.toasts.set(this.openId, told);
    }
    await this.#desk.breathe();
    return answer;
  }
}

function enteredValue(field: ViewedField, value: FieldValue): FieldValue {
  const chosen = (label: string): string => {
    const option = field.options.find((one) => one.label === label);
    if (!option) throw new StoryFailure(`“${field.label}”里没有“${label}”可选`);
    return option.value;
  };
  if (field.options.length === 0) return value;
  return typeof value === 'string' ? chosen(value) : value.map(chosen);
}

/** The same for several people; one failure names everybody concerned. */
export class Crowd {
  readonly people: readonly Person[];

  constructor(people: readonly Person[]) {
    this.people = people;
  }

  get names(): readonly string[] {
    return this.people.map((person) => person.name);
  }

  without(...names: readonly string[]): Crowd {
    return new Crowd(this.people.filter((person) => !names.includes(person.name)));
  }

  async see(...words: readonly string[]): Promise<readonly ReadMessage[]> {
    return this.#each((person) => person.sees(...words));
  }

  async seeNothing(): Promise<void> {
    await this.#each((person) => person.seesNothing());
  }

  async #each<T>(act: (person: Person) => Promise<T>): Promise<readonly T[]> {
    const results = await Promise.allSettled(this.people.map(act));
    const failures = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
    if (failures.length > 0) {
      const shown = failures.slice(0, 5).map((reason) => (reason instanceof Error ? reason.message : reason));
      const more = failures.length > 5 ? `\n……另有 ${failures.length - 5} 人` : '';
      throw new StoryFailure(shown.join('\n\n') + more);
    }
    return results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  }
}

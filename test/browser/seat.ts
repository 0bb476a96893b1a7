import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { patience } from './chromium.ts';

/** The place of a seat, and what it was told. */
type Toast = readonly [seat: number, content: string];

/** One person's place on the page, used the way a person uses it: by what is written on things. */
export class Seat {
  readonly page: Page;
  readonly root: Locator;
  readonly #index: number;
  /** Toasts this person has been told of already. */
  #heard = 0;

  constructor(page: Page, index = 0) {
    this.page = page;
    this.#index = index;
    this.root = page.locator('.seat').nth(index);
  }

  async become(name: string): Promise<void> {
    const search = this.root.getByRole('searchbox');
    const me = this.root.locator('.me');
    // A place without anybody shows the search at once; one that is taken, when its name is pressed.
    await me.or(search).first().waitFor();
    if (!(await search.isVisible())) await me.click();
    await search.fill(name);
    await this.root.locator('.person-row', { hasText: name }).first().click();
    await this.root.locator('.me', { hasText: name }).waitFor();
  }

  async open(chat: string): Promise<void> {
    await this.root.locator('.chat-row', { hasText: chat }).first().click();
    await this.root.getByRole('region', { name: chat }).waitFor();
    await this.root.locator('[role=log][aria-busy=false]').waitFor();
  }

  /** The newest card that holds all these words. */
  card(...words: readonly string[]): Locator {
    let cards = this.root.getByRole('article');
    for (const word of words) cards = cards.filter({ hasText: word });
    return cards.last();
  }

  async sees(...words: readonly string[]): Promise<Locator> {
    const card = this.card(...words);
    await card.waitFor();
    return card;
  }

  async press(label: string, card: Locator = this.root): Promise<void> {
    await card.getByRole('button', { name: label, exact: true }).last().click();
  }

  async unfold(title: string, card: Locator): Promise<void> {
    await card.getByRole('button', { name: title, expanded: false }).click();
  }

  message(words: string): Locator {
    return this.root.getByRole('log').locator('.message', { hasText: words });
  }

  /** Types into the box of the open conversation and sends. */
  async say(words: string): Promise<void> {
    const box = this.root.getByRole('region').getByRole('textbox', { name: '发送给' }).first();
    await box.fill(words);
    await box.press('Enter');
  }

  /** From the menu of a message, which opens beside the pointer. */
  async fromMenu(words: string, item: string): Promise<void> {
    await this.message(words).locator('.bubble, .card').first().click({ button: 'right' });
    await this.page.getByRole('menuitem', { name: item }).click();
    await this.page.getByRole('menu').waitFor({ state: 'detached' });
  }

  /** A toast with these words came since the last one that was waited for; it may have gone again. */
  async isTold(words: string): Promise<void> {
    let told: readonly Toast[] = [];
    const isWanted = ([seat, content]: Toast) => seat === this.#index && content.includes(words);
    const found = () => told.findIndex((toast, at) => at >= this.#heard && isWanted(toast));
    const listen = async () => {
      told = await this.page.evaluate<Toast[]>('window.told');
      return found() >= 0 || told.slice(this.#heard);
    };
    await expect.poll(listen, { message: words, timeout: patience }).toBe(true);
    this.#heard = found() + 1;
  }

  async toastGone(): Promise<void> {
    await this.root.locator('.toast').waitFor({ state: 'detached' });
  }

  /** Picks by name from a list that opens under a field, and closes it. */
  async choose(field: Locator, ...labels: readonly string[]): Promise<void> {
    await field.click();
    for (const label of labels) await this.page.getByRole('option', { name: label }).first().click();
    const list = this.page.getByRole('listbox');
    if (await list.isVisible()) await this.page.keyboard.press('Escape');
    await list.waitFor({ state: 'detached' });
  }
}

/** Moves the clock by its panel: opens it, picks the day and the time, and waits until all that is due is done. */
export async function clockTo(page: Page, day: string, time: string, timeout = 120_000): Promise<void> {
  const face = page.locator('.clock-face');
  await face.click();
  await page.getByLabel('日期', { exact: true }).fill(day);
  await page.getByLabel('时间', { exact: true }).fill(time);
  await page.getByRole('button', { name: '拨到这个时间' }).click();
  await page.locator(`.clock-face time[datetime^="${day}T${time}"]`).waitFor({ timeout });
  await settled(page);
}

/** Nothing is being worked on any more, and the page has drawn what came of it. */
export async function settled(page: Page): Promise<void> {
  await page.locator('.clock-face .spinner').waitFor({ state: 'detached', timeout: 120_000 });
}

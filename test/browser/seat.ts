import type { Locator, Page } from 'playwright-core';

/** One person's place on the page, used the way a person uses it: by what is written on things. */
export class Seat {
  readonly page: Page;
  readonly root: Locator;

  constructor(page: Page, index = 0) {
    this.page = page;
    this.root = page.locator('.seat').nth(index);
  }

  async become(name: string): Promise<void> {
    if (await this.root.locator('.me').isVisible()) await this.root.locator('.me').click();
    const search = this.root.getByRole('searchbox');
    await search.fill(name);
    await this.root.locator('.person-row', { hasText: name }).first().click();
    await this.root.locator('.me', { hasText: name }).waitFor();
  }

  async open(chat: string): Promise<void> {
    await this.root.locator('.chat-row', { hasText: chat }).first().click();
    await this.root.getByRole('log').waitFor();
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

  async isTold(words: string): Promise<void> {
    await this.root.locator('.toast', { hasText: words }).waitFor();
  }

  async toastGone(): Promise<void> {
    await this.root.locator('.toast').waitFor({ state: 'detached' });
  }

  /** Picks by name from a list that opens under a field, and closes it. */
  async choose(field: Locator, ...labels: readonly string[]): Promise<void> {
    await field.click();
    for (const label of labels) await this.page.getByRole('option', { name: label }).first().click();
    if (await this.page.getByRole('listbox').isVisible()) await this.page.keyboard.press('Escape');
  }
}

/** Moves the clock by its panel: opens it, picks the day and the time, and waits until all that is due is done. */
export async function clockTo(page: Page, day: string, time: string, timeout = 60_000): Promise<void> {
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
  await page.locator('.clock-face .spinner').waitFor({ state: 'detached', timeout: 60_000 });
}

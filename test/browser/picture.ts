import { mkdir } from 'node:fs/promises';
import type { Locator, Page } from 'playwright-core';

/** PICTURES names the folder: without it no picture is taken, so that a test run leaves the repository as it was. */
export async function picture(page: Page, name: string, part?: Locator): Promise<void> {
  const folder = process.env.PICTURES;
  if (folder === undefined) return;
  await mkdir(folder, { recursive: true });
  await page.mouse.move(0, 0);
  await (part ?? page).screenshot({ path: `${folder}/${name}.png` });
}

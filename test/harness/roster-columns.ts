import { cp, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demoRoster } from './records.ts';

/** A column of one sheet: its title, and what stands in it by the code of the row. */
interface ExtraColumn {
  readonly file: 'orgs' | 'people';
  readonly title: string;
  readonly cells: Readonly<Record<string, string>>;
}

/** The demo roster in a folder of its own, with columns an organisation may keep beside the usual ones. */
export async function rosterWith(...columns: readonly ExtraColumn[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'roster-'));
  await cp(demoRoster, folder, { recursive: true });
  for (const { file, title, cells } of columns) {
    const path = join(folder, `${file}.csv`);
    const lines = (await readFile(path, 'utf8')).trimEnd().split(/\r?\n/u);
    const wider = lines.map((line, at) => {
      const [code = ''] = line.split(',');
      return `${line},${at === 0 ? title : (cells[code] ?? '')}`;
    });
    await writeFile(path, `${wider.join('\n')}\n`);
  }
  return folder;
}

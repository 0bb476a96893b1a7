import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { orgColumns, personColumns, postColumns, postName } from '../../src/org/terms.ts';

const surnames = '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔';
const given = '明远安平光华建文武宁海川林松柏春秋志刚强';

/** All different, up to five hundred; the first is the secretary, the second the full-time deputy above. */
export function nameOf(n: number): string {
  return `${surnames[n % surnames.length]}${given[Math.floor(n / surnames.length)]}`;
}

/** A folder with the sheets of one branch, D01B01, of so many members with an account. */
export async function bigBranchRoster(size: number): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'branch-'));
  const write = (name: string, header: object, rows: readonly (readonly string[])[]) =>
    writeFile(
      join(folder, name),
      `${[Object.values(header), ...rows].map((row) => row.join(',')).join('\n')}\n`,
    );
  await write('orgs.csv', orgColumns, [
    ['GW', '省直属机关工作委员会', '机关工委', '', '', '', '', ''],
    ['D01Z', '省水务厅党组', '党组', 'GW', '', '', '', ''],
    ['D01W', '省水务厅机关党委', '机关党委', 'GW', 'D01Z', '2015-01-01', '2024-10-18', '5'],
    ['D01B01', '省水务厅大院党支部', '党支部', 'D01W', 'D01Z', '2015-01-01', '2025-09-27', '3'],
  ]);
  const people = Array.from({ length: size }, (_, n) => {
    const account = `ou_${n.toString(16).padStart(32, '0')}`;
    return [`P${String(n).padStart(6, '0')}`, nameOf(n), account, '正式党员', '', 'D01B01', ''];
  });
  await write('people.csv', personColumns, people);
  await write('posts.csv', postColumns, [
    ['D01B01', postName('branch_secretary'), 'P000000', '2025-01-20', ''],
    ['D01W', postName('organ_fulltime_deputy'), 'P000001', '2025-01-20', ''],
  ]);
  return folder;
}

import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { orgColumns, personColumns, postColumns, postName } from '../../src/org/terms.ts';
import type { PostType } from '../../src/org/types.ts';

/** Two departments side by side, a general branch, a branch directly under the work committee; a person for each post. */
const orgs = [
  ['GW', '省直属机关工作委员会', '机关工委', '', ''],
  ['D01Z', '省水务厅党组', '党组', 'GW', ''],
  ['D01W', '省水务厅机关党委', '机关党委', 'GW', 'D01Z'],
  ['D01G', '省水务厅勘测院党总支', '党总支', 'D01W', 'D01Z'],
  ['D01B01', '省水务厅办公室党支部', '党支部', 'D01W', 'D01Z'],
  ['D01B02', '省水务厅规划处党支部', '党支部', 'D01W', 'D01Z'],
  ['D01B03', '省水务厅勘测院一队党支部', '党支部', 'D01G', 'D01Z'],
  ['D01B09', '省水务厅机关服务中心党支部', '党支部', 'D01W', 'D01Z'],
  ['D02Z', '省林业局党组', '党组', 'GW', ''],
  ['D02W', '省林业局机关党委', '机关党委', 'GW', 'D02Z'],
  ['D02B01', '省林业局办公室党支部', '党支部', 'D02W', 'D02Z'],
  ['GWB01', '省直机关工委机关直属党支部', '党支部', 'GW', ''],
] as const;

export interface Seat {
  readonly post: PostType;
  readonly org: string;
  readonly name: string;
  readonly account: string;
}

const seats: readonly (readonly [PostType, string])[] = [
  ['work_committee_secretary', 'GW'],
  ['work_committee_deputy_secretary', 'GW'],
  ['work_committee_officer', 'GW'],
  ['leadership_secretary', 'D01Z'],
  ['leadership_member', 'D01Z'],
  ['organ_secretary', 'D01W'],
  ['organ_fulltime_deputy', 'D01W'],
  ['organ_committee_member', 'D01W'],
  ['organ_discipline_secretary', 'D01W'],
  ['organ_discipline_member', 'D01W'],
  ['party_affairs_officer', 'D01W'],
  ['general_branch_secretary', 'D01G'],
  ['branch_secretary', 'D01B01'],
  ['branch_deputy_secretary', 'D01B01'],
  ['commissioner_organization', 'D01B01'],
  ['commissioner_publicity', 'D01B01'],
  ['commissioner_discipline', 'D01B01'],
  ['branch_group_leader', 'D01B01'],
  ['member', 'D01B01'],
  ['administrator', 'D01W'],
  ['suggestion_reader', 'D01W'],
  ['branch_secretary', 'D01B02'],
  ['branch_secretary', 'D01B03'],
  ['branch_secretary', 'D02B01'],
  ['branch_secretary', 'GWB01'],
  ['organ_secretary', 'D02W'],
  ['leadership_secretary', 'D02Z'],
];

const surnames = '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻';
const group = '第1党小组';

interface Row {
  readonly code: string;
  readonly name: string;
  readonly account: string;
  readonly branch: string;
  readonly seat: readonly [PostType, string] | undefined;
}

/** Whoever holds a post above the branches belongs to one that nobody asks about, so that only the post decides. */
function people(): readonly Row[] {
  const row = (seat: readonly [PostType, string] | undefined, branch: string, at: number): Row => ({
    code: `P${String(at + 1).padStart(6, '0')}`,
    name: `${surnames[at]}${'明'}${'远安平'[at % 3]}`,
    account: `ou_${String(at + 1).padStart(32, '0')}`,
    branch,
    seat,
  });
  const held = seats.map((seat, at) => row(seat, seat[1].includes('B0') ? seat[1] : 'D01B09', at));
  const others = ['D01B02', 'D01B03', 'D02B01', 'GWB01'].map((branch, at) =>
    row(undefined, branch, seats.length + at),
  );
  return [...held, ...others];
}

/** The folder with the three sheets, and who sits where; the first of a post is the one the matrix asks. */
export async function permissionRoster(): Promise<{
  readonly folder: string;
  readonly seats: readonly Seat[];
  /** An ordinary member of each branch, by its code. */
  readonly members: ReadonlyMap<string, string>;
}> {
  const all = people();
  const folder = await mkdtemp(join(tmpdir(), 'permissions-'));
  const sheet = (header: Readonly<Record<string, string>>, rows: readonly (readonly string[])[]) =>
    [Object.values(header), ...rows].map((row) => row.join(',')).join('\n');
  const orgRows = orgs.map((row) => [
    ...row,
    '2015-03-10',
    row[2] === '党组' || row[0] === 'GW' ? '' : '2025-03-10',
    '3',
  ]);
  await writeFile(
    join(folder, 'orgs.csv'),
    sheet(
      orgColumns,
      orgRows.map((row) => (row[6] === '' ? [...row.slice(0, 7), ''] : row)),
    ),
  );
  await writeFile(
    join(folder, 'people.csv'),
    sheet(
      personColumns,
      all.map((one) => [
        one.code,
        one.name,
        one.account,
        '正式党员',
        '',
        one.branch,
        one.branch === 'D01B01' ? group : '',
      ]),
    ),
  );
  const postRows = all.flatMap(({ seat, code }) => {
    if (!seat || seat[0] === 'member') return [];
    const name = postName(seat[0]);
    return [[seat[1], seat[0] === 'branch_group_leader' ? `${name}:${group}` : name, code, '2024-03-01', '']];
  });
  await writeFile(join(folder, 'posts.csv'), sheet(postColumns, postRows));
  const seated = all.flatMap(({ seat, name, account }) =>
    seat ? [{ post: seat[0], org: seat[1], name, account }] : [],
  );
  const members = new Map(
    all
      .filter(({ seat }) => seat === undefined || seat[0] === 'member')
      .map(({ branch, name }) => [branch, name] as const),
  );
  return { folder, seats: seated, members };
}

import { describe, expect, it } from 'vitest';
import { checkRoster } from './check.ts';
import type { ProblemCode, RowProblem } from './problems.ts';
import { csvSheet } from './read.ts';
import type { RawSheet, RosterSheets } from './sheet.ts';

const good = {
  orgs: `组织编码,组织名称,组织类型,上级组织编码,所属党组编码,成立日期,本届选举日期,任期年限
GW,省直机关工委,机关工委,,,,,
Z,发改委党组,党组,GW,,2010-01-01,,
W,发改委机关党委,机关党委,GW,Z,2012-06-01,2022-10-18,5
G,下属单位党总支,党总支,W,Z,2015-05-01,2023-08-06,3
B1,办公室党支部,党支部,W,Z,2015-04-23,2025-09-27,3
B2,中心联合党支部,联合党支部,G,Z,,,3`,
  people: `人员编码,姓名,飞书账号,党员状态,标签,所在支部编码,党小组
P1,罗启平,ou_1,正式党员,,B1,第1党小组
P2,阿依古丽·买买提,+86 13800000001,预备党员,离退休;流动,B1,
P3,王鹏,,正式党员,,B2,`,
  posts: `组织编码,岗位,人员编码,任职日期,免职日期
B1,党支部书记,P1,2024-01-01,2025-01-01
B1,党支部书记,P2,2025-01-01,
B1,党小组组长:第1党小组,P1,2024-01-01,
W,机关党委委员,P1,2024-01-01,
W,机关党委委员,P2,2024-01-01,`,
};

type Files = typeof good;

function sheet(name: string, text: string): RawSheet {
  const read = csvSheet(name, new TextEncoder().encode(text));
  if ('code' in read) throw new Error(read.sentence);
  return read;
}

function sheets(files: Files): RosterSheets {
  return {
    orgs: sheet('orgs.csv', files.orgs),
    people: sheet('people.csv', files.people),
    posts: sheet('posts.csv', files.posts),
  };
}

function problemsIn(files: Files): readonly RowProblem[] {
  const checked = checkRoster(sheets(files));
  return 'problems' in checked ? checked.problems : [];
}

/** Replaces text in one file, or appends a line to it. */
function spoilt(file: keyof Files, from: string, to: string): Files {
  const text = good[file];
  if (from !== '' && !text.includes(from)) throw new Error(`nothing to replace: ${from}`);
  return { ...good, [file]: from === '' ? `${text}\n${to}` : text.replace(from, to) };
}

type Case = readonly [
  code: ProblemCode,
  place: `${keyof Files} ${number} ${string}`,
  file: keyof Files,
  from: string,
  to: string,
];

const cases: readonly Case[] = [
  ['unknown_parent', 'orgs 6 上级组织编码', 'orgs', '党支部,W,', '党支部,X,'],
  ['missing_parent', 'orgs 6 上级组织编码', 'orgs', '党支部,W,', '党支部,,'],
  ['bad_parent', 'orgs 6 上级组织编码', 'orgs', '党支部,W,', '党支部,Z,'],
  ['bad_parent', 'orgs 4 上级组织编码', 'orgs', '机关党委,GW,', '机关党委,Z,'],
  ['cycle', 'orgs 5 上级组织编码', 'orgs', '党总支,W,', '党总支,G,'],
  ['unknown_leadership', 'orgs 4 所属党组编码', 'orgs', 'GW,Z,2012', 'GW,Y,2012'],
  ['not_a_leadership', 'orgs 6 所属党组编码', 'orgs', '党支部,W,Z', '党支部,W,G'],
  ['unknown_type', 'orgs 6 组织类型', 'orgs', '办公室党支部,党支部', '办公室党支部,俱乐部'],
  ['duplicate_code', 'orgs 8 组织编码', 'orgs', '', 'B1,又一个支部,党支部,W,Z,,,'],
  ['empty', 'orgs 6 组织名称', 'orgs', 'B1,办公室党支部', 'B1,  '],
  ['empty', 'orgs 8 组织编码', 'orgs', '', ',无码支部,党支部,W,Z,,,'],
  ['bad_date', 'orgs 6 成立日期', 'orgs', '2015-04-23', '2015-02-30'],
  ['bad_date', 'orgs 6 本届选举日期', 'orgs', '2025-09-27', '去年'],
  ['bad_term_years', 'orgs 6 任期年限', 'orgs', '2025-09-27,3', '2025-09-27,三'],
  ['formula', 'orgs 6 组织名称', 'orgs', '办公室党支部', '=1+1'],
  ['control_character', 'orgs 6 组织名称', 'orgs', '办公室党支部', '办\u0007公室党支部'],
  ['too_long', 'orgs 6 组织名称', 'orgs', '办公室党支部', '长'.repeat(81)],
  ['extra_cell', 'orgs 6 ', 'orgs', '2025-09-27,3', '2025-09-27,3,多'],
  ['missing_column', 'orgs 1 组织类型', 'orgs', '组织类型', '类别'],
  ['duplicate_column', 'orgs 1 组织类型', 'orgs', '任期年限', '任期年限,组织类型'],
  ['no_branch', 'people 2 所在支部编码', 'people', 'B1,第1', ',第1'],
  ['unknown_branch', 'people 4 所在支部编码', 'people', ',,B2,', ',,B9,'],
  ['not_a_branch', 'people 4 所在支部编码', 'people', ',,B2,', ',,W,'],
  ['duplicate_code', 'people 5 人员编码', 'people', '', 'P1,李四,,正式党员,,B1,'],
  ['duplicate_account', 'people 5 飞书账号', 'people', '', 'P4,李四,ou_1,正式党员,,B1,'],
  ['unknown_status', 'people 2 党员状态', 'people', '正式党员', '群众'],
  ['unknown_tag', 'people 3 标签', 'people', '离退休;', '劳模;'],
  ['empty', 'people 4 姓名', 'people', '王鹏', ''],
  ['empty', 'people 4 党员状态', 'people', ',正式党员,,B2', ',,,B2'],
  ['control_character', 'people 4 姓名', 'people', '王鹏', '王\u202e鹏'],
  ['control_character', 'people 4 姓名', 'people', '王鹏', '"王\n鹏"'],
  ['formula', 'people 4 姓名', 'people', '王鹏', '@所有人'],
  ['formula', 'people 2 飞书账号', 'people', 'ou_1', '+cmd'],
  ['unknown_org', 'posts 7 组织编码', 'posts', '', 'B7,组织委员,P1,2024-01-01,'],
  ['unknown_person', 'posts 7 人员编码', 'posts', '', 'B1,组织委员,P9,2024-01-01,'],
  ['unknown_post', 'posts 7 岗位', 'posts', '', 'B1,董事长,P1,2024-01-01,'],
  ['unknown_post', 'posts 7 岗位', 'posts', '', 'B1,普通党员,P1,2024-01-01,'],
  ['wrong_level', 'posts 7 岗位', 'posts', '', 'W,党支部书记,P1,2024-01-01,'],
  ['no_group', 'posts 4 岗位', 'posts', ':第1党小组', ''],
  ['unknown_group', 'posts 4 岗位', 'posts', ':第1党小组', ':第2党小组'],
  ['two_holders', 'posts 7 岗位', 'posts', '', 'B1,党支部书记,P3,2025-06-01,'],
  ['two_holders', 'posts 3 岗位', 'posts', '2024-01-01,2025-01-01', '2024-01-01,2025-01-02'],
  ['duplicate_post', 'posts 7 岗位', 'posts', '', 'W,机关党委委员,P1,2024-05-01,'],
  ['bad_date', 'posts 6 任职日期', 'posts', 'P2,2024-01-01,', 'P2,2024-13-01,'],
  ['empty', 'posts 6 任职日期', 'posts', 'P2,2024-01-01,', 'P2,,'],
  ['end_before_start', 'posts 6 免职日期', 'posts', 'P2,2024-01-01,', 'P2,2024-01-01,2023-12-31'],
];

describe('checking a roster', () => {
  it('passes a good one and reads every cell', () => {
    const checked = checkRoster(sheets(good));
    if ('problems' in checked) throw new Error(checked.problems.map((p) => p.sentence).join());
    const { orgs, people, posts } = checked.roster;
    expect(orgs[5]).toMatchObject({ code: 'B2', level: 'branch', variant: 'joint_branch', parent: 'G' });
    expect(orgs[2]).toMatchObject({ electedOn: '2022-10-18', termYears: 5, leadership: 'Z' });
    expect(people[1]).toMatchObject({ status: 'probationary', tags: ['floating', 'retired'] });
    expect(people[2]).toMatchObject({ account: undefined, group: undefined });
    expect(posts[2]).toMatchObject({ post: 'branch_group_leader', group: '第1党小组', to: undefined });
  });

  it.each(cases)('reports %s at %s', (code, place, file, from, to) => {
    const found = problemsIn(spoilt(file, from, to));
    expect(found.map((p) => [p.code, `${p.file.replace('.csv', '')} ${p.row} ${p.column}`])).toEqual([
      [code, place],
    ]);
    expect(found[0]?.sentence).toMatch(/^[^!！]+。$/);
  });

  it('reports every organisation of a circle, and only those', () => {
    const found = problemsIn({
      ...good,
      orgs: `${good.orgs.replace('党总支,W,Z', '党总支,H,')}\nH,另一党总支,党总支,G,,,,\nB3,圈外党支部,党支部,H,,,,`,
    });
    expect(found.map((p) => [p.code, p.row])).toEqual([
      ['cycle', 5],
      ['cycle', 8],
    ]);
    expect(found[0]?.sentence).toContain('G → H → G');
  });

  it('does not repeat one mistake at everything that refers to its row', () => {
    const found = problemsIn(spoilt('orgs', '办公室党支部,党支部', '办公室党支部,俱乐部'));
    expect(found).toHaveLength(1);
  });

  it('lists all problems in reading order', () => {
    const found = problemsIn({
      orgs: good.orgs.replace('2015-04-23', 'x').replace('2010-01-01', 'y'),
      people: good.people.replace('王鹏', '').replace('ou_1', '=1'),
      posts: good.posts.replaceAll('2024-01-01', 'z'),
    });
    expect(found.map((p) => `${p.file} ${p.row}`)).toEqual([
      'orgs.csv 3',
      'orgs.csv 6',
      'people.csv 2',
      'people.csv 4',
      'posts.csv 2',
      'posts.csv 4',
      'posts.csv 5',
      'posts.csv 6',
    ]);
  });

  it('counts rows as Excel does, across empty lines and any order of columns', () => {
    const found = problemsIn({
      ...good,
      posts: `免职日期,人员编码,岗位,任职日期,组织编码,备注\n\n,P1,组织委员,2024/3/1,B1,无\n,,,,,\n,P1,宣传委员,2024.2.30,B1,\n`,
    });
    expect(found.map((p) => [p.row, p.column, p.code])).toEqual([[5, '任职日期', 'bad_date']]);
  });

  it('reads 入党日期 and 届次 where a roster has them, and says what is wrong with them', () => {
    const withColumns = (joined: string, term: string): Files => ({
      ...good,
      orgs: good.orgs
        .split('\n')
        .map((line, at) => `${line},${at === 0 ? '届次' : at === 5 ? term : ''}`)
        .join('\n'),
      people: good.people
        .split('\n')
        .map((line, at) => `${line},${at === 0 ? '入党日期' : at === 1 ? joined : ''}`)
        .join('\n'),
    });
    for (const [typed, read] of [
      ['3', '第3届'],
      ['第3届', '第3届'],
      ['第十二届', '第十二届'],
    ] as const) {
      const checked = checkRoster(sheets(withColumns('2019/7/1', typed)));
      if ('problems' in checked) throw new Error(checked.problems.map((p) => p.sentence).join());
      expect(checked.roster.people[0]).toMatchObject({ joinedOn: '2019-07-01' });
      expect(checked.roster.people[1]?.joinedOn).toBeUndefined();
      expect(checked.roster.orgs[4]).toMatchObject({ code: 'B1', termName: read });
    }
    const found = problemsIn(withColumns('2019-02-30', '去年'));
    expect(found.map((p) => [p.file, p.row, p.column, p.code])).toEqual([
      ['orgs.csv', 6, '届次', 'bad_term_name'],
      ['people.csv', 2, '入党日期', 'bad_date'],
    ]);
  });

  it('refuses a roster without organisations or without people', () => {
    const empty = { orgs: good.orgs.split('\n')[0] ?? '', people: good.people.split('\n')[0] ?? '' };
    const found = problemsIn({ ...empty, posts: good.posts.split('\n')[0] ?? '' });
    expect(found.map((p) => [p.file, p.code])).toEqual([
      ['orgs.csv', 'no_rows'],
      ['people.csv', 'no_rows'],
    ]);
  });

  it('never repeats invisible characters or a long cell to the reader', () => {
    const found = problemsIn(spoilt('people', '正式党员', `a\u202e${'b'.repeat(500)}`));
    expect(found[0]?.sentence).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(found[0]?.sentence.length).toBeLessThan(120);
  });
});

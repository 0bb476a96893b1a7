/** What an administrator reads about a roster. Every sentence says what is wrong and what to do. */

const shownLength = 30;

/** A cell as it may be repeated to a reader: one line, no invisible characters, not too long. */
function shown(value: string): string {
  const visible = value.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '');
  return visible.length > shownLength ? `${visible.slice(0, shownLength)}…` : visible;
}

function oneOf(words: readonly string[]): string {
  return words.join('、');
}

export const rosterProblems = {
  missing_file: (file: string) =>
    `没有找到 ${file}，请把 orgs.csv、people.csv、posts.csv 三个文件放在同一个文件夹里。`,
  missing_sheet: (names: readonly string[]) => `工作簿里没有名为“${oneOf(names)}”的工作表，请补上。`,
  encoding: () =>
    '文件不是 UTF-8 编码（可能是 GBK），请在 Excel 或 WPS 中“另存为”，文件类型选“CSV UTF-8（逗号分隔）”，再重新导入。',
  unreadable: () => '这里的引号没有成对或者文件已损坏，请检查后重新保存。',
  no_rows: () => '表里没有任何数据，请填写后再导入。',
  missing_column: (column: string) => `缺少“${column}”这一列，请在第一行补上列名。`,
  duplicate_column: (column: string) => `“${column}”这一列出现了两次，请只保留一列。`,
  extra_cell: () => '这一行的内容比列名多，可能是文字里有逗号而没有加引号，请检查。',
  empty: (column: string) => `“${column}”不能为空，请填写。`,
  too_long: (column: string, most: number) => `“${column}”超过 ${most} 个字，请缩短。`,
  control_character: (column: string) => `“${column}”里有看不见的控制字符，请删掉这一格，重新输入。`,
  formula: (column: string, value: string) =>
    `“${column}”的内容“${shown(value)}”以 ${value.slice(0, 1)} 开头，会被当成公式，请改成普通文字。`,
  bad_date: (value: string) => `“${shown(value)}”不是有效日期，请写成 2024-03-01 这样的形式。`,
  bad_term_years: (value: string) => `任期年限“${shown(value)}”应为 1 到 10 的整数，请修改。`,
  bad_term_name: (value: string) => `届次“${shown(value)}”应写成 3 或者第三届这样的形式，请修改。`,
  end_before_start: (from: string, to: string) => `免职日期 ${to} 早于任职日期 ${from}，请核对。`,
  duplicate_code: (code: string, row: number) => `编码“${shown(code)}”与第 ${row} 行重复，请改用不同的编码。`,
  duplicate_account: (row: number) => `飞书账号与第 ${row} 行重复，一个账号只能属于一个人，请核对。`,
  unknown_type: (value: string, known: readonly string[]) =>
    `不认识的组织类型“${shown(value)}”，可用：${oneOf(known)}。`,
  unknown_parent: (code: string) => `上级组织编码“${shown(code)}”在 orgs 表里不存在，请核对。`,
  missing_parent: (kind: string) => `${kind}必须有上级组织，请填写上级组织编码。`,
  bad_parent: (kind: string, parentKind: string) => `${kind}的上级不能是${parentKind}，请核对上级组织编码。`,
  cycle: (path: readonly string[]) =>
    `上下级关系成了一个圈：${path.map(shown).join(' → ')}，请改正其中一处。`,
  unknown_leadership: (code: string) => `所属党组编码“${shown(code)}”在 orgs 表里不存在，请核对。`,
  not_a_leadership: (code: string) => `所属党组编码“${shown(code)}”不是党组或部门党委，请核对。`,
  leadership_differs: (code: string, above: string) =>
    `所属党组“${shown(code)}”与上级组织的所属党组“${shown(above)}”不一致，请核对。`,
  unknown_status: (value: string, known: readonly string[]) =>
    `不认识的党员状态“${shown(value)}”，可用：${oneOf(known)}。`,
  unknown_tag: (value: string, known: readonly string[]) =>
    `不认识的标签“${shown(value)}”，可用：${oneOf(known)}，多个用分号隔开。`,
  no_branch: () => '没有填写所在支部，每名党员都要编入一个支部。',
  unknown_branch: (code: string) => `所在支部编码“${shown(code)}”在 orgs 表里不存在，请核对。`,
  not_a_branch: (code: string, kind: string) => `“${shown(code)}”是${kind}，不是党支部，党员要编入党支部。`,
  unknown_post: (value: string, known: readonly string[]) =>
    `不认识的岗位“${shown(value)}”，可用：${oneOf(known)}。`,
  no_group: () => '党小组组长要写明是哪个小组，例如“党小组组长:第1党小组”。',
  unknown_group: (group: string) => `本支部没有党员编在“${shown(group)}”，请核对小组名称。`,
  unknown_org: (code: string) => `组织编码“${shown(code)}”在 orgs 表里不存在，请核对。`,
  unknown_person: (code: string) => `人员编码“${shown(code)}”在 people 表里不存在，请核对。`,
  wrong_level: (post: string, kind: string) => `${post}不能设在${kind}，请核对组织编码。`,
  two_holders: (post: string, row: number) =>
    `${post}与第 ${row} 行的任期重叠，同一时间只能有一人，请补上前任的免职日期。`,
  duplicate_post: (row: number) => `与第 ${row} 行是同一人的同一岗位，任期重叠，请删除一行。`,
} as const;

export interface MissingCounts {
  readonly orgs: number;
  readonly people: number;
  readonly posts: number;
}

export interface ChangeCounts {
  readonly added: number;
  readonly changed: number;
  readonly missing: number;
}

export const rosterText = {
  place: (file: string, row: number, column: string) =>
    `${shown(file)} 第 ${row} 行${column === '' ? '' : `“${shown(column)}”`}`,
  problem: (place: string, sentence: string) => `${place}：${sentence}`,
  problemCount: (count: number) => `发现 ${count} 处问题，没有导入任何内容。`,
  checked: (orgs: number, branches: number, people: number, posts: number) =>
    `名册没有问题：组织 ${orgs} 个（其中党支部 ${branches} 个），党员 ${people} 人，任职 ${posts} 条。`,
  asking: (count: number) => `正在向飞书查询 ${count} 个账号，请稍候。`,
  working: '正在写入数据库，请稍候。',
  unchanged: '名册与库中完全一致，没有需要改动的内容。',
  imported: (batch: string) => `导入完成，批次号 ${batch}。`,
  change: (what: string, c: ChangeCounts) =>
    `${what}：新增 ${c.added}，变更 ${c.changed}，停用 ${c.missing}。`,
  orgs: '组织',
  people: '党员',
  posts: '任职',
  missing: (c: MissingCounts) =>
    `库中有 ${c.orgs} 个组织、${c.people} 名党员、${c.posts} 条任职不在这份名册里。确认要停用，请加 --confirm-missing 再导入一次；库中内容未变。`,
  missingOrg: (code: string, name: string) => `名册里没有：组织 ${shown(code)} ${shown(name)}`,
  missingPerson: (code: string, name: string) => `名册里没有：党员 ${shown(code)} ${shown(name)}`,
  missingPost: (org: string, post: string, person: string) =>
    `名册里没有：任职 ${shown(org)} ${post} ${shown(person)}`,
  unresolved: (codes: readonly string[]) =>
    `有 ${codes.length} 名党员的飞书账号在企业通讯录里找不到，已按没有账号处理，由记录人代录：${oneOf(codes)}。`,
  notFound: (path: string) => `没有找到“${shown(path)}”，请检查路径。`,
  notARoster: (path: string) => `“${shown(path)}”不是文件夹，也不是 .xlsx 文件，请检查路径。`,
  help: `用法：
  npm run roster -- check  文件夹或.xlsx    只检查，逐行列出问题，不写入
  npm run roster -- import 文件夹或.xlsx    检查通过后整体导入，有一处问题就一条也不写
选项：
  --confirm-missing   名册里没有而库中有的组织、党员、任职，确认停用
  --help              显示本说明
文件夹里要有 orgs.csv、people.csv、posts.csv（UTF-8）；.xlsx 里要有同名的三个工作表。
退出码：0 正常；1 名册有问题或需要确认；2 用法不对。`,
} as const;

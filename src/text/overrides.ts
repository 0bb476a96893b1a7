/** What an administrator reads and writes about rules of one's own level (本级规定). */

/** Columns of the file, in the order people fill them in. */
export const overrideColumns = {
  org: '组织编码',
  duty: '职责项',
  from: '起始日期',
  heldBy: '应履职期限',
  shift: '遇休息日',
  recordBy: '应录入期限',
  reminder: '提醒档',
  escalation: '升级档',
  coverage: '计数方式',
  active: '是否启用',
  reason: '理由',
  document: '文号',
  consent: '上级同意文号',
} as const;

/** What a cell says when the superior's rule holds again. */
export const inheritWord = '恢复';
export const activeWords = { yes: '启用', no: '停用' } as const;

/** What an own rule prescribes, as it is read where the rule shows. */
export const overrideValues = {
  heldBy: (rule: string, shift: string) => `${overrideColumns.heldBy}为${rule}（遇休息日${shift}）`,
  becomes: (column: keyof typeof overrideColumns, value: string) => `${overrideColumns[column]}为${value}`,
  active: (isActive: boolean) => (isActive ? activeWords.yes : activeWords.no),
  inherited: (column: keyof typeof overrideColumns) => `${overrideColumns[column]}${inheritWord}为上级的规定`,
  all: (parts: readonly string[]) => parts.join('，'),
  inYear: (year: string, period: string) => `${year}${period}`,
  event: (day: string) => `${day} 发生的事项`,
  hasBegun: (period: string) => `${period}已经开始`,
  isApplied: (day: string) => `${day} 起发生的事项已按它办理`,
} as const;

const shownLength = 30;

function shown(value: string): string {
  return value.length > shownLength ? `${value.slice(0, shownLength)}…` : value;
}

/** Why a field does not go with a duty. */
export const misfitReasons = {
  given: 'given（日期由人指定）只能用于事项发生时才有的职责，写在应履职期限里',
  itself: '应履职期限不能从举行日算起',
  rhythm: {
    month: '这项职责每月一次，期限要从当月算起，如 EOM、M+3wd',
    quarter: '这项职责每季度一次，期限要从当季算起，如 EOQ、Q+5wd',
    half: '这项职责每半年一次，期限要从当半年算起，如 EOH、H+15wd',
    year: '这项职责每年一次，期限要从当年算起，如 EOY、EOY:12-20、Y+1:01-20',
    event: '这项职责在事项发生时才有，期限要从事项发生日算起，如 ev+10wd',
  },
  step: (level: string, profile: string) =>
    `这项职责的第 ${level} 级另外写明了由谁知道，“${profile}”没有这一级`,
  profile: (profile: string, use: string) => `“${profile}”只用于${use}`,
  uses: {
    R_MONTH: '每月的职责',
    R_TERM: '换届',
    R_EVENT: '有事项发生日的职责',
    R_RECTIFY: '有事项发生日的职责',
    E_MONTH: '党支部的职责',
    E_QUARTER: '党支部的职责',
    E_YEAR: '党支部的职责',
    E_ORGAN: '机关党委的职责',
    E_LEADERSHIP: '党组（党委）的职责',
    E_WORKCOM: '机关工委的职责',
    E_TERM: '换届',
    E_RECTIFY: '事项发生时才有的职责',
    E_PRIVATE: '谈话、党费等只限本人知晓的事项',
  } as Readonly<Record<string, string>>,
} as const;

export const overrideProblems = {
  encoding: () => '文件不是 UTF-8 编码，请另存为 UTF-8 后再试。',
  yaml: () => '这里不符合 YAML 格式，请检查缩进、冒号和引号。',
  not_a_list: () => '文件应是一个列表，每项写一条本级规定。',
  not_a_row: () => '这一项应写成“列名: 内容”的形式，如“是否启用: 停用”。',
  no_rows: () => '文件里没有任何规定。',
  missing_column: (column: string) => `缺少“${column}”这一列，请补上。`,
  unknown_column: (column: string, alike: string | undefined) =>
    `不认识的列“${shown(column)}”，${alike === undefined ? '请改正或删去' : `应写“${alike}”`}。`,
  duplicate_column: (column: string) => `“${column}”出现了两次，请只保留一列。`,
  extra_cell: () => '这一行的内容比列名多，可能是文字里有逗号而没有加引号，请检查。',
  empty: (column: string) => `“${column}”不能为空，请填写。`,
  too_long: (column: string, most: number) => `“${column}”超过 ${most} 个字，请缩短。`,
  unclean: (column: string) => `“${column}”里有看不见的字符，或以 = + - @ 开头，请改成普通文字。`,
  bad_date: (value: string, meant: string | undefined) =>
    `“${shown(value)}”不是有效日期，请写成 ${meant ?? '2026-03-01'} 这样的形式。`,
  unknown_duty: (value: string) =>
    `责任清单里没有“${shown(value)}”，请写名称或编号里的两个字母，如“支部主题党日”、“主题党日”、TD；可用 npm run catalogue -- list 查看。`,
  unknown_org: (code: string) => `名册里没有组织“${shown(code)}”，请核对。`,
  level_too_low: (owner: string) => `这项职责由${owner}承担，这个组织和它的下级都不承担，不能另行规定。`,
  bad_rule: (value: string) =>
    `期限“${shown(value)}”不认识，可写 EOM、EOQ、EOY:12-20、Q+5wd、ev+10wd、held+3wd 这样的形式。`,
  no_such_day: (value: string) => `期限“${shown(value)}”里的日子不是每年都有，请换成每年都有的日子。`,
  unknown_word: (value: string, known: readonly string[], column: string) =>
    `不认识“${shown(value)}”，可用：${[...known, inheritWord].join('、')}，如“${column}: ${known[0]}”。`,
  shift_alone: () => '只写了遇休息日的处理，请同时写明应履职期限。',
  nothing: () => '没有写明要改哪一项，请至少填写一列。',
  misfit: (column: string, reasons: readonly string[]) =>
    `“${column}”与这项职责不相配：${reasons.join('；')}，请改正。`,
  term: () => '换届的日子由任期和党章决定，不能另行规定。',
  private_ladder: () => '谈话、党费等只限本人知晓的事项，升级档不能另行规定。',
  no_coverage: () => '这项职责不按人计数，不能规定计数方式。',
  twin: (line: number) => `与第 ${line} 行是同一组织、同一职责、同一起始日期，请合成一条。`,
  stored_twin: (document: string, begun: string, next: string) =>
    `库中已有同一组织、同一职责、同一起始日期的规定（${shown(document)}），${begun}，不能再改；请另定一条，起始日期写 ${next}。`,
  day_out: (which: string, column: string, day: string, first: string, last: string) =>
    `${which}的${column}会是 ${day}，应在 ${first} 至 ${last} 之间，请改正。`,
  theme_day_out: (which: string, column: string, day: string, first: string, last: string) =>
    `主题党日须在当月内举行：${which}的${column}会是 ${day}，应在 ${first} 至 ${last} 之间，请改正，如 EOM、M-3wd。`,
  too_early: (from: string, earliest: string) =>
    `起始日期“${from}”太早：${earliest} 以前的各期已经到期或早于上线日，规定改了也不再变；请写 ${earliest} 或以后的日期。`,
  too_old: (from: string, earliest: string) =>
    `起始日期“${from}”太早：${earliest} 以前发生的事项不再按新规定办；请写 ${earliest} 或以后的日期。`,
  too_far: (from: string, latest: string) => `起始日期“${from}”太远，最晚到 ${latest}，请核对年份。`,
  stricter: (columns: readonly string[]) =>
    `${columns.map((column) => `“${column}”`).join('、')}严于上级的规定，须经上级同意，请填写上级同意文号，或放宽。`,
} as const;

/** How a deadline is written, one example of each form. */
export const deadlineForms = [
  ['EOM', '当月最后一个工作日；季度、半年、年度写 EOQ、EOH、EOY'],
  ['M-3wd', '月结束前 3 个工作日；季度、半年、年度写 Q、H、Y'],
  ['Q+5wd', '季度结束后 5 个工作日；cd 是自然日，mo 是月'],
  ['Y:02-28', '当年的固定日期，也可写 EOY:12-20'],
  ['Y+1:01-20', '次年的固定日期'],
  ['ev+10wd', '事项发生后 10 个工作日'],
  ['held+3wd', '举行后 3 个工作日，只用于应录入期限'],
  ['given', '由人指定日期，只用于事项发生时才有的职责'],
] as const;

export const overrideText = {
  place: (file: string, line: number, column: string) =>
    `${file} 第 ${line} 行${column === '' ? '' : `“${shown(column)}”`}`,
  problem: (place: string, sentence: string) => `${place}：${sentence}`,
  problemCount: (count: number) => `发现 ${count} 处问题，没有写入任何内容。`,
  checked: (count: number) => `没有问题：本级规定 ${count} 条。`,
  imported: (added: number, corrected: number, known: number) =>
    `已写入本级规定 ${added} 条${corrected > 0 ? `（其中改正 ${corrected} 条）` : ''}，库中已有 ${known} 条。`,
  noRoster: '库里还没有名册，请先用 npm run roster -- import 导入。',
  formOnly: '本级规定只检查了写法，没有写入。',
  notFound: (path: string) => `没有找到“${shown(path)}”，请检查路径。`,
  notAFile: (path: string) => `“${shown(path)}”不是 .csv、.yaml 或 .yml 文件，请检查路径。`,
  help: `用法：
  npm run catalogue -- list             列出全部职责项：周期、责任岗位、期限、提醒和升级、依据
  npm run catalogue -- list 组织编码    这个组织承担的职责项，按今天的规定；改动处标明本级规定
  npm run catalogue -- check 文件       只检查本级规定，逐行列出问题，不写入
  npm run catalogue -- override 文件    检查通过后整体写入，有一处问题就一条也不写
选项：
  --help    显示本说明
文件是 UTF-8 的 .csv 或 .yaml，列名：${Object.values(overrideColumns).join('、')}。
理由和文号必填；严于上级规定的，还要填写上级同意文号。某一列写“${inheritWord}”，就回到上级的规定。
职责项写名称或编号里的两个字母，如“主题党日”或 TD；日期写成 2026-03-01。
期限的写法：
${deadlineForms.map(([rule, words]) => `  ${rule.padEnd(10)}  ${words}`).join('\n')}
本级规定对这个组织和它的下级都有效。每期任务按这一期第一天的规定执行；已安排、办结、逾期或延期的不变。
写入前后逐行说明：从哪一期起、哪些任务改期、下级哪些规定不再生效。
写错了：在生效的第一期开始当天为止，或录入当天，用同一组织、职责、起始日期的正确一行再写一次，就改正原来的；
  组织、职责或起始日期写错的，照原样再写这三项，改过的列写“${inheritWord}”。
  原来的一行留在操作记录里。这一期已经开始的不能再改，请从下一期第一天起另定一条。
退出码：0 正常；1 规定有问题，或名册里没有这个组织；2 用法不对。`,
} as const;

/** The duties of one organisation with what was prescribed otherwise there; days as the file states them. */
export const localListText = {
  head: (org: string, code: string, today: string) => `${org}（${code}），按 ${today} 的规定：`,
  off: (name: string) => `${name}（停用）`,
  own: (words: string, said: string) => `    本级规定：${words}（${said}）`,
  ahead: (from: string, words: string, said: string) => `    ${from} 起的本级规定：${words}（${said}）`,
  withheld: (words: string, said: string) =>
    `    没有生效：${words}（${said}）；严于上级的规定，没有上级同意文号`,
  said: (org: string, document: string, from: string | undefined, reason: string) =>
    `${org}，${document}${from === undefined ? '' : `，${from} 起`}；理由：${reason}`,
  none: (level: string) => `${level}没有自己承担的职责项。`,
  total: (count: number, off: number) =>
    off === 0 ? `共 ${count} 项职责。` : `共 ${count} 项职责，另有 ${off} 项停用。`,
  note: '每期任务整期按这一期第一天的规定办理。',
} as const;

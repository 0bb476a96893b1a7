/** What is wrong with a year's table; the command puts the file's name before each sentence. */
export const tableFlaws = {
  notATable: '内容应是一年的安排，请照 src/calendar/cn/2026.json 的格式填写。',
  unknownField: (field: string) => `不认识的字段 ${field}，请改正或删去。`,
  place: (field: string, number: number, part: string | undefined) =>
    `${field} 第 ${number} 项${part === undefined ? '' : `的 ${part}`}`,
  field: (place: string, form: string) => `${place} 缺少或有误，${form}。`,
  forms: {
    year: '请写 2000 到 2199 之间的年份',
    status: '请写 announced（已公布）或 provisional（暂定）',
    source: '请写明依据的通知名称',
    name: '请写明节日名称',
    from: '请写存在的日期，如 2026-01-01',
    to: '请写存在的日期，如 2026-01-01',
    holiday: '请写明 name、from、to',
    list: '请写成列表',
  },
  holidayElsewhere: (name: string, day: string, year: number) =>
    `holidays 里“${name}”的 ${day} 不在 ${year} 年，请核对年份（只有元旦假期可从上年 12 月底开始）。`,
  makeUpElsewhere: (day: string, year: number) => `makeUpDays 里的 ${day} 不在 ${year} 年，请核对年份。`,
  noHoliday: (year: number) => `${year} 年写明已公布，holidays 里却没有节假日，请补上。`,
  twice: (day: string, year: number, other: number) =>
    year === other
      ? `${day} 在 ${year} 年的表里列了两次，请只保留一处。`
      : `${day} 在 ${year} 年和 ${other} 年的表里都有，请只保留一处。`,
  twoTables: (year: number) => `${year} 年有两张表，请只保留一张。`,
  endsEarly: (name: string, from: string, to: string) =>
    `holidays 里“${name}”从 ${from} 到 ${to}，结束早于开始，请核对。`,
  noWeekend: (day: string) => `makeUpDays 里的 ${day} 不是周末，不能列为调休上班日，请核对。`,
} as const;

/** What `npm run calendar` prints, and what `doctor` says about the years it knows. */
export const calendarText = {
  help: `用法：
  npm run calendar -- check       列出已知年份的放假调休安排和来源
  npm run calendar -- add FILE    录入一年的安排（JSON，格式同 src/calendar/cn/年份.json），并列出哪些期限随之变动
选项：
  --help                          显示本说明
每年一个文件：src/calendar/cn/年份.json。未公布的年份按周末推算，标为暂定。
退出码：0 正常；1 今年的安排还没有录入，或文件有误；2 用法不对。`,
  announced: (year: number, holidays: number, makeUpDays: number, source: string) =>
    `${year} 年：已公布，放假 ${holidays} 天，调休上班 ${makeUpDays} 天。来源：${source}`,
  notJson: (file: string) => `${file} 读不出来：不是 JSON 文件`,
  flaw: (file: string, sentence: string) => `${file}：${sentence}`,
  refused: '没有录入任何内容，请改正后再试。',
  noFile: (file: string) => `找不到文件 ${file}`,
  added: (year: number) =>
    `已录入 ${year} 年。机器人重新启动后生效，期限有变动的，负责人会在每日提醒里看到一次。`,
  same: '没有期限因此变动。',
  moves: (count: number) => `以下 ${count} 项任务的期限变动：`,
  move: (period: string, duty: string, before: string, after: string, count: number) =>
    `  ${period} ${duty}：${before} → ${after}（${count} 个组织）`,
  provisional: (year: number, source: string) => `${year} 年：暂定。来源：${source}`,
  name: '日历',
  fine: (year: number, next: string) => `${year} 年的放假调休安排已录入；${next}`,
  nextAnnounced: (year: number) => `${year} 年也已录入。`,
  nextProvisional: (year: number) => `${year} 年尚未录入，跨年的日期按周末推算，标为暂定。`,
  missing: (year: number) => `${year} 年的放假调休安排没有录入，所有期限都只是按周末推算`,
  overdue: (year: number) => `${year} 年的安排通常十一月前后公布，现在还没有录入`,
  mend: (year: number) =>
    `按国务院办公厅通知填写 src/calendar/cn/${year}.json（格式照前一年的文件，status 写 announced），再重新启动。`,
} as const;

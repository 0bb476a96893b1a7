/** What `npm run calendar` prints, and what `doctor` says about the years it knows. */
export const calendarText = {
  help: `用法：
  npm run calendar -- check       列出已知年份的放假调休安排和来源
  npm run calendar -- add FILE    录入一年的安排（JSON，格式同 src/calendar/cn/年份.json），并列出哪些期限随之变动
选项：
  --help                          显示本说明
每年一个文件：src/calendar/cn/年份.json。未公布的年份按周末推算，标为暂定。
退出码：0 正常；1 今年的安排还没有录入；2 用法不对。`,
  announced: (year: number, holidays: number, makeUpDays: number, source: string) =>
    `${year} 年：已公布，放假 ${holidays} 天，调休上班 ${makeUpDays} 天。来源：${source}`,
  notJson: (file: string) => `${file} 读不出来：不是 JSON 文件`,
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

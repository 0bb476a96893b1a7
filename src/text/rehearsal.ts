/** What the people of a rehearsal type, and what the command says on the terminal. */
export const rehearsalText = {
  plan: (day: string) => `/主题党日 ${day}下午3点 三楼会议室 学习支部工作条例`,
  reason: '工作冲突，推迟召开',
  roll: '/点名 全到',
  record: '/记录 主讲 支部委员 讨论 结合岗位谈体会 收获 明确三项改进',

  /** One sentence says where the evidence is kept, as of everything that is entered by its number. */
  enter: (number: string, day: string) => `/记录 ${number} ${day} 纸质材料已归档`,
  request: (number: string) => `/请示 ${number}`,
  showElection: (org: string) => `/换届 ${org}`,
  close: (from: string, to: string) => `/停办 ${from} ${to} 防汛抢险`,
  extend: (number: string, day: string) => `/延期 ${number} ${day} 多数党员出差，推迟召开`,
  waive: (number: string) => `/免除 ${number} 机构调整，本期不再召开`,

  help: `在模拟时钟上演练一段日子：真实的流程、计划、提醒、队列和本地工作区。

  npm run rehearse -- --roster 文件夹 --from 2026-01-01 --to 2026-12-31 \\
    --behaviour silent|punctual|mixed --seed N --out 文件

  --roster     三个 CSV 文件所在的文件夹，或一个 .xlsx（默认 db/demo-roster）
  --from --to  起止日期（含）
  --behaviour  silent 谁都不动；punctual 人人按时；mixed 有早有晚
  --seed       随机种子，同样的种子得到同样的账本（默认 1）
  --out        账本（JSON 行），摘要写在 文件.summary.json
`,
  progress: (day: string) => `演练到 ${day}`,
  done: (lines: number, messages: number, seconds: number) =>
    `演练结束：${lines} 条提醒内容，${messages} 条消息，用时 ${seconds} 秒。`,
  provisional: (years: string) => `提示：${years} 年放假安排尚未公布，按周一到周五推算，标为暂定。`,
  auditorDisagrees: (count: number) => `复核不一致：${count} 处，见账本中 kind 为 auditor 的行。`,
  outMissing: '请写明 --out 文件，账本要写到那里',
  cannotWrite: (file: string) => `写不进 ${file}，请先建好文件夹，并确认可以写入。没有演练。`,
  wrongUsage: (problem: string) => `参数有误：${problem}`,
} as const;

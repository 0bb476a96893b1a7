/** Every sentence of help and welcome (cards.md 1). */
export const text = {
  title: '帮助与欢迎',
  helpDescription: '看看能做什么',
  helpExample: '/帮助',
  undoDescription: '看刚办的事怎样撤销',
  undoExample: '/撤销',
  undo: '“撤销”按钮就在刚办那件事的卡片上，办完十分钟内由您本人按下即可。',
  helpTitle: '可以这样用',
  helpSummary: '命令一览',
  command: (name: string) => `/${name}`,
  example: (line: string) => `例：${line}`,
  plainHint: '也可以直接说，例如“我请个假”“党日几点”；日期可以写“下周四下午3点”。',
  onPaper: '不方便用手机的同志可以当面说，由记录人代记，效力一样。',

  welcomeTitle: '您好，我是守时',
  subtitle: (post: string, org: string) => `${post} · ${org}`,
  member: '党员',
  intro: {
    secretary: '我替支部记住日子：主题党日按时提醒，到会情况自动汇总，记录一次办结。',
    organ: '我替机关党委记住各支部的日子：有事项超过期限时，每天最多一张卡片告诉您。',
    leader: '我只在有需要您知道的事项时，每天最多一张卡片告诉您，平时不打扰。',
    administrator: '我替各级党组织记住日子。名册、日历有问题时我会告诉您。',
    member: '有活动时我会来问您是否参加，平时不打扰。',
  },
  budget: '只在需要您做事时打扰，每天最多一张提醒卡片。',
  nothingOpen: '眼下没有要办的事项。',
  openItems: (count: number, shown: number) =>
    count > shown ? `眼下有 ${count} 件要办，最近的 ${shown} 件：` : `眼下有 ${count} 件要办：`,
  openItem: (item: string, due: string) => `${item}，${due}`,
  until: (due: string) => `${due}前`,
  late: (due: string, days: number) =>
    days > 0 ? `期限${due}，已超过期限 ${days} 个工作日` : `期限${due}，已到期`,
  item: (period: string, duty: string) => `${period}${duty}`,
  plan: (duty: string) => `安排${duty}`,
  howTo: '怎么用',
  summary: '您好，我是守时，替支部记住日子',
} as const;

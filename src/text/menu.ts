/** What stands in the bot's own menu: its columns, and its items as their commands are called, by English alias. */
export const menuText = {
  matters: '我的事项',
  meetings: '开会办事',
  items: {
    help: '帮助',
    mine: '我的',
    todo: '待办',
    list: '清单',
    plan: '安排',
    move: '改期',
  },
} as const;

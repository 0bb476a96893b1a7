/** Every sentence of the occasions flow. Tone: duties.md h. */
export const text = {
  title: '事项列入',
  description: '把新发生的事项列入待办：事项 日期',
  example: '/列入 预备党员转正 2025年3月5日',
  line: (item: string, ...words: readonly string[]) => ['/列入', item, ...words].join(' '),

  whichItem: '有些事项发生了才办，日历上没有。请问要列入哪一项：',
  whichOrg: '请问列入哪个单位的：',
  whichDay: (label: string) => `请问${label}是哪一天：`,

  formTitle: (item: string) => `列入${item}`,
  formHint: '只要一个日期，下一步核对期限；不用写姓名和事由。',
  next: '下一步：核对',

  checkTitle: '请核对后列入',
  item: '事项',
  owner: '由谁办',
  due: '期限',
  dueBy: (day: string) => `${day}前`,
  how: '期限怎么算',
  shifts: { prev: '遇休息日提前', next: '遇休息日顺延', within_week: '遇休息日一周内顺延，否则提前' },
  computed: (rule: string, shift: string) => `${rule}，${shift}`,
  given: (label: string, shift: string) => `就是${label}，${shift}`,
  nothingYet: '还没有列入。列入后按期限提醒；只记日期和编号，不记姓名和事由。',
  put: '列入',

  doneTitle: '已列入',
  doneSummary: (item: string, due: string) => `${item}已列入，${due}前办`,
  number: '编号',
  plan: (item: string, number: string) =>
    `安排会议：/安排 ${item} 时间 地点；不在这里安排的，办好后发：/记录 ${number} 日期`,
  record: (number: string) => `办好后发：/记录 ${number} 日期`,
  toast: '已列入',
  knownToast: '这一件已经列入了，没有再列。',
  withdrawn: '列入后十分钟内撤回',
  withdrawnTitle: '已撤回',
  withdrawnNote: (item: string) => `${item}已从待办中撤回，不再提醒。`,
  list: '、',

  no: {
    nobody: (posts: string) => `列入事项由负责这件事的岗位来办（${posts}），您可以请他们操作。`,
    notYours: (item: string, posts: string) => `${item}由${posts}来列入，您可以请他们操作。`,
    unknown: (names: string, example: string) => `没有认出是哪一项。可以列入的有：${names}。例如：${example}`,
    periodic: (item: string) => `${item}到期会自动列入，不用另外列入；看现有的请发“/待办”。`,
    elsewhere: (item: string, command: string) => `${item}请用“/${command}”登记。`,
    noDay: (label: string, example: string) => `请写上${label}，例如：${example}`,
    notADay: (label: string, example: string) => `没有认出日期，请写上${label}，例如：${example}`,
    future: (day: string, label: string) => `${day}还没有到，请写${label}；是去年的请写上年份。`,
    past: (day: string) => `${day}太早了，请写一个今天以后的日期。`,
    far: (day: string) => `${day}在一年以后，请核对年份。`,
    overdue: (due: string, isToday: boolean) =>
      `按这个日期，期限是${due}，${isToday ? '今天就到' : '已经过了'}，不再列入；请直接办理，记录由本单位保存。`,
    off: (item: string) => `本单位已不办${item}这一项。`,
    gone: '这一件已经撤回；还要办请重新发“/列入”。',
    changed: '这一件后来又有变化，不能撤销；确实不办的请用 /免除 申请。',
    told: '已经提醒过，不能撤销；列错了请上级党组织用 /作废，确实不办的请用 /免除 申请。',
  },
} as const;

/** Every sentence of the dues flow. Paid or not, never how much. Tone: duties.md h. */
export const text = {
  title: '党费',
  description: '党费登记；看自己哪几个月还没有登记',
  example: '/党费 已收 张三 李四',
  line: '/党费',

  ownTitle: '我的党费',
  ownTag: '仅您可见',
  ownAllPaid: '应交的月份都已登记。',
  ownUnpaid: (months: string) => `还没有登记的月份：${months}。`,
  ownNothing: '眼下没有要交党费的月份。',
  ownNote: '这里只记交没交，不记金额。如果已经交了，请告诉本支部组织委员登记。',
  ownSummary: '我的党费登记情况，仅您可见',

  statusTitle: '党费登记',
  statusLine: (month: string, done: number, total: number) => `${month}：已登记 ${done} / 应交 ${total} 人`,
  statusDone: (month: string) => `${month}：已办结`,
  statusNote: '这里只有人数。谁交谁没交，只有本人和组织委员知道。',
  keeperNote: '请在收到后登记：/党费 已收 姓名，或 /党费 全收 除 姓名。只记交没交，不记金额。',
  statusNothing: '眼下没有要登记的党费。',
  statusSummary: '党费登记人数',
  seeNames: (month: string) => `看${month}未登记名单`,

  markedTitle: '已登记',
  marked: (month: string, fresh: number, done: number, total: number) =>
    `${month}党费登记 ${fresh} 人，已登记 ${done} / 应交 ${total} 人。`,
  markedAll: (month: string, total: number) => `${month}党费 ${total} 人都已登记，已办结。`,
  unmarked: (month: string, count: number) => `${month}已更正：${count} 人改为未登记。`,
  unmarkIsFinal: '这次更正不能撤销；改错了请重新登记姓名。',
  notOwing: (count: number) => `另有 ${count} 人不在应交名单上，没有登记。`,
  markedSummary: (month: string) => `${month}党费登记`,

  namesTitle: '未登记名单',
  namesTag: '仅您可见',
  namesAllDone: '都登记了。',
  namesNote: '本次查看已记入查看记录；请不要转发。',
  namesSummary: '党费未登记名单，仅您可见',
  namesSection: (month: string, count: number) => `${month} ${count} 人`,
  reading: '计法：每名党员每月一次，正式党员和预备党员都计入。',

  severalNames: (typed: string) => `“${typed}”有好几位，请问是哪一位：`,
  and: '、',

  no: {
    undoChanged: '后来又有变动，不能撤销，可以输入 /党费 未收 更正。',
    notKeeper: (posts: string) => `党费登记由本支部${posts}来办。您可以输入 /党费 我的，看自己的登记情况。`,
    keeper: '组织委员',
    standIn: '支部书记（组织委员岗位空缺）',
    missingNames: '请写上已经交的同志的姓名，例如：/党费 已收 张三 李四',
    unclear: '没有看懂。请这样写：/党费 已收 张三 李四，或 /党费 全收 除 张三。不用写金额。',
    noMonth: (month: string) => `还没有${month}的党费登记，到月初才会打开。`,
    noneOpen: '眼下没有要登记的党费，都已办结。',
    settled: (month: string) => `${month}的党费已经办结，不能再改；有误请联系机关党委党务干部。`,
    unknown: (nearest: string) =>
      nearest === ''
        ? '本支部名册里没有这个姓名，请写党员全名。'
        : `本支部名册里没有这个姓名，您要找的可能是${nearest}。`,
    noNames: '这份名单只给组织委员看，您可以看 /党费 里的人数。',
  },
} as const;

/** What follows the command: who paid, everybody but, a mistake put right, or one's own. */
export const said = {
  received: /^(?:已收|已交|收到|收了|交了)\s*/u,
  all: /^(?:全收|全交|全部已?收|都收|都交|收齐|交齐)齐?了?\s*/u,
  except: /^(?:除了?|除去)\s*/u,
  notReceived: /^(?:未收|未交|没收|没交|更正)\s*/u,
  own: /^(?:我的|本人|我)?$/u,
} as const;

/** A month anywhere in the line: 2026年1月, 1月份, 上月, 本月. */
export const monthSaid =
  /(?:(?<year>\d{4})\s*年)?\s*(?<month>\d{1,2})\s*月份?|(?<last>上个?月)|(?<present>本月|这个?月|当月)/u;

/** Every sentence of the ledgers flow; their columns stand in src/duties/ledgers. */
export const text = {
  title: '台账',
  description: '导出台账：类型 时间，文件发到私聊',
  example: '/台账 责任 本月',
  line: (rest: string) => `/台账 ${rest}`,
  csv: 'csv',
  and: '、',
  /** What may stand around a kind and a time and says nothing more. */
  fillers: /csv|excel|xlsx|台[账賬帐]|臺賬|落实|落實|情况|台|表|的|份|导出|下载|[\s,，、。：:]+/giu,
  ask: '请问要哪一种台账：',
  preparing: (name: string, time: string) =>
    `${time}的${name}正在生成，随后作为文件发给您。只含您有权看到的内容，查看已留痕。`,
  no: {
    notYours: (posts: string) => `台账由这些岗位查看：${posts}。`,
    whenUnclear: (words: string) =>
      `没有看懂时间“${words}”。可以写本月、上季度、3月、第一季度、上半年、2026年，不写就是今年。`,
    unknown: (typed: string) =>
      `没有“${typed}”这种台账。可以要：责任、组织生活、谈心谈话、换届、党费、督办、整改。`,
  },
} as const;

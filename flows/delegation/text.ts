/** Every sentence of standing in for somebody and of posts that change hands. Tone: duties.md h. */
export const text = {
  title: '代办与交接',
  description: '外出期间请人代办：姓名 起止日期',
  example: '/代办 张三 3月1日到3月20日',
  /** Between the two days, and in front of the last one. */
  between: /\s*(?:至|到|—+|~|～|－|-(?=\d{0,2}月))\s*/u,
  fillers: /^[\s,，:：]*(?:从|自|由)?\s*|[\s,，。]*(?:代办|止)?[\s,，。]*$/gu,
  endWords: ['结束', '收回', '取消'] as readonly string[],
  allPosts: '全部岗位',
  line: (words: string, post: string) => `/代办 ${words} ${post}`,

  setTitle: '已请人代办',
  setSummary: (name: string, until: string) => `${name}代办到${until}`,
  who: '代办人',
  posts: '岗位',
  days: '期间',
  span: (from: string, to: string) => (from === to ? from : `${from}至${to}`),
  comma: '、',
  set: (name: string) =>
    `${name}同志会收到通知。期间该岗位的提醒送给代办人，由代办人办理；您也可以照常办理。到期自动结束。`,
  setNote: '代办人本人承办或报送的事项，仍由别的同志审批、审阅。要提前结束，请发“/代办”。',
  fromToday: '起始日期已过，从今天算起。',

  lentTitle: '请您代办',
  lentSummary: (name: string, span: string) => `请您代${name}办理，${span}`,
  lent: (name: string) =>
    `${name}同志请您代为办理以下岗位的事项。期间该岗位的提醒会送给您，请照常办理，谢谢；到期自动结束，不用交还。`,
  lentNote: (name: string) => `如有不便，请告诉${name}同志。您本人承办或报送的事项，仍由别的同志审批、审阅。`,
  endedTitle: '代办已结束',
  ended: (name: string, posts: string) =>
    `${name}同志已结束这次代办，${posts}岗位的提醒不再送给您，您不用再做什么。谢谢。`,

  listTitle: '代办情况',
  mine: (post: string, name: string, span: string) => `${post}：由${name}代办，${span}`,
  forOthers: (post: string, name: string, span: string) => `${post}：您代${name}办理，${span}`,
  none: '目前没有代办。',
  how: (example: string) => `要请人代办，请这样写：${example}`,
  end: '结束代办',
  endOne: (name: string, from: string) => `结束代办（${name}，${from}起）`,
  endNote: '按“结束代办”后立即结束，提醒恢复送给您。',
  endIsFinal: '结束以后不能撤销；还要请人代办，请重新输入“/代办”。',
  endedNow: (name: string, posts: string) => `${name}同志不再代办，${posts}岗位的提醒恢复送给您。`,
  endedToast: '已结束',
  takenBackTitle: '代办已撤销',
  takenBack: (name: string, posts: string) => `不请${name}同志代办了，${posts}岗位的提醒照旧送给您。`,

  which: (name: string) => `您有几个岗位可以请${name}代办，请问是哪一个：`,

  handOverTitle: '岗位交接',
  handOverTag: (count: number) => `${count} 项`,
  handOverSummary: (post: string, count: number) => `${post}：接手 ${count} 项`,
  handOver: (count: number, late: string) => `您接手这个岗位，有 ${count} 项待完成${late}，期限照旧：`,
  vacantOver: (post: string, count: number, late: string) =>
    `${post}岗位空缺，${count} 项先由您接着办${late}，期限照旧：`,
  namedOver: (count: number, late: string) =>
    `原承办人已不在名册，${count} 项由您的岗位接着办${late}，期限照旧：`,
  ofThemLate: (count: number) => (count === 0 ? '' : `（其中 ${count} 项已超过期限）`),
  due: (due: string) => `${due}前`,
  late: (due: string, days: number) => `${due}前；已超过 ${days} 个工作日`,
  lateToday: (due: string) => `${due}前；已到期`,
  period: (period: string, duty: string) => `${period}${duty}`,
  more: (count: number) => `还有 ${count} 项期限在后，按“全部待办”查看。`,
  requests: (count: number) => `有 ${count} 件申请等这个岗位审批。`,
  requestsPassed: (post: string, count: number) =>
    `${post}岗位眼下没有可以审批的同志，${count} 件申请先由您审批。`,
  requestsTag: (count: number) => `${count} 件申请`,
  requestsSummary: (post: string, count: number) => `${post}：${count} 件申请待审批`,
  toldOver: (count: number) => `这个岗位已经听说、还没有办结的逾期有 ${count} 项，以后办结会告诉您：`,
  toldSummary: (post: string, count: number) => `${post}：${count} 项逾期还没有办结`,
  moreLate: (count: number) => `还有 ${count} 项，按“看逾期”查看。`,
  showLate: '看逾期',
  itemOf: (org: string, item: string) => `${org} ${item}`,
  showRequests: '看申请',
  todo: '全部待办',
  todoLine: '全年',
  handOverNote: '以前的提醒和记录都在，前任不再收到这些事项的提醒。',

  no: {
    notForYou: (posts: string) => `代办由有岗位的同志自己安排，这些岗位可以请人代办：${posts}。`,
    days: (example: string) => `还缺起止日期，请这样写：${example}`,
    order: '结束的日子早于开始的日子，请核对。',
    past: '结束的日子已经过去，请核对。',
    tooLong: '一次代办最长六个月。更长的请由上级明确任职，更新名册。',
    unknownName: (typed: string, near: string) =>
      `没有找到唯一的“${typed}”。请写全名${near === '' ? '' : `，相近的有：${near}`}。`,
    notNear: (name: string) => `${name}不在该岗位所在组织，不能代办。请在本组织的同志中另选一位。`,
    self: '不能请自己代办，请另选一位同志。',
    noAccount: (name: string) => `${name}没有飞书账号，收不到提醒，请另选一位同志。`,
    notFull: (name: string) => `${name}目前不能担任该岗位，请另选一位正式党员。`,
    busy: (name: string) => `${name}这几天自己也请人代办，请另选一位同志。`,
    twice: (name: string, span: string) =>
      `${span}，该岗位已由${name}代办。要改，请先发“/代办”，结束这一项再安排。`,
    noPost: (typed: string) => `您没有“${typed}”这个岗位。`,
    nothing: '目前没有可以结束的代办。',
    overNow: '这项代办已经结束。',
  },
} as const;

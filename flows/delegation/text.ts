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
  /** 办公室党支部 and 党支部书记 are 办公室党支部书记. */
  postAt: (org: string, post: string) => {
    const same = [...post].map((_, at) => at + 1).findLast((length) => org.endsWith(post.slice(0, length)));
    return org + post.slice(same ?? 0);
  },
  comma: '、',
  set: '这几天该岗位的提醒送给代办人，代办人可以办理该岗位的事项。到期自动恢复，台账和留痕记明代谁办理。',
  fromToday: '起始日期已过，从今天算起。',

  lentTitle: '请您代办',
  lentSummary: (name: string, until: string) => `请您代${name}办理到${until}`,
  lent: (name: string) =>
    `${name}同志请您在这几天代办。该岗位的提醒会送给您，您可以照常办理；到期自动结束，不用交还。`,
  segregation: '您自己承办或报送的事项，仍由别的同志审批、审阅。',
  endedTitle: '代办已结束',
  ended: (name: string) => `${name}同志已收回代办，该岗位的提醒不再送给您。谢谢。`,

  listTitle: '代办情况',
  mine: (post: string, name: string, span: string) => `${post}：由${name}代办，${span}`,
  forOthers: (post: string, name: string, span: string) => `${post}：您代${name}办理，${span}`,
  none: '目前没有代办。',
  how: '要请人代办，请写：/代办 姓名 起止日期',
  end: '结束代办',
  endedNow: '代办已结束，该岗位的提醒恢复送给您。',
  endedToast: '已结束',
  takenBack: '代办已撤销，该岗位的提醒照旧送给您。',

  which: (name: string) => `您有几个岗位可以请${name}代办，请问是哪一个：`,

  handOverTitle: '岗位交接',
  handOverTag: (count: number) => `${count} 项`,
  handOverSummary: (post: string, count: number) => `${post}：接手 ${count} 项`,
  handOver: (count: number) => `您接手这个岗位，有 ${count} 项待完成，期限照旧：`,
  vacantOver: (post: string, count: number) => `${post}岗位空缺，${count} 项先由您接着办，期限照旧：`,
  namedOver: (count: number) => `原承办人已不在名册，${count} 项由您的岗位接着办，期限照旧：`,
  item: (item: string, due: string, number: string) => `${item}：${due}前，${number}`,
  late: (item: string, due: string, days: number, number: string) =>
    `${item}：期限${due}，已超过 ${days} 个工作日，${number}`,
  lateToday: (item: string, due: string, number: string) => `${item}：期限${due}，已到期，${number}`,
  period: (period: string, duty: string) => `${period}${duty}`,
  more: (count: number) => `另有 ${count} 项，发“/待办 全年”查看。`,
  requests: (count: number) => `另有 ${count} 件申请等这个岗位审批。`,
  showRequests: '看申请',
  todo: '打开待办',
  todoLine: '/待办',
  why: '为什么',
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
      `该岗位已由${name}代办（${span}）。要改，请先发“/代办”，结束这一项再安排。`,
    noPost: (typed: string) => `您没有“${typed}”这个岗位。`,
    nothing: '目前没有可以结束的代办。',
    overNow: '这项代办已经结束。',
  },
} as const;

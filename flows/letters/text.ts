import type { LetterKind } from './queries.ts';

const kinds: Readonly<Record<LetterKind, string>> = {
  urging: '提醒督办函',
  term_notice: '换届提醒函',
  circular: '通报',
};

/** Every sentence of letters and papers. What the papers themselves say stands in src/exports. Tone: duties.md h. */
export const text = {
  title: '文书',
  kinds,
  urgeDescription: '起草提醒督办函：编号 期限，只发给您本人',
  urgeExample: '/督办 D01B01-TD-2602 3月12日',
  replyDescription: '登记督办函的回执：函号 日期 结果',
  replyExample: '/回执 D01B01-TD-2602-H1 3月12日 已补开并报送记录',
  paperDescription: '生成文书：签到表、会议记录、通知、换届提醒函、通报',
  paperExample: '/文书 签到表',
  paperLine: (rest: string) => `/文书 ${rest}`.trim(),

  draftTitle: (kind: LetterKind) => `${kinds[kind]}草稿`,
  draftSummary: (kind: LetterKind, item: string) => `${kinds[kind]}草稿：${item}`,
  tags: { draft: '草稿', sent: '已发出', replied: '已反馈', dropped: '不发' },
  number: '函号',
  item: '事项',
  addressee: '主送',
  doBy: '完成期限',
  replyBy: '反馈期限',
  paper: '发文字号',
  sentOn: '发出日期',
  repliedOn: '反馈日期',
  result: '反馈结果',
  allBelow: '所属各党支部',
  fileFollows: '草稿已作为文件发给您本人，不会发给对方。请核对、编号、签发、用印后按程序送达。',
  sameDraft: (number: string) =>
    `这一项已有未发出的草稿，沿用函号 ${number}，内容已按今天的情况更新，没有另起新函。`,
  noReplyAsked: '这份文书不要求反馈。',
  registerSent: '登记已发出',
  registerReply: '登记回执',
  drop: '不发了',
  again: '再发一次文件',
  sentToast: '已登记发出',
  repliedToast: '已登记回执',
  droppedToast: '已记为不发',
  againToast: '文件随后发到',
  paperHint: '例如：机党函〔2026〕3号（可不填）',
  resultHint: '一句话，例如：3月9日已补开',

  preparing: (name: string) => `《${name}》正在生成，随后作为文件发给您。`,
  preparingTitle: '文书',
  fileName: (parts: readonly string[]) => parts.filter((part) => part !== '').join('_'),
  draftMark: '草稿',
  sheetName: '签到表',
  minutesName: '会议记录',
  noticeName: '通知',
  periodItem: (period: string, name: string) => `${period}${name}`,
  circularItem: (period: string) => `${period}落实情况通报`,
  marks: {
    unanswered: '未答复',
    present: '到会',
    present_online: '线上参加',
    on_leave: '请假',
    absent: '缺席',
  },
  byOneself: '本人',
  byOther: '代记',

  ask: '请问要哪一种文书：',
  askActivity: '请问是哪一次活动：',
  askBranch: '请问是哪个支部：',
  activity: (when: string, name: string) => `${when} ${name}`,
  branch: (name: string, end: string) => `${name}（${end}届满）`,

  no: {
    missingNumber: (example: string) => `请写上编号，例如：${example}`,
    unknownNumber: (number: string) => `没有找到编号“${number}”，请看每日提醒最下面的编号。`,
    unknownLetter: (number: string) => `没有找到函号“${number}”。`,
    notYours: (posts: string) => `督办函由上一级党组织起草，可以办理的岗位：${posts}。`,
    settled: '这一项已经有结果，不需要发函。',
    notBegun: '这一项还没有开始，不需要发函。',
    private: '谈心谈话、党费这类事项不发函，请当面了解。',
    past: (day: string) => `${day}已经过去，请写一个以后的日期。`,
    order: '反馈期限不能早于完成期限。',
    future: '日期不能晚于今天。',
    dropped: '这份文书已记为不发。',
    replied: '这份文书已登记过回执。',
    circularNoReply: '通报不要求反馈，不用登记回执。',
    resultMissing: (example: string) => `请写一句反馈结果，例如：${example}`,
    resultTooLong: '反馈结果请控制在200字以内。',
    kindUnknown: (typed: string) =>
      `没有“${typed}”这种文书。可以要：签到表、会议记录、通知、换届提醒函、通报。`,
    noActivity: '没有找到可以生成文书的活动，请先安排，或写上编号。',
    notRecorded: '这次活动还没有记录，请先用 /记录 办结，再导出会议记录。',
    noBranch: (typed: string) => `没有找到“${typed}”的换届事项。`,
    noElections: '所属支部没有列入计划的换届事项。',
    noPeriod: '请写一个时间，例如：/文书 通报 第一季度',
    notYetOver: '这段时间还没有开始。',
    gone: '这张卡片已经过期，请重新输入命令。',
  },
} as const;

/** What a paper may be called. */
export const paperWords: readonly (readonly [
  RegExp,
  'sheet' | 'minutes' | 'notice' | 'term_notice' | 'circular',
])[] = [
  [/^(?:签到表|簽到表|签到册|花名册)/u, 'sheet'],
  [/^(?:会议记录|會議記錄|记录|纪要)/u, 'minutes'],
  [/^(?:换届提醒函|換屆提醒函|换届函|换届)/u, 'term_notice'],
  [/^(?:会议通知|通知)/u, 'notice'],
  [/^通报/u, 'circular'],
];

/** Parts of a record, as headings of the minutes. */
export const partLabels: Readonly<Record<string, string>> = {
  agenda: '议题',
  discussion_notes: '发言要点',
  takeaway: '收获',
  votes: '表决情况',
  decisions: '决定事项',
  minutes: '会议要点',
  problems_listed: '查摆问题',
  rectification_list: '整改事项',
  committee_opinion: '支委会意见',
  feedback: '意见建议',
  comments: '点评',
  findings: '检查情况',
  result: '结果',
};

/** Every sentence of papers: reports, debriefings, statements, self-ratings. Tone: duties.md h. */
export const returnCodes = ['incomplete', 'figures', 'wrong_period', 'other'] as const;
export type ReturnCode = (typeof returnCodes)[number];

export const text = {
  title: '报送',
  reportDescription: '打开季度工作报告，数字已经填好；机关党委看报送和审阅情况',
  reportExample: '/季报 第一季度',
  submitDescription: '报送写好的报告、述职或自评',
  submitExample: '/报送 D01B01-QR-26Q1',
  acceptDescription: '审阅报送：通过，或写明原因退回',
  acceptExample: '/核验 D01B01-QR-26Q1 通过 已阅，请继续',
  reportLine: '/季报',
  submitLine: '/报送',
  acceptLine: '/核验',

  none: '无',
  and: '、',
  item: (period: string, name: string) => `${period}${name}`,
  byPerson: (item: string, name: string) => `${item} · ${name}`,
  subtitle: (org: string, due: string) => `${org} · ${due}前报送`,
  orgAnd: (org: string, what: string) => `${org} · ${what}`,
  footnote: (clause: string, number: string) => `依据：${clause} · 编号 ${number}`,
  daysLeft: (days: number) => (days <= 0 ? '今天到期' : `还有 ${days} 个工作日`),
  daysOver: (days: number) => `已超过期限 ${days} 个工作日`,

  // The form.
  formSummary: (item: string) => `${item}：数字已填好，请补几句话`,
  automatic: '数字由系统统计，不用填写。',
  missing: (titles: readonly string[]) => `已存草稿。还差：${titles.join('、')}（请写一句或“无”）`,
  returnedBecause: (reason: string) => `退回补正：${reason}`,
  preview: '预览并报送',
  saveDraft: '存草稿',
  savedToast: '草稿已保存',
  missingToast: '已存草稿，还有没写的',

  // The preview, and what becomes of it.
  previewTag: '请核对后报送',
  previewSummary: (item: string) => `请核对后报送：${item}`,
  file: '报送',
  edit: '再改改',
  early: (period: string, end: string, days: number) =>
    `数字只统计到今天，${period}还没有结束：到${end}，还有 ${days} 个工作日。要现在报送吗？`,
  fileEarly: '现在报送',
  fileLater: '到时候再报',
  laterToast: '草稿已存，到时候再报',
  sure: '确认',
  unwritten: '（没有填写）',
  filedTag: '已报送，待审阅',
  filedToast: '已报送',
  filingIsFinal: '报送后不能撤销；要改请告诉阅看的人，退回以后再报。',
  filedSummary: (item: string) => `已报送：${item}`,
  filedOn: (day: string, days: number) => (days > 0 ? `${day}报送，晚 ${days} 个工作日` : `${day}报送`),
  readBy: (posts: string, day: string) => `由${posts}审阅，${day}前答复；审阅的时间不计入期限。`,
  nobodyReads: '暂时没有可以审阅的人，不影响办结。',
  whole: '报告全文',
  readTag: '已阅',
  returnedTag: '退回补正',
  readByWhom: (who: string, when: string) => `${who} ${when}`,
  reader: '审阅',
  comment: '意见',
  noComment: '已阅',
  correctBy: (day: string) => `请在${day}前补正后重新报送`,
  correct: '补正',
  versions: (count: number) => `第 ${count} 次报送`,
  returnedTitle: (name: string) => `${name}退回补正`,
  returnedSummary: (item: string) => `请补正后重新报送：${item}`,

  // The reader.
  unread: (count: number) => `未阅 ${count} 份`,
  allRead: '都已审阅',
  reviewSummary: (org: string, item: string) => `请审阅：${org}${item}`,
  reviewedSummary: (org: string, item: string) => `已答复：${org}${item}`,
  returnedLast: (reason: string) => `上次退回：${reason}`,
  commentLabel: '意见（可以不写）',
  codeLabel: '退回原因（退回时选）',
  wordsLabel: '补充说明（退回时写给对方）',
  choose: '请选择',
  accept: '已阅并回复',
  return: '退回补正',
  acceptedToast: '已阅',
  readIsFinal: '已阅不能撤销；确实有误请用“/重开”。',
  returnIsFinal: '退回不能撤销；退回有误请直接告诉对方，原样再报一次即可。',
  returnedToast: '已退回',
  next: '看下一份',
  onPaper: (note: string) => `纸质报送，由支部登记。${note === '' ? '' : `登记要点：${note}`}`,
  dueToRead: (day: string) => `请在${day}前审阅`,
  codes: {
    incomplete: '内容填写不全',
    figures: '数字与台账不符',
    wrong_period: '期别或单位不对',
    other: '其他（写明）',
  } satisfies Record<ReturnCode, string>,
  reason: (code: string, words: string) => (words === '' ? code : `${code}：${words}`),

  // Who has filed, for whoever reads.
  tableTitle: (name: string) => `${name}报送情况`,
  tableSummary: (period: string, filed: number, due: number) => `${period}已报 ${filed}，应报 ${due}`,
  counts: (c: { due: number; filed: number; onTime: number; late: number; read: number; unread: number }) =>
    `应报 ${c.due}，已报 ${c.filed}（按期 ${c.onTime}，逾期 ${c.late}），已阅 ${c.read}，未阅 ${c.unread}`,
  more: (c: { returned: number; overdue: number }) => `退回补正 ${c.returned}，超过期限未报 ${c.overdue}`,
  toRead: (count: number) => `还有 ${count} 份等待审阅。`,
  answered: (read: number, commented: number) =>
    `已阅 ${read} 份，${commented === 0 ? '都没有写意见' : commented === read ? '都写了意见' : `写了意见 ${commented} 份`}。`,
  overReading: (count: number) => `其中 ${count} 份已超过十个工作日。`,
  states: {
    waiting: (day: string, by: string) => `${day}报送，未阅（${by}前审阅）`,
    read: (day: string, hasComment: boolean) => `${day}报送，已阅${hasComment ? '，有意见' : ''}`,
    done: (day: string) => `${day}登记办结`,
    returned: (day: string) => `退回补正，${day}前重报`,
    overdue: (days: number) => `未报，已超过期限 ${days} 个工作日`,
    open: (day: string) => `未报，${day}前`,
    extended: (day: string) => `已批准延期至${day}`,
    waived: '已批准免除',
  },
  late: (days: number) => `，晚 ${days} 个工作日`,
  cameBack: (times: number) => `，退回过 ${times} 次`,
  explained: (words: string) => `；情况说明：${words}`,
  unexplained: '；尚无情况说明',
  orgLine: (org: string, words: string) => `${org}：${words}`,
  sheet: '下载表格',
  sheetName: (period: string, duty: string, org: string) => `${period}${duty}报送情况_${org}`,
  sheetTab: '报送情况',
  countsTab: '汇总',
  preparing: (item: string) => `正在生成${item}报送情况表，稍后发给您。`,
  begin: '开始审阅',
  pick: '选一份来看',
  others: '其他待审阅',
  waitingTitle: '等您核验',
  places: (count: number) => `${count} 个组织`,
  waits: (name: string, by: string) => `${name}，${by}前审阅`,
  readOne: (name: string) => `审阅：${name}`,
  problemsWait: (count: number) => `报请销号、等您核对的问题 ${count} 个`,
  judge: (org: string, number: string) => `核对：${org} ${number}`,
  judgeLine: (number: string) => `/销号 ${number}`,
  requestsWait: (count: number) => `等您审批的申请、请示和选举结果 ${count} 件`,
  seeRequests: '看申请',
  optionUnread: (org: string, item: string) => `未阅 · ${org}${item}`,
  optionRead: (org: string, item: string) => `${org}${item}`,
  nothingWaits: '没有待审阅的报送。',
  numbersOnly: '这里只有数字。',
  columns: [
    ...['组织', '状态', '报送日期', '逾期工作日', '情况说明或延期原因', '审阅日期', '意见', '退回次数'],
  ],
  hasComment: '有',
  countColumns: [
    ...['组织', '应报', '已报', '按期', '逾期', '已阅', '未阅', '超过审阅期限', '退回补正', '超过期限未报'],
    ...['写了意见', '已阅没有写意见'],
  ],
  stateNames: {
    waiting: '已报送未阅',
    read: '已阅',
    done: '已登记',
    returned: '退回补正',
    overdue: '超过期限未报',
    open: '未到期',
    waived: '免除',
  },

  // Figures in words.
  facts: {
    noMeetings: '本期没有应开展的组织生活',
    /** `until`: the day to which it is counted while the period goes on; what is owed is the whole period's. */
    meetings: (list: readonly string[], until: string | undefined) =>
      `${until === undefined ? '' : `到${until}为止，`}已办次数/本期应办次数：${list.join('，')}`,
    meeting: (name: string, done: number, owed: number, waived: number, notApplicable: number) => {
      const aside = [
        ...(waived > 0 ? [`另免除 ${waived} 次`] : []),
        ...(notApplicable > 0 ? [`不适用 ${notApplicable} 次`] : []),
      ];
      return `${name} ${done}/${owed}${aside.length === 0 ? '' : `（${aside.join('，')}）`}`;
    },
    times: (name: string, count: number) => `${name} ${count} 次`,
    beforeUse: (list: readonly string[]) => `本系统启用以前应办的没有统计在内：${list.join('，')}`,
    attendance: (expected: number, present: number) =>
      expected === 0
        ? '到会情况还没有记录'
        : `到会率 ${Math.round((present / expected) * 100)} %（应到 ${expected} 人次，实到 ${present} 人次）`,
    progress: (
      owed: number,
      parts: readonly (readonly [name: string, count: number])[],
      until: string | undefined,
    ) =>
      `${until === undefined ? '应完成' : `到${until}为止，本期应完成`} ${owed} 项${parts.map(([name, count]) => `，${name} ${count}`).join('')}`,
    onTime: '按期',
    extended: '延期',
    late: '逾期',
    waived: '另免除',
    notApplicable: '不适用',
    open: '未到期或待补正',
    extendedTo: (item: string, day: string, reason: string) =>
      `${item}延期至${day}${reason === '' ? '' : `（${reason}）`}`,
    doneLate: (item: string, days: number, reason: string) => `${item}晚 ${days} 个工作日（${reason}）`,
    filedLate: (item: string, reason: string) => `${item}晚于期限报送（${reason}）`,
    overdue: (item: string, reason: string) => `${item}还没有完成（${reason}）`,
    moreExceptions: (count: number) => `另有 ${count} 项`,
    noReason: '尚无情况说明',
    talks: (inPeriod: number, done: number, total: number) =>
      `本期双方确认过的谈话 ${inPeriod} 次${total === 0 ? '' : `；全年应谈 ${total} 项（每人或每对算一项），已谈 ${done} 项`}`,
    rectification: (closed: number, total: number) =>
      total === 0 ? '无（没有登记的整改事项）' : `已销号 ${closed}/${total}`,
    ownAttendance: (expected: number, present: number) =>
      expected === 0 ? '本人参加组织生活还没有记录' : `本人参加组织生活 ${present}/${expected} 次`,
    on: (day: string) => `数字统计到${day}`,
  },
  nextMeeting: (name: string, days: readonly string[]) => `${name}（${days.join('、')}前）`,

  chooseItem: '请问要报送哪一项？',
  option: (org: string, item: string) => `${org}${item}`,
  no: {
    badQuarter: '请写明季度，例如“/季报 第一季度”。',
    notBegun: (quarter: string, day: string) => `${quarter}${day}才开始，开始以后再写。`,
    noInstance: (quarter: string) => `${quarter}没有要报的季度工作报告。`,
    notSecretary: '季度工作报告由党支部书记来写，您这里没有要写的。',
    unknownNumber: (number: string) => `没有找到编号 ${number}，请核对以后再发。`,
    notYours: (posts: string) => `这一项由${posts}来写和报送。`,
    noPaper: (item: string) => `${item}不用在这里报送，请用“/记录 编号”登记。`,
    notReviewed: (item: string) => `${item}由承办的组织自己记录，不用核验。`,
    already: (item: string) => `${item}已经报送，正在等审阅。`,
    settled: (item: string) => `${item}已经有结果，不用再报送。`,
    nothingToFile: '您这里没有要报送的。',
    tooLong: (title: string, most: number) => `“${title}”请写在 ${most} 字以内。`,
    changed: '草稿后来改过，请看过新的再报送。',
    missingVerdict: '请写明通过或退回，例如“/核验 编号 通过”“/核验 编号 退回 内容填写不全”。',
    missingNumber: '请写上编号，例如“/核验 D01B01-QR-26Q1 通过”。',
    shortReason: '退回要写明原因，至少五个字。',
    noCode: '请选择退回原因。',
    longComment: '意见请写在 500 字以内。',
    notReader: (posts: string) => `这一份由${posts}审阅。`,
    ownPaper: '自己写的或自己报送的，要由别人审阅。',
    notWaiting: (item: string) => `${item}现在没有待审阅的报送。`,
    byRequest: '选举结果不在这里核验，由上级在“等您审批”的卡片上批复。',
    byIssuer: '这一项由下发清单的单位核对，请用 /销号 加编号。',
    noTable: '您这里没有可看的报送情况。',
  },
} as const;

/** A quarter as people write it: 第一季度, 2026年二季度, Q3, 26Q1, 上季度. */
export const quarterWords =
  /^(?:(?<year>\d{4}|\d{2})年?\s*)?(?:第?(?<cn>[一二三四1-4])季度?|[qQ](?<q>[1-4]))(?:的?(?:工作)?报告|季报)?$/u;
export const quarterDigits = '一二三四';
export const relativeQuarters: readonly (readonly [RegExp, number])[] = [
  [/^(?:上个?|前一?个?)季度?$/u, -1],
  [/^(?:本|这个?|当前)季度?$/u, 0],
  [/^(?:下个?|后一?个?)季度?$/u, 1],
];

/** `/季报 表格 第一季度`: the table as a file. */
export const sheetWords = /^(?:表格|导出|下载表格)\s*/u;

/** What is typed after a number as the answer. */
export const acceptWords = /^(?:通过|同意|已阅|阅|核验通过)(?![^\s,，;；:：。])/u;
export const returnWords = /^(?:退回补正|退回|不通过|打回)\s*[,，:：]?\s*/u;
/** Words by which a typed reason says which code it is. */
export const returnCodeWords: readonly (readonly [ReturnCode, RegExp])[] = [
  ['figures', /数字|数据|台账|统计/u],
  ['wrong_period', /期别|季度不对|年度不对|单位不对|写错(?:季度|单位|支部)/u],
  ['incomplete', /不全|没写|漏|缺|不完整|太简单/u],
];

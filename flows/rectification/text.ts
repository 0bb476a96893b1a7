import type { Progress, Source } from './rules.ts';

const sourceNames: Readonly<Record<Source, string>> = {
  inspection: '督查',
  debrief: '述职',
  tour: '巡视',
  self: '自查',
};

const progress: Readonly<Record<Progress, string>> = {
  open: '整改中',
  late: '已超过期限',
  waiting: '已报请销号，待核对',
  returned: '退回补正',
  closed: '已销号',
  waived: '已免除',
};

/** Every sentence of problem lists and their rectification. Tone: duties.md h. */
export const text = {
  title: '问题整改',
  issueDescription: '问题清单：支部 问题 责任人 期限；不带内容看清单',
  issueExample: '/问题 研究室党支部 组织生活会查摆问题不具体 张三 4月30日',
  closeDescription: '报请销号：编号 措施 佐证；下发单位核对：编号 通过或退回',
  closeExample: '/销号 D01B05-RI-26Q1-P1 措施 重开组织生活会并逐条列出 佐证 会议记录存支部档案第3号',
  closeWith: (number: string) => `/销号 ${number} 措施 做了什么 佐证 结果和存放处`,
  judgeWith: (number: string) => `/销号 ${number} 退回 还缺第二条的整改时间`,
  issueLine: (rest: string) => `/问题 ${rest}`.trim(),
  closeLine: (rest: string) => `/销号 ${rest}`.trim(),

  sources: sourceNames,
  progress,
  item: (problem: string) => `问题整改：${problem}`,
  list: '、',
  number: '编号',
  clause: (clause: string, number: string) => `依据：${clause} · 编号 ${number}`,

  draftTitle: '请核对后下发',
  draftSummary: (org: string) => `请核对后下发给${org}`,
  draftIntro: (org: string, quarter: string) =>
    `列入${quarter}问题清单，下发给${org}。每个问题一位责任人、一个期限，按期提醒；整改后由下发单位销号。`,
  problem: '问题',
  problemHint: '一两句写清事实，不写评价',
  responsible: '责任人',
  choosePerson: '请选择一位',
  deadline: '整改期限',
  source: '来源',
  chooseSource: '请选择在哪里发现的',
  issue: '确认下发',
  shifted: (day: string, to: string) => `${day}不是工作日，期限顺延到${to}。`,
  issuedTitle: '已列入问题清单',
  issuedTag: '已下发',
  issuedSummary: (org: string) => `已下发给${org}`,
  issuedNote: (name: string) => `${name}会在下一次提醒里看到，期限前后照常提醒，不另外打扰。`,
  issuedToast: '已下发',
  withdrawn: '下发后十分钟内撤回',
  raised: '提出',
  measure: '整改措施',
  proof: '佐证',
  doneOn: '完成日期',
  doneOnAsk: '完成日期（不选就是报请当天）',
  filed: '报请销号',
  filedBy: (name: string, when: string, onBehalf: boolean) => `${name}${onBehalf ? '代为' : ''}报请，${when}`,
  judged: '核对',
  judgedBy: (name: string, when: string) => `${name}，${when}`,
  comment: '退回原因',
  whoRests: '责任人',

  formTitle: '整改情况',
  formSummary: (problem: string) => `整改情况：${problem}`,
  measureHint: '做了什么，一两句',
  proofHint: '结果和存放处，例如：会议记录存支部档案第3号',
  formNote: '只写文字，不用传照片和附件；不写涉密和内部文件内容。',
  file: '报请销号',
  save: '先存措施',
  savedToast: '措施已存，期限照旧',
  filedTitle: '已报请销号',
  filedTag: '待核对',
  filedNote: (people: string) =>
    people === '' ? '等下发单位核对，结果会告诉您。' : `等${people}核对，结果会告诉您。`,
  filedToast: '已报请销号',
  filedSummary: (problem: string) => `已报请销号：${problem}`,

  reviewTitle: '核对整改情况',
  reviewTag: '待您核对',
  reviewSummary: (org: string) => `请核对${org}的整改情况`,
  accept: '通过，销号',
  return: '退回补正',
  returnReason: '退回时写明原因（至少 5 个字）',
  acceptedTitle: '已销号',
  acceptedTag: '已销号',
  acceptedToast: '已销号',
  acceptedLate: (days: number) => `晚 ${days} 个工作日完成`,
  acceptedSummary: (problem: string) => `已销号：${problem}`,
  returnedTitle: '整改情况已退回',
  returnedTag: '退回补正',
  returnedToast: '已退回',
  returnedAsk: (day: string) => `请在${day}前补充后再报。`,
  returnedNoUndo: '退回的原因会告诉责任人，不能撤销；再报来以后可以重新核对。',
  returnedSummary: (problem: string) => `退回补正：${problem}`,
  statusTitle: '问题整改',
  next: '看下一件',

  boardTitle: (quarter: string) => `${quarter}问题清单`,
  boardSummary: (quarter: string) => `${quarter}问题清单`,
  counts: (total: number, closed: number, waiting: number, late: number) =>
    `共 ${total} 个问题，已销号 ${closed}，待核对 ${waiting}，超过期限 ${late}。`,
  nothing: (quarter: string) => `${quarter}没有列出的问题。`,
  row: (problem: string, person: string, due: string, state: string) =>
    `${problem}；责任人${person}，${due}前，${state}`,
  rowAt: (org: string, row: string) => `${org}：${row}`,
  secretary: '（支部书记）',
  counted: (org: string, words: string) => `${org}：${words}`,
  countsOnly: '下面各级只看数字，逐条由该支部和下发单位查看。',
  waitingFor: (count: number) => `等您核对 ${count} 件`,
  review: '逐件核对',
  own: (count: number) => `您负责的 ${count} 件`,
  fill: '填写整改情况',
  howToAdd: (example: string) => `加一个问题：${example}`,
  issueList: '登记本季清单已下发',
  listIssued: (quarter: string) => `${quarter}问题清单已登记为下发。`,
  listIssuedToast: '已登记',
  previous: '上一页',
  nextPage: (left: number) => `下一页（还有 ${left}）`,
  chooseOwn: '请问是哪一个问题：',
  option: (problem: string, due: string) => `${problem}（${due}前）`,
  severalNames: (typed: string) => `“${typed}”有好几位，请问是哪一位：`,

  no: {
    notIssuer: (posts: string) => `问题清单由上一级的这些岗位下发：${posts}，您可以把问题告诉他们。`,
    noBranch: (example: string) => `请先写支部，再写问题、责任人和期限，例如：${example}`,
    unknownBranch: (typed: string, posts: string) =>
      `您这一级所属的支部里没有唯一的“${typed}”；问题清单由该支部上级的这些岗位下发：${posts}。`,
    noProblem: (example: string) => `还缺问题是什么，请这样写：${example}`,
    problemLong: (most: number) => `问题请写在 ${most} 字以内，一条只写一个问题。`,
    twoPeople: (names: string) => `每个问题只能有一位责任人，请在${names}里只写一位。`,
    unknownPerson: (typed: string, org: string, nearest: string) =>
      `${org}的名册里没有“${typed}”${nearest === '' ? '' : `，您要找的可能是${nearest}`}，请写责任人的全名。`,
    noPerson: '还缺责任人，请选择一位。',
    pastDay: (day: string) => `${day}不晚于今天，请写一个以后的期限。`,
    farDay: (day: string) => `${day}太远，整改期限请写在一年以内。`,
    noDay: '还缺整改期限，请选择日期。',
    noSource: '还缺来源，请选择一种。',
    unknownNumber: (number: string) => `没有找到编号“${number}”的问题，编号在提醒卡片的“依据与编号”里。`,
    notYours: (posts: string) => `这个问题由责任人或本支部的${posts}来报请销号，您可以告诉他们。`,
    missingNumber: (example: string) => `请写上编号，例如：${example}`,
    nothingOwn: (example: string) => `您这里没有要整改或要核对的问题；有编号时请这样写：${example}`,
    noMeasure: (example: string) => `还缺整改措施，请这样写：${example}`,
    noProof: (example: string) => `还缺佐证，请这样写：${example}`,
    answerLong: (most: number) => `措施和佐证各写在 ${most} 字以内。`,
    futureDay: (day: string) => `${day}还没有到，完成以后再报。`,
    beforeRaised: (day: string) => `${day}早于提出问题的日子，请核对完成日期。`,
    beforeReturn: (day: string, back: string) =>
      `上次核对是${back}，补正以后才算完成，请核对完成日期（${day}）。`,
    badDay: '请选择完成日期。',
    settled: '这个问题已经有结果，不用再报。',
    waiting: '这个问题已报请销号，正在等下发单位核对。',
    notAcceptor: (posts: string) => `销号由下发问题的单位核对：${posts}。`,
    ownItem: '自己负责或自己报请的问题，要由下发单位的另一位同志核对。',
    notWaiting: (number: string) => `${number}现在没有等核对的整改情况。`,
    shortReason: (example: string) => `请写明退回的原因，至少 5 个字，例如：${example}`,
    noVerdict: (number: string) => `请写“通过”或“退回 原因”，例如：/销号 ${number} 通过`,
    changed: '这个问题后来又有变化，不能撤销。',
    told: '已经有人看到，不能撤销；登记有误请用 /作废。',
    listGone: '本季的清单已经登记过。',
    notListOwner: (posts: string) => `本季清单由${posts}登记下发。`,
    noList: '您这里没有可看的问题清单；您负责的问题会出现在 /我的 里。',
  },
} as const;

/** By what somebody who accepts says so. */
export const verdictWords = {
  accept: /^(?:通过|同意|销号|核对无误|可以|accept|ok)[。.]?$/iu,
  return: /^(?:退回|不通过|不同意|打回|return)[\s,，:：]*(.*)$/isu,
} as const;

/** Where a problem was found, as it may be written. */
export const sourceWords: readonly (readonly [RegExp, Source])[] = [
  [/^(?:来源)?[:：]?(?:巡视|巡察)(?:反馈)?$/u, 'tour'],
  [/^(?:来源)?[:：]?述职(?:评议)?$/u, 'debrief'],
  [/^(?:来源)?[:：]?(?:自查|自检|自己查摆)$/u, 'self'],
  [/^(?:来源)?[:：]?(?:督查|督导|督导检查|检查)$/u, 'inspection'],
];

/** What stands in front of the parts of an item or of what was done about it. */
export const labels = {
  measure: ['整改措施', '措施'],
  proof: ['整改佐证', '佐证', '证明材料'],
} as const;

/** What may follow a deadline: 4月30日前, 4月30日以内. */
export const untilSuffix = /(?:以前|之前|前|以内|之内|内)$/u;
export const personPrefix = /^责任人[:：]?/u;
export const dayPrefix = /^(?:整改)?期限[:：]?/u;
export const nameJoints = /[、,，和与及/]+/u;

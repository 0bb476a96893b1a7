import type { ReasonCode } from '../../src/duties/instance.ts';

/** Every sentence of extensions, waivers, closures and explanations. Tone: duties.md h. */
export const text = {
  title: '延期、免除与情况说明',
  extendDescription: '申请延期：编号 新日期 原因',
  extendExample: '/延期 D01B01-TD-2602 3月9日 岗位空缺，书记3月6日补选',
  waiveDescription: '申请免除一项：编号 原因',
  waiveExample: '/免除 D01B01-TD-2602 机构调整，支部正在合并',
  voidDescription: '登记有误，申请作废：编号 原因',
  voidExample: '/作废 D01B01-TD-2602 重复登记，与另一项相同',
  reopenDescription: '督查发现问题，重新打开：编号 督查文号',
  reopenExample: '/重开 D01B01-TD-2602 督查〔2026〕3号',
  closeDescription: '登记停办的日子：起 止 原因',
  closeExample: '/停办 7月6日 7月10日 防汛抢险',
  explainDescription: '写一句情况说明：编号 原因',
  explainExample: '/情况说明 D01B01-TD-2602 书记外出学习，3月9日补开',
  explainWith: (number: string) => `/情况说明 ${number} 书记外出学习，3月9日补开`,
  explained: '已记下，情况说明会随提醒一起送达上级。',

  subtitle: (org: string, item: string) => `${org} · ${item}`,
  item: (period: string, duty: string) => `${period}${duty}`,
  option: (item: string, due: string) => `${item}（${due}前）`,
  chooseItem: {
    extend: '请问要延期的是哪一项：',
    waive: '请问要免除的是哪一项：',
    void: '请问要作废的是哪一项：',
  },

  kind: { extend: '延期申请', waive: '免除申请', system_fault: '系统故障说明', void: '作废申请' },
  formTitle: { extend: '申请延期', waive: '申请免除', void: '申请作废' },
  formSummary: (item: string) => `${item}：请填写原因`,
  due: '现在的期限',
  originalDue: '原定期限',
  newDay: '延期到',
  code: '原因类别',
  chooseCode: '请选择',
  words: '原因（200 字以内，选“其他”时必填）',
  faultHint: '选“系统故障”时期限不变：从期限次日到所填日期的这几天，不计入本组织各事项的逾期。',
  send: '送上级审批',

  sentTitle: '已送上级审批',
  sentTo: (people: string, post: string) => `已送${post}${people}，结果会告诉您。审批以前，期限和提醒照旧。`,
  decider: '审批人',
  withdraw: '撤回申请',
  withdrawnTitle: '申请已撤回',
  withdrawn: '这份申请已撤回，期限和提醒照旧。',
  withdrawnToast: '已撤回',
  sentToast: '已送上级审批',

  waitingTitle: '等您审批',
  waitingTag: (count: number) => `${count} 件`,
  nothingTitle: '都已处理',
  waitingSummary: (count: number, first: string) =>
    count === 1 ? `等您审批：${first}` : `等您审批 ${count} 件：${first}等`,
  nothingSummary: '没有等您审批的申请',
  more: (count: number) => `另有 ${count} 件，处理完这些以后显示。`,
  heading: (kind: string, org: string, item: string) => `${kind}：${org} ${item}`,
  from: (name: string) => `${name}提出`,
  asked: '申请',
  move: (before: string, after: string, days: number) => `原期限${before} → 申请${after}，${days} 个工作日`,
  fault: (from: string, to: string) => `${from}至${to}不计入逾期（本组织各事项），期限不变`,
  waive: '免除这一项，台账记为“免除”，不记为完成',
  void: '登记有误，作废这一项，留痕备查',
  reason: '原因',
  explanationLabel: '情况说明',
  afterDue: '事后补批',
  grantDay: '同意到（可改为别的日期）',
  refuseReason: '不同意时写明原因（至少 5 个字）',
  agree: '同意',
  refuse: '不同意',
  number: '编号',

  decidedTitle: { approved: '申请已同意', refused: '申请未同意' },
  decidedBy: (name: string, when: string) => `${name}，${when}`,
  decided: {
    approved: '已同意',
    refused: '未同意',
    withdrawn: '已撤回',
    overtaken: '已另行办结，不用再批',
  },
  grantedTo: (day: string) => `延期至${day}`,
  granted: {
    waive: '这一项已免除，不再提醒',
    void: '这一项已作废，不再提醒',
    fault: (from: string, to: string) => `${from}至${to}不计入逾期`,
  },
  keepsDue: (day: string) => `期限仍是${day}前，请按时办理`,
  result: '结果',
  why: '理由',
  agreedToast: '已同意',
  refusedToast: '已退回申请人',

  closureTitle: '请核对停办的日子',
  closureSubtitle: (org: string) => `${org}及所属组织`,
  closureSpan: '停办',
  closureDays: (from: string, to: string, days: number) => `${from}至${to}，${days} 个工作日`,
  closureEffect: (orgs: number) =>
    `涉及 ${orgs} 个组织。停办的日子不计入逾期，期限本身不变；要改期限请逐项延期。`,
  closureConfirm: '确认停办',
  closureDrop: '放弃',
  closureDone: '停办已登记',
  closureDoneNote: (count: number) => `已重新推算 ${count} 项事项的时间，没有另外打扰任何人。`,
  closureDropped: '没有登记，什么都没有改动。',
  closureToast: '已登记',

  reopened: (item: string, due: string) =>
    `${item}已重新打开，请责任组织在${due}前补正；已告诉责任人和党务干部。`,

  list: '、',
  no: {
    unknownNumber: (number: string, posts: string) =>
      `没有找到编号“${number}”，请核对提醒卡片上的编号；情况说明由本支部的${posts}来写。`,
    noSuchNumber: (number: string) => `没有找到编号“${number}”，请核对提醒卡片“依据与编号”里的编号。`,
    settled: '这一项已经办结，不用再写情况说明。',
    alreadySettled: '这一项已经办结或者正在核验，不用再申请。',
    notDone: '这一项还没有办结，不需要重开。',
    missingNumber: (example: string) =>
      `还缺编号和原因，编号在提醒卡片的“依据与编号”里，请这样写：${example}`,
    missing: (example: string) => `还缺原因，请这样写：${example}`,
    tooLong: '情况说明请写在 200 字以内。',
    reasonTooLong: '原因请写在 200 字以内。',
    reasonMissing: '还缺原因，请写一句话。',
    notYours: (posts: string) => `这一项要由责任组织的${posts}来申请，您可以请他们操作。`,
    notForYou: (posts: string) => `这件事由${posts}来办，您可以请他们操作。`,
    past: (day: string) => `${day}已经过去，请写一个还没有到的日期。`,
    notLater: (day: string, due: string) => `${day}不晚于现在的期限（${due}），不用延期。`,
    tooFar: (day: string) => `最多延到${day}，请写更早的日期。`,
    dayMissing: '还缺新的日期，请选择日期。',
    nothingOpen: '您这里没有可以申请的事项。',
    waiting: (posts: string) => `这一项已有一份申请在等${posts}审批；要改内容，请先撤回原来的申请。`,
    nobody: '上级眼下没有可以审批的人，请直接联系上级党组织办理。',
    gone: '这份申请已经处理，请看最新的卡片。',
    notDecider: '这份申请要由指定的审批人来定，申请人和责任人不能自己审批。',
    refuseReason: '请写明不同意的原因，至少 5 个字。',
    dayOver: (day: string) => `${day}已经过去，请改一个还没有到的日期再同意。`,
    beyond: (days: number) => `超过 ${days} 个工作日的延期要由上一级书记来批，请改早一些或者不同意。`,
    closureDays: (example: string) => `还缺起止日期，请这样写：${example}`,
    closureOrder: '结束的日子早于开始的日子，请重新写明。',
    closurePast: '结束的日子已经过去，请写还没有结束的停办。',
    closureLong: (days: number) => `一次最多登记 ${days} 天，更长的请分次登记。`,
    closureReason: (example: string) => `还缺停办的原因，请这样写：${example}`,
    closureTwin: '这些日子已经登记过停办。',
    paperMissing: (example: string) => `还缺督查文号，请这样写：${example}`,
    paperTooLong: '督查文号请写在 60 字以内。',
  },
} as const;

/** Words by which a typed reason says which of them it is; the first that fits counts. */
export const codeWords: readonly (readonly [ReasonCode, RegExp])[] = [
  ['system_fault', /系统故障|系统出错|机器人(?:坏|故障|没有?提醒)/u],
  ['post_vacant', /岗位空缺|书记(?:空缺|调离|调走)|空岗/u],
  ['disaster', /防汛|抢险|抗旱|救灾|疫情|突发任务/u],
  ['majority_away', /多数党员|大部分(?:人|党员|同志)|(?:都|集中)(?:出差|外派|外出)/u],
  ['reorg', /机构调整|机构改革|支部合并|撤并/u],
  ['upper_task', /上级.{0,4}任务|集中任务|专项任务|巡视|巡察|迎检/u],
  ['merged', /合并(?:开展|召开|举行|进行)|一并(?:开展|召开)/u],
];

/** 延期到3月9日: the words before a date that say nothing more. */
export const untilWords = /^(?:请求?|申请|想)?(?:延期|延长|延|推迟|缓)?(?:到|至)?/u;
/** 7月6日至7月10日: what may stand between two dates. */
export const spanWords = /\s*(?:至|到|—+|~|～|－|-(?=\d{0,2}月))\s*/u;
/** Where a typed line may be cut: behind a space or a sign, and behind a day that words follow at once. */
export const wordBreaks = /(?<=[\s,，;；])|(?<=日)(?=\p{Script=Han})/u;

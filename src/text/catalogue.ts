/** Names of the catalogue as people read and write them (duties.md b, i). Data: identifiers never derive from them. */
import type { Deadline, Shift } from '../calendar/deadlines.ts';

export const reminderNames = {
  R_MONTH: '月度提醒',
  R_QUARTER: '季度提醒',
  R_HALF: '半年提醒',
  R_YEAR: '年度提醒',
  R_TERM: '换届提醒',
  R_EVENT: '事项提醒',
  R_RECTIFY: '整改提醒',
  R_SOFT: '随附提醒',
} as const;

export const escalationNames = {
  E_MONTH: '月度升级',
  E_QUARTER: '季度升级',
  E_YEAR: '年度升级',
  E_ORGAN: '机关党委升级',
  E_LEADERSHIP: '党组升级',
  E_WORKCOM: '工委升级',
  E_TERM: '换届升级',
  E_RECTIFY: '整改升级',
  E_PRIVATE: '仅限本人',
  E_NONE: '不升级',
} as const;

export const evidenceNames = {
  held_on: '日期',
  topic: '主题',
  lead_speaker: '主讲人',
  attendance: '到会情况',
  discussion_notes: '讨论情况',
  takeaway: '收获',
  agenda: '议程',
  votes: '表决结果',
  decisions: '议定事项',
  minutes: '会议记录',
  prior_talks: '会前谈心谈话',
  problems_listed: '查摆问题',
  rectification_list: '整改清单',
  reviews_done: '自评互评和测评',
  committee_opinion: '支委会意见',
  members_told: '已向本人反馈',
  confirmed_by_both: '双方确认',
  report: '书面报告或口头报告记录',
  feedback: '评议意见',
  comments: '审阅或讲评意见',
  findings: '检查情况',
  form: '登记表',
  notice: '通知或提醒函',
  filed_on: '报送日期',
  published_on: '公布日期',
  receipt: '回执或收据编号',
  payment_marks: '已交未交标记',
  request: '请示',
  approval: '批复',
  result: '结果',
  confirmed_list: '经本人确认的清单',
  measure: '整改措施',
  proof: '整改佐证',
  training_hours: '学时合计',
  course: '培训班次',
  headcount: '参训人数',
} as const;

/** What a record is written with: short enough for a label and for a line that is typed. */
export const recordNames = {
  ...evidenceNames,
  place: '地点',
  topic: '主题',
  lead_speaker: '主讲',
  discussion_notes: '讨论',
  takeaway: '收获',
  votes: '表决',
  decisions: '议定',
  minutes: '要点',
  observers: '列席',
} as const;

export const coverageNames = {
  per_pair: '两两都谈',
  per_member: '每人谈到',
  per_person: '每人一次',
} as const;

export const cadenceNames = {
  month: '每月',
  quarter: '每季度',
  half: '每半年',
  year: '每年',
  event: '事项发生时',
  term: '任期届满时',
  branch_term: '所属支部任期届满前',
} as const;

export const ownerLevelNames = {
  branch: '党支部',
  organ_committee: '机关党委',
  leadership_group: '党组（党委）',
  work_committee: '机关工委',
} as const;

export const shiftNames = {
  prev: '提前',
  next: '顺延',
  within_week: '一周内顺延',
} as const satisfies Record<Shift, string>;

const periodNames = { month: '当月', quarter: '当季', half: '当半年', year: '当年' } as const;
const spanNames = { month: '月', quarter: '季度', half: '半年', year: '年度' } as const;
const anchorNames = { heldOn: '举行日', eventOn: '事项发生日', termEndOn: '任期届满日' } as const;

/** A rule in words, e.g. the last working day of the month; `undefined` is a day that people give. */
export function deadlineName(deadline: Deadline | undefined): string {
  if (!deadline) return '按事项指定的日期';
  if (deadline.form === 'period_end') return `${periodNames[deadline.unit]}最后一个工作日`;
  if (deadline.form === 'date') {
    const year =
      deadline.yearsOn === 0 ? '当年' : deadline.yearsOn === 1 ? '次年' : `${deadline.yearsOn}年后`;
    return `${year}${deadline.month}月${deadline.date}日`;
  }
  const { from, count, unit } = deadline;
  const start =
    from === 'heldOn' || from === 'eventOn' || from === 'termEndOn'
      ? anchorNames[from]
      : `${spanNames[from]}结束`;
  if (count === 0) return start;
  const units = { wd: '个工作日', cd: '天', mo: '个月' } as const;
  return `${start}${count < 0 ? '前' : '后'}${Math.abs(count)}${units[unit]}`;
}

export const catalogueText = {
  levelHead: (level: string, count: number) => `${level}（${count} 项）`,
  row: (short: string, name: string, cadence: string, owner: string, heldBy: string, shift: string) =>
    `${short}  ${name}：${cadence}，${owner}，${heldBy}（遇休息日${shift}）`,
  details: (id: string, reminder: string, escalation: string, recordBy: string) =>
    `    ${id}；${reminder}；${escalation}；录入 ${recordBy}`,
  evidence: (names: readonly string[]) => `    佐证：${names.join('、')}`,
  source: (clauses: readonly string[]) => `    依据：${clauses.join('；')}`,
  total: (count: number) => `共 ${count} 项职责。`,
} as const;

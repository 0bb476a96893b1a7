import type { Completion } from '../completion.ts';
import type { LedgerKind } from './query.ts';

const names: Readonly<Record<LedgerKind, string>> = {
  duty: '责任落实台账',
  activity: '组织生活台账',
  talk: '谈心谈话台账',
  election: '换届台账',
  dues: '党费台账',
  urging: '督办台账',
  rectification: '整改台账',
};

const completions: Readonly<Record<Completion, string>> = {
  in_time: '按期',
  recorded_late: '补录',
  extended: '延期',
  done_late: '逾期完成',
  overdue: '逾期',
  under_way: '未到期',
  waived: '免除',
  not_applicable: '不适用',
  void: '作废',
};

/** The ledgers, their columns (duties.md g.1) and the words in their cells. */
export const ledgerText = {
  names,
  completions,
  columns: {
    duty: [
      '序号',
      '责任项',
      '依据',
      '责任主体（组织/岗位）',
      '责任人',
      '频次',
      '应完成时间',
      '实际完成时间',
      '完成情况',
      '逾期天数',
      '佐证编号',
      '核验人',
      '备注',
    ],
    activity: ['日期', '类型', '主题', '主讲/主持', '应到', '实到', '请假', '缺席', '记录人', '佐证'],
    talk: ['序号', '类别', '谈话人', '对象', '日期', '双方确认'],
    election: ['组织', '届次', '上次换届', '届满日', '提醒日', '请示日', '批复日', '大会日', '延期批准'],
    dues: ['月份', '已交人数', '未交人数'],
    urging: ['函号', '对象', '事项', '发出', '要求反馈', '反馈日期', '结果'],
    rectification: ['问题', '来源', '提出日期', '措施', '责任人', '时限', '进展', '销号日期', '核验人'],
  },
  counts: ['责任项', '应完成', '按期', '补录', '延期', '逾期完成', '未完成', '免除'],
  countsName: '支部汇总',
  talkCounts: ['类别', '已确认次数'],
  talkCountsName: '次数汇总',
  problemSources: { inspection: '督查', debrief: '述职', tour: '巡视', self: '自查' },
  problemStates: {
    planned: '整改中',
    open: '整改中',
    scheduled: '整改中',
    extended: '整改中（已延期）',
    submitted: '已报请销号，待核对',
    returned: '退回补正',
    overdue: '已超过期限',
    done: '已销号',
    done_late: '已销号（逾期）',
    waived: '已免除',
    not_applicable: '不适用',
    void: '作废',
  },
  problemCounts: ['支部', '问题', '已销号', '待核对', '整改中', '已超过期限'],
  problemCountsName: '数字汇总',
  allBranches: '所属支部合计',
  sheet: '所在表',
  cadences: {
    month: '每月',
    quarter: '每季度',
    half: '每半年',
    year: '每年',
    event: '按需',
    term: '按届',
    branch_term: '按届',
  },
  owner: (org: string, post: string) => `${org}/${post}`,
  everyMember: '全体党员',
  lent: (name: string, standIn: string) => `${name}（${standIn}代办）`,
  list: '、',
  semicolon: '；',
  confirmed: '是',
  asked: '待对方确认',
  notSent: '草稿，未发出',
  dropped: '不发',
  granted: (on: string, to: string) => `${on}批准，延至${to}`,
  extendedFrom: (day: string) => `原定${day}`,
  waits: '待核验',
  cameBack: (day: string) => `退回补正，限${day}`,
  reason: (words: string) => `原因：${words}`,
} as const;

/** What a ledger may be called when it is asked for. */
export const ledgerWords: readonly (readonly [RegExp, LedgerKind])[] = [
  [/责任落实|責任|责任|duty/iu, 'duty'],
  [/组织生活|組織生活|活动|活動|activity/iu, 'activity'],
  [/谈心谈话|谈心|谈话|談話|talk/iu, 'talk'],
  [/换届|換屆|选举|election/iu, 'election'],
  [/党费|黨費|dues/iu, 'dues'],
  [/督办|督辦|urging|urge/iu, 'urging'],
  [/整改|问题|問題|rectification/iu, 'rectification'],
];

/** What the command of the terminal says. */
export const ledgerCommandText = {
  help: `npm run ledger -- 类型 --as 人员编码 [--time 时间] [--out 文件] [--csv]

类型  责任、组织生活、谈心谈话、换届、党费、督办、整改
--as  以谁的身份看：只写出这个人有权看到的内容，并留下查看记录
--time  本月、第一季度、2026年3月、2026年，默认今年
--out  写到哪个文件，默认在当前目录
--csv  写成 CSV
--help  这段说明`,
  unknownPerson: (code: string) => `名册里没有 ${code} 这个人`,
  nothing: (name: string) => `${name}没有可以查看的台账`,
  written: (file: string, rows: number) => `已写出 ${file}，共 ${rows} 行`,
  working: '正在生成',
} as const;

const dutyExample = 'branch_theme_day.heldBy=EOM';
const profileExample = 'R_MONTH=open,5,2';

/** Words of `what-if`: what a change would bring, before it is made. */
export const whatIfText = {
  help: [
    '用法：npm run what-if -- --from 日期 --to 日期 （--profile R_MONTH=open,5,2 | --duty 职责.字段=值 | --overrides 文件 | --catalogue 目录）',
    '  按同样的规则推算这段日子里会告诉谁、告诉几次，改动前后各算一遍，什么也不改、什么也不发。',
    '  --roster 目录   只用名册推算，不看数据库里已有的事项和办理情况',
    '  --profile      E_MONTH=1,3,5,10 写明各级的工作日；可以写多次',
    '  --duty         字段可以是 heldBy、shift、recordBy、reminder、escalation；可以写多次',
  ].join('\n'),
  badForm: (spec: string, example: string) => `看不懂“${spec}”。写法例如 ${example}`,
  badDuty: (duty: string) =>
    `责任清单里没有“${duty}”，请用 npm run catalogue -- list 查看。写法例如 ${dutyExample}`,
  badField: (duty: string, field: string) =>
    `${duty} 的“${field}”不能这样改，可以改 heldBy、shift、recordBy、reminder、escalation。写法例如 ${dutyExample}`,
  badProfile: (id: string, known: readonly string[]) =>
    `没有“${id}”这一档，可以是 ${known.join('、')}。写法例如 ${profileExample}`,
  fixedProfile: (id: string) => `${id} 不按超过期限的工作日告知，不能这样改。写法例如 E_MONTH=1,3,5,10`,
  badValue: (of: string, value: string, example: string, allowed: readonly string[]) =>
    `${of} 不能是“${value}”${allowed.length > 0 ? `，可以是 ${allowed.join('、')}` : ''}。写法例如 ${of}=${example}`,
  dutyExample,
  profileExample,
  span: (from: string, to: string) => `推算 ${from} 至 ${to}`,
  lines: (before: number, after: number) =>
    `提醒和告知共 ${before} 条 → ${after} 条（${signed(after - before)}）`,
  kinds: { reminder: '提醒', overdue: '先告诉承办人', escalation: '逐级告知', closing: '销项' },
  row: (name: string, before: number, after: number) =>
    `  ${name}：${before} → ${after}（${signed(after - before)}）`,
  byKind: '按种类',
  byPost: '按岗位',
  byLevel: '按承办组织',
  levels: {
    work_committee: '机关工委',
    leadership_group: '党组（党委）',
    organ_committee: '机关党委',
    organ_discipline_committee: '机关纪委',
    general_branch: '党总支',
    branch: '党支部',
    branch_group: '党小组',
  },
  people: '收到最多的人（按改动后）',
  moved: (count: number) => `改变的日子（${count} 处）`,
  none: '没有日子改变。',
  movedRow: (duty: string, period: string, stage: string, from: string, to: string, orgs: number) =>
    `  ${duty} ${period} ${stage}：${from} → ${to}（${orgs} 个组织）`,
  due: '期限',
  untold: '不提醒',
  before: (day: string) => `${day} 以前`,
  after: (day: string) => `${day} 以后`,
  across: '  移进、移出这段日子的，前后都计在内',
  more: (count: number) => `  另有 ${count} 处`,
} as const;

function signed(count: number): string {
  return count > 0 ? `+${count}` : String(count);
}

/** Why something is due and what was said about it, in words. Facts only: posts and numbers, no names. */

export const explainText = {
  due: (day: string, isProvisional: boolean) => `${day}${isProvisional ? '（放假安排尚未公布）' : ''}`,
  record: (day: string) => `${day}前录入`,
  rule: (rule: string) => rule,
  shiftNames: { prev: '遇休息日提前', next: '遇休息日顺延', within_week: '遇休息日一周内可前可后' },
  computed: (rule: string, shift: string) => `${rule}，${shift}`,
  nominal: (day: string) => `规则所指的一天是${day}`,
  passed: (days: readonly string[]) => `避开${days.join('、')}`,
  counted: (days: readonly string[]) => `期间有${days.join('、')}，已计入`,
  given: '日期由办理人或有关通知指定',
  comes: (day: string) => `按本级规定应为${day}，最迟次日起改过来`,
  range: (from: string, to: string, name: string) =>
    from === to ? `${from}${name}` : `${from}至${to}${name}`,
  kinds: { weekend: '周末', holiday: '放假', make_up: '调休上班', workday: '' },
  original: (day: string) => `原定${day}，已批准延期，原日期保留`,
  asksFor: (day: string) => `已申请延期到${day}`,
  asksOff: '已申请免除',
  waiting: (wish: string, since: string, who: string) => `${wish}，${since}起等${who}决定，同意以前期限不变`,
  pause: (from: string, to: string, what: 'stop' | 'outage' | 'closure') =>
    `${from}至${to}${{ stop: '管理员停发消息', outage: '系统停用', closure: '停办' }[what]}，这几天不计入逾期天数`,
  settled: (kind: string, held: string | undefined, recorded: string | undefined) =>
    ['已办结', held && `${held}完成`, kind, recorded && `${recorded}录入`].filter(Boolean).join('，'),
  settledAs: {
    in_time: () => '按期',
    recorded_late: () => '按期（补录）',
    extended: () => '延期后按期',
    done_late: (days: number) => (days > 0 ? `逾期 ${days} 个工作日` : '逾期'),
  },
  missed: '系统停用期间未能提醒，不计逾期',
  ended: {
    waived: '已批准免除，不再提醒',
    not_applicable: '不再适用，不再提醒',
    void: '登记有误，已作废',
  },
  online: (who: string, day: string) => `${who}${day}同意：这一次会议线上参加的计入表决或选举的到会人数`,
  undone: (count: number) => `还有 ${count} 人（项）没有登记`,

  reminder: (stage: string) => {
    const [, count = '', unit = ''] = /^(\d+)(wd|mo)$/.exec(stage) ?? [];
    if (unit === 'wd') return `提前${count}个工作日提醒`;
    if (unit === 'mo') return `届满前${count}个月提醒`;
    const [kind = ''] = /^(?:nudge|known|moved|off|owed)(?=[-:])/.exec(stage) ?? [];
    return stageNames[kind] ?? stageNames[stage] ?? stage;
  },
  level: (level: string, isRecord: boolean) => {
    const what = isRecord ? '到期没有录入' : '超过期限';
    return level === '0' ? `${what}，先告诉承办人` : `${what}，第${level}级`;
  },
  round: (stage: string, round: number) => (round === 0 ? stage : `${stage}（重新计时后第${round}轮）`),
  stage: (stage: string, day: string | undefined, what: readonly string[]) =>
    `${stage}${day === undefined ? '' : ` ${day}`}：${what.join('；')}`,
  stageDay: (day: string, isProvisional: boolean) => (isProvisional ? `${day}（暂定）` : day),
  prescribed: (org: string, rule: string, document: string, reason: string) =>
    `${org}规定${rule}；文号：${document}；理由：${reason}`,
  notOwed: (item: string, said: string) => `${item}不用办：${said}。`,
  outcomes: {
    told: '已处理',
    skipped: '启用本系统以前的日子，不提醒',
    overtaken: '被更近的提醒代替，没有单独告诉',
    not_owed: '那时按规定不用办，没有提醒',
    stopped: '已定日期，不再提醒',
    planned: '还没有到',
    off: '已办结或已报送，不再告诉',
    ended: '不再告诉',
    down: '系统停用，没有提醒',
  } as Readonly<Record<string, string>>,
  told: (who: string, day: string) => `${day}告诉${who}`,
  wouldHear: (who: string) => `届时告诉${who}`,
  nobody: '没有需要告诉的人',
  who: (post: string, count: number) => (count === 1 ? post : `${post}${count}人`),
  /** After a post: somebody else acts in it for some days. */
  lent: '（代办人）',
  member: '有关党员',
  fates: {
    waiting: (who: string) => `等${who}的下一张提醒卡片`,
    held: (who: string, day: string) => `${who}的卡片留到${day}再发`,
    withdrawn: (who: string) => `给${who}的一条已撤回`,
    suppressed: (who: string) => `给${who}的一条没有发出`,
    failed: (who: string) => `给${who}的一条没有送达`,
    unknown: (who: string, day: string) => `${day}发给${who}，是否送达没有回音`,
  },
  reasons: {
    settled: '已办结',
    submitted: '已报送',
    scheduled: '已定日期',
    requested: '请示已报',
    lapsed: '已过期限',
    extended: '已批准延期',
    marked: '本人已登记',
    window: '不在工作时间',
    budget_day: '当天已有一张卡片',
    budget_week: '本周已满',
    nothing_left: '已没有要说的',
    no_account: '没有飞书账号',
    left: '已离开',
    handed_over: '岗位已交接',
    muted: '本人设了免打扰',
    group_planned: '本组已经安排，只等别的组',
    known: '本人已了解，到日子再提',
    flood: '数量异常，由管理员处理',
    owed: '本级规定已恢复',
    stopped: '已停发',
  } as Readonly<Record<string, string>>,
  because: (reason: string) => `（${reason}）`,
  fallback: (passed: readonly string[]) => `，因${passed.join('，')}`,
  passedPost: (org: string, post: string, isVacant: boolean) =>
    `${org}${post}${isVacant ? '岗位空缺' : '没有飞书账号'}`,
  labels: {
    state: '状态',
    item: '事项',
    source: '依据',
    due: '期限',
    how: '怎么算',
    extended: '延期',
    request: '申请',
    pauses: '停计',
    prescribed: '本级规定',
    progress: '进度',
    online: '线上参加',
    stages: '提醒与告知',
  },
} as const;

const stageNames: Readonly<Record<string, string>> = {
  open: '期初提醒',
  on: '发生当日提醒',
  half: '过半提醒',
  soft: '随其他提醒附带',
  closing: '销项',
  nudge: '催一下',
  streak: '连续两期情况说明',
  known: '了解以后再提',
  moved: '日期变动说明',
  off: '不再办理的说明',
  owed: '仍要办的说明',
  missed: '说明',
  late: '说明',
};

/** Words of the command `explain`. */
export const explainCommandText = {
  help: '用法：npm run explain -- 编号或键 [--day 日期]\n  说明一项为什么在这一天到期，提醒过哪些岗位，之后会告诉谁。',
  unknown: (named: string) => `没有找到“${named}”，请核对编号。`,
  future: (day: string) => `${day}还没有到，只能看到今天为止；之后会告诉谁，不写 --day 就能看到。`,
  fact: (label: string, value: string) => `${label}：${value}`,
  stage: (line: string) => `  ${line}`,
} as const;

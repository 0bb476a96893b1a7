import type { LeaveKind, Mark } from '../../src/duties/activity.ts';

const leaveNames: Readonly<Record<LeaveKind, string>> = {
  business: '公务',
  personal: '事假',
  sick: '病假',
  other: '其他',
};

const markNames: Readonly<Record<Mark, string>> = {
  unanswered: '未答',
  present: '参加',
  present_online: '线上参加',
  on_leave: '请假',
  absent: '缺席',
};

/** Every sentence of the attendance flow. Tone: duties.md h. */
export const text = {
  title: '签到与点名',
  rollDescription: '点名：全到 除 姓名 请假 姓名',
  rollExample: '/点名 全到 除 张三 请假 李四',
  checkinDescription: '确认参加；书记看到名单',
  checkinExample: '/签到',
  bindDescription: '在群里使用：把本群设为本支部的群',
  bindExample: '/绑定',
  leaveDescription: '请假：活动 病假、事假或公务',
  leaveExample: '/请假 公务',
  activityDescription: '看下一次活动的时间、地点和主题',
  activityExample: '/活动',
  rollLine: '/点名',
  checkinLine: '/签到',
  leaveLine: '/请假',
  activityLine: '/活动',
  leaveNames,
  markNames,

  invitationTitle: (duty: string, when: string) => `${duty}：${when}`,
  invitationPlace: (place: string, topic: string, speaker: string) =>
    [place, topic, speaker === '' ? '' : `主讲 ${speaker}`].filter((part) => part !== '').join(' · '),
  invitationAsk: '请在活动前告诉支部是否参加，不方便点也可以当面说。',
  invitationSummary: (duty: string, when: string) => `${duty}：${when}，请确认是否参加`,
  reminderTag: '明天',
  movedTag: '已改期',
  movedFrom: (before: string) => `原定${before}，现改到上面的时间。`,
  keepsAnswer: '您此前的回答还算数，不方便了请改一下。',
  cancelledTitle: (duty: string, when: string) => `${duty}取消：${when}`,
  cancelledTag: '已取消',
  cancelled: (reason: string) => `这次活动取消，原因：${reason}。不用再回答。`,
  join: '参加',
  online: '线上参加',
  arrived: '我到了',
  leave: (kind: LeaveKind) => `请假（${leaveNames[kind]}）`,
  leaveFold: '不能参加，请假',
  changeFold: '改一下',
  answered: (mark: string, time: string) => `您已回答：${mark}（${time}）`,
  answeredTag: (mark: string) => `已答：${mark}`,
  answeredFor: (answer: string, activity: string) => `已记下：${answer}。${activity}。要改的话再说一次就行。`,
  activityName: (when: string, duty: string) => `${when} ${duty}`,
  whichActivity: '有不止一次活动，请问是哪一次：',
  noneThatDay: '那一天没有活动，请问是不是下面这一次：',
  notBegun: (activity: string) => `${activity}，还没有到时间。要先告诉支部参加还是请假：`,
  askLeave: '请假',
  severalNames: (typed: string) => `“${typed}”有好几位，请问是哪一位：`,
  answeredToast: (mark: string) => `已记下：${mark}`,
  ownLeave: (kind: LeaveKind | null) => (kind ? `请假（${leaveNames[kind]}）` : '请假'),

  rollTitle: (duty: string, when: string) => `${duty} ${when} 名单`,
  rollTag: (answered: number, expected: number) => `已确认 ${answered} / 应到 ${expected}`,
  rollClosedTag: '点名已结束',
  recordedTag: '已办结',
  cancelledRoll: '已取消，不用点名。',
  rollSummary: (duty: string, answered: number, expected: number) =>
    `${duty}名单：已确认 ${answered} / 应到 ${expected}`,
  counts: (present: number, online: number, onLeave: number, unanswered: number) =>
    `参加 ${present} · 线上 ${online} · 请假 ${onLeave} · 未答 ${unanswered}`,
  closedCounts: (expected: number, present: number, onLeave: number, absent: number) =>
    `应到 ${expected} · 实到 ${present} · 请假 ${onLeave} · 缺席 ${absent}`,
  section: (name: string, count: number) => `${name} ${count}`,
  withoutAccount: '没有飞书账号，由您代记',
  leaveEntry: (name: string, kind: LeaveKind | null) => (kind ? `${name}（${leaveNames[kind]}）` : name),
  absentField: '没有到会的人（全部到会就不用选）',
  closeRoll: '结束点名',
  minutes: '记录要点',
  rollHint: '活动开始前半小时起可以在这里点名，也可以输入：/点名 全到 除 姓名',
  rollHintLarge: '人数较多，请输入一行点名：/点名 全到 除 姓名 请假 姓名',
  closedToast: '点名已结束',

  closedTitle: '点名已结束',
  nextIsMinutes: (by: string) => `下一步：请在${by}以前 /记录，写上讨论和收获，就办结了。`,

  groupTitle: (duty: string, when: string) => `${when} ${duty}`,
  groupClosed: (expected: number, present: number, onLeave: number) =>
    `应到 ${expected}，实到 ${present}，请假 ${onLeave}。`,
  groupOpen: (expected: number, answered: number, onLeave: number) =>
    `应到 ${expected}，已确认 ${answered}，请假 ${onLeave}。`,
  bound: (branch: string) => `本群已设为${branch}的群，只会发送到会合计，不出现姓名，一天最多一条。`,

  no: {
    notOnRoll: '这次活动的名单里没有您，如有疑问请联系本支部组织委员。',
    closed: '点名已经结束，需要更正请告诉支部书记或组织委员。',
    over: '活动已经结束，需要补记请告诉支部书记或组织委员。',
    gone: '这次活动已经办结，不用再回答。',
    notYours: (posts: string) => `点名要由本支部的${posts}来办，您可以请他们操作。`,
    nothing: '眼下没有已发布的活动。',
    nothingToRoll: '没有等待点名的活动；已经开过的请输入 /记录 补记。',
    notYet: (when: string) => `活动在${when}，开始前半小时起才能点名。`,
    unknownName: (typed: string, nearest: string) =>
      nearest === ''
        ? `本支部名册里没有“${typed}”，请写党员全名。`
        : `本支部名册里没有“${typed}”，您要找的可能是${nearest}。`,
    unclear: (example: string) => `没有看懂点名的内容，请这样写：${example}`,
    recorded: '这次活动已经记录办结，名单不能再改。',
    onlyInGroup: '这个命令要在支部群里输入，并且@我。',
  },
} as const;

/** One's own answer, as it follows a command. */
export const ownAnswerWords = {
  arrived: /^(?:我|已经?)*到了?(?=$|\s)/u,
  joins: /^(?:我|会|能)*参加/u,
  online: /^(?:我|在)*(?:线上|视频)/u,
  leave: [
    { said: /病/u, kind: 'sick' },
    { said: /事假|私事/u, kind: 'personal' },
    { said: /公务|公假|公差|出差|公出/u, kind: 'business' },
  ],
} as const;

/** How the activity itself may be named in front of a roll call. */
export const activityWord =
  /^(?:支部|机关)?(?:主题党日|党日|活动|党员大会|支委会|党小组会|小组会|党课|组织生活会|民主评议|民主生活会|中心组(?:学习)?|党委会|[\p{Script=Han}]{0,6}会议?)?$/u;

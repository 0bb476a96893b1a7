import type { LeaveKind, Mark } from '../../src/duties/activities/activity.ts';
import type { RecordField } from '../../src/duties/record-fields.ts';
import { recordNames } from '../../src/text/catalogue.ts';

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
  leaveDescription: '请假：活动 病假、事假或公务，报批准人',
  approveDescription: '批假：姓名 同意或不同意；不写姓名看等您批的',
  approveExample: '/批假 张三 同意',
  approveLine: '/批假',
  standingDescription: '长假：姓名 到哪一天 病假等，期间活动不再邀请；半年看一次',
  standingExample: '/长假 张三 从3月1日 到 8月31日 病假',
  standingKept: (name: string, from: string, to: string) =>
    `${name}从${from}到${to}请长假：期间的学习和主题党日不计应到、不再邀请，表决的会议仍计应到并记请假。`,
  excused: (count: number) => `已经发布的 ${count} 次活动，名单上记为请假。`,
  standingEnded: (name: string) => `${name}的长假已结束，下次活动起照常邀请。`,
  standingGoesOn: (name: string, until: string) => `${name}的长假继续到${until}`,
  standingLine: (name: string, kind: LeaveKind, until: string) => `${name}（${leaveNames[kind]}）到${until}`,
  noneStanding: '眼下没有人请长假。',
  reviewTitle: '请看一下长假',
  review: (name: string, until: string) =>
    `${name}的长假到${until}，已到复核的时候。请关心了解一下，是否继续。`,
  reviewGoesOn: '继续半年',
  reviewEnds: '已经回来',
  makeUpDescription: '补学：姓名 哪次活动，名单上的记号不变',
  makeUpExample: '/补学 张三',
  makeUpLine: '/补学',
  correctDescription: '更正已结束的名单：姓名 到会、线上、请假或缺席',
  correctExample: '/更正 张三 到会',
  correctOn: (day: string) => `/更正 张三 到会 ${day}`,
  correctLine: '/更正',
  corrected: (activity: string, name: string, before: string, after: string) =>
    `${activity}：${name}由${before}更正为${after}，已留痕。`,
  madeUp: (activity: string, name: string) => `${activity}：${name}已补学，名单上的记号不变。`,
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
  invitationAsk: '请在活动前说明是否参加，不方便点也可以当面说。',
  askAfterRefusal: '您此前的请假没有批准，请在活动前说明是否参加，有困难请当面和批准人说。',
  invitationSummary: (duty: string, when: string) => `${duty}：${when}，请确认是否参加`,
  reminderTag: '等您回答',
  movedTag: '已改期',
  movedFrom: (before: string) => `原定${before}，现改到上面的时间。`,
  placeTag: '已换地点',
  placeFrom: (before: string) =>
    before === '' ? '地点已定，见下。' : `原定地点${before}，现换到下面的地点。`,
  speakerTag: '已换主讲',
  speakerFrom: (before: string) =>
    before === '' ? '主讲已定，见下。' : `原定主讲${before}，现换为下面的同志。`,
  standingAnswer: (mark: string) => `您的回答：${mark}`,
  keepsAnswer: (answer: string) => `您此前的回答“${answer}”还算数，不方便了请改一下。`,
  movedMeanwhile: (when: string) => `时间已改到${when}，请看新的时间再回答`,
  rollOver: (mark: string) => `点名已结束，名单上记的是：${mark}`,
  correctFold: '和实际不一样，请更正',
  cancelledAlready: '这次活动已取消，不用再回答。',
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
  pendingAnswer: (mark: string, asks: string) => `${mark}，${asks}`,
  asksLeaveOf: '等批准人同意',
  asksCorrectionOf: '已请记录人更正',
  askedFor: (answer: string, posts: string, activity: string) =>
    `已记下：${answer}，等${posts}同意，结果会告诉您。${activity}。`,
  askedCorrection: (answer: string, activity: string) =>
    `点名的时间已过，已请记录人更正为${answer}，结果会告诉您。${activity}。`,
  onlineNoVote: '线上参加算参加学习，不计入表决和选举的到会人数。',
  onlineVote: '经上级同意，这一次会议线上参加也计入表决或选举的到会人数。',
  voteCount: (expected: number, present: number, isElection: boolean, countsOnline: boolean) =>
    `${isElection ? '选举' : '表决'}：应到会有${isElection ? '选举' : '表决'}权 ${expected} · 实到 ${present}${countsOnline ? '（经上级同意，含线上）' : ''}`,
  voteEdge: '正好等于规定的比例，是否有效请主持人把握。',
  answeredFor: (answer: string, activity: string) => `已记下：${answer}。${activity}。要改的话再说一次就行。`,
  activityName: (when: string, duty: string) => `${when} ${duty}`,
  whichActivity: '有不止一次活动，请问是哪一次：',
  noneOfThatName: '没有叫这个名称的活动，请问是不是下面这一次：',
  noneThatDay: '那一天没有活动，请问是不是下面这一次：',
  notBegun: (activity: string) => `${activity}，还没有到时间。要先说明参加还是请假：`,
  askLeave: '请假',
  severalNames: (typed: string) => `“${typed}”有好几位，请问是哪一位：`,
  answeredToast: (mark: string, asks: 'leave' | 'correction' | undefined) =>
    asks === 'correction'
      ? `已请记录人更正为：${mark}`
      : `已记下：${mark}${asks === 'leave' ? '，等批准人同意' : ''}`,
  ownLeave: (kind: LeaveKind | null) => (kind ? `请假（${leaveNames[kind]}）` : '请假'),

  rollTitle: (duty: string, when: string) => `${duty} ${when} 名单`,
  rollTag: (answered: number, expected: number) => `已确认 ${answered} / 应到 ${expected}`,
  rollClosedTag: '点名已结束',
  recordedTag: '已办结',
  cancelledRoll: '已取消，不用点名。',
  rollSummary: (duty: string, answered: number, expected: number) =>
    `${duty}名单：已确认 ${answered} / 应到 ${expected}`,
  counts: (present: number, online: number, onLeave: number, unanswered: number, pending: number) =>
    `参加 ${present} · 线上 ${online} · 请假 ${onLeave} · 未答 ${unanswered}${pending === 0 ? '' : ` · 请假待批 ${pending}`}`,
  invitationsWait: (count: number, from: string, until: string) =>
    `还有 ${count} 人的邀请没有发出，预计${from}起，${until}前发完。`,
  closedCounts: (expected: number, present: number, onLeave: number, absent: number, pending: number) =>
    `应到 ${expected} · 实到 ${present} · 请假 ${onLeave} · 缺席 ${absent}${pending === 0 ? '' : ` · 请假待批 ${pending}`}`,
  pendingSection: '请假待批',
  correctionSection: '请求更正',

  agree: '同意',
  refuse: '不同意',
  agreeAll: (count: number) => `这 ${count} 项都同意`,
  moreWaiting: (count: number) => `还有 ${count} 项，办完这些就出现。`,
  asksLeave: (name: string, kind: LeaveKind | null, isLate: boolean) =>
    `${name}申请${isLate ? '补假' : '请假'}${kind ? `（${leaveNames[kind]}）` : ''}`,
  asksCorrection: (name: string, mark: string) => `${name}请求更正为${mark}`,
  waitingTitle: (count: number) => `等您处理 ${count} 项`,
  nothingWaits: '都已处理',
  granted: '已同意请假：',
  notGranted: '没有同意，请本人再答复：',
  decidedToast: (isAgreed: boolean, names: readonly string[]) =>
    `${isAgreed ? '已同意' : '已答复不同意'}：${names.join('、')}`,
  decidedReply: (decision: string, activity: string) => `${decision}。${activity}。本人会收到一条。`,
  decidedBefore: '这些都已处理过了',
  leaveWord: (isLate: boolean) => (isLate ? '补假' : '请假'),
  correctionWord: '更正',
  result: (what: string, activity: string, isAgreed: boolean, isOver: boolean) =>
    isAgreed
      ? `${activity}：您的${what}已同意。`
      : `${activity}：您的${what}没有批准，${isOver ? '有疑问请联系批准人或记录人。' : '请安排好时间参加，有困难请当面和批准人说。'}`,
  correctedOnRoll: (activity: string, before: string, after: string) =>
    `${activity}：名单上您的记录由${before}更正为${after}，和实际不一样请告诉记录人。`,
  section: (name: string, count: number) => `${name} ${count}`,
  withoutAccount: '没有飞书账号，由您代记',
  leaveEntry: (name: string, kind: LeaveKind | null, isLate: boolean) => {
    const notes = [kind ? leaveNames[kind] : '', isLate ? '补假' : ''].filter((part) => part !== '');
    return notes.length === 0 ? name : `${name}（${notes.join('，')}）`;
  },
  madeUpEntry: (name: string) => `${name}（已补学）`,
  codeOn: (code: string) =>
    `这次活动的现场码是 ${code}，请写在会场；到了现场的同志输入“到了 ${code}”。点名不受影响，不用时输入 /签到 关闭现场码。`,
  codeOff: '现场码已关闭，按一下“我到了”就行。',
  onSiteCode: (code: string) => `现场码 ${code}，请写在会场大家看得见的地方`,
  absentField: '没有到会的人（全部到会就不用选）',
  closeRoll: '结束点名',
  minutes: '记录要点',
  sheet: '下载签到表',
  rollHint: '活动开始前半小时起可以在这里点名，也可以输入：/点名 全到 除 姓名',
  rollHintLarge: '人数较多，请输入一行点名：/点名 全到 除 姓名 请假 姓名',
  closedToast: '点名已结束',

  closedTitle: (activity: string) => `点名已结束：${activity}`,
  awayNames: (what: string, names: readonly string[], more: number) =>
    `${what}：${names.join('、')}${more === 0 ? '' : `，另有 ${more} 人`}`,
  nextIsMinutes: (by: string, asked: readonly RecordField[]) => {
    const names = asked.map((field) => recordNames[field]).join('、');
    return `下一步：请在${by}以前 /记录${names === '' ? '' : `，写上${names}`}。`;
  },

  groupTitle: (duty: string, when: string) => `${when} ${duty}`,
  groupClosed: (expected: number, present: number, onLeave: number, pending: number) =>
    `应到 ${expected}，实到 ${present}，请假 ${onLeave}${pending === 0 ? '' : `，请假待批 ${pending}`}。`,
  groupOpen: (expected: number, answered: number, onLeave: number, pending: number) =>
    `应到 ${expected}，已确认 ${answered}，请假 ${onLeave}${pending === 0 ? '' : `，请假待批 ${pending}`}。`,
  bound: (branch: string) => `本群已设为${branch}的群，只会发送到会合计，不出现姓名，一天最多一条。`,

  no: {
    thereAlready: '名单上您已经到会，不用更正。',
    wasThere: '点名已经结束，名单上您已到会；需要更正请告诉记录人。',
    leaveOver: '活动过去超过两个工作日，不能再补假，请直接和批准人说明。',
    code: '请输入会场里写着的四位数，例如：/签到 到了 1234',
    noStanding: (name: string) => `${name}眼下没有请长假。`,
    nameMissing: (example: string) => `还缺姓名，请这样写：${example}`,
    nothingClosed: (posts: string) => `没有由您记录、已经结束点名的活动；这件事由${posts}来办。`,
    rollOpen: (example: string) => `点名还没有结束：点名时不把他列进缺席、请假，就记为到会，例如：${example}`,
    nothingFits: (name: string, days: string) =>
      `没有找到${name}可以这样办的活动；日期要写开会的那一天${days === '' ? '' : `，可以办的有：${days}`}。`,
    nothingWaits: '眼下没有等您批的请假。',
    nothingWaitsOf: (typed: string) => `没有“${typed}”等您批的请假，输入 /批假 看看都有谁。`,
    thinkAgain: '刚定过的，十分钟内按那条答复上的“撤销”就能改。',
    decidedForGood: '十分钟以前定的不能再撤销：没有开会的，请本人再提一次；已经点名的，请用 /更正。',
    notApprover: '这项要由批准人来定：支部的活动是书记，小组会是组长，书记本人请假是机关党委专职副书记。',
    ownDecided: '您的申请已经答复，不能再撤销；又能参加的，请在邀请卡片上改为参加。',
    ownChanged: '您后来又回答过，以后来的为准；要改请在邀请卡片上改。',
    undoChanged: '名单后来又有变动，不能撤销，请直接更正。',
    bindChanged: '这个群后来又绑定过，不能撤销，请重新绑定。',
    undoRecorded: '活动已经记录办结，不能撤销点名，请直接更正。',
    notOnRoll: '这次活动的名单里没有您，如有疑问请联系记录人。',
    closed: '点名已经结束，需要更正请告诉记录人。',
    over: '活动已经结束，需要补记请告诉记录人。',
    gone: '这次活动已经办结，不用再回答。',
    bindNotYours: (posts: string) => `绑定支部群要由本支部的${posts}来办，您可以请他们操作。`,
    notYours: (posts: string) => `点名要由本支部的${posts}来办，您可以请他们操作。`,
    nothing: '眼下没有已发布的活动。',
    nothingToRoll: '没有等待点名的活动；已经开过的请输入 /记录 补记。',
    rollClosed: (activity: string, example: string) =>
      `没有等待点名的活动。${activity}的点名已结束，要改请这样写：${example}`,
    notYet: (when: string) => `活动在${when}，开始前半小时起才能点名。`,
    unknownName: (typed: string, nearest: string) =>
      nearest === ''
        ? `名册里没有“${typed}”，请写党员全名。`
        : `名册里没有“${typed}”，您要找的可能是${nearest}。`,
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
  /** Said of a meeting that is over: 补个假. */
  past: /补假|补个假|补请|昨天|前天/u,
  leave: [
    { said: /病/u, kind: 'sick' },
    { said: /事假|私事/u, kind: 'personal' },
    { said: /公务|公假|公差|出差|公出/u, kind: 'business' },
    { said: /(?:^|\s)其[他它](?:$|\s|原因)/u, kind: 'other' },
  ],
} as const;

export const correctedMarks: readonly { readonly said: RegExp; readonly mark: Mark }[] = [
  { said: /(?:没|未)(?:有)?到会?|缺席/u, mark: 'absent' },
  { said: /线上(?:参加)?|视频(?:参加)?/u, mark: 'present_online' },
  { said: /请了?假/u, mark: 'on_leave' },
  { said: /参加了?|到会了?|到了|来了/u, mark: 'present' },
];

export const standingWords = {
  until: /到|至/u,
  around: /从|自|起|[病事]假|公务|公差|出差|其他|长假|结束|回来了?|取消|了/gu,
  ends: /结束|回来|取消|恢复/u,
} as const;

/** Which meeting, said beside a name: the day decides. */
export const activityNames =
  /[暨、]?(?:支部)?(?:主题党日|党日|党员大会|支委会|党小组会|小组会|书记讲党课|上党课|党课|组织生活会|民主评议|活动|那次|的)/gu;

export const verdictWords: readonly { readonly pattern: RegExp; readonly verdict: 'agree' | 'refuse' }[] = [
  { pattern: /不(?:同意|批准?|准|行)|拒绝|退回/u, verdict: 'refuse' },
  { pattern: /同意|批准|准了?|可以/u, verdict: 'agree' },
];

export const onSiteCodeWords = /现场码|验证码/u;
export const onSiteCodeOff = /关|取消|不用/u;

/** How the activity itself may be named in front of a roll call. */
export const activityWord =
  /^(?:支部|机关)?(?:主题党日|党日|活动|党员大会|支委会|党小组会|小组会|党课|组织生活会|民主评议|民主生活会|中心组(?:学习)?|党委会|[\p{Script=Han}]{0,6}会议?)?$/u;

import type { DutyDef } from '../../src/duties/catalogue/catalogue.ts';
import type { RecordField } from '../../src/duties/record-fields.ts';
import { recordNames } from '../../src/text/catalogue.ts';

/** As the digests and the ledgers call it. */
function howDone(daysLate: number, isLateEntry: boolean): string {
  if (daysLate > 0) return `逾期完成，晚 ${daysLate} 个工作日`;
  return isLateEntry ? '按期（补录）' : '按期完成';
}

/** Whose posts they are need not be said above the branch: there is one body of each. */
function ownOf(level: string): string {
  return level === 'branch' ? '本支部的' : '';
}

/** Every sentence of the activities flow. Tone: duties.md h. */
export const text = {
  title: '活动安排与记录',
  meetingDescription: '安排一次会议或活动：事项 时间 地点 主题',
  meetingExample: '/安排 支委会 下周四下午3点 三楼会议室',
  exampleOf: (duty: string, withTopic: boolean) =>
    `/安排 ${duty} 下周四下午3点 三楼会议室${withTopic ? ' 学习支部工作条例 主讲 李四' : ''}`,
  lectureDescription: '安排党课：时间 题目 主讲',
  lectureExample: '/党课 下周四下午3点 学习支部工作条例 主讲 李四',
  moveDescription: '改时间或地点：活动 新时间 地点 新地点，收到邀请的人各得一条',
  moveExample: '/改期 主题党日 下周五下午3点',
  cancelDescription: '取消活动：活动 原因，先问一次',
  cancelExample: '/取消 主题党日 会议冲突',
  moveLine: '/改期',
  cancelLine: '/取消',
  planLine: (item: string, rest: string) => `/安排 ${item} ${rest}`.trim(),
  planDescription: '安排主题党日：时间 地点 主题 主讲',
  planExample: '/主题党日 下周四下午3点 三楼会议室 学习支部工作条例 主讲 李四',
  recordDescription: '记录活动要点；任何事项都可以按编号和日期登记',
  recordExample: '/记录 主题 学习支部工作条例 主讲 李四 讨论 结合岗位谈体会 收获 明确了三项改进',
  retroExample:
    '/记录 3月5日 地点 三楼会议室 主题 学习条例 主讲 李四 讨论 谈体会 收获 三项改进 出席 全到 除 张三',

  draftTitle: '请核对后发布',
  planTitle: (duty: string) => `安排${duty}`,
  periodDuty: (period: string, duty: string) => `${period}${duty}`,
  subtitle: (org: string, item: string) => `${org} · ${item}`,
  when: '时间',
  place: '地点',
  topic: '主题',
  speaker: '主讲',
  fieldNames: recordNames,
  group: '党小组',
  countsFor: '计入',
  alsoCounts: '同时作为（可不选）',
  alsoAs: '同时作为',
  togetherLine: (duty: string) => `同时开${duty}`,
  together: (duty: string) => `您说的同时开${duty}，已在“同时作为”里选好，不要就取消。`,
  notTogether: (duty: string) => `您说的同时开${duty}，眼下不能和这一次合并，请另行安排。`,
  groupOf: (duty: string, group: string) => `${duty}（${group}）`,
  speakerOpen: '待定',
  willInvite: (invited: number, without: number) =>
    without === 0 ? `将邀请 ${invited} 人` : `将邀请 ${invited} 人；另有 ${without} 人没有飞书账号，由您代记`,
  withoutAccount: '没有飞书账号的党员',
  publish: '确认发布',
  edit: '修改',
  discard: '放弃',
  save: '保存修改',
  makeDraft: '下一步：核对',
  countInstead: (item: string) => `改为计入${item}`,
  lateReasonLabel: '晚于期限的原因（必填）',
  warnLate: (due: string) => `提示：这个日期晚于期限（${due}前），发布时请写明原因。`,
  /** Its own period is switched off by an own rule. */
  countsBeside: (off: string, item: string) => `${off}这一次计入${item}。`,
  warnHoliday: (day: string) => `提示：${day}不是工作日，请确认大家方便。`,
  warnProvisional: '提示：这一年的放假安排尚未公布，日期暂定。',
  draftSummary: (duty: string, when: string) => `${duty}草稿：${when}，请核对后发布`,
  draftWaiting: '草稿尚未发布，不会打扰任何人。',
  discardedTitle: '草稿已放弃',
  discarded: '这份草稿已放弃，没有通知任何人。',
  publishedToast: '已发布',
  changedToast: '已修改，请再核对',
  discardedToast: '已放弃',
  askOccasionTitle: '还没有列入',
  askOccasion: (duty: string, due: string) =>
    `${duty}是有了需要才召开的，眼下还没有列入。现在列入的话，请在${due}以前召开；为什么召开不用写，也不会显示给别人。`,
  openOccasion: '列入并安排',
  occasionLine: (line: string) => `列入 ${line}`,
  occasionIsFinal: '这次会议已列入，不能撤销；确实不开的，请用 /免除 申请。',
  discardIsFinal: '放弃的草稿不能恢复；还要办请重新安排。',
  countedToast: '已改计入的月份',

  minutesTitle: '记录要点',
  minutesAbsent: '没有到会的人（全部到会就不用选）',
  saveMinutes: { done: '保存并办结', filed: '保存并报送', asked: '保存结果并报批' },
  minutesSummary: {
    done: (duty: string) => `${duty}：请填写记录，保存后办结`,
    filed: (duty: string) => `${duty}：请填写记录，保存后报送核验`,
    asked: (duty: string) => `${duty}：请填写选举结果，保存后报上级批准`,
  },
  roll: '到会',
  rollLine: (expected: number, present: number, onLeave: number, absent: number, pending: number) =>
    `应到 ${expected} · 实到 ${present} · 请假 ${onLeave} · 缺席 ${absent}${pending === 0 ? '' : ` · 请假待批 ${pending}`}`,
  recordedTitle: { done: '已记录，已办结', filed: '已记录，已报送', asked: '已记录，结果已报批' },
  recordedTag: howDone,
  recordedSummary: {
    done: (item: string) => `${item}已记录，已办结`,
    filed: (item: string) => `${item}已报送，待核`,
    asked: (item: string) => `${item}的结果已报上级批准`,
  },
  recordedNote: {
    done: '记录已归入台账，不再提醒。',
    filed: '已送上级核验，不再提醒；核验通过就办结，退回补正会告诉您。',
    asked: '选举结果已报上级批准，不再提醒；批准后办结，结果会告诉您。',
  },
  /** Only where somebody was told that it was late. */
  willClose: '此前听说过逾期的同志会各收到一条销项。',
  recordedToast: '已记录，已办结',
  filedToast: '已记录，已报上级',
  /** Of what is not done by it; what is done is told with its days. */
  endingTag: { done: undefined, filed: '已报送，待核', asked: '已报批，待批准' },
  minutesFile: '导出会议记录',
  dueWas: '期限',
  heldOn: '召开日期',
  mustFill: (field: string) => `${field}（必填）`,

  partNames: { ...recordNames, roll: '出席', held_on: '召开日期' },
  quorum: (present: number, expected: number, isMet: boolean, isVoting: boolean) =>
    `${isVoting ? '应到会有表决权' : '应到会'} ${expected} 人，实到 ${present} 人，${isMet ? '达到' : '未达到'}规定人数`,
  quorumOnline: '经上级同意，这一次会议线上参加的已计入。',
  quorumEdge: '正好等于规定的比例，是否有效请主持人把握。',
  votesTooMany: (cast: number, present: number) =>
    `请核对：表决写的是 ${cast} 票，有表决权的实到 ${present} 人。`,
  ofWhom: (full: number, probationary: number) => `实到中正式党员 ${full} 人，预备党员 ${probationary} 人`,
  lateItem: (item: string, daysLate: number, isLateEntry: boolean) =>
    `${item}：${howDone(daysLate, isLateEntry)}`,
  submittedItem: {
    done: (item: string) => `${item}：已报送，待核`,
    filed: (item: string) => `${item}：已报送，待核`,
    asked: (item: string) => `${item}：结果已报批，待批准`,
  },
  groupsLeft: (groups: string) => `还有${groups}没有登记，都登记了本月党小组会就办结。`,

  registerTitle: (duty: string) => `登记${duty}`,
  registerSummary: {
    done: (item: string) => `${item}：填上日期就办结`,
    filed: (item: string) => `${item}：填上日期就报送核验`,
    asked: (item: string) => `${item}：填上日期和结果，报上级批准`,
  },
  doneOn: '日期',
  shortNote: (asked: string) => (asked === '' ? '备注（可不填）' : `${asked}（写文号或一句话）`),
  register: { done: '登记并办结', filed: '登记并报送', asked: '登记结果并报批' },
  registeredTitle: '已登记',
  registeredOnBehalf: '由上级代录，已留痕。',
  onPaper: '纸质材料由本单位保存，这里只记日期和一句话。',
  note: '备注',
  registeredToast: '已登记',

  behalfDescription: '代支部录入：支部 点名或记录……，留痕写明代录',
  behalfExample: '/代录 办公室党支部 点名 全到 除 张三',
  behalfLine: '/代录',
  speakerDescription: '换主讲：活动 姓名，收到邀请的人各得一条',
  speakerExample: '/换主讲 主题党日 李四',
  speakerLine: '/换主讲',
  noLongerCounts: (items: string) => `${items}要由本人主讲，不再计入这一次，请另行安排。`,
  markedThere: (item: string, count: number) => `${item}：到会的 ${count} 人已记，没有到会的照旧`,
  speakerIsFinal: '换主讲已经连带别的事项，不能撤销；要改回请再换一次。',
  lectureGiven: (branch: string, topic: string, there: number) =>
    `在${branch}讲党课${topic === '' ? '' : `，题目：${topic}`}，到会 ${there} 人`,
  alreadyHeld: '支部已有记录，日期和说明已经填好，核对后登记就行。',
  warnSpeaker: (item: string, speaker: string) => `${item}要由本人主讲，现在写的主讲是${speaker}。`,
  speakerTitle: '已换主讲',
  speakerChanged: (item: string, before: string, after: string) =>
    `${item}，主讲${before === '' ? '' : `由${before}`}换为${after === '' ? '待定' : after}。已经收到邀请的同志会各收到一条。`,
  movedBack: (item: string, at: string, place: string) =>
    `${item}改回${at}${place === '' ? '' : `，地点改回${place}`}。听说过改动的同志会各收到一条。`,
  cancelIsFinal: '取消不能撤销，请另行安排。',
  afterApproval: { plan: '安排大会', record: '登记选举' },
  publishIsFinal: '邀请已经发出，发布不能撤销；要收回请用 /取消。',
  invitedLater: (going: number, waiting: number, from: string) =>
    `邀请将按时间发出：${going === 0 ? '' : `${going} 人马上收到，`}${waiting} 人${from}起收到。发布不能撤销；要收回请用 /取消。`,
  invitedUntil: (count: number, until: string) =>
    `邀请将按时间发出：${count} 人，预计${until}前发完。发布不能撤销；要收回请用 /取消。`,
  movedToast: '已改期',
  movedTitle: '已改期',
  moved: (item: string, before: string, after: string) => `${item}由${before}改到${after}。`,
  movedPlace: (item: string, before: string, after: string) =>
    `${item}的地点${before === '' ? '定在' : `由${before}改到`}${after}。`,
  movedBoth: (moved: string, before: string, after: string) =>
    `${moved.slice(0, -1)}，地点${before === '' ? '定在' : `由${before}改到`}${after}。`,
  placeTitle: '已换地点',
  warnMovedLate: (due: string) => `提示：这个日期晚于期限（${due}前）。`,
  cancelTitle: '请确认取消',
  cancelAsk: (item: string, reason: string) => `取消${item}，原因：${reason}。`,
  cancel: '确认取消',
  cancelledTitle: '已取消',
  cancelled: (item: string) => `${item}已取消。这项任务还在，期限不变，请另行安排。`,
  cancelledToast: '已取消',
  eachHears: '收到邀请的同志会各收到一条。',
  byPhone: '开始前已没有可以发送消息的时间，来不及逐个告诉大家，请您电话说一声。',
  activityName: (when: string, duty: string) => `${when} ${duty}`,
  whichActivity: '有不止一次活动，请问是哪一次：',
  whichItem: '请问要安排哪一项：',
  whichGroup: '请问是哪个党小组：',

  recordInstead: (activity: string) => `改记${activity}`,
  recordLine: (rest: string) => `/记录 ${rest}`.trim(),
  placeUnknown: '未写地点',
  retroTitle: '补记一次活动',
  retroIntro: '没有等待记录的活动。如果已经开过，请在这里补记。',

  footnote: (clause: string, number: string) => `依据：${clause} · 编号 ${number}`,

  ask: '请问是哪一个时间',
  askSpeaker: '请问是哪一位',
  severalSpeakers: (typed: string) => `“${typed}”有好几位，请问主讲是哪一位：`,
  no: {
    whenMissing: (example: string) => `还缺日期和时间，请这样写：${example}`,
    timeMissing: (day: string) => `还缺几点开始，请在${day}后面写上时间，例如“下午3点”。`,
    placeMissing: (example: string) => `还缺地点，请这样写：${example}`,
    topicMissing: (example: string) => `还缺主题，请这样写：${example}`,
    past: (when: string) => `${when}已经过去，请写一个还没有到的时间；已经开过的活动请用 /记录 补记。`,
    notYours: (posts: string, level = 'branch') =>
      `这件事要由${ownOf(level)}${posts}来办，您可以请他们操作。`,
    changeNotYours: (posts: string, level = 'branch') =>
      `改期、取消和换主讲要由${ownOf(level)}${posts}来办，您可以请他们操作；自己来不了请用 /请假。`,
    otherBranch: (branch: string, posts: string) =>
      `${branch}的事要由该支部的${posts}来办，您只能安排本支部的活动。`,
    nothingOpen: ({ name, cadence, opens }: Pick<DutyDef, 'name' | 'cadence' | 'opens'>) =>
      opens && 'day' in opens
        ? `${name.brief}还没有列入，请先发“/列入 ${name.brief} ${opens.day}”。`
        : `眼下没有要安排的${name.brief}${'every' in cadence ? '，这一期已经安排或办结；下一期的可以安排时会出现在待办里' : ''}。`,
    noElection: '这一届还没有到换届的时候，任期可以发“/换届”查看。',
    alreadyPlanned: (item: string, when: string) => `${item}已经安排在${when}，请不要重复安排。`,
    unknownName: (typed: string, nearest: string) =>
      nearest === ''
        ? `名册里没有“${typed}”，请写党员全名；外请的主讲请写“外请${typed}”。`
        : `名册里没有“${typed}”，您要找的可能是${nearest}；外请的主讲请写“外请${typed}”。`,
    unknownMember: (typed: string, nearest: string) =>
      nearest === ''
        ? `名册里没有“${typed}”，请写党员全名。`
        : `名册里没有“${typed}”，您要找的可能是${nearest}。`,
    severalNames: (typed: string, people: string) => `“${typed}”有好几位：${people}，请写全名。`,
    reasonMissing: '这个日期晚于期限，请写明原因后再发布。',
    draftGone: '这份草稿已经发布或放弃，请看最新的卡片。',
    draftOver: '这份草稿计入的那一项已经有结果，请重新安排。',
    periodGone: '那一项已经有安排或已经有结果，不能再改计入那里。',
    notStarted: (when: string) => `活动在${when}，还没有开始，开始以后再记录。`,
    nothingToRecord: (example: string) => `没有等待记录的活动；已经开过的请这样补记：${example}`,
    rollOpen: '到会情况还没有定，请先点名，例如：/点名 全到 除 张三',
    missingParts: (parts: string, example: string) => `还缺${parts}，请这样写：${example}`,
    formMissing: (parts: string) => `还缺${parts}；已经填的都留着，补上再保存。`,
    recorded: '这次活动已经记录过了，不用重复记录。',
    unapproved: {
      request: (item: string, act: string, number: string) =>
        `${item}还缺请示和批复，先报请示，批复后再${act}：/请示 ${number} 请示日期`,
      approval: (item: string, act: string, number: string) =>
        `${item}已报请示，还缺上级批复，批复后再${act}（编号 ${number}）。`,
    },
    evidenceMissing: (asked: string, number: string) =>
      `请在日期后面用一句话写明${asked}，或者只写材料的文号，例如：/记录 ${number} 2月5日 支部〔2026〕1号`,
    unknownNumber: (number: string) => `没有找到编号 ${number}，编号在提醒卡片的“依据与编号”里。`,
    settled: (item: string) => `${item}已经有结果，不用再登记。`,
    plannedAhead: (item: string, when: string) => `${item}已经安排在${when}，要提前登记请先取消。`,
    noneToMove: '没有可以改的活动，已经开始的活动请直接记录。',
    reasonShort: (example: string) => `还缺原因，请这样写：${example}`,
    behalfNotYours: '代录要由上级党组织的党务干部或专职副书记来办；本支部的直接点名、记录就可以。',
    behalfBranch: (example: string) => `请先写是哪个支部，例如：${example}`,
    behalfAct: (example: string) => `可以代录点名、记录、补学和更正，例如：${example}`,
    speakerMissing: (example: string) => `还缺新主讲的姓名，请这样写：${example}`,
    sameSpeaker: (name: string) => `主讲本来就是${name}。`,
    undoChanged: '后来又有变动，不能撤销。',
    undoTold: '已经有人收到销项，不能撤销；确实记错了请联系机关党委。',
    undoPast: (when: string) => `原来的时间${when}已经过去，不能撤销。`,
    sameTime: '时间和地点同原来的一样。',
    nothingToPlan: '您这里眼下没有要安排的会议或活动。',
    notBegun: (period: string, day: string) => `${period}${day}才开始，开始以后再登记。`,
    beforeReturn: (filed: string) => `${filed}报送的已退回补正，补正的日期不能早于${filed}。`,
    future: (day: string) => `${day}还没有到，不能提前记录。`,
    fieldTooLong: '内容太长，请写在 1000 字以内。',
    badMoment: '请选择日期和时间。',
  },
} as const;

/** The labels a line may carry, as people write them. */
export const planLabels = {
  place: ['地点', '在'],
  topic: ['主题'],
  speaker: ['主讲人', '主讲'],
};

/** Further words for a field, beside its name. */
export const fieldWords: Readonly<Partial<Record<RecordField, readonly string[]>>> = {
  lead_speaker: ['主讲人', '主讲'],
  topic: ['主题', '题目'],
  agenda: ['议程', '议题'],
  votes: ['表决', '表决结果'],
  decisions: ['议定', '决定', '议定事项'],
  minutes: ['要点', '会议记录'],
};

export const rollWords = ['出席', '到会'];

const answer = '不同意|不赞成|同意|赞成|赞同|反对|弃权';
/** 同意28票, 28票赞成: an answer and how many gave it. */
export const voteWords = new RegExp(
  `(?<ahead>${answer})(?:的|有|为|:|\\s)*(?<count>\\d{1,4})(?!\\d|月|日)|(?<counted>\\d{1,4})\\s*(?:票|人|名|位)\\s*(?<behind>${answer})`,
  'gu',
);

/** Another meeting held with this one. */
export const togetherWords =
  /(?<![^\s，,、；;。])(?:(?:同时|一并|顺便)(?:召?开|办|举行|作为)(?:一次|个)?(?<ahead>\p{Script=Han}+)|(?:和|跟|与|同)(?<behind>\p{Script=Han}+?)(?:一起|一并|合并|同时)(?:召?开|办|举行))(?![^\s，,、；;。])/u;

/** `D01B01-QR-26Q1`, as it stands under every item. */
export const numberAhead = /^([\p{L}\d]+-[A-Za-z]{2}-[A-Za-z\d-]+)(?=$|\s|[，,：:])[\s，,：:]*/u;

/** What may stand in front of the new speaker's name. */
export const speakerLead = /^(?:主讲(?:人)?|改为|换成|换为|由)+[\s：:]*/u;

/** A branch named in the line. */
export const branchName = /([\p{Script=Han}]{2,}?党支部)/u;

/** What may stand between a meeting and its new place: 改到五楼会议室, 地点换成二楼. */
export const placeLabel = ['地点', '会议地点'];
export const changeLead = /^(?:地点|会议室(?=[改换变移挪]))?(?:[改换变移挪]?[到为成至在])?/u;

/** A word that names where people meet. */
export const placeWord = /(室|楼|厅|堂|馆|中心|基地|广场|园|线上|视频|会议室|教室|礼堂|层)$/u;

/** A speaker from outside the roster is announced as such. */
export const guestWord = /^外[请請]\s*/u;

/** Said before the rest of the line: the meeting is to be put on the list. */
export const occasionAhead = /^列入\s*/u;

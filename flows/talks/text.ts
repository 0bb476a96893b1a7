import type { TalkKind } from './rules.ts';

const kinds: Readonly<Record<TalkKind, string>> = {
  talk_secretary_committee: '书记与支委',
  talk_committee_peers: '支委之间',
  talk_committee_member: '支委与党员',
  talk_member_member: '党员之间',
  organ_talk_branch_heads: '机关党委与支部书记',
};

/** How talks are counted, as it is said on the screen (duties.md b.4). */
const readings = {
  per_pair: '每一对谈过一次',
  per_member: '每名党员至少被谈到一次',
  per_person: '每人至少参加一次，与本支部任何一位同志谈都算',
  heads: '与每个支部的书记谈过一次',
} as const;

/** Every sentence of the talks flow. That a talk took place, never what was said. Tone: duties.md h. */
export const text = {
  title: '谈心谈话',
  kinds,
  readings,

  talkDescription: '登记一次谈心谈话：姓名 日期，对方确认',
  talkExample: '/谈话 张三 3月5日',
  talkLine: '/谈话',
  talksDescription: '谈心谈话进度：已谈和应谈',
  talksExample: '/谈话进度',
  mustDescription: '登记一次必谈情形：姓名，十个工作日内谈',
  mustExample: '/必谈 张三',
  mustLine: '/必谈',

  askWhen: (name: string) => `请问是哪一天和${name}谈的：`,
  severalNames: (typed: string) => `“${typed}”有好几位，请问是哪一位：`,

  confirmTitle: '请确认一次谈心谈话',
  confirmOwn: (by: string, day: string) => `${by}登记：${day}与您谈过。只记日期，不记内容。`,
  confirmFor: (by: string, other: string, day: string) =>
    `${by}登记：${day}与${other}谈过。${other}没有飞书账号，请您问过本人以后代为确认。只记日期，不记内容。`,
  confirmSummary: (by: string, day: string) => `${by}登记${day}谈过，请确认`,
  confirm: '确认',
  otherDay: '日期不对',
  otherDayHint: '请点谈话的那一天；都不是的话点“没有谈”，请对方重新登记。',
  decline: '没有谈',
  confirmedTag: '双方已确认',
  declinedTag: '没有谈',
  withdrawnTag: '已撤回',
  askedTag: '等对方确认',
  confirmedOn: (day: string) => `${day}谈过一次，双方已确认。`,
  correctedToast: (day: string) => `已改为${day}`,
  confirmedToast: '已确认',
  declinedToast: '已记下：没有谈',
  declinedNote: '已告诉登记的同志，不计入进度。',

  sentTitle: '谈心谈话登记',
  sentFacts: (kind: string, other: string, day: string) => `${kind} · ${other} · ${day}`,
  sentAsked: (confirmer: string) => `已请${confirmer}确认，确认后计入进度。只记日期，不记内容。`,
  sentConfirmed: '双方已确认，已计入进度。',
  sentDeclined: '对方没有确认这次谈话，不计入进度。可以当面核对日期，再登记一次。',
  sentWithdrawn: '这次登记已撤回，不计入进度。',
  sentSummary: (other: string, day: string) => `与${other}的谈话（${day}）`,
  withdraw: '撤回',
  withdrawnToast: '已撤回',
  withdrawIsFinal: '撤回的登记不能恢复，谈过的话请重新登记。',

  progressTitle: '谈心谈话进度',
  progressSubtitle: (org: string, period: string) => `${org} · ${period}`,
  progressSummary: (org: string) => `${org}谈心谈话进度`,
  progressLine: (kind: string, done: number, total: number) => `${kind}：已谈 ${done} / 应谈 ${total}`,
  progressSettled: (kind: string) => `${kind}：已办结`,
  progressOrgs: (complete: number, orgs: number) => `${orgs} 个支部中 ${complete} 个已谈完`,
  progressMust: (open: number) => `必谈情形：${open} 件待谈`,
  periodKind: (period: string, kind: string) => `${period}${kind}`,
  readingTitle: '怎么计数',
  readingLine: (kind: string, reading: string) => `${kind}：${reading}`,
  readingNote: '计数办法可以由上级党组织在职责清单中另行规定。谈话由双方确认日期，不记内容。',
  fourOnes: '四个一',
  fourOnesLine: (done: number, total: number) => `与支部书记谈心谈话：${done}/${total}`,
  own: '您本人',
  ownDone: (kind: string) => `${kind}：已登记`,
  ownOpen: (kind: string) => `${kind}：还没有登记`,
  ownSuggestion: (name: string) =>
    `如果还没有想好和谁谈，可以先找${name}。这是按名册轮流排出的建议，和谁谈由您定。`,
  numbersOnly: '这里只有数字，没有姓名。',
  nothing: '眼下没有要计数的谈心谈话。',
  seeNames: '看未谈名单',

  progressPlaces: (count: number) => `${count} 个组织`,
  owedBy: (name: string, due: string) => `${name}（${due}前）`,
  namesTitle: '未谈名单',
  namesTag: '仅您可见',
  namesNote: '本次查看已记入查看记录；请不要转发。',
  namesAllDone: '都谈过了。',
  namesSummary: '未谈名单，仅您可见',
  namesSection: (kind: string, count: number) => `${kind} ${count}`,
  pair: (one: string, other: string) => `${one}—${other}`,
  suggestions: '可以这样安排（只是建议）',
  suggestionPair: (one: string, other: string) => `${one}和${other}`,
  suggestionShare: (talker: string, members: string) => `${talker}：${members}`,
  and: '、',

  mustTitle: '登记必谈情形',
  mustIntro: (name: string, due: string) =>
    `请选情形，${due}前与${name}谈一次。所选情形不保存，只记姓名和日期。`,
  mustOccasion: '情形',
  mustSubmit: '登记',
  mustSummary: (name: string) => `登记与${name}的必谈谈话`,
  mustIsFinal: '开出后不能撤销；开错了请上级党组织用“/作废”。',
  mustOpened: (name: string, due: string, number: string) =>
    `已登记：${due}前与${name}谈一次。谈过以后输入 /谈话 ${name} 日期，对方确认后办结。编号 ${number}`,
  mustKnown: (name: string, due: string) => `这件事已经登记过：${due}前与${name}谈一次。`,
  occasions: [
    { value: 'transfer', label: '岗位变动', said: /岗位|职务|调动|调整|交流|退休/u },
    { value: 'award', label: '受到表彰奖励', said: /表彰|奖/u },
    { value: 'hardship', label: '遇到困难', said: /困难|生病|重病|住院|家庭|变故/u },
    { value: 'sanction', label: '受到组织处理', said: /处理|处分/u },
    { value: 'review', label: '评议考核结果反馈', said: /评议|考核|结果/u },
    { value: 'friction', label: '有反映或意见不合', said: /反映|意见|矛盾|不合|闹/u },
  ],

  no: {
    missing: (example: string) => `请写上和谁谈的，例如：${example}`,
    future: (day: string) => `${day}还没有到，谈过以后再登记。`,
    beforeBranch: (day: string) => `${day}时还没有这个支部，请核对日期。`,
    beforeMembership: (day: string) => `${day}早于您或对方入党的日期，谈心谈话从入党以后记起，请核对日期。`,
    beforeYear: (day: string) => `${day}已经超过一年，不再登记。`,
    self: '谈心谈话要有对方，不能登记和自己谈。',
    unknown: (nearest: string) =>
      nearest === ''
        ? '本支部名册里没有这个姓名。谈心谈话在本支部党员之间登记，请写党员全名。'
        : `本支部名册里没有这个姓名，您要找的可能是${nearest}。谈心谈话在本支部党员之间登记。`,
    unclear: (example: string) => `没有看懂。谈心谈话只记姓名和日期，不记内容，请这样写：${example}`,
    nobodyConfirms: (name: string) =>
      `${name}没有飞书账号，支部里也没有别的记录人可以代为确认，请先记在纸上，由上级党务干部协助登记。`,
    already: (day: string) => `${day}的这次谈话已经登记过，正在等确认。`,
    alreadyDone: (day: string) => `${day}的这次谈话双方已经确认过，不用再登记。`,
    notYours: '这次谈话要由对方确认，您不能代替对方确认。',
    answered: '这次谈话已经有了答复，不用再点。',
    gone: '这次登记已经撤回，不用再确认。',
    undoTold: '已经告诉有关的人，不能再撤销；日期有误请双方重新登记。',
    undoChanged: '这次谈话后来又有变动，不能再撤销。',
    notSender: '只有登记的同志可以撤回。',
    mustRight: (posts: string) => `必谈情形要由本支部的${posts}来登记，您可以告诉他们。`,
    mustUnknown: '没有这种情形，请在卡片上选。',
    mustOff: '本单位没有开启必谈谈话这一项。',
    noNames: '这份名单只给负责这件事的同志看，您可以看 /谈话进度 里的数字。',
  },
} as const;

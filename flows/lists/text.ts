import type { DutyDef } from '../../src/duties/catalogue/catalogue.ts';

type Cadence = Extract<DutyDef['cadence'], { readonly every: unknown }>['every'];

const every: Readonly<Record<Cadence, string>> = {
  month: '每月',
  quarter: '每季',
  half: '每半年',
  year: '每年',
};

/** Every sentence of the yearly responsibility list. */
export const text = {
  title: '责任清单',
  description: '全年责任清单：年份 支部',
  example: '/清单 2026年',
  cardTitle: (year: string) => `${year}年责任清单`,
  summary: (year: string, org: string) => `${org}${year}年责任清单`,
  count: (count: number, off: number) =>
    `共 ${count} 项${off === 0 ? '' : `，另有停用 ${off} 项`}。每项后面是频次、全年进度和最近的期限。`,
  every,
  onEvent: '发生时',
  onTerm: '届满前',
  progress: (done: number, total: number) => `已完成 ${done}/${total}`,
  late: (count: number) => `已超过期限 ${count}`,
  next: (due: string) => `最近期限${due}`,
  happened: (done: number, total: number) => `本年度 ${total} 件，已完成 ${done}`,
  notYet: '本年度还没有',
  off: '停用',
  prescribed: (rules: readonly string[]) => `本级规定：${rules.join('；')}`,
  prescribedRule: (words: string, org: string, document: string) => `${words}（${org}，${document}）`,
  prescribedOn: (from: string | undefined, to: string | undefined, rule: string) =>
    [from && `${from}起`, to && `到${to}止`, rule].filter(Boolean).join('，'),
  numbersOnly: (done: number, total: number, late: number) =>
    `到今天已有 ${total} 项，已完成 ${done} 项，已超过期限 ${late} 项。逐项情况由该组织和其上级机关党委查看。`,
  source: '依据和规则见 /为什么 加编号；还没有到时间的期限按现行规则推算。',
  previous: '上一页',
  nextPage: (left: number) => `下一页（还有 ${left}）`,
  nothing: '这一年没有要列的责任项。',
  attends: (content: string) => `参加${content}`,
  rhythm: { month: '每月底', quarter: '每季度末', half: '每半年末', year: '年底' },
  rhythmLabel: '按时间重复（填了日期就不用选）',
  and: '、',
  comma: '，',
  times: (count: number) => `${count}次`,
  before: (day: string) => `${day}前`,
  within: (day: string) => `${day}内`,
  vacant: (post: string) => `${post}空缺`,
  several: (post: string, names: string) => `${post}有${names}几位`,
  left: (name: string) => `${name}已不在本组织`,

  draftDescription: '起草、确认责任清单：年份 组织',
  draftExample: '/责任清单 2026年',
  assignDescription: '定一条责任：事项 责任人 数量 期限 标准',
  assignExample: '/定责任 更新党建园地 张三 4次 12月20日 每季度换一期',
  assignLine: (rest: string) => `/定责任 ${rest}`.trim(),
  assignTo: (duty: string) => `/定责任 ${duty} 姓名`,

  assignHint: (duty: string) => `写明由谁负责：/定责任 ${duty} 姓名`,

  draftTitle: (year: string) => `${year}年责任清单`,
  wholeTitle: (year: string) => `${year}年各岗位责任清单`,
  draftSummary: (org: string, year: string) => `${org}${year}年责任清单`,
  draftTag: '未发出',
  confirmedTag: (done: number, total: number) => `已确认 ${done}/${total}`,
  draftIntro: (people: number) => `${people} 位同志各一份：自有条款由一人负责，共同条款各负各的责。`,
  unassigned: (count: number) => `还有 ${count} 条没有明确到一个人：`,
  unassignedRow: (duty: string, reason: string) => `${duty}：${reason}`,
  person: (name: string, posts: string) => (posts === '' ? name : `${name}（${posts}）`),
  amounts: (own: number, common: number) => `自有 ${own} 条，共同 ${common} 条`,
  nearest: (who: string, percent: number) => `与${who}的相同 ${percent}%`,
  noOwn: '没有自有条款',
  standing: {
    draft: '还没有发出',
    changed: '有改动，还没有重新发出',
    waiting: '还没有确认',
    confirmed: (day: string) => `${day}确认`,
  },
  similarityNote: '相同的比例按自有条款的文字逐两个字比较，只供起草时参考，不作评价。',
  unchanged: '已全部发出，没有新的改动。',
  send: '请各人确认',
  sendAgain: '把改动发给本人确认',
  sentToast: '已请各人确认',
  sentNoUndo: '确认卡片已经发出，不能撤销；清单可以再改，改了的那几位会再收到一次。',
  addOne: '加一条',
  showOne: '看一个人的清单',
  confirmOwn: '确认我自己的清单',
  seeOwn: '看我自己的清单',
  seeOwnAt: (org: string) => `看我在${org}的清单`,
  behalf: '本人没有账号，问过以后代为确认',
  behalfOption: (name: string) => `${name}没有飞书账号，已问过本人`,

  ownTitle: '您的责任清单',
  personTitle: (name: string) => `${name}的责任清单`,
  confirmTitle: '请确认您的责任清单',
  confirmSummary: (org: string, year: string) => `请确认${org}${year}年责任清单里您的一份`,
  confirmIntro: (by: string) => `${by}起草。看过没有不同意见，按一次“确认”；有不同意见请直接告诉起草人。`,
  confirm: '确认',
  confirmedState: '已确认',
  confirmedBy: (name: string, when: string, isOwn: boolean) =>
    isOwn ? `${when}由本人确认` : `${when}由${name}问过本人代为确认`,
  confirmedToast: '已确认',
  notSent: '起草中，发出以后由本人确认。',
  own: (count: number) => `自有条款 ${count} 条`,
  common: (count: number) => `共同条款 ${count} 条（各负各的责）`,
  clause: (parts: readonly string[]) => parts.filter((part) => part !== '').join('；'),
  standard: (words: string) => (words === '' ? '' : `标准：${words}`),
  removeOne: '删去一条（起草人写的）',
  removed: (content: string) => `“${content}”已从清单里删去。`,
  removedToast: '已删去',

  assignTitle: '定一条责任',
  assignSummary: (org: string) => `给${org}的责任清单加一条`,
  content: '事项',
  contentHint: '做什么，一句话',
  responsible: '责任人',
  everybody: '每位同志（各负各的责）',
  quantity: '数量（不填：一次；重复的，一年几次）',
  due: '期限',
  standardLabel: '标准',
  standardHint: '做到什么样算完成',
  save: '列入清单',
  assignedToast: '已列入清单',
  assignedOne: (content: string, name: string, when: string) =>
    `“${content}”由${name}负责，${when}，已列入清单。`,
  assignedAll: (content: string, when: string) => `“${content}”已列入每位同志的清单，${when}。`,
  when: (quantity: string, due: string) => [quantity, due].filter((part) => part !== '').join('，'),
  assignedDuty: (duty: string, name: string) => `“${duty}”明确由${name}负责。`,
  severalNames: (typed: string) => `“${typed}”有好几位，请问是哪一位：`,
  confirmedLine: (done: number, total: number) => `各人的清单已确认 ${done}/${total}。`,
  openDraft: '各人的清单',
  no: {
    notReader: (posts: string) => `责任清单由这些岗位查看：${posts}。`,
    noSuchOrg: (words: string, posts: string) =>
      `您能查看的组织里没有唯一的“${words}”。责任清单由该组织和其上级的这些岗位查看：${posts}。`,
    year: '请写今年前后的年份，例如：/清单 2026年。',
    notDrafter: (posts: string) => `责任清单由${posts}起草；清单里有您的，会请您本人确认。`,
    noList: (org: string) => `${org}不用列责任清单，可以看所属支部的：/责任清单 支部名称`,
    notOne: (duty: string, reason: string, example: string) =>
      `“${duty}”还没有明确到一个人（${reason}），请先写明由谁负责：${example}`,
    twoPeople: (names: string) =>
      `每一条只能有一位责任人，请在${names}里只写一位；每位同志都要做的请写“全体”。`,
    unknownPerson: (typed: string, nearest: string) =>
      `名册里没有“${typed}”${nearest === '' ? '' : `，您要找的可能是${nearest}`}，请写责任人的全名。`,
    noPerson: (example: string) => `还缺责任人，请这样写：${example}`,
    noContent: (example: string) => `还缺事项，请这样写：${example}`,
    noDue: (example: string) => `还缺期限，请这样写：${example}；每月底、每季度末、每半年末、年底也可以。`,
    noStandard: (example: string) => `还缺标准，请这样写：${example}`,
    tooLong: (most: number) => `事项和标准各写在 ${most} 字以内。`,
    quantityLong: '数量请写短一些，例如：4次。',
    dueOutside: (day: string, year: string) => `${day}不在${year}年以内，请写这一年的日期。`,
    duplicate: (content: string) => `清单里已有“${content}”，请换一个说法，或者先删去原来的一条。`,
    nothingNew: '清单没有改动，已发出的不用再发。',
    emptyList: '清单里还没有人，请先核对名册里的任职。',
    notSentYet: '您的责任清单还在起草，发出以后请您确认。',
    gone: '这份清单已经更新，请看最新的卡片。',
    notYours: '这份清单由本人确认。',
    hasAccount: (name: string) => `${name}有飞书账号，请本人确认。`,
    confirmedAlready: '这份清单已经确认过。',
    clauseGone: '这一条已经不在清单里。',
    undoChanged: '后来又有变化，不能撤销。',
    undoTold: '结果已经告诉过有关同志，不能撤销。',
  },
} as const;

/** Who is meant where a clause is everybody's, each for himself or herself. */
export const everybodyWords = /^(?:全体|每人|每位|每位同志|大家|全体支委|全体委员)$/u;
/** 4次, 两篇, 每季1次: how much, where it stands alone. */
export const quantityWords =
  /^(?:每.{1,2})?[0-9一二两三四五六七八九十]+(?:次|件|篇|场|项|期|名|个|条|人次|学时)$/u;
/** What comes back, as people write it where a date could stand. */
export const rhythmWords = {
  month: /^(?:每个?月|按月)[底末]?$|^月[底末]$/u,
  quarter: /^(?:每个?季度?|按季度?)[底末]?$|^季度?[底末]$/u,
  half: /^每?半年[底末]?$/u,
  year: /^每?年[底末]$/u,
} as const;
/** What may follow a deadline: 12月20日前. */
export const untilSuffix = /(?:以前|之前|前|以内|之内|内)$/u;
export const nameJoints = /[、,，和与及/]+/u;

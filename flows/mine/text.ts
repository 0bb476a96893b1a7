import type { Mark } from '../../src/duties/activities/activity.ts';
import type { DutyState } from '../../src/duties/instance.ts';

const marks: Readonly<Record<Mark, string>> = {
  unanswered: '您还未答复',
  present: '您参加',
  present_online: '您线上参加',
  on_leave: '您请假',
  absent: '您未到会',
};

const states: Readonly<Record<DutyState, string>> = {
  planned: '待完成',
  open: '待完成',
  scheduled: '已安排',
  submitted: '已报送，待核验',
  returned: '已退回，待补正',
  done: '已完成',
  overdue: '已超过期限',
  done_late: '已完成（逾期）',
  extended: '已延期',
  waived: '已免除',
  not_applicable: '不适用',
  void: '已作废',
};

/** Every sentence of one's own items and of the to-do list. */
export const text = {
  title: '我的与待办',
  mineDescription: '我的事项和近期活动',
  mineExample: '/我的',
  mineTitle: '我的事项',
  mineSummary: '您的事项和近期活动',
  onlyYou: '仅您可见',
  activities: '近期活动',
  activity: (name: string, place: string) => `${name}  ${place}`,
  marks,
  states,
  asked: '您的申请待批',
  recorded: '已办结',
  personal: '需要您本人办的',
  duties: (count: number) => `您岗位上待完成的 ${count} 件`,
  nearest: (count: number, shown: number) => `您岗位上待完成的 ${count} 件，最近的 ${shown} 件`,
  nothing: '眼下没有要您办的事项，近期也没有安排活动。',
  allItems: '看全部待办',
  wholeYear: '全年',
  own: (item: string, due: string) => `${item}，${due}`,
  until: (due: string) => `${due}前`,
  replies: (count: number) => `待回执的函 ${count} 件，收到后请用 /回执 登记`,
  reply: (to: string, item: string, by: string) => `${to} ${item}，${by}前反馈`.trim(),

  todoDescription: '待办按期限排列：本月、本季、全年',
  todoExample: '/待办 本季',
  todoTitle: '待办事项',
  todoSummary: (count: number) => `待完成 ${count} 件`,
  range: (period: string, count: number) =>
    count === 0 ? `${period}底前没有待完成的事项。` : `${period}底前待完成 ${count} 件：`,
  about: (words: string, period: string) => `“${words}”，${period}：`,
  numbered: (number: string) => `编号 ${number} 的事项：`,
  notFound: (words: string, period: string) => `没有找到“${words}”这一事项。${period}底前的待办如下：`,
  quoted: '这张卡片上的事项：',
  line: (due: string, state: string) => `${due}前，${state}`,
  settled: (state: string, on: string) => (on === '' ? state : `${state}，${on}`),
  undatedNote: '发生时才有的事项，发生后用 /列入 列进来；全年安排见 /清单。',
  yearNote: '还没有到办理时间的事项见 /清单。',
  previous: '上一页',
  next: (left: number) => `下一页（还有 ${left}）`,
  item: (period: string, duty: string) => `${period}${duty}`,
  ofOrg: (item: string, org: string) => `${item}（${org}）`,
  /** Words that name no single duty: the whole list is meant. */
  generic: /^(?:任务|工作|事项|活动|规定动作|事|事情|待办|全部|所有)$/u,
  no: {
    notYours: (posts: string) => `待办由这些岗位查看：${posts}。您自己的事项请输入 /我的。`,
  },
} as const;

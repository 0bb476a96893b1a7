import type { IntentName, IntentReading } from '../commands/intent-name.ts';

/** What was understood, as it is said back: 您想…. */
const meanings: Readonly<Record<IntentName, string>> = {
  leave: '请假',
  confirm_attendance: '参加活动',
  activity_info: '看活动的时间和地点',
  month_status: '看这段时间办了哪些',
  own_dues: '看自己的党费交到几月',
  dues_progress: '看党费收得怎么样',
  talk_record: '登记一次谈心谈话',
  due_date: '看什么时候到期',
  extension_request: '申请延期',
  minutes_request: '要会议记录',
  roll_on_behalf: '请记录人代记',
  correct_roll: '更正一位同志的到会情况',
  make_up_study: '记下一位同志已补学',
  record_activity: '登记开过的会',
  approve_leave: '批假',
  change_speaker: '换主讲',
  attendance_sheet: '要签到表',
  overview: '看汇总',
  overdue: '看超过期限的事项',
  why: '看为什么提醒',
  take_back: '撤销刚办的事',
  term_date: '看换届时间',
  mute: '少收提醒',
  open_items: '看还有哪些要办',
  who_not_arrived: '看谁还没有到',
  plan_activity: '安排活动',
  move_activity: '改活动的时间',
  cancel_activity: '取消活动',
  roll: '点名',
  merge_activity: '几项合并办理',
  help: '看看能做什么',
};

const labels: Readonly<Partial<Record<IntentName, string>>> = {
  leave: '我要请假',
  confirm_attendance: '我参加',
  roll_on_behalf: '请人代记',
};

/** `请假（公务）`, `点名（除 小刘，请假 小张）`: with what was heard, so that a misreading shows. */
export function meaningOf({ intent, slots }: IntentReading): string {
  const {
    activity,
    group,
    other,
    together,
    when,
    kind,
    person,
    item,
    place,
    topic,
    speaker,
    org,
    because,
    absent,
    onLeave,
    online,
  } = slots;
  const { mark } = slots;
  const heard = [
    activity,
    group,
    other && `合并 ${other}`,
    together && `同时开${together}`,
    when,
    kind,
    person,
    item,
    place,
    topic && `主题 ${topic}`,
    speaker && `主讲 ${speaker}`,
    absent && `除 ${absent}`,
    onLeave && `请假 ${onLeave}`,
    online && `线上 ${online}`,
    org,
    because,
    mark,
  ].filter((words) => words !== undefined && words !== '');
  return heard.length === 0 ? meanings[intent] : `${meanings[intent]}（${heard.join('，')}）`;
}

/** The words on a button. */
export function buttonOf({ intent, slots }: IntentReading): string {
  if (intent === 'confirm_attendance' && slots.mark === '线上') return '我线上参加';
  // Whoever presses it refuses.
  if (intent === 'approve_leave' && slots.mark === '不同意') return '不同意请假';
  return labels[intent] ?? meanings[intent];
}

export const intentText = {
  ask: (typed: string, meaning: string) =>
    `您说的是“${typed}”，我的理解是${meaning}。还没有做任何改动，请选一项；都不是就换个说法。`,
  askPrivate: (meaning: string) => `我的理解是${meaning}。还没有做任何改动，请选一项；都不是就换个说法。`,
  notHere: (meaning: string) =>
    `我听懂了：您想${meaning}。这件事眼下还不能在这里办，可以输入 /帮助 看看能办什么。`,
  nearest: (meaning: string) => `我听懂了：您想${meaning}。这件事眼下还不能在这里直接办，最接近的是：`,
  onBehalf: '手机不方便，当面告诉记录人代记就可以，效力一样；现在也可以在这里答：',
  nearestButton: (name: string, description: string) => `/${name} ${description}`,
} as const;

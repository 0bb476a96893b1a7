/** Sentences about what a person does not want to hear. Tone: duties.md h. */
export const text = {
  title: '免打扰',
  description: '少提醒一个事项或一段时间，再输入一次就恢复',
  example: '/免打扰 主题党日',
  cardTitle: '免打扰',
  /** Stands between two days. */
  until: /\s*(?:至|到|—|–|~|～)\s*/u,
  all: ['取消', '全部取消', '恢复', '全部恢复', '关闭'] as readonly string[],
  week: { this: ['本周', '这周'], next: ['下周'] } as Readonly<Record<'this' | 'next', readonly string[]>>,
  weekend: /周末|节假日|晚上|夜里|下班/u,
  mutedDuty: (duty: string) => `已记下：${duty}的到期前提醒不再发给您。`,
  mutedDays: (from: string, to: string) =>
    from === to ? `已记下：${from}不发到期前提醒。` : `已记下：${from}至${to}不发到期前提醒。`,
  backDuty: (duty: string) => `已恢复：${duty}照常提醒您。`,
  backDays: '已恢复：照常提醒您。',
  backAll: '已全部恢复，照常提醒您。',
  again: '期限不变。再输入一次同样的命令就恢复。',
  stays: '这些仍会告诉您：本人已超过期限的事项、需要您答复的邀请和申请、此前告诉过您的事项有了结果。',
  always: '夜里、周末和节假日本来就不发消息。',
  now: '您现在的免打扰',
  none: '您没有设置免打扰。',
  how: '例如：/免打扰 主题党日，/免打扰 3月9日到3月13日，/免打扰 取消。',
  offers: [
    { label: '本周少提醒', line: '/免打扰 本周' },
    { label: '下周少提醒', line: '/免打扰 下周' },
  ] as readonly { readonly label: string; readonly line: string }[],
  offerBack: { label: '全部恢复', line: '/免打扰 取消' },
  list: '、',
  dutyRow: (duty: string) => `${duty}：到期前提醒`,
  daysRow: (from: string, to: string) => `${from}至${to}：到期前提醒`,
  undone: '已撤销，免打扰恢复到刚才以前。',
  no: {
    changed: '免打扰后来又改过，这一步不能再撤销；输入 /免打扰 看看现在的设置。',
    unknown: (words: string) =>
      `没有找到“${words}”。请写事项名称或日期，例如：/免打扰 主题党日，/免打扰 3月9日到3月13日。`,
    several: (names: string) => `有几个事项都像：${names}。请写完整的名称。`,
    past: '这段时间已经过去。',
    order: '结束的日子要在开始的日子之后。',
    tooLong: '一段时间最长 30 天；事项可以一直不提醒。',
  },
} as const;

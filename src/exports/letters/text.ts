/** The sentences of official documents. Facts are filled in, judgements are left to people; number and seal are by hand. */
export const urgingText = {
  title: (item: string) => `关于${item}的\n提醒督办函`,
  basis: (basis: string, due: string, item: string, number: string) =>
    `根据${basis}，你单位应于${due}前完成${item}（责任清单编号${number}）。`,
  notHeld: (on: string, days: number) => `截至${on}，尚未收到完成情况，已超过期限${days}个工作日。`,
  noRecord: (on: string, held: string, days: number) =>
    `该项工作已于${held}开展，截至${on}尚未收到记录，已超过录入期限${days}个工作日。`,
  notYetDue: (on: string) => `截至${on}，尚未收到安排情况。`,
  reminded: (days: string, count: number) => `此前已于${days}提醒${count}次。`,
  explained: (words: string) => `你单位说明的情况是：${words.replace(/[。；，.;,\s]+$/u, '')}。`,
  request: '现将有关事项函告如下：',
  doBy: (day: string, item: string) => `一、请于${day}前完成${item}，并按要求报送记录。`,
  recordBy: (day: string, item: string) => `一、请于${day}前补录${item}的记录。`,
  replyBy: (day: string) =>
    `二、请于${day}前填写回执，反馈完成情况。确有困难的，请写明原因和计划完成时间，或者按程序申请延期。`,
  end: '特此函告。',
} as const;

export const slipText = {
  title: '回　执',
  to: (name: string) => `${name}：`,
  received: (title: string) => `《${title}》收悉，现将有关情况反馈如下：`,
  rows: ['完成情况', '完成日期', '未完成原因和\n计划完成时间', '需要协调的事项', '负责人（签字）'],
  signed: '填报组织（印章）：',
  date: '填报日期：　　　　年　　月　　日',
} as const;

export const termText = {
  title: (org: string) => `关于做好${org}\n换届工作的提醒函`,
  facts: (elected: string, years: number, end: string) =>
    `你支部本届委员会于${elected}选举产生，任期${years}年，将于${end}届满。`,
  endOnly: (end: string) => `你支部本届委员会任期将于${end}届满。`,
  basis: (basis: string) => `根据${basis}，现就换届工作提醒如下：`,
  request: (day: string) => `一、请及时研究换届事宜，于${day}前报送换届请示。`,
  meeting: (end: string) => `二、经批准后按程序筹备并召开党员大会，会议时间不晚于${end}。`,
  extension: '三、需要延期或者提前换届的，应当报上级党组织批准；延长期限一般不超过一年。',
  replyBy: (day: string) => `请于${day}前填写回执，反馈换届工作打算。`,
} as const;

export const circularText = {
  title: (period: string) => `关于${period}组织生活等制度\n落实情况的通报`,
  addressee: '所属各党支部',
  facts: (period: string, orgs: number, owed: number, done: number) =>
    `${period}，所属${orgs}个党支部应完成责任事项${owed}项，已完成${done}项。分项统计如下：`,
  header: ['责任项', '应完成', '按期', '补录', '延期', '逾期\n完成', '未完成', '免除'],
  sections: ['一、基本情况', '二、有关情况', '三、工作要求'],
  byHand: '（由起草人填写）',
  note: '说明：数字取自责任落实台账，统计截至',
} as const;

export const noticeText = {
  title: (name: string) => `关于召开${name}的通知`,
  opening: (org: string, name: string) => `按照工作安排，${org}定于近期召开${name}。现将有关事项通知如下：`,
  time: (when: string) => `一、时间：${when}`,
  place: (place: string) => `二、地点：${place}`,
  topic: (topic: string) => `三、内容：${topic}`,
  people: (words: string) => `四、参加人员：${words}`,
  other: '五、其他事项：请合理安排工作，按时参加；因故不能参加的，请提前请假。',
  expected: (count: number) => `应到${count}人`,
  materials: '（由起草人填写）',
  addressee: '各位党员',
} as const;

/** Leave that nobody has decided on is neither leave nor absence. */
const waiting = (count: number): string => (count > 0 ? `，待批${count}人` : '');

export const minutesText = {
  title: (org: string, name: string) => `${org}\n${name}会议记录`,
  labels: {
    time: '时间',
    place: '地点',
    chair: '主持人',
    recorder: '记录人',
    speaker: '主讲人',
    roll: '到会情况',
    away: '请假和缺席',
    observers: '列席人员',
    topic: '主题（议题）',
  },
  roll: (
    expected: number,
    present: number,
    online: number,
    onLeave: number,
    absent: number,
    pending: number,
  ) =>
    `应到${expected}人，实到${present}人${online > 0 ? `（其中线上${online}人）` : ''}，请假${onLeave}人，缺席${absent}人${waiting(pending)}`,
  ofWhom: (full: number, probationary: number) => `实到中正式党员${full}人，预备党员${probationary}人`,
  away: (onLeave: string, absent: string, pending: string) =>
    [onLeave && `请假：${onLeave}`, absent && `缺席：${absent}`, pending && `请假待批：${pending}`]
      .filter(Boolean)
      .join('\n') || '无',
  different: '不同意见',
  none: '　',
  signed: '主持人（签字）：　　　　　　　　　记录人（签字）：',
} as const;

export const sheetText = {
  title: (org: string, name: string) => `${org}\n${name}签到表`,
  time: (when: string) => `时间：${when}`,
  place: (place: string) => `地点：${place}`,
  topic: (topic: string) => `内容：${topic}`,
  header: ['序号', '姓名', '签到'],
  filled: ['序号', '姓名', '到会情况', '登记方式'],
  total: (expected: number, present: number, onLeave: number, absent: number, pending: number) =>
    `应到${expected}人，实到${present}人，请假${onLeave}人，缺席${absent}人${waiting(pending)}`,
  recorder: (name: string) => `记录人：${name}`,
} as const;

export const contactText = (name: string, post: string): string => `联系人：${name}（${post}）　联系电话：`;
export const listSign = '、';
export const unknownPlace = '（待定）';

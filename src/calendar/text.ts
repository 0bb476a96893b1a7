import type { DayKind } from './workdays.ts';

const weekdayNames = ['周一', '周二', '周三', '周四', '周五', '周六', '周日'];
const quarterNames = ['第一季度', '第二季度', '第三季度', '第四季度'];

/** Words for days and periods. Only format.ts prints them. */
export const dayText = {
  year: (year: number): string => `${year}年`,
  monthDay: (month: number, date: number): string => `${month}月${date}日`,
  weekday: (weekday: number): string => weekdayNames[weekday - 1] ?? '',
  kind: ({ kind, name }: DayKind): string => {
    if (kind === 'holiday') return `${name ?? ''}放假`;
    return kind === 'make_up' ? '调休上班' : '';
  },
  provisional: '暂定',
  aside: (parts: readonly string[]): string => `（${parts.filter((part) => part !== '').join('，')}）`,
  month: (month: number): string => `${month}月`,
  quarter: (number: number): string => quarterNames[number - 1] ?? '',
  half: (number: number): string => (number === 1 ? '上半年' : '下半年'),
};

/** What is asked back when a date or time is not certain; one sentence each. */
export const whenText = {
  weekdayPassed: (day: string): string => `本周的这一天是${day}，已经过去，请选择是哪一天。`,
  datePassed: (day: string): string => `${day}已经过去，请选择是哪一天。`,
  yearUnclear: (said: string): string => `“${said}”没有写年份，请选择是哪一天。`,
  nextWeekday: (said: string): string => `“${said}”可以是本周，也可以是下周，请选择。`,
  noSuchDay: (month: number, date: number): string => `${month}月没有${date}日，请重新写明日期。`,
  noSuchMonth: (month: number): string => `没有${month}月，请重新写明日期。`,
  noSuchNth: (said: string): string => `没有“${said}”这一天，请重新写明日期。`,
  severalDays: '这里写了不止一个日期，请选择是哪一天。',
  dayRange: (said: string): string => `“${said}”不止一天，请选择是哪一天。`,
  otherWeekday: (day: string, weekday: number): string =>
    `${day}不是${dayText.weekday(weekday)}，请选择是哪一天。`,
  monthUnclear: '日期和文字里的月份不一致，请选择是哪一天。',
  end: (said: string): string => `“${said}”可以是最后一个工作日，也可以是最后一天，请选择。`,
  weekend: (said: string): string => `“${said}”有两天，请选择周六还是周日。`,
  week: (said: string): string => `请写明${said}的哪一天，例如“${said}四”。`,
  vague: (said: string): string => `“${said}”不能确定是哪一天，请写明公历日期，例如“2月12日”。`,
  festival: (said: string): string => `请确认“${said}”是哪一天。`,
  confirm: (said: string, day: string): string => `“${said}”是指${day}吗，请确认。`,
  about: (said: string): string => `“${said}”没有写明是哪一天，请选择或重新写明日期。`,
  recurring: (said: string): string => `“${said}”要写明是哪一次，请选择或写出日期。`,
  numbers: (said: string, day: string): string =>
    `“${said}”是指${day}吗，请确认，也可以改写为“2月12日”这样的日期。`,
  dayMissing: (said: string): string => `只写了时间“${said}”，请写明是哪一天，例如“周五下午3点”。`,
  halfOfDay: (said: string): string => `“${said}”没有写上午还是下午，请选择。`,
  hourMissing: (said: string): string => `“${said}”没有写几点，请写明时间，例如“下午3点”。`,
  noSuchTime: (said: string): string => `“${said}”不是一个明确的时间，请改写为“15:00”这样的时间。`,
  timeAbout: (said: string): string => `“${said}”不是一个确切的时间，请确认或改写为“15:00”这样的时间。`,
  severalTimes: '这里写了不止一个时间，请选择是哪一个。',
};

import type { Day } from '../../src/calendar/day.ts';

const day = (text: string): Day => text as Day;

/** What a 督办函 says of a theme day five working days late; who sends it and when is each test's own. */
export const urgingFacts = {
  org: '检验检测所党支部',
  item: '2026年2月支部主题党日',
  basis: '《中国共产党支部工作条例（试行）》第十六条',
  number: 'D01B02-TD-2602',
  due: day('2026-02-28'),
  daysLate: 5,
  remindedOn: [day('2026-03-02')],
  doBy: day('2026-03-12'),
  replyBy: day('2026-03-17'),
};

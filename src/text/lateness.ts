import type { Day } from '../calendar/day.ts';
import { formatDay, formatDayShort } from '../calendar/format.ts';
import type { WorkCalendar } from '../calendar/workdays.ts';

/** What was missed; told the same way wherever it is told. */
export interface Slip {
  /** The day it should have been done by; of what came back, the day to mend it. */
  readonly missed: Day;
  /** It was held in time on that day: only the record is missing. */
  readonly held?: Day | undefined;
  /** Of what was filed and came back: the day it had been filed. */
  readonly cameBack?: Day | undefined;
}

/** How late, in words; the clock of a record or of a correction runs from its own day, so that day is not named. */
export function slipWords(
  { missed, held, cameBack }: Slip,
  days: number,
  { calendar, today }: { readonly calendar: WorkCalendar; readonly today: Day },
): string {
  if (cameBack) return `${formatDayShort(cameBack, today)}报送后退回，补正已超过 ${days} 个工作日`;
  if (held) return `${formatDayShort(held, today)}已召开，记录已超过 ${days} 个工作日未录入，只需补录`;
  return `应于${formatDay(missed, calendar, today)}以前完成，已超过 ${days} 个工作日`;
}

/** The same to whoever owes it: the day as it stood, and how far it is past. */
export function dueWords(due: string, days: number): string {
  return days > 0 ? `期限${due}，已超过期限 ${days} 个工作日` : `期限${due}，已到期`;
}
